//! Inputs, read into chunks: text and tables, as they are or compressed.

use std::io::{self, Read};
use std::sync::Arc;

use super::chunks::{Chunks, Holds};
#[cfg(feature = "tables")]
use super::columns;
use super::compression;
use super::halt::Halt;
#[cfg(not(feature = "tables"))]
use super::no_columns as columns;
use super::stored::{self, Stored};
use super::table;
use super::text::Text;
use super::{Input, Problem, reason};
use crate::run::Trace;

/// Reads an input but for the records that are done.
///
/// # Errors
///
/// Where reading is to end.
pub(crate) fn read(chunks: &mut Chunks<'_>, input: &Input, done: u64) -> Result<(), Halt> {
    let source = input.name();
    let stored = stored::open(input, chunks.read_so_far());
    chunks.begin(stored.as_ref().map_or_else(|_| stored::stamp(input), |stored| stored.stamp), &source)?;
    match stored {
        Ok(stored) => read_stored(chunks, input, &source, stored, done)?,
        Err(error) => chunks.problem(cannot_read(&source, &error)),
    }
    chunks.end_of(&source)
}

/// Takes note of what is no input.
///
/// # Errors
///
/// Where reading is to end.
pub(crate) fn missing(chunks: &mut Chunks<'_>, problem: Problem) -> Result<(), Halt> {
    let source: Arc<str> = problem.source.as_str().into();
    chunks.begin(Trace::stamp_of_problem(&problem), &source)?;
    chunks.problem(problem);
    chunks.end_of(&source)
}

/// Tells the kind of an input by its first bytes, and reads it.
fn read_stored(
    chunks: &mut Chunks<'_>,
    input: &Input,
    source: &Arc<str>,
    stored: Stored,
    done: u64,
) -> Result<(), Halt> {
    let Stored { mut reader, is_live, .. } = stored;
    if is_live {
        chunks.flush(chunks.filled())?;
    }
    let start = chunks.filled();
    let mut end = read_head(chunks, &mut *reader, start);
    let compression = compression::of(chunks.text(start..chunks.filled()));
    if let Some(compression) = compression {
        let head = chunks.text(start..chunks.filled()).to_vec();
        chunks.forget(start..chunks.filled());
        match compression.unpack(head, reader) {
            Ok(unpacked) => reader = unpacked,
            Err(error) => {
                chunks.problem(cannot_read(source, &error));
                return Ok(());
            }
        }
        end = read_head(chunks, &mut *reader, start);
    }
    let Some(kind) = table::kind(chunks.text(start..chunks.filled())) else {
        let text = Text::new(source, start, is_live, input.is_named_ndjson(), done);
        return text.read(chunks, &mut *reader, end);
    };
    let head = chunks.text(start..chunks.filled()).to_vec();
    chunks.forget(start..chunks.filled());
    let plain = if compression.is_none() && !is_live { Some(input) } else { None };
    columns::read(chunks, kind, plain, source, io::Cursor::new(head).chain(reader), done)
}

/// Reads the first bytes of an input, enough to tell what it is; says how it ended if it did.
fn read_head(chunks: &mut Chunks<'_>, reader: &mut dyn Read, start: usize) -> Option<io::Result<()>> {
    loop {
        match chunks.read(reader, Holds::Records) {
            Ok(0) => return Some(Ok(())),
            Ok(_) => {}
            Err(error) => return Some(Err(error)),
        }
        let head = chunks.text(start..chunks.filled());
        if !compression::may_be(head) && !table::may_be(head) {
            return None;
        }
    }
}

fn cannot_read(source: &str, error: &io::Error) -> Problem {
    let message = format!("cannot read: {}", reason(error));
    Problem { source: source.to_owned(), line: None, index: None, message }
}
