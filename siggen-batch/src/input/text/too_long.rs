//! Lines and documents that are larger than they may be: passed over, and told of.

use siggen_core::records::Layout;

use super::Text;
use crate::input::chunks::{Chunks, Holds};
use crate::input::halt::Halt;
use crate::input::limit::too_large;

/// What has become of a line that is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooLong {
    /// There is none.
    No,
    /// It is passed over; so many bytes of it are.
    Passing(u64),
    /// It was the first one, and what follows will tell whether it was a line at all.
    First,
}

impl Text<'_> {
    /// Sees that what is not yet whole doesn't become too large, and has it passed over if it does. False where that
    /// is all that is left of the input.
    pub(super) fn fits(&mut self, chunks: &mut Chunks<'_>, holds: Holds) -> Result<bool, Halt> {
        let max = chunks.max();
        if let TooLong::Passing(passed) = self.too_long {
            // The end of such a line isn't waited for: the rest of the input is left alone.
            let is_endless = passed > max.passed();
            if is_endless {
                self.say_too_long(chunks)?;
                if self.layout == Layout::Lines {
                    chunks.problem(self.problem(None, "the rest is not read, because a line can't be this long"));
                }
            }
            return Ok(!is_endless);
        }
        if self.too_long == TooLong::First && self.layout == Layout::Document {
            chunks.forget(self.start..chunks.filled());
            self.say_too_long(chunks)?;
            return Ok(false);
        }
        let limit = if holds == Holds::Whole { max.whole() } else { max.record() };
        let left = |text: &Self, chunks: &Chunks<'_>| chunks.filled() - text.start;
        if left(self, chunks) <= limit {
            return Ok(true);
        }
        let text = chunks.text(self.start..chunks.filled());
        if self.layout == Layout::Unknown {
            let text = text.trim_ascii_start();
            let is_lines = match self.too_long {
                TooLong::First => text.starts_with(b"{"),
                // A line that has ended is whole, whatever would have followed.
                _ => text.contains(&b'\n'),
            };
            match (is_lines, self.too_long) {
                (true, too_long) => {
                    self.layout = Layout::Lines;
                    if too_long == TooLong::First {
                        self.say_too_long(chunks)?;
                    }
                }
                (false, TooLong::First) => self.layout = Layout::Document,
                (false, _) => {}
            }
        }
        if self.layout == Layout::Lines {
            self.whole_lines(chunks, true)?;
            if left(self, chunks) <= limit {
                return Ok(true);
            }
        }
        match self.layout {
            Layout::Document => {
                chunks.forget(self.start..chunks.filled());
                if holds == Holds::Whole {
                    chunks.problem(self.problem(None, &too_large("list", limit)));
                } else {
                    chunks.too_large(self.problem(None, &too_large("document", limit)));
                }
                Ok(false)
            }
            Layout::Lines | Layout::Unknown => {
                self.too_long = TooLong::Passing(0);
                Ok(true)
            }
        }
    }

    /// Drops what has come of a line that is too long, and goes on behind it.
    pub(super) fn pass(&mut self, chunks: &mut Chunks<'_>) -> Result<(), Halt> {
        let TooLong::Passing(passed) = self.too_long else { return Ok(()) };
        let text = chunks.text(self.start..chunks.filled());
        let end = memchr::memchr(b'\n', text);
        let length = end.map_or(text.len(), |end| end + 1);
        self.sample.add(&text[..length]);
        chunks.forget(self.start..self.start + length);
        self.searched = self.start;
        if end.is_none() {
            self.too_long = TooLong::Passing(passed + length as u64);
        } else if self.layout == Layout::Unknown {
            self.too_long = TooLong::First;
            self.look_at = 0;
        } else {
            self.say_too_long(chunks)?;
        }
        Ok(())
    }

    /// The line that is too long has been passed over, and is a problem unless it is done.
    pub(super) fn say_too_long(&mut self, chunks: &mut Chunks<'_>) -> Result<(), Halt> {
        self.too_long = TooLong::No;
        let max = chunks.max().record();
        if self.layout != Layout::Lines {
            chunks.too_large(self.problem(None, &too_large("document", max)));
            return Ok(());
        }
        if self.skip > 0 {
            self.skip -= 1;
            if self.skip == 0 {
                chunks.check_text(self.source, self.sample.hash())?;
            }
        } else {
            chunks.too_large(self.problem(Some(self.line), &too_large("line", max)));
        }
        self.line += 1;
        chunks.records_done(self.line as u64 - 1, self.sample.hash());
        Ok(())
    }
}
