//! A block a crash, to paste into a bug tracker.

use std::fmt::Write;

use super::{CrashOutcome, Formatter};
use crate::markdown::{code, is_report_id};
use crate::run::Part;

pub(super) struct Markdown;

impl Formatter for Markdown {
    fn outcome(&self, crash: &CrashOutcome<'_>, part: &mut Part) {
        part.separate(self.separator());
        part.text.push(&block(crash));
    }

    fn separator(&self) -> &'static str {
        "\n"
    }
}

fn block(crash: &CrashOutcome<'_>) -> String {
    let mut block = match crash.crash_id {
        Some(id) if is_report_id(id) => {
            format!("Crash id: [{id}](https://crash-stats.mozilla.org/report/index/{id})\n\n")
        }
        Some(id) => format!("Crash id: {}\n\n", code(id)),
        None => String::new(),
    };
    let mut line = |name: &str, text: &str| {
        // Memory takes all.
        let _ = writeln!(block, "- {name}: {text}");
    };
    if let Some(original) = crash.original_signature {
        line("original", &code(original));
    }
    line("new", &code(&crash.outcome.signature));
    if crash.is_same().is_some() {
        line("same?", crash.same());
    }
    for note in &crash.outcome.notes {
        line("note", &code(note));
    }
    block
}
