//! Tables of numbers: rows that grow while a text is read, and rows as they lie in stored bytes.
//!
//! A row has 32-bit numbers until one needs more; then all rows of its table have 64 bits.

use crate::search::{even, up_to};

/// Rows of `N` numbers.
#[derive(Debug)]
pub(super) enum Rows<const N: usize> {
    Narrow(Vec<[u32; N]>),
    Wide(Vec<[u64; N]>),
}

impl<const N: usize> Rows<N> {
    pub(super) fn new() -> Self {
        Self::Narrow(Vec::new())
    }

    #[inline]
    pub(super) fn push(&mut self, row: [u64; N]) {
        if let Self::Narrow(rows) = self {
            if let Some(row) = narrow(row) {
                rows.push(row);
                return;
            }
            *self = Self::Wide(rows.iter().map(|row| row.map(u64::from)).collect());
        }
        if let Self::Wide(rows) = self {
            rows.push(row);
        }
    }

    /// The last row.
    pub(super) fn last(&self) -> Option<[u64; N]> {
        match self {
            Self::Narrow(rows) => rows.last().map(|row| row.map(u64::from)),
            Self::Wide(rows) => rows.last().copied(),
        }
    }

    /// Gives each row with its place.
    pub(super) fn each(&self, mut take: impl FnMut(u64, [u64; N])) {
        match self {
            Self::Narrow(rows) => rows.iter().zip(0..).for_each(|(row, place)| take(place, row.map(u64::from))),
            Self::Wide(rows) => rows.iter().zip(0..).for_each(|(row, place)| take(place, *row)),
        }
    }

    /// Removes the last row.
    pub(super) fn pop(&mut self) {
        match self {
            Self::Narrow(rows) => drop(rows.pop()),
            Self::Wide(rows) => drop(rows.pop()),
        }
    }

    /// Sorts the rows, and of neighbours for which `drops(kept, row)` holds keeps the earlier one.
    pub(super) fn settle(&mut self, drops: impl Fn([u64; N], [u64; N]) -> bool) {
        match self {
            Self::Narrow(rows) => {
                sort(rows);
                rows.dedup_by(|row, kept| drops(kept.map(u64::from), row.map(u64::from)));
            }
            Self::Wide(rows) => {
                sort(rows);
                rows.dedup_by(|row, kept| drops(*kept, *row));
            }
        }
    }

    /// Sorts the rows, and of those that begin alike keeps the last one.
    pub(super) fn settle_last(&mut self) {
        fn settle<T: Copy + Ord, const N: usize>(rows: &mut Vec<[T; N]>) {
            sort(rows);
            rows.reverse();
            rows.dedup_by(|row, kept| row[0] == kept[0]);
            rows.reverse();
        }
        match self {
            Self::Narrow(rows) => settle(rows),
            Self::Wide(rows) => settle(rows),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Narrow(rows) => rows.len(),
            Self::Wide(rows) => rows.len(),
        }
    }

    /// The bytes of a number.
    pub(super) fn width(&self) -> usize {
        match self {
            Self::Narrow(_) => 4,
            Self::Wide(_) => 8,
        }
    }

    /// Appends the rows, little endian.
    pub(super) fn store(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Narrow(rows) => rows.iter().flatten().for_each(|number| bytes.extend(number.to_le_bytes())),
            Self::Wide(rows) => rows.iter().flatten().for_each(|number| bytes.extend(number.to_le_bytes())),
        }
    }
}

fn narrow<const N: usize>(row: [u64; N]) -> Option<[u32; N]> {
    let mut narrow = [0; N];
    for (narrow, number) in narrow.iter_mut().zip(row) {
        *narrow = u32::try_from(number).ok()?;
    }
    Some(narrow)
}

/// Sorts rows, most of which come in order.
fn sort<T: Ord>(rows: &mut [T]) {
    if !rows.is_sorted() {
        rows.sort_unstable();
    }
}

/// Where the rows of a table lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) at: usize,
    pub(super) rows: usize,
    pub(super) is_wide: bool,
}

/// The rows of a table, read where they lie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'i, const N: usize> {
    bytes: &'i [u8],
    is_wide: bool,
}

impl<'i, const N: usize> Table<'i, N> {
    /// The table at its place, empty if it would reach outside.
    #[inline]
    pub(super) fn new(bytes: &'i [u8], place: Place) -> Self {
        let end = place.at.saturating_add(size::<N>(place).unwrap_or(usize::MAX));
        Self { bytes: bytes.get(place.at..end).unwrap_or_default(), is_wide: place.is_wide }
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.bytes.len() / if self.is_wide { N * 8 } else { N * 4 }
    }

    /// Whether its numbers have 64 bits.
    #[inline]
    pub(crate) fn is_wide(&self) -> bool {
        self.is_wide
    }

    /// A row; zeros if there is none.
    #[inline]
    pub(crate) fn row(&self, index: usize) -> [u64; N] {
        std::array::from_fn(|column| self.number(index, column))
    }

    /// One number of a row.
    #[inline]
    pub(crate) fn number(&self, index: usize, column: usize) -> u64 {
        let number = index * N + column;
        if self.is_wide {
            let bytes = self.bytes.get(number * 8..).and_then(<[u8]>::first_chunk);
            bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
        } else {
            let bytes = self.bytes.get(number * 4..).and_then(<[u8]>::first_chunk);
            bytes.map_or(0, |bytes| u64::from(u32::from_le_bytes(*bytes)))
        }
    }

    /// How many rows begin with at most this number, of rows in order.
    #[inline]
    pub(crate) fn up_to(&self, number: u64) -> usize {
        let Some(last) = self.len().checked_sub(1) else { return 0 };
        let (low, high) = (self.number(0, 0), self.number(last, 0));
        let guess = even(last, number.saturating_sub(low), high.saturating_sub(low));
        up_to(last + 1, number, guess, |row| self.number(row, 0))
    }
}

/// The bytes of a table.
pub(super) fn size<const N: usize>(place: Place) -> Option<usize> {
    place.rows.checked_mul(N * if place.is_wide { 8 } else { 4 })
}
