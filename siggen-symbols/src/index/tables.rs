//! The tables of an index while a text is read.

use super::SymbolIndex;
use super::numbered::Numbered;
use super::rows::Rows;
use super::skim::numbered;
use super::store::{Body, Facts};
use crate::record::{Record, Win, WinKind};

/// Where records begin, in the order of the text.
#[derive(Debug)]
pub(super) struct Tables {
    infos: Rows<1>,
    files: Numbered,
    origins: Numbered,
    funcs: Rows<3>,
    publics: Rows<2>,
    cfi: Rows<3>,
    frame_data: Rows<3>,
    fpo: Rows<3>,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            infos: Rows::new(),
            files: Numbered::new(),
            origins: Numbered::new(),
            funcs: Rows::new(),
            publics: Rows::new(),
            cfi: Rows::new(),
            frame_data: Rows::new(),
            fpo: Rows::new(),
        }
    }
}

impl Tables {
    /// Adds the record of a line that begins at an offset, if it is of a kind that is indexed.
    #[inline]
    pub(super) fn add(&mut self, record: &Record<'_>, line: &[u8], at: u64) {
        match record {
            Record::Info(_) => self.infos.push([at]),
            Record::File(file) => self.files.push(file.id, at, end(line, at)),
            Record::InlineOrigin(origin) => self.origins.push(origin.id, at, end(line, at)),
            Record::Func(func) => range(&mut self.funcs, func.address, func.size, at),
            Record::Public(public) => self.publics.push([public.address, at]),
            Record::CfiInit(init) => range(&mut self.cfi, init.address, init.size, at),
            Record::Win(win) => self.win(win, at),
            _ => {}
        }
    }

    /// Adds a file or a name, if a line plainly is one.
    #[inline]
    pub(super) fn add_plain(&mut self, line: &[u8], at: u64) -> bool {
        let (rows, number) = match line.first() {
            Some(b'F') => (&mut self.files, numbered(line, b"FILE ")),
            Some(b'I') => (&mut self.origins, numbered(line, b"INLINE_ORIGIN ")),
            _ => return false,
        };
        let Some(number) = number else { return false };
        rows.push(number, at, end(line, at));
        true
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

    /// Puts the rows in order and stores them.
    pub(super) fn store(mut self, facts: &Facts<'_>) -> SymbolIndex<'static> {
        // Of ranges that overlap, the one that begins first is kept; of those that begin together, the shortest.
        let overlaps = |kept: [u64; 3], row: [u64; 3]| row[0] - kept[0] < kept[1];
        for ranges in [&mut self.funcs, &mut self.cfi, &mut self.frame_data, &mut self.fpo] {
            ranges.settle(overlaps);
        }
        self.publics.settle(|_, _| false);
        self.files.settle();
        self.origins.settle();
        let first = [self.files.first(), self.origins.first()];
        let mut body = Body::new();
        body.add(self.infos);
        body.add_numbered(self.files);
        body.add_numbered(self.origins);
        body.add(self.funcs);
        body.add(self.publics);
        body.add(self.cfi);
        body.add(self.frame_data);
        body.add(self.fpo);
        body.finish(facts, first)
    }
}

/// Where a line ends, which begins at an offset.
fn end(line: &[u8], at: u64) -> u64 {
    (at + line.len() as u64).saturating_sub(1)
}

/// Adds a range, unless it is empty or ends beyond all addresses.
fn range(rows: &mut Rows<3>, address: u64, size: u64, at: u64) {
    if size > 0 && address.checked_add(size).is_some() {
        rows.push([address, size, at]);
    }
}
