//! The pass over the text, whole or in pieces.

use std::fmt;
use std::hash::Hasher;

use memchr::memchr;
use twox_hash::XxHash3_64;

use crate::context::Context;
use crate::error::{Error, HEAD};
use crate::faults::{Faults, Reason};
use crate::module_id::DebugId;
use crate::record::{self, Record};

use super::header::MODULE_HASHED;
use super::skim::{cfi_record, inline_record, line_record};
use super::store::Facts;
use super::tables::Tables;
use super::{SymbolIndex, hash_of};

/// How many bytes are hashed and then looked at: as many as stay near the processor.
const BLOCK: usize = 64 << 10;

/// Makes an index from a text that comes in pieces, such as a download that is being unpacked.
///
/// It keeps no text but a line that goes over the end of a piece. Its memory is a few bytes for each record that is
/// indexed.
pub struct IndexBuilder {
    hash: XxHash3_64,
    /// Where the next line begins.
    offset: u64,
    /// How many lines there were.
    lines: u64,
    /// The beginning of a line whose end hasn't come yet.
    open: Vec<u8>,
    /// The first bytes of the text.
    head: Vec<u8>,
    module: Option<[u64; 3]>,
    context: Context,
    has_records: bool,
    tables: Tables,
    faults: Faults,
}

impl fmt::Debug for IndexBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IndexBuilder").field("offset", &self.offset).field("lines", &self.lines).finish_non_exhaustive()
    }
}

impl Default for IndexBuilder {
    fn default() -> Self {
        Self::new()
    }
}

impl IndexBuilder {
    /// A builder that has seen nothing.
    pub fn new() -> Self {
        Self {
            hash: XxHash3_64::new(),
            offset: 0,
            lines: 0,
            open: Vec::new(),
            head: Vec::new(),
            module: None,
            context: Context::None,
            has_records: false,
            tables: Tables::default(),
            faults: Faults::default(),
        }
    }

    /// Takes the next piece of the text, which may end anywhere.
    pub fn push(&mut self, piece: &[u8]) {
        let missing = HEAD.saturating_sub(self.head.len()).min(piece.len());
        self.head.extend_from_slice(&piece[..missing]);
        piece.chunks(BLOCK).for_each(|block| self.block(block));
    }

    fn block(&mut self, mut block: &[u8]) {
        self.hash.write(block);
        if !self.open.is_empty() {
            let Some(end) = memchr(b'\n', block) else {
                self.open.extend_from_slice(block);
                return;
            };
            let mut open = std::mem::take(&mut self.open);
            open.extend_from_slice(&block[..=end]);
            self.line(&open);
            block = &block[end + 1..];
            open.clear();
            self.open = open;
        }
        while let Some(first) = block.first() {
            if let Some(length) = self.known(*first, block) {
                self.lines += 1;
                self.offset += length as u64;
                block = &block[length..];
                continue;
            }
            let Some(end) = memchr(b'\n', block) else { break };
            self.line(&block[..=end]);
            block = &block[end + 1..];
        }
        self.open.extend_from_slice(block);
    }

    /// Ends the text.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] or [`Error::NotSymbols`] if the text has no record at all.
    pub fn finish(mut self) -> Result<SymbolIndex<'static>, Error> {
        if !self.open.is_empty() {
            let open = std::mem::take(&mut self.open);
            self.faults.add(self.lines + 1, self.offset, Reason::NoLineEnd);
            self.line(&open);
        }
        if !self.has_records {
            return Err(Error::without_records(&self.head));
        }
        Ok(self.tables.store(&Facts {
            text_length: self.offset,
            text_hash: self.hash.finish(),
            module: self.module,
            lines: self.lines,
            faults: &self.faults,
        }))
    }

    /// Looks at a line, with its end.
    #[inline]
    fn line(&mut self, line: &[u8]) {
        self.lines += 1;
        let is_known = line.first().is_some_and(|first| self.known(*first, line).is_some());
        // The first record is looked at in full.
        let is_added = is_known || self.has_records && self.tables.add_plain(line, self.offset);
        if !is_added {
            self.record(line);
        }
        self.offset += line.len() as u64;
    }

    /// The length of the line that text begins with, if it belongs to the record before it and needs no row.
    #[inline]
    fn known(&self, first: u8, text: &[u8]) -> Option<usize> {
        match (self.context, first) {
            (Context::Func, b'0'..=b'9' | b'a'..=b'f') => line_record(text),
            (Context::Func, b'I') => inline_record(text),
            (Context::Cfi, b'S') => cfi_record(text),
            _ => None,
        }
    }

    fn record(&mut self, line: &[u8]) {
        let mut content = line;
        let mut at = self.offset;
        if at == 0
            && let Some(rest) = line.strip_prefix(b"\xef\xbb\xbf")
        {
            self.fault(Reason::ByteOrderMark);
            (content, at) = (rest, 3);
        }
        match record::parse(content) {
            Ok(record) => self.add(&record, content, at),
            Err(reason) => {
                self.fault(reason);
                self.context.pass_bad(content);
            }
        }
    }

    #[inline]
    fn add(&mut self, record: &Record<'_>, line: &[u8], at: u64) {
        let is_first = !self.has_records;
        if let Record::Blank = record {
            return;
        }
        if is_first && !matches!(record, Record::Module(_)) {
            self.fault(Reason::NoModule);
        }
        self.has_records = true;
        if let Err(reason) = self.context.pass(record) {
            return self.fault(reason);
        }
        match record {
            Record::Module(_) if !is_first => return self.fault(Reason::SecondModule),
            Record::Module(module) => {
                if DebugId::parse(module.id).is_none() {
                    self.fault(Reason::ModuleId);
                }
                let hashed = line.len().min(usize::try_from(MODULE_HASHED).unwrap_or(usize::MAX));
                self.module = Some([at, line.len() as u64, hash_of(&line[..hashed])]);
            }
            Record::Line(_) | Record::Inline(_) if !record::has_line_number(record, line) => {
                self.fault(Reason::LineNumber);
            }
            _ => {}
        }
        if record.name().is_some_and(<[u8]>::is_empty) {
            self.fault(Reason::NoName);
        }
        self.tables.add(record, line, at);
    }

    #[cold]
    fn fault(&mut self, reason: Reason) {
        self.faults.add(self.lines, self.offset, reason);
    }
}
