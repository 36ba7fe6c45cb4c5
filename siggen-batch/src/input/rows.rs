//! Some rows of a table's column.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{Array, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray, cast::AsArray};
use parquet::data_type::ByteArray;

use super::room::Taken;

/// Some rows of the column with the crash reports.
pub(super) enum Rows {
    /// Of Parquet: slices of its pages.
    Pages(PageRows),
    /// Of Arrow: a part of a batch.
    Batch(Arc<Batch>, Range<usize>),
}

/// Rows of a page.
pub(super) struct PageRows {
    pub(super) texts: Vec<Option<ByteArray>>,
    /// What the page and the dictionary take of the room for what is held as a whole.
    pub(super) _room: Option<Arc<Taken>>,
}

/// A batch of Arrow's. What is text there is taken as bytes: whether it is UTF-8 is asked for each report by itself.
pub(super) struct Batch {
    values: Values,
    /// Of a dictionary: which value each row has.
    keys: Option<(Vec<usize>, ArrayRef)>,
    /// What it takes of the room for what is held as a whole.
    _taken: Option<Taken>,
}

enum Values {
    Small(BinaryArray),
    Large(LargeBinaryArray),
    View(BinaryViewArray),
}

impl Rows {
    pub(super) fn len(&self) -> usize {
        match self {
            Rows::Pages(rows) => rows.texts.len(),
            Rows::Batch(_, range) => range.len(),
        }
    }

    fn get(&self, index: usize) -> Option<&[u8]> {
        match self {
            Rows::Pages(rows) => rows.texts[index].as_ref().map(ByteArray::data),
            Rows::Batch(batch, range) => batch.get(range.start + index),
        }
    }

    /// The rows' texts; nothing for null.
    pub(super) fn iter(&self) -> impl Iterator<Item = Option<&[u8]>> {
        (0..self.len()).map(|index| self.get(index))
    }
}

impl Batch {
    /// A column, if it is one of bytes or a dictionary of them.
    pub(super) fn new(column: &ArrayRef) -> Option<Self> {
        let Some(dictionary) = column.as_any_dictionary_opt() else {
            return Some(Batch { values: Values::new(column)?, keys: None, _taken: None });
        };
        // Where there are no values, all rows are null.
        let keys = if dictionary.values().is_empty() { vec![0; column.len()] } else { dictionary.normalized_keys() };
        Some(Batch { values: Values::new(dictionary.values())?, keys: Some((keys, Arc::clone(column))), _taken: None })
    }

    /// The same, which keeps this room as long as it is there.
    pub(super) fn with_room(self, taken: Taken) -> Self {
        Batch { _taken: Some(taken), ..self }
    }

    /// Cuts the batch into rows of which each part but the last has at least so many bytes, or so many rows.
    pub(super) fn parts(self, bytes: usize, many: usize, from: usize) -> Vec<Rows> {
        let batch = Arc::new(self);
        let mut parts = Vec::new();
        let (mut start, mut size) = (from, 0);
        for row in from..batch.len() {
            size += batch.get(row).map_or(0, <[u8]>::len);
            if size >= bytes || row + 1 - start == many || row + 1 == batch.len() {
                parts.push(Rows::Batch(Arc::clone(&batch), start..row + 1));
                (start, size) = (row + 1, 0);
            }
        }
        parts
    }

    pub(super) fn len(&self) -> usize {
        self.keys.as_ref().map_or_else(|| self.values.len(), |(keys, _)| keys.len())
    }

    fn get(&self, row: usize) -> Option<&[u8]> {
        let Some((keys, column)) = &self.keys else { return self.values.get(row) };
        if column.is_null(row) || self.values.len() == 0 { None } else { self.values.get(keys[row]) }
    }
}

impl Values {
    fn new(column: &ArrayRef) -> Option<Self> {
        let small = || column.as_binary_opt::<i32>().cloned().map(Values::Small);
        let large = || column.as_binary_opt::<i64>().cloned().map(Values::Large);
        small().or_else(large).or_else(|| column.as_binary_view_opt().cloned().map(Values::View))
    }

    fn len(&self) -> usize {
        match self {
            Values::Small(values) => values.len(),
            Values::Large(values) => values.len(),
            Values::View(values) => values.len(),
        }
    }

    fn get(&self, row: usize) -> Option<&[u8]> {
        match self {
            Values::Small(values) => values.is_valid(row).then(|| values.value(row)),
            Values::Large(values) => values.is_valid(row).then(|| values.value(row)),
            Values::View(values) => values.is_valid(row).then(|| values.value(row)),
        }
    }
}
