//! One signature a line.

use siggen_core::Explanation;

use super::{Answer, Face};
use crate::run::Part;
use crate::text::printable;

pub(super) struct Text;

impl Face for Text {
    fn answer(&self, answer: &Answer<'_>, part: &mut Part) {
        part.text.extend_from_slice(printable(&answer.outcome.signature).as_bytes());
        part.text.push(b'\n');
    }
}

/// Writes the notes and the log below the signature.
pub(crate) fn log(explanation: &Explanation, part: &mut Part) {
    let mut line = |kind: &str, text: &str| {
        part.text.extend_from_slice(format!("  {kind}: {}\n", printable(text)).as_bytes());
    };
    for note in &explanation.outcome.notes {
        line("note", note);
    }
    for entry in explanation.debug_log() {
        line("log", &entry);
    }
}
