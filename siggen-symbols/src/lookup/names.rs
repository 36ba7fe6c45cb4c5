//! How decoded functions refer to files and names of calls: in 32 bits, by the place in the text if it has that few.

use crate::index::NumberedTable;
use crate::record::trimmed;
use crate::text::cut;

/// What stands for a file, a name or a call that isn't there.
pub(super) const NONE: u32 = u32::MAX;

/// Finds what numbers refer to, which often come several times in a row.
pub(super) struct Finder<'i> {
    table: NumberedTable<'i>,
    last: Option<u64>,
    found: u32,
}

impl<'i> Finder<'i> {
    pub(super) fn new(table: NumberedTable<'i>) -> Self {
        Self { table, last: None, found: NONE }
    }

    #[inline]
    pub(super) fn find(&mut self, id: u64) -> u32 {
        if self.last != Some(id) {
            self.last = Some(id);
            let found =
                self.table.find(id).map(|row| if self.table.is_wide() { row as u64 } else { self.table.offset(row) });
            self.found = found.and_then(|found| u32::try_from(found).ok()).unwrap_or(NONE);
        }
        self.found
    }
}

/// The offset in the text of what was found.
#[inline]
pub(super) fn offset(table: NumberedTable<'_>, found: u32) -> Option<u64> {
    match found {
        NONE => None,
        row if table.is_wide() => Some(table.offset(row as usize)),
        offset => Some(u64::from(offset)),
    }
}

/// The name in the record at an offset of the text, `keyword number name`.
#[inline]
pub(super) fn read<'t>(text: &'t [u8], offset: u64, keyword: &[u8]) -> Option<&'t [u8]> {
    let line = trimmed(cut(text.get(usize::try_from(offset).ok()?..)?).0);
    let mut rest = line.strip_prefix(keyword)?;
    while let [b' ', after @ ..] = rest {
        rest = after;
    }
    while let [b'0'..=b'9', after @ ..] = rest {
        rest = after;
    }
    while let [b' ', after @ ..] = rest {
        rest = after;
    }
    Some(rest)
}
