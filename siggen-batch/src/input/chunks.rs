//! Inputs, cut into chunks: parts of large ones, and many small ones together.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::chunk::{BLOCK, Chunk, Piece, Spare};
use super::columns;
use super::compression;
use super::halt::Halt;
use super::limit::MaxRecord;
use super::room::{Room, Taken};
use super::stored::{self, Stored};
use super::text::Text;
use super::{Input, Problem, reason};
use crate::run::{Place, Trace};

/// A chunk with this many bytes is full.
pub(super) const FULL: usize = 256 * 1024;

/// So is one with this many inputs.
const MANY: usize = 256;

/// A chunk has no more lines, items or rows, however short they are: each can fail, which takes more than itself.
pub(super) const MANY_RECORDS: usize = 32 * 1024;

/// Text that takes more counts as large. A block that has grown once is below that: four times one and a half blocks.
pub(super) const LARGE: usize = 6 * BLOCK;

/// For less room it is not worth asking for more of an input.
const ROOM: usize = 64 * 1024;

/// Takes a chunk, and where to go on behind it.
pub(crate) type Sink<'s> = dyn FnMut(Chunk, Place) -> ControlFlow<()> + 's;

/// Cuts inputs into chunks.
pub(crate) struct Chunks<'s> {
    sink: &'s mut Sink<'s>,
    spare: Spare,
    /// The text of the chunk that is being made, and room for more.
    text: Vec<u8>,
    /// How much of it is text.
    filled: usize,
    pieces: Vec<Piece>,
    /// How many bytes the pieces have, and how many records at most.
    bytes: u64,
    records: usize,
    /// How many bytes the pieces keep from being given back, beside the text.
    held: usize,
    /// Behind all pieces, but for the name of the last input that is done.
    place: Place,
    last: Option<Arc<str>>,
    /// Behind all that has been handed on.
    handed_on: Place,
    /// What was done of the input that is to be gone on with, where that is known.
    from: Option<Trace>,
    read: Arc<AtomicU64>,
    max: MaxRecord,
    /// For what becomes of large records, and for what is held as a whole.
    rooms: Rooms,
    /// What the text takes of one of them.
    taken: Option<Taken>,
}

/// What text can be, and so may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Records, and some of the next one.
    Records,
    /// What has to be held as a whole.
    Whole,
}

struct Rooms {
    records: Arc<Room>,
    whole: Arc<Room>,
}

impl<'s> Chunks<'s> {
    /// Chunks for a sink. `read` counts the bytes of all inputs as they are stored.
    pub(crate) fn new(mut place: Place, read: Arc<AtomicU64>, max: MaxRecord, sink: &'s mut Sink<'s>) -> Self {
        let from = place.trace.filter(|_| place.records > 0);
        if (place.inputs, place.records) == (0, 0) {
            place.trace = Some(Trace::default());
        }
        let rooms = Rooms { records: Room::new(max.record()), whole: Room::new(max.whole()) };
        let spare = Spare::default();
        let text = spare.take();
        Chunks {
            sink,
            spare,
            text,
            filled: 0,
            pieces: Vec::new(),
            bytes: 0,
            records: 0,
            held: 0,
            handed_on: place.clone(),
            place,
            last: None,
            from,
            read,
            max,
            rooms,
            taken: None,
        }
    }

    /// Reads an input but for the records that are done.
    ///
    /// # Errors
    ///
    /// Where reading is to end.
    pub(crate) fn input(&mut self, input: &Input, done: u64) -> Result<(), Halt> {
        let source = input.name();
        let stored = stored::open(input, &self.read);
        self.begin(stored.as_ref().map_or_else(|_| stored::stamp(input), |stored| stored.stamp), &source)?;
        match stored {
            Ok(stored) => self.stored(input, &source, stored, done)?,
            Err(error) => self.problem(cannot_read(&source, &error)),
        }
        self.end_of(&source)
    }

