//! A symbol file: its text and the index of it.

use std::borrow::Cow;

use crate::error::Error;
use crate::index::{SymbolIndex, Verify};
use crate::record::{self, Record};
use crate::text::{cut, part, text_of};

/// A text with its index: what addresses are looked up in.
///
/// ```
/// use siggen_symbols::{Scratch, SymbolFile};
///
/// let text = b"MODULE Linux x86_64 5A9832E5287241C1838ED98914E9B7FF0 kite\n\
///     FILE 1 kite.cpp\n\
///     FUNC 1000 20 0 Kite::fly(int)\n\
///     1000 20 12 1\n";
/// let file = SymbolFile::new(&text[..])?;
/// let mut scratch = Scratch::new();
/// let symbol = file.lookup(0x1004, &mut scratch).expect("the function is there");
/// assert_eq!((&*symbol.function, symbol.offset), ("Kite::fly(int)", 4));
/// assert_eq!(symbol.location.and_then(|location| location.line), Some(12));
/// # Ok::<(), siggen_symbols::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct SymbolFile<'f> {
    text: Cow<'f, [u8]>,
    index: SymbolIndex<'f>,
}

/// What the first record of a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Module<'f> {
    /// Such as `Linux`, `mac`, `windows`.
    pub os: Cow<'f, str>,
    /// Such as `x86_64`.
    pub cpu: Cow<'f, str>,
    /// The debug id, as it is written.
    pub id: Cow<'f, str>,
    /// The debug file, such as `xul.pdb`. Empty if the record has none.
    pub name: Cow<'f, str>,
}

impl<'f> SymbolFile<'f> {
    /// A text whose index is made now, in one pass.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] or [`Error::NotSymbols`] if the text has no record at all.
    pub fn new(text: impl Into<Cow<'f, [u8]>>) -> Result<Self, Error> {
        let text = text.into();
        let index = SymbolIndex::build(&text)?;
        Ok(Self { text, index })
    }

    /// A text with an index that was made before.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if the index belongs to another text, as far as `verify` says to look.
    pub fn with_index(text: impl Into<Cow<'f, [u8]>>, index: SymbolIndex<'f>, verify: Verify) -> Result<Self, Error> {
        let text = text.into();
        index.verify(&text, verify)?;
        Ok(Self { text, index })
    }

    /// The text.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// The index.
    pub fn index(&self) -> &SymbolIndex<'f> {
        &self.index
    }

    /// What the file is about. `None` if it has no `MODULE` record.
    pub fn module(&self) -> Option<Module<'_>> {
        let (at, length) = self.index.module()?;
        let Ok(Record::Module(module)) = record::parse(part(&self.text, at, length)?) else { return None };
        let record::Module { os, cpu, id, name } = module;
        Some(Module { os: text_of(os), cpu: text_of(cpu), id: text_of(id), name: text_of(name) })
    }

    /// The texts of the `INFO` records, in their order: `CODE_ID 5A9832E5 kite.dll`, `GENERATOR …`, `URL …`.
    pub fn infos(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let infos = self.index.infos();
        (0..infos.len()).filter_map(move |row| match self.record(infos.number(row, 0))? {
            Record::Info(text) => Some(text_of(text)),
            _ => None,
        })
    }

    /// The code id and, of files for Windows, the code file.
    pub fn code_id(&self) -> Option<(String, Option<String>)> {
        self.infos().find_map(|info| {
            let rest = info.strip_prefix("CODE_ID ")?.trim();
            let (id, file) = rest.split_once(' ').unwrap_or((rest, ""));
            let file = file.trim_start();
            Some((id.to_owned(), (!file.is_empty()).then(|| file.to_owned())))
        })
    }

    /// The record that begins at an offset of the text.
    #[inline]
    pub(crate) fn record(&self, offset: u64) -> Option<Record<'_>> {
        let text = self.text.get(usize::try_from(offset).ok()?..)?;
        record::parse(cut(text).0).ok()
    }

    /// What tells this text from others.
    pub(crate) fn identity(&self) -> (u64, u64) {
        (self.index.text_length(), self.index.text_hash())
    }
}
