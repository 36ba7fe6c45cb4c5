//! Files and names, which other records mean by number.
//!
//! Mostly the numbers follow each other, or nearly so, and then only the first one is kept.

use super::rows::{Place, Rows, Table};

/// What stands for the first number where numbers don't follow each other.
pub(super) const SPARSE: u64 = u64::MAX;

/// How many numbers may be missing in a row. They take as much memory as those that are there.
const GAP: u64 = 2;

/// Numbers and where their records begin, as they are found.
#[derive(Debug)]
pub(super) enum Numbered {
    /// Offsets of records whose numbers follow each other, from the first number on.
    Dense(u64, Rows<1>),
    /// Numbers and offsets.
    Sparse(Rows<2>),
}

impl Numbered {
    pub(super) fn new() -> Self {
        Self::Dense(0, Rows::new())
    }

    /// Adds a number and the offset of its record. `end` is where no record begins: what stands for numbers that are
    /// missing before it.
    #[inline]
    pub(super) fn push(&mut self, number: u64, offset: u64, end: u64) {
        if let Self::Dense(first, offsets) = self {
            let count = offsets.len() as u64;
            if count == 0 && number != SPARSE {
                *first = number;
            }
            let missing = first.checked_add(count).and_then(|next| number.checked_sub(next));
            if let Some(missing) = missing.filter(|missing| *missing <= GAP) {
                (0..missing).for_each(|_| offsets.push([end]));
                return offsets.push([offset]);
            }
            let mut rows = Rows::new();
            offsets.each(|place, [offset]| rows.push([*first + place, offset]));
            *self = Self::Sparse(rows);
        }
        if let Self::Sparse(rows) = self {
            rows.push([number, offset]);
        }
    }

    /// Puts the numbers in order. Of those that come twice, the last one is kept.
    pub(super) fn settle(&mut self) {
        if let Self::Sparse(rows) = self {
            rows.settle_last();
        }
    }

    /// The first number.
    pub(super) fn first(&self) -> u64 {
        match self {
            Self::Dense(first, _) => *first,
            Self::Sparse(_) => SPARSE,
        }
    }
}

/// Numbers and offsets where they lie.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NumberedTable<'i> {
    Dense(u64, Table<'i, 1>),
    Sparse(Table<'i, 2>),
}

impl<'i> NumberedTable<'i> {
    pub(super) fn new(bytes: &'i [u8], place: Place, first: u64) -> Self {
        match first {
            SPARSE => Self::Sparse(Table::new(bytes, place)),
            first => Self::Dense(first, Table::new(bytes, place)),
        }
    }

    /// The row of a number.
    #[inline]
    pub(crate) fn find(&self, number: u64) -> Option<usize> {
        match self {
            Self::Dense(first, table) => {
                usize::try_from(number.checked_sub(*first)?).ok().filter(|row| *row < table.len())
            }
            Self::Sparse(table) => {
                let row = table.up_to(number).checked_sub(1)?;
                (table.number(row, 0) == number).then_some(row)
            }
        }
    }

    /// Where the record of a row begins.
    #[inline]
    pub(crate) fn offset(&self, row: usize) -> u64 {
        match self {
            Self::Dense(_, table) => table.number(row, 0),
            Self::Sparse(table) => table.number(row, 1),
        }
    }

    /// Whether offsets may have more than 32 bits.
    #[inline]
    pub(crate) fn is_wide(&self) -> bool {
        match self {
            Self::Dense(_, table) => table.is_wide(),
            Self::Sparse(table) => table.is_wide(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found of numbers that are pushed in this order, each with its place times ten as its offset.
    fn found(numbers: &[u64]) -> impl Fn(u64) -> Option<u64> {
        let mut numbered = Numbered::new();
        numbers.iter().zip(0..).for_each(|(number, place)| numbered.push(*number, place * 10, place * 10 + 9));
        numbered.settle();
        let mut bytes = Vec::new();
        let (rows, is_wide) = match &numbered {
            Numbered::Dense(_, rows) => (rows.len(), rows.width() == 8),
            Numbered::Sparse(rows) => (rows.len(), rows.width() == 8),
        };
        match &numbered {
            Numbered::Dense(_, rows) => rows.store(&mut bytes),
            Numbered::Sparse(rows) => rows.store(&mut bytes),
        }
        move |number| {
            let table = NumberedTable::new(&bytes, Place { at: 0, rows, is_wide }, numbered.first());
            table.find(number).map(|row| table.offset(row))
        }
    }

    #[test]
    fn numbers_that_follow_each_other() {
        let found = found(&[5, 6, 7]);
        assert_eq!([4, 5, 6, 7, 8].map(found), [None, Some(0), Some(10), Some(20), None]);
        assert_eq!(super::tests::found(&[])(0), None);
    }

    #[test]
    fn numbers_that_are_missing() {
        // They have an end of a line, where no record begins.
        assert_eq!([1, 2, 3, 4, 5].map(found(&[1, 3, 4])), [Some(0), Some(19), Some(10), Some(20), None]);
        assert_eq!([1, 2, 3, 4, 5].map(found(&[1, 5])), [Some(0), None, None, None, Some(10)]);
        // One that comes later counts.
        assert_eq!([1, 2, 3].map(found(&[1, 3, 2])), [Some(0), Some(20), Some(10)]);
        assert_eq!([u64::MAX - 1, u64::MAX].map(found(&[u64::MAX - 2, u64::MAX])), [Some(19), Some(10)]);
    }

    #[test]
    fn numbers_in_any_order() {
        assert_eq!([0, 1, 2, 3, 9].map(found(&[1, 2, 0, 9])), [Some(20), Some(0), Some(10), None, Some(30)]);
        // The last one counts.
        assert_eq!([1, 2].map(found(&[1, 2, 1])), [Some(20), Some(10)]);
        assert_eq!([1, u64::MAX].map(found(&[1, u64::MAX])), [Some(0), Some(10)]);
        assert_eq!([0, u64::MAX].map(found(&[u64::MAX])), [None, Some(0)]);
        assert_eq!([u64::MAX - 1, u64::MAX].map(found(&[u64::MAX - 1, u64::MAX])), [Some(0), Some(10)]);
    }
}
