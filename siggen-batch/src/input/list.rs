//! A long list of crashes in one document, given away in parts.

use std::sync::Arc;

use siggen_core::records::ListRecords;

use super::chunk::{FULL, MANY_RECORDS, Piece};
use super::chunks::Chunks;
use super::halt::{Halt, too_short};
use super::items::{Items, List};
use super::room::Taken;
use super::sample::Sample;

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
    // The text of the next item.
    let mut next = || match records.next()? {
        // What reaches to the end may go on.
        Ok(item) if is_torn && item.json().as_ptr_range().end == text.as_ptr_range().end => None,
        Err(_) if is_torn => None,
        item => Some((item.map_or(&[][..], |item| item.json()), records.position())),
    };
    let mut from = ListRecords::of(text).map(|mut records| records.position());
    let mut sample = Sample::default();
    for _ in 0..done {
        let (json, position) = next().ok_or_else(|| too_short(source, "items", done))?;
        sample.add(json);
        from = Some(position);
    }
    if done > 0 {
        chunks.check_text(source, sample.hash())?;
    }
    let mut given = done;
    while let Some(position) = from {
        let (mut bytes, mut count) = (0, 0);
        from = None;
        while let Some((json, behind)) = next() {
            sample.add(json);
            bytes += json.len();
            count += 1;
            if bytes >= FULL || count == MANY_RECORDS {
                from = Some(behind);
                break;
            }
        }
        if count > 0 {
            given += count as u64;
            let items = Items { list: Arc::clone(&list), from: position, count };
            chunks.large_piece(Piece::Items { source: Arc::clone(source), items }, bytes, count)?;
            chunks.records_done(given, sample.hash());
            chunks.flush(chunks.filled())?;
        }
    }
    Ok(())
}
