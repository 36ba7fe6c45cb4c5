//! Tables with a crash report a row: Parquet and Arrow.

mod arrow;
mod choice;
mod parquet;

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Once};

use super::chunk::Piece;
use super::chunks::Chunks;
use super::halt::Halt;
use super::limit::{MaxRecord, size};
use super::rows::Rows;
use super::table::TableFormat;
use super::{Input, Problem, reason, stored};

/// Reads a table but for the rows that are done. `plain` is the input where it is no other on the disk than what
/// the reader gives.
pub(super) fn read(
    chunks: &mut Chunks<'_>,
    kind: TableFormat,
    plain: Option<&Input>,
    source: &Arc<str>,
    mut reader: impl Read,
    done: u64,
) -> Result<(), Halt> {
    let problem = match kind {
        TableFormat::ArrowFile | TableFormat::ArrowStream => {
            return arrow::read(chunks, source, &mut reader, kind == TableFormat::ArrowFile, done);
        }
        TableFormat::Parquet => match seekable(plain, reader, chunks.max()) {
            Ok(file) => return parquet::read(chunks, source, &file, plain.is_some(), done),
            Err(error) => whole(source, &reason(&error)),
        },
    };
    chunks.problem(problem);
    Ok(())
}

/// A file to go to and fro in, as Parquet needs it: it begins at its end.
fn seekable(plain: Option<&Input>, reader: impl Read, max: MaxRecord) -> io::Result<File> {
    if let Some(input @ (Input::File(path) | Input::Found(path))) = plain {
        return stored::open_file(input, path);
    }
    let mut file = tempfile::tempfile()?;
    // What is stored as it is takes no more than it has already.
    let most = if plain.is_some() { u64::MAX } else { max.passed() };
    let copied = io::copy(&mut reader.take(most.saturating_add(1)), &mut file)?;
    if copied > most {
        let most = size(usize::try_from(most).unwrap_or(usize::MAX));
        let why =
            format!("when decompressed or from a pipe, a table can have at most {most}, 64 times the max-record limit");
        return Err(io::Error::other(why));
    }
    file.rewind()?;
    Ok(file)
}

/// Gives away some rows. They keep so many bytes from being given back, of which not all need be theirs.
fn put(chunks: &mut Chunks<'_>, source: &Arc<str>, rows: Rows, first: u64, held: usize) -> Result<(), Halt> {
    let bytes = rows.iter().flatten().map(<[u8]>::len).sum();
    let behind = first + rows.len() as u64;
    let count = rows.len();
    chunks.large_piece(Piece::Rows { source: Arc::clone(source), rows, first }, bytes, count)?;
    chunks.records_done(behind, 0);
    chunks.hold(held);
    if chunks.is_full() { chunks.flush(chunks.filled()) } else { Ok(()) }
}

/// A problem with some rows of a table.
fn unreadable(source: &str, first: u64, end: u64, why: &str) -> Problem {
    Problem::of_row(source, first, &format!("cannot read the rows from here to {}: {why}", end.saturating_sub(1)))
}

/// A problem with a whole table.
fn whole(source: &str, why: &str) -> Problem {
    Problem { source: source.to_owned(), line: None, index: None, message: format!("cannot read: {why}") }
}

thread_local! {
    /// Whether a panic of this thread is what a damaged table does to a reader, and nobody else's concern.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader of tables, which damaged ones may take by surprise. What it would say of its panic isn't printed.
fn guarded<T, E: ToString>(read: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                others(panic);
            }
        }));
    });
    let damaged = |_| Err("the table is damaged".to_owned());
    IS_GUARDED.set(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    IS_GUARDED.set(false);
    read.map_or_else(damaged, |read| read.map_err(|error| error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_damaged_table() {
        assert_eq!(
            guarded(|| -> Result<(), String> { panic!("as this test wants") }),
            Err("the table is damaged".into())
        );
    }
}
