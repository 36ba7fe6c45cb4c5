//! The text of the chunk that is being made, and room for more.

use std::io::{self, Read};
use std::ops::Range;

use super::{Chunks, Holds};
use crate::input::chunk::{BLOCK, LARGE};
use crate::input::halt::Halt;
use crate::input::limit::MaxRecord;
use crate::input::room::Taken;

/// For less room it is not worth asking for more of an input.
const ROOM: usize = 64 * 1024;

impl Chunks<'_> {
    /// Reads some bytes behind those that are there. No more text than the limits permit is asked for in this way.
    pub(in crate::input) fn read(&mut self, reader: &mut dyn Read, holds: Holds) -> io::Result<usize> {
        let room = self.text.len() - self.filled;
        if room < ROOM {
            self.grow(holds);
        }
        let end = self.text.len().min(self.filled + BLOCK);
        loop {
            match reader.read(&mut self.text[self.filled..end]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(read) => {
                    self.filled += read;
                    return Ok(read);
                }
            }
        }
    }

    /// Makes more room behind the text, four times as much each time: texts that are no longer used may not have been
    /// given back to the system yet, and all of them together have a third of the new one then.
    fn grow(&mut self, holds: Holds) {
        let limit = if holds == Holds::Whole { self.max.whole() } else { self.max.record() };
        let most = limit.saturating_add(LARGE);
        let enough = self.text.len() + self.text.len() / 2;
        let steps = (0..usize::BITS / 2).map(|quarterings| most >> (2 * quarterings));
        let length = steps.take_while(|length| *length >= enough).last().unwrap_or(2 * enough);
        if length > LARGE {
            let room = if holds == Holds::Whole { &self.rooms.whole } else { &self.rooms.records };
            self.taken.get_or_insert_with(|| room.take(0)).grow(length);
        }
        // The system clears what it gives; what isn't used of that takes no memory.
        let mut text = vec![0; length];
        text[..self.filled].copy_from_slice(&self.text[..self.filled]);
        self.text = text;
    }

    /// The limits.
    pub(in crate::input) fn max(&self) -> MaxRecord {
        self.max
    }

    /// Room for so many bytes that have to be held as a whole, beside the text.
    pub(in crate::input) fn room_for_whole(&mut self, bytes: usize) -> Result<Taken, Halt> {
        // What is waited for must not be among the pieces here.
        self.flush(self.filled)?;
        Ok(self.rooms.whole.take(bytes))
    }

    /// Takes the text, which no piece has a part of, and what it takes of the room.
    pub(in crate::input) fn take_text(&mut self) -> (Vec<u8>, Option<Taken>) {
        let mut text = std::mem::replace(&mut self.text, self.spare.take());
        text.truncate(std::mem::take(&mut self.filled));
        (text, self.taken.take())
    }

    pub(in crate::input) fn filled(&self) -> usize {
        self.filled
    }

    pub(in crate::input) fn text(&self, range: Range<usize>) -> &[u8] {
        &self.text[range]
    }

    /// Forgets some of the last text, which belongs to no piece.
    pub(in crate::input) fn forget(&mut self, range: Range<usize>) {
        self.text.copy_within(range.end..self.filled, range.start);
        self.filled -= range.len();
    }
}
