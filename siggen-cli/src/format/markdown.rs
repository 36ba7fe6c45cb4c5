//! A block a crash, to paste into a bug tracker.

use std::fmt::Write;

use super::{Answer, Formatter};
use crate::markdown::{code, is_report_id};
use crate::run::Part;

pub(super) struct Markdown;

impl Formatter for Markdown {
    fn answer(&self, answer: &Answer<'_>, part: &mut Part) {
        part.separate(self.separator());
        part.text.push(&block(answer));
    }

    fn separator(&self) -> &'static str {
        "\n"
    }
}

fn block(answer: &Answer<'_>) -> String {
    let mut block = match answer.crash_id {
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
    if let Some(original) = answer.original_signature {
        line("original", &code(original));
    }
    line("new", &code(&answer.outcome.signature));
    if answer.is_same().is_some() {
        line("same?", answer.same());
    }
    for note in &answer.outcome.notes {
        line("note", &code(note));
    }
    block
}
