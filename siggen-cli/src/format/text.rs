//! One signature per line.

use std::fmt::{self, Write};

use siggen_core::Explanation;

use super::{CrashOutcome, Formatter};
use crate::run::{Part, Spooled};
use crate::text::{boundary, printable};

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

/// Writes lines as a terminal may show them.
pub(crate) struct Shown<'a>(pub(crate) &'a mut Spooled);

impl Shown<'_> {
    /// Writes a line, piece by piece: it may be very long.
    pub(crate) fn line(&mut self, line: fmt::Arguments<'_>) {
        // A failed write is reported later.
        let _ = self.write_fmt(line);
        self.0.push("\n");
    }
}

impl fmt::Write for Shown<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for piece in pieces(text) {
            self.0.push(&printable(piece));
        }
        Ok(())
    }
}

/// A text in pieces of which none is large.
fn pieces(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let (piece, rest) = text.split_at(boundary(text, text.len().min(1 << 16)));
        text = rest;
        (!piece.is_empty()).then_some(piece)
    })
}
