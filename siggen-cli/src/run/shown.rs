//! Lines for people, written piece by piece.

use std::fmt::{self, Write};

use super::Spooled;
use crate::text::{boundary, printable};

/// Writes lines with hidden characters escaped, as people may see them.
#[derive(Debug)]
pub struct Shown<'a>(pub &'a mut Spooled);

impl Shown<'_> {
    /// Writes a line, piece by piece: it may be very long.
    pub fn line(&mut self, line: fmt::Arguments<'_>) {
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