    /// Takes note of what is no input.
    ///
    /// # Errors
    ///
    /// Where reading is to end.
    pub(crate) fn missing(&mut self, problem: Problem) -> Result<(), Halt> {
        let source: Arc<str> = problem.source.as_str().into();
        self.begin(Trace::stamp_of_problem(&problem), &source)?;
        self.problem(problem);
        self.end_of(&source)
    }

    /// Tells the kind of an input by its first bytes, and reads it.
    fn stored(&mut self, input: &Input, source: &Arc<str>, stored: Stored, done: u64) -> Result<(), Halt> {
        let Stored { mut reader, is_live, .. } = stored;
        if is_live {
            self.flush(self.filled)?;
        }
        let start = self.filled;
        let mut end = self.head(&mut *reader, start);
        let compression = compression::of(&self.text[start..self.filled]);
        if let Some(compression) = compression {
            let head = self.text[start..self.filled].to_vec();
            self.filled = start;
            match compression.unpack(head, reader) {
                Ok(unpacked) => reader = unpacked,
                Err(error) => {
                    self.problem(cannot_read(source, &error));
                    return Ok(());
                }
            }
            end = self.head(&mut *reader, start);
        }
        let Some(kind) = columns::kind(&self.text[start..self.filled]) else {
            let text = Text::new(source, start, is_live, input.is_named_ndjson(), done);
            return text.read(self, &mut *reader, end);
        };
        let head = self.text[start..self.filled].to_vec();
        self.filled = start;
        let plain = if compression.is_none() && !is_live { Some(input) } else { None };
        columns::read(self, kind, plain, source, io::Cursor::new(head).chain(reader), done)
    }

    /// Reads the first bytes of an input, enough to tell what it is; says how it ended if it did.
    fn head(&mut self, reader: &mut dyn Read, start: usize) -> Option<io::Result<()>> {
        loop {
            match self.read(reader, Holds::Records) {
                Ok(0) => return Some(Ok(())),
                Ok(_) => {}
                Err(error) => return Some(Err(error)),
            }
            let head = &self.text[start..self.filled];
            if !compression::may_be(head) && !columns::may_be(head) {
                return None;
            }
        }
    }

