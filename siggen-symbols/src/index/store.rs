//! Writes an index.

use std::borrow::Cow;

use super::header::{HASHED, HEADER, Header, MAGIC, NUMBERS, TABLES, VERSION};
use super::numbered::Numbered;
use super::rows::{Place, Rows};
use super::{SymbolIndex, hash_of};
use crate::faults::Faults;

/// What the header says of the text.
pub(super) struct Facts<'f> {
    pub(super) text_length: u64,
    pub(super) text_hash: u64,
    pub(super) module: Option<[u64; 3]>,
    pub(super) lines: u64,
    pub(super) faults: &'f Faults,
}

/// Tables, one behind the other.
pub(super) struct Body {
    bytes: Vec<u8>,
    places: Vec<Place>,
}

impl Body {
    pub(super) fn new() -> Self {
        Self { bytes: vec![0; HEADER], places: Vec::new() }
    }

    /// Stores a table, and lets go of its rows.
    #[expect(clippy::needless_pass_by_value, reason = "their memory is needed no longer")]
    pub(super) fn add<const N: usize>(&mut self, rows: Rows<N>) {
        self.places.push(Place { at: self.bytes.len(), rows: rows.len(), is_wide: rows.width() == 8 });
        self.bytes.reserve_exact(rows.len() * N * rows.width());
        rows.store(&mut self.bytes);
    }

    /// The same of files or names.
    pub(super) fn add_numbered(&mut self, rows: Numbered) {
        match rows {
            Numbered::Dense(_, rows) => self.add(rows),
            Numbered::Sparse(rows) => self.add(rows),
        }
    }

    /// Adds the faults, which are the last table, and the header. `first` are the first numbers of files and of names.
    pub(super) fn finish(mut self, facts: &Facts<'_>, first: [u64; 2]) -> SymbolIndex<'static> {
        let mut faults = Rows::new();
        for fault in facts.faults.first() {
            faults.push([fault.line, fault.offset, fault.reason.code()]);
        }
        self.add(faults);
        let Self { mut bytes, places } = self;
        let module = facts.module.unwrap_or_else(|| [0, 0, hash_of(b"")]);
        let (lost, incomplete) = (facts.faults.lost(), facts.faults.incomplete());
        let mut numbers = vec![VERSION, facts.text_length, facts.text_hash, 0];
        numbers.extend(module);
        numbers.extend([facts.lines, lost, incomplete]);
        numbers.extend(first);
        for place in &places {
            numbers.extend([place.at as u64, place.rows as u64, if place.is_wide { 8 } else { 4 }]);
        }
        debug_assert_eq!(numbers.len() + 1, NUMBERS + TABLES * 3);
        bytes[..8].copy_from_slice(MAGIC);
        for (place, number) in bytes[8..HEADER].chunks_exact_mut(8).zip(&numbers) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        let hash = hash_of(&bytes[HASHED..]);
        bytes[HASHED - 8..HASHED].copy_from_slice(&hash.to_le_bytes());
        let header = Header {
            text_length: facts.text_length,
            text_hash: facts.text_hash,
            hash,
            module,
            lines: facts.lines,
            lost,
            incomplete,
            first,
            tables: places.try_into().unwrap_or_default(),
        };
        SymbolIndex { bytes: Cow::Owned(bytes), header }
    }
}
