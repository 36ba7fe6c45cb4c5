//! One signature per line.

use siggen_core::Explanation;

use super::{CrashOutcome, Formatter};
use crate::run::{Part, Shown};
use crate::text::printable;

pub(super) struct Text;

impl Formatter for Text {
    fn outcome(&self, crash: &CrashOutcome<'_>, part: &mut Part) {
        part.text.push(&printable(&crash.outcome.signature));
        part.text.push("\n");
    }

    fn has_log(&self) -> bool {
        true
    }

    fn log(&self, explanation: &Explanation, part: &mut Part) {
        let mut shown = Shown(&mut part.text);
        for note in &explanation.outcome.notes {
            shown.line(format_args!("  note: {note}"));
        }
        explanation.each_logged(|line| shown.line(format_args!("  log: {line}")));
    }
}
