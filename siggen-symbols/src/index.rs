//! The index: where each record begins that a lookup has to find.
//!
//! It is a few bytes for each record that others refer to, and none for line records, which are read from the text when
//! their function is asked for. The bytes are the same in memory and on disk, and are used as they lie:
//!
//! | what | bytes |
//! |---|---|
//! | magic | `siggsyms` |
//! | version | 4, and 4 zeros |
//! | length and XXH3 of the text | 8, 8 |
//! | XXH3 of what follows here | 8 |
//! | the `MODULE` line: where it begins, its length, its XXH3 | 8, 8, 8 |
//! | lines of the text; lines left out; faults that cost no record | 8, 8, 8 |
//! | the first numbers of `FILE` and of `INLINE_ORIGIN`, or ones if numbers don't follow each other | 8, 8 |
//! | for each table: where it begins, its rows, the bytes of a number (4 or 8) | 8, 8, 8 |
//! | the tables | |
//!
//! Numbers are little endian. Rows are sorted.

mod builder;
mod header;
mod numbered;
mod rows;
mod skim;
mod store;
mod tables;

use std::borrow::Cow;

use twox_hash::XxHash3_64;

use crate::error::Error;
use crate::faults::{Fault, Faults, Reason};
use crate::text::part;

pub use builder::IndexBuilder;
use header::{CFI, FAULTS, FILES, FPO, FRAME_DATA, FUNCS, HASHED, Header, INFOS, MODULE_HASHED, ORIGINS, PUBLICS};
pub(crate) use numbered::NumberedTable;
pub(crate) use rows::Table;

/// How much of a stored index is checked before it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verify {
    /// The text's length and its `MODULE` line. The work doesn't depend on the size of either. An index that was damaged
    /// or made to deceive can give wrong names.
    Module,
    /// The hashes of the text and of the index as well.
    Everything,
}

/// An index, in memory or as stored.
#[derive(Clone, Debug)]
pub struct SymbolIndex<'i> {
    bytes: Cow<'i, [u8]>,
    header: Header,
}

impl SymbolIndex<'static> {
    /// Makes the index of a text, in one pass.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] or [`Error::NotSymbols`] if the text has no record at all.
    pub fn build(text: &[u8]) -> Result<Self, Error> {
        let mut builder = IndexBuilder::new();
        builder.push(text);
        builder.finish()
    }
}

impl<'i> SymbolIndex<'i> {
    /// Takes a stored index, whose bytes are used as they lie.
    ///
    /// # Errors
    ///
    /// [`Error::NotAnIndex`] if the bytes are none, one of another version, or too few.
    pub fn from_bytes(bytes: impl Into<Cow<'i, [u8]>>) -> Result<Self, Error> {
        let bytes = bytes.into();
        let header = Header::read(&bytes).ok_or(Error::NotAnIndex)?;
        Ok(Self { bytes, header })
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes to store, without a copy where the index owns them.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes.into_owned()
    }

    /// The length of the text, in bytes.
    pub fn text_length(&self) -> u64 {
        self.header.text_length
    }

    /// The XXH3 of the text.
    pub fn text_hash(&self) -> u64 {
        self.header.text_hash
    }

    /// How many lines the text has.
    pub fn lines(&self) -> u64 {
        self.header.lines
    }

    /// How many functions can be found.
    pub fn functions(&self) -> usize {
        self.funcs().len()
    }

    /// How many symbols without size can be found.
    pub fn publics(&self) -> usize {
        self.public_rows().len()
    }

    /// What was wrong with lines, as far as the pass over the text looked at them: into line records and `INLINE` it
    /// looks only to tell them from other text. [`check`](crate::check) reads everything.
    pub fn faults(&self) -> Faults {
        let table = self.table::<3>(FAULTS);
        let rows = (0..table.len().min(Faults::KEPT)).map(|index| table.row(index));
        let faults =
            rows.filter_map(|[line, offset, code]| Some(Fault { line, offset, reason: Reason::from_code(code)? }));
        Faults::stored(faults.collect(), self.header.lost, self.header.incomplete)
    }

    /// Checks that the index belongs to a text.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if it doesn't.
    pub fn verify(&self, text: &[u8], verify: Verify) -> Result<(), Error> {
        let is_same_module = || {
            let [at, length, hash] = self.header.module;
            // A `MODULE` line is longer only where somebody wants it to be.
            let length = length.min(MODULE_HASHED);
            let line = part(text, at, length).unwrap_or_default();
            line.len() as u64 == length && hash_of(line) == hash
        };
        if self.header.text_length != text.len() as u64 || !is_same_module() {
            return Err(Error::Stale);
        }
        let is_same = || self.header.text_hash == hash_of(text) && self.header.hash == hash_of(&self.bytes[HASHED..]);
        if verify == Verify::Everything && !is_same() { Err(Error::Stale) } else { Ok(()) }
    }

    /// Where the `MODULE` line is, if there is one.
    pub(crate) fn module(&self) -> Option<(u64, u64)> {
        let [at, length, _] = self.header.module;
        (length > 0).then_some((at, length))
    }

    /// `INFO`: offset.
    pub(crate) fn infos(&self) -> Table<'_, 1> {
        self.table(INFOS)
    }

    /// `FILE`
    pub(crate) fn files(&self) -> NumberedTable<'_> {
        NumberedTable::new(&self.bytes, self.header.tables[FILES], self.header.first[0])
    }

    /// `INLINE_ORIGIN`
    pub(crate) fn origins(&self) -> NumberedTable<'_> {
        NumberedTable::new(&self.bytes, self.header.tables[ORIGINS], self.header.first[1])
    }

    /// `FUNC`: address, size, offset.
    pub(crate) fn funcs(&self) -> Table<'_, 3> {
        self.table(FUNCS)
    }

    /// `PUBLIC`: address, offset.
    pub(crate) fn public_rows(&self) -> Table<'_, 2> {
        self.table(PUBLICS)
    }

    /// `STACK CFI INIT`: address, size, offset.
    pub(crate) fn cfi(&self) -> Table<'_, 3> {
        self.table(CFI)
    }

    /// `STACK WIN` of type 4: address, size, offset.
    pub(crate) fn frame_data(&self) -> Table<'_, 3> {
        self.table(FRAME_DATA)
    }

    /// `STACK WIN` of type 0: address, size, offset.
    pub(crate) fn fpo(&self) -> Table<'_, 3> {
        self.table(FPO)
    }

    fn table<const N: usize>(&self, table: usize) -> Table<'_, N> {
        Table::new(&self.bytes, self.header.tables[table])
    }
}

fn hash_of(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}
