//! The pass over the text, whole or in pieces.

use std::fmt;
use std::hash::Hasher;

use memchr::memchr;
use twox_hash::XxHash3_64;

use crate::context::Context;
use crate::error::{Error, HEAD};
use crate::faults::{Faults, Reason};
use crate::module_id::DebugId;
use crate::record::{self, Record, Win, WinKind};

use super::SymbolIndex;
use super::numbered::Numbered;
use super::rows::Rows;
use super::skim::{cfi_record, inline_record, line_record, numbered};
use super::store::{Body, Facts};
use super::{MODULE_HASHED, hash_of};

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
    infos: Rows<1>,
    files: Numbered,
    origins: Numbered,
    funcs: Rows<3>,
    publics: Rows<2>,
    cfi: Rows<3>,
    frame_data: Rows<3>,
    fpo: Rows<3>,
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
            infos: Rows::new(),
            files: Numbered::new(),
            origins: Numbered::new(),
            funcs: Rows::new(),
            publics: Rows::new(),
            cfi: Rows::new(),
            frame_data: Rows::new(),
            fpo: Rows::new(),
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
        // Of ranges that overlap, the one that begins first is kept; of those that begin together, the shortest.
        let overlaps = |kept: [u64; 3], row: [u64; 3]| row[0] - kept[0] < kept[1];
        for ranges in [&mut self.funcs, &mut self.cfi, &mut self.frame_data, &mut self.fpo] {
            ranges.settle(overlaps);
        }
        self.publics.settle(|_, _| false);
        self.files.settle();
        self.origins.settle();
        let (first_file, first_origin) = (self.files.first(), self.origins.first());
        let mut body = Body::new();
        body.add(&mut self.infos);
        body.add_numbered(&mut self.files);
        body.add_numbered(&mut self.origins);
        body.add(&mut self.funcs);
        body.add(&mut self.publics);
        body.add(&mut self.cfi);
        body.add(&mut self.frame_data);
        body.add(&mut self.fpo);
        Ok(body.finish(&Facts {
            text_length: self.offset,
            text_hash: self.hash.finish(),
            first: [first_file, first_origin],
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
        if !is_known && !self.numbered(line) {
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

    /// Adds a file or a name, if a line plainly is one.
    #[inline]
    fn numbered(&mut self, line: &[u8]) -> bool {
        let (rows, id) = match line.first() {
            Some(b'F') => (&mut self.files, numbered(line, b"FILE ")),
            Some(b'I') => (&mut self.origins, numbered(line, b"INLINE_ORIGIN ")),
            _ => return false,
        };
        // The first record is looked at in full.
        let Some(id) = id.filter(|_| self.has_records) else { return false };
        rows.push(id, self.offset, self.offset + line.len() as u64 - 1);
        true
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
        let end = (at + line.len() as u64).saturating_sub(1);
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
            Record::Module(_) if !is_first => self.fault(Reason::SecondModule),
            Record::Module(module) => {
                if module.name.is_empty() {
                    self.fault(Reason::NoName);
                }
                if DebugId::parse(module.id).is_none() {
                    self.fault(Reason::ModuleId);
                }
                let hashed = line.len().min(usize::try_from(MODULE_HASHED).unwrap_or(usize::MAX));
                self.module = Some([at, line.len() as u64, hash_of(&line[..hashed])]);
            }
            Record::Info(_) => self.infos.push([at]),
            Record::File(file) => {
                self.name(file.name);
                self.files.push(file.id, at, end);
            }
            Record::InlineOrigin(origin) => {
                self.name(origin.name);
                self.origins.push(origin.id, at, end);
            }
            Record::Func(func) => {
                self.name(func.name);
                range(&mut self.funcs, func.address, func.size, at);
            }
            Record::Public(public) => {
                self.name(public.name);
                self.publics.push([public.address, at]);
            }
            Record::CfiInit(init) => range(&mut self.cfi, init.address, init.size, at),
            Record::Win(win) => self.win(win, at),
            Record::Line(_) | Record::Inline(_) => {
                if !record::has_line_number(record, line) {
                    self.fault(Reason::LineNumber);
                }
            }
            Record::Cfi(_) | Record::Blank => {}
        }
    }

    /// Of frame data that overlap in the order of the file, the earlier one ends where the later one begins. PDB files
    /// have sizes that reach to the end of the function.
    fn win(&mut self, win: &Win<'_>, at: u64) {
        let rows = match win.kind {
            WinKind::FrameData(_) => &mut self.frame_data,
            WinKind::Fpo { .. } => &mut self.fpo,
            WinKind::Other => return,
        };
        if win.size == 0 || win.address.checked_add(win.size).is_none() {
            return;
        }
        if let Some([address, size, offset]) = rows.last()
            && win.address < address + size
            && address < win.address + win.size
        {
            if win.address > address {
                rows.pop();
                rows.push([address, win.address - address, offset]);
            } else if (address, size) != (win.address, win.size) {
                return;
            }
        }
        rows.push([win.address, win.size, at]);
    }

    fn name(&mut self, name: &[u8]) {
        if name.is_empty() {
            self.fault(Reason::NoName);
        }
    }

    #[cold]
    fn fault(&mut self, reason: Reason) {
        self.faults.add(self.lines, self.offset, reason);
    }
}

/// Adds a range, unless it is empty or ends beyond all addresses.
fn range(rows: &mut Rows<3>, address: u64, size: u64, at: u64) {
    if size > 0 && address.checked_add(size).is_some() {
        rows.push([address, size, at]);
    }
}
