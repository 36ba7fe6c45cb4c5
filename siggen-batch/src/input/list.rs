//! A long list of crashes in one document, given away in parts.

use std::sync::Arc;

use siggen_core::records::{ListPosition, ListRecords};

use super::chunk::Piece;
use super::chunks::{Chunks, FULL, Halt, MANY_RECORDS, too_short};
use super::record::{Problem, Record};
use super::room::Taken;

/// The text of a list, which its parts share.
pub(super) struct List {
    text: Vec<u8>,
    /// Given back when the last part is done.
    _taken: Option<Taken>,
}

/// Some items of a list, and what stands between them and can't be there.
pub(super) struct ListPart {
    list: Arc<List>,
    from: ListPosition,
    count: usize,
}

impl ListPart {
    /// Visits the items.
    pub(super) fn for_each(&self, source: &str, mut visit: impl FnMut(Result<Record<'_>, Problem>)) {
        for record in ListRecords::at(&self.list.text, self.from).take(self.count) {
            visit(match record {
                Ok(record) => Ok(Record::of_text(source, record)),
                Err(problem) => Err(Problem::new(source, problem)),
            });
        }
    }
}

/// Gives away a list but for the items that are done. Of one that breaks off, only items that are whole.
pub(super) fn give_away(
    chunks: &mut Chunks<'_>,
    source: &Arc<str>,
    (text, taken): (Vec<u8>, Option<Taken>),
    is_torn: bool,
    done: u64,
) -> Result<(), Halt> {
    let list = Arc::new(List { text, _taken: taken });
    let text = list.text.as_slice();
    let Some(mut records) = ListRecords::of(text) else { return Ok(()) };
    // How long the next item is.
    let mut next = || match records.next()? {
        // What reaches to the end may go on.
        Ok(item) if is_torn && item.json().as_ptr_range().end == text.as_ptr_range().end => None,
        Err(_) if is_torn => None,
        item => Some((item.map_or(0, |item| item.json().len()), records.position())),
    };
    let mut from = ListRecords::of(text).map(|mut records| records.position());
    for _ in 0..done {
        from = Some(next().ok_or_else(|| too_short(source, "items", done))?.1);
    }
    let mut given = done;
    while let Some(position) = from {
        let (mut bytes, mut count) = (0, 0);
        from = None;
        while let Some((length, behind)) = next() {
            bytes += length;
            count += 1;
            if bytes >= FULL || count == MANY_RECORDS {
                from = Some(behind);
                break;
            }
        }
        if count > 0 {
            given += count as u64;
            let part = ListPart { list: Arc::clone(&list), from: position, count };
            chunks.large_piece(Piece::Items { source: Arc::clone(source), part }, bytes, count)?;
            chunks.records_done(given);
            chunks.flush(chunks.filled())?;
        }
    }
    Ok(())
}
