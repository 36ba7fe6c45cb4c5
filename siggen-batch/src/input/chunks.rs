//! Chunks that are being made: parts of large inputs, and many small ones together.

mod buffer;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::Problem;
use super::chunk::{Chunk, FULL, LARGE, MANY_RECORDS, Piece, Spare};
use super::halt::Halt;
use super::limit::MaxRecord;
use super::room::{Room, Taken};
use crate::run::{Place, Trace};

/// A chunk with this many inputs is full.
const MANY: usize = 256;

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

    /// Whether the chunk has enough.
    pub(super) fn is_full(&self) -> bool {
        self.filled.max(self.held) >= FULL || self.bytes >= FULL as u64 || self.records >= MANY_RECORDS
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
    pub(super) fn begin(&mut self, stamp: u64, source: &str) -> Result<(), Halt> {
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

    /// Counts the bytes of all inputs as they are stored.
    pub(super) fn read_so_far(&self) -> &Arc<AtomicU64> {
        &self.read
    }

    /// Takes note that an input is done.
    pub(super) fn end_of(&mut self, source: &Arc<str>) -> Result<(), Halt> {
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
