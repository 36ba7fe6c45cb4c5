//! The names that a session remembers, in rows of a table that grows up to a fixed size.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::known::Known;
use crate::normalize::Name;

/// How many rows there are at first, and at most; powers of two.
const ROWS: std::ops::RangeInclusive<usize> = 1 << 6..=1 << 13;

/// How many names there are in a row.
const ROW: usize = 4;

/// How many bytes of text are remembered: names, and their normalized forms. When there are more, all are forgotten
/// before the next stack, which adds `FRAMES_THAT_COUNT * LONGEST` at most.
pub(super) const MOST_TEXT: usize = 16 << 20;

/// How many bytes of text a name may have to be remembered.
pub(super) const LONGEST: usize = 64 << 10;

/// A table of names. A name gets a place when it comes for the second time: most names that come once never come
/// again, and would only take the places of others.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Empty before the first name.
    rows: Box<[Row]>,
    /// How many names and hashes have fallen out since the table grew.
    lost: usize,
    /// How many bytes of text there are.
    text: usize,
}

/// Names of the same low bits of their hashes, the newest first.
#[derive(Clone, Debug, Default)]
struct Row {
    /// The hashes of the names; zero where there is none.
    hashes: [u32; ROW],
    /// The hashes of names that came once.
    once: [u32; ROW],
    names: [Known; ROW],
}

/// The hash of a name. Zero stands for no name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hash(u32);

impl Hash {
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "half of the bits are enough, and all that wasm32 has")]
    pub(super) fn of(name: &str) -> Self {
        let mut hasher = FxHasher::default();
        hasher.write(name.as_bytes());
        Hash((hasher.finish() as u32).max(1))
    }
}

/// Where a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    row: u16,
    column: u8,
}

impl Names {
    /// Whether a name can be remembered.
    #[inline]
    pub(super) fn takes(name: Name<'_>) -> bool {
        // No name at all is what an empty place holds.
        !name.text.is_empty() && name.text.len() <= LONGEST
    }

    /// Makes the table larger where it forgets too soon, and anew where it holds too much. Places that were given
    /// before count no more.
    pub(super) fn make_room(&mut self) {
        if self.rows.is_empty() {
            *self = Names::with_rows(*ROWS.start());
        } else if self.text > MOST_TEXT {
            *self = Names::with_rows(self.rows.len());
        } else if self.lost >= self.rows.len() / 8 && self.rows.len() < *ROWS.end() {
            let larger = Names::with_rows(self.rows.len() * 2);
            let smaller = std::mem::replace(self, larger);
            for row in smaller.rows {
                self.divide(row);
            }
            self.lost = 0;
        }
    }

    fn with_rows(rows: usize) -> Self {
        Names { rows: vec![Row::default(); rows].into(), lost: 0, text: 0 }
    }

    /// Takes what was in a row of a smaller table, from the oldest on, so that the newest come first again.
    fn divide(&mut self, row: Row) {
        for (hash, known) in row.hashes.into_iter().zip(row.names).rev().filter(|(hash, _)| *hash != 0) {
            self.insert(Hash(hash), known);
        }
        for hash in row.once.into_iter().rev().filter(|hash| *hash != 0) {
            let row = self.row(Hash(hash));
            push_front(&mut self.rows[row].once, hash);
        }
    }

    /// Where a name is, and what is known of it.
    #[inline]
    pub(super) fn find(&self, hash: Hash, name: Name<'_>) -> Option<(Place, &Known)> {
        let at = self.row(hash);
        let row = &self.rows[at];
        let mut names = row.hashes.iter().zip(&row.names).enumerate();
        names
            .find(|(_, (other, known))| **other == hash.0 && known.is(name))
            .map(|(column, (_, known))| (Place::new(at, column), known))
    }

    /// Takes note that a name came that has no place; says whether it came before.
    pub(super) fn came_before(&mut self, hash: Hash) -> bool {
        let at = self.row(hash);
        let once = &mut self.rows[at].once;
        let came_before = once.contains(&hash.0);
        if !came_before {
            self.lost += usize::from(once[ROW - 1] != 0);
            push_front(once, hash.0);
        }
        came_before
    }

    /// Gives a name a place: the first of its row, from which the oldest falls out. `None` where it is too long.
    #[inline(never)]
    pub(super) fn remember(&mut self, hash: Hash, name: Name<'_>, normalized: &str) -> Option<Place> {
        let known = Known::new(name, normalized).filter(|known| known.bytes() <= LONGEST)?;
        Some(self.insert(hash, known))
    }

    fn insert(&mut self, hash: Hash, known: Known) -> Place {
        let at = self.row(hash);
        let row = &mut self.rows[at];
        self.lost += usize::from(row.hashes[ROW - 1] != 0);
        push_front(&mut row.hashes, hash.0);
        row.names.rotate_right(1);
        self.text += known.bytes();
        self.text -= row.names[0].bytes();
        row.names[0] = known;
        Place::new(at, 0)
    }

    #[inline]
    pub(super) fn get_mut(&mut self, place: Place) -> &mut Known {
        &mut self.rows[usize::from(place.row)].names[usize::from(place.column)]
    }

    /// How many bytes of text there are, counted anew.
    #[cfg(test)]
    pub(super) fn text(&self) -> usize {
        self.rows.iter().flat_map(|row| &row.names).map(Known::bytes).sum()
    }

    /// How many names there are.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.rows.iter().flat_map(|row| row.hashes).filter(|hash| *hash != 0).count()
    }

    #[inline]
    fn row(&self, hash: Hash) -> usize {
        hash.0 as usize & (self.rows.len() - 1)
    }
}

impl Place {
    #[expect(clippy::cast_possible_truncation, reason = "a row is below ROWS, a column below ROW")]
    fn new(row: usize, column: usize) -> Self {
        Place { row: row as u16, column: column as u8 }
    }

    pub(super) fn is_in_row_of(self, other: Place) -> bool {
        self.row == other.row
    }
}

/// The last one falls out.
fn push_front(hashes: &mut [u32; ROW], hash: u32) {
    hashes.rotate_right(1);
    hashes[0] = hash;
}
