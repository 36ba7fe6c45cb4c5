//! Records that are worked on together: lines, documents and rows, of one input or of many small ones.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use siggen_core::records;

use super::items::Items;
use super::limit::{MaxRecord, too_large};
use super::room::Taken;
#[cfg(feature = "tables")]
use super::rows::Rows;
use super::{Problem, Record};

/// How much room there is for text at first.
pub(super) const BLOCK: usize = 512 * 1024;

/// Text that takes more counts as large. A block that has grown once is below that: four times one and a half blocks.
pub(super) const LARGE: usize = 6 * BLOCK;

/// A chunk with this many bytes is full.
pub(super) const FULL: usize = 256 * 1024;

/// A chunk has no more lines, items or rows, however short they are: each can fail, which takes more than itself.
pub(super) const MANY_RECORDS: usize = 32 * 1024;

/// Blocks of this many chunks are kept.
const SPARE: usize = 16;

/// Records that are worked on together.
pub(crate) struct Chunk {
    pub(super) text: Vec<u8>,
    pub(super) pieces: Vec<Piece>,
    pub(super) bytes: u64,
    pub(super) max: MaxRecord,
    /// What large records take.
    pub(super) taken: Option<Taken>,
    pub(super) spare: Spare,
}

/// What a chunk has of one input.
pub(super) enum Piece {
    /// A part of the chunk's text with a record a line.
    Lines { source: Arc<str>, range: Range<usize>, first: usize },
    /// A part of the chunk's text that is one document.
    Document { source: Arc<str>, range: Range<usize> },
    /// A document that breaks off: of a list, the items before the last are whole.
    Torn { source: Arc<str>, range: Range<usize> },
    /// A part of a list that has its text to itself.
    Items { source: Arc<str>, items: Items },
    /// Rows of a table.
    #[cfg(feature = "tables")]
    Rows { source: Arc<str>, rows: Rows, first: u64 },
    /// A record that was passed over, as it is too large.
    TooLarge(Problem),
    /// What could not be read, and is no record by itself.
    Problem(Problem),
}

impl Chunk {
    /// How many bytes the records have.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The room that its large records take, which has to be kept as long as what becomes of them is.
    pub(crate) fn take_room(&mut self) -> Option<Taken> {
        self.taken.take()
    }

    /// Visits the records in order, with what can't be one: what is too large, and what stands between them. Tells
    /// how many records there were.
    pub(crate) fn for_each(&self, mut visit: impl FnMut(Result<Record<'_>, Problem>)) -> u64 {
        let max = self.max.record();
        self.for_each_of_any_size(|record| {
            visit(match record {
                Ok(record) if record.json().len() > max => Err(record.problem(&too_large(record.what(), max))),
                record => record,
            });
        })
    }

    fn for_each_of_any_size(&self, mut visit: impl FnMut(Result<Record<'_>, Problem>)) -> u64 {
        let mut count = 0;
        for piece in &self.pieces {
            match piece {
                Piece::Lines { source, range, first } => {
                    for record in records::in_lines(&self.text[range.clone()], *first) {
                        count += 1;
                        visit(Ok(Record::of_text(source, record)));
                    }
                }
                Piece::Document { source, range } => {
                    for record in records::in_document(&self.text[range.clone()]) {
                        count += u64::from(record.is_ok());
                        visit(match record {
                            Ok(record) => Ok(Record::of_text(source, record)),
                            Err(problem) => Err(Problem::new(source, problem)),
                        });
                    }
                }
                Piece::Torn { source, range } => {
                    let document = &self.text[range.clone()];
                    let end = document.as_ptr_range().end;
                    let items = records::in_document(document).map_while(Result::ok);
                    // What reaches to the end may go on.
                    for record in items.filter(|item| item.index.is_some() && item.json().as_ptr_range().end != end) {
                        count += 1;
                        visit(Ok(Record::of_text(source, record)));
                    }
                }
                Piece::Items { source, items } => items.for_each(source, |record| {
                    count += u64::from(record.is_ok());
                    visit(record);
                }),
                #[cfg(feature = "tables")]
                Piece::Rows { source, rows, first } => {
                    for (row, text) in (*first..).zip(rows.iter()) {
                        count += 1;
                        visit(Record::of_row(source, row, text));
                    }
                }
                Piece::TooLarge(problem) => {
                    count += 1;
                    visit(Err(problem.clone()));
                }
                Piece::Problem(problem) => visit(Err(problem.clone())),
            }
        }
        count
    }
}

impl Drop for Chunk {
    fn drop(&mut self) {
        self.spare.give(std::mem::take(&mut self.text));
    }
}

/// Blocks that have been worked on. What the system gives anew has to be cleared, by it and by us, which takes
/// longer than to fill it.
#[derive(Clone, Default)]
pub(super) struct Spare(Arc<Mutex<Vec<Vec<u8>>>>);

impl Spare {
    pub(super) fn take(&self) -> Vec<u8> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        kept.unwrap_or_else(|| vec![0; BLOCK])
    }

    fn give(&self, block: Vec<u8>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if (BLOCK..=LARGE).contains(&block.len()) && kept.len() < SPARE {
            kept.push(block);
        }
    }
}