    /// Reads some bytes behind those that are there. No more text than the limits permit is asked for in this way.
    pub(super) fn read(&mut self, reader: &mut dyn Read, holds: Holds) -> io::Result<usize> {
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
    pub(super) fn max(&self) -> MaxRecord {
        self.max
    }

    /// Room for so many bytes that have to be held as a whole, beside the text.
    pub(super) fn room_for_whole(&mut self, bytes: usize) -> Result<Taken, Halt> {
        // What is waited for must not be among the pieces here.
        self.flush(self.filled)?;
        Ok(self.rooms.whole.take(bytes))
    }

    /// Takes the text, which no piece has a part of, and what it takes of the room.
    pub(super) fn take_text(&mut self) -> (Vec<u8>, Option<Taken>) {
        let mut text = std::mem::replace(&mut self.text, self.spare.take());
        text.truncate(std::mem::take(&mut self.filled));
        (text, self.taken.take())
    }

    pub(super) fn filled(&self) -> usize {
        self.filled
    }

    pub(super) fn text(&self, range: Range<usize>) -> &[u8] {
        &self.text[range]
    }

    /// Whether the chunk has enough.
    pub(super) fn is_full(&self) -> bool {
        self.filled.max(self.held) >= FULL || self.bytes >= FULL as u64 || self.records >= MANY_RECORDS
    }

    /// Forgets some of the last text, which belongs to no piece.
    pub(super) fn forget(&mut self, range: Range<usize>) {
        self.text.copy_within(range.end..self.filled, range.start);
        self.filled -= range.len();
    }

    /// Adds a piece with so many bytes, and with so many records at most.
    pub(super) fn piece(&mut self, piece: Piece, bytes: usize, records: usize) {
        self.pieces.push(piece);
        self.bytes += bytes as u64;
        self.records += records;
    }

    /// Adds a piece that isn't part of the text. Where its records are large, they have the room to themselves.
    pub(super) fn large_piece(&mut self, piece: Piece, bytes: usize, records: usize) -> Result<(), Halt> {
        if bytes > LARGE || self.records + records > MANY_RECORDS {
            self.flush(self.filled)?;
        }
        if bytes > LARGE {
            self.taken = Some(self.rooms.records.take(bytes));
        }
        self.piece(piece, bytes, records);
        Ok(())
    }

    /// Takes note that pieces keep so many bytes more from being given back.
    pub(super) fn hold(&mut self, bytes: usize) {
        self.held += bytes;
    }

    pub(super) fn problem(&mut self, problem: Problem) {
        self.pieces.push(Piece::Problem(problem));
    }

    /// Adds a record that was passed over.
    pub(super) fn too_large(&mut self, problem: Problem) {
        self.pieces.push(Piece::TooLarge(problem));
    }

    /// Records of the input are done, as many as there are up to the last piece; of text, with its hash.
    pub(super) fn records_done(&mut self, records: u64, text: u64) {
        self.place.records = records;
        if let Some(trace) = &mut self.place.trace {
            trace.text = text;
        }
    }

    /// Sees that the text of the lines that are done is the one that was done.
    pub(super) fn check_text(&mut self, source: &str, text: u64) -> Result<(), Halt> {
        match self.from.take() {
            Some(from) if from.text != text => {
                Err(Halt::Changed(format!("{source} has lines that differ from those already processed")))
            }
            _ => Ok(()),
        }
    }

    /// Takes note of what an input is, and sees that it is the one that was begun, if that is to be gone on with.
    fn begin(&mut self, stamp: u64, source: &str) -> Result<(), Halt> {
        if let Some(trace) = &mut self.place.trace {
            trace.input = stamp;
        }
        match self.from {
            Some(from) if from.input != stamp => Err(Halt::Changed(format!(
                "{source} has changed since the run started: its size or modification time differs"
            ))),
            _ => Ok(()),
        }
    }

    pub(super) fn read_so_far(&self) -> &AtomicU64 {
        &self.read
    }

    fn end_of(&mut self, source: &Arc<str>) -> Result<(), Halt> {
        self.place.inputs += 1;
        self.from = None;
        if let Some(trace) = &mut self.place.trace {
            trace.end_of_input();
        }
        self.last = Some(Arc::clone(source));
        self.place.records = 0;
        if self.is_full() || self.pieces.len() >= MANY { self.flush(self.filled) } else { Ok(()) }
    }

    /// Hands on the pieces, whose text ends at `end`. What stands behind it goes to the next chunk.
    pub(crate) fn flush(&mut self, end: usize) -> Result<(), Halt> {
        if self.pieces.is_empty() { Ok(()) } else { self.hand_on(end) }
    }

    fn hand_on(&mut self, end: usize) -> Result<(), Halt> {
        let rest = self.filled - end;
        let mut text = self.spare.take();
        if text.len() < rest {
            text.resize(rest, 0);
        }
        text[..rest].copy_from_slice(&self.text[end..self.filled]);
        let chunk = Chunk {
            text: std::mem::replace(&mut self.text, text),
            pieces: std::mem::take(&mut self.pieces),
            bytes: std::mem::take(&mut self.bytes),
            max: self.max,
            taken: self.taken.take(),
            spare: self.spare.clone(),
        };
        self.filled = rest;
        (self.records, self.held) = (0, 0);
        // For each of many small inputs this would be a name too many.
        if let Some(last) = self.last.take() {
            self.place.last = Some(last.to_string());
        }
        self.handed_on = self.place.clone();
        match (self.sink)(chunk, self.place.clone()) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Halt::Unwanted),
        }
    }

    /// Hands on what is left, if only that all inputs are done.
    ///
    /// # Errors
    ///
    /// Where nobody waits for it.
    pub(crate) fn finish(mut self) -> Result<(), Halt> {
        let is_new = (self.place.inputs, self.place.records) != (self.handed_on.inputs, self.handed_on.records);
        if is_new { self.hand_on(self.filled) } else { Ok(()) }
    }
}

fn cannot_read(source: &str, error: &io::Error) -> Problem {
    let message = format!("cannot read: {}", reason(error));
    Problem { source: source.to_owned(), line: None, index: None, message }
}
