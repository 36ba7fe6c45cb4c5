//! Records for unwinding, by address. Their rules are borrowed from the text, and are not evaluated.

use crate::context::Context;
use crate::file::SymbolFile;
use crate::index::Table;
use crate::record::{self, Record, Win};
use crate::text::cut;

/// The most `STACK CFI` records that are read of one range.
pub const MAX_CFI: usize = 1 << 16;

/// The rules by which the caller of a frame is found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CfiRules<'f> {
    /// Where the range of code begins, relative to the module.
    pub address: u64,
    /// Its size in bytes.
    pub size: u64,
    /// The rules where it begins: `register: expression …`.
    pub init: &'f [u8],
    /// The rules that change on the way to the address, with the addresses from which on they hold, in their order.
    pub changes: Vec<(u64, &'f [u8])>,
}

impl SymbolFile<'_> {
    /// The `STACK CFI` rules that hold at an address, which is relative to the module.
    ///
    /// Of ranges that overlap, the one that begins first is kept. A lookup reads the records of one range, at most
    /// [`MAX_CFI`].
    pub fn cfi(&self, address: u64) -> Option<CfiRules<'_>> {
        let offset = offset_at(self.index().cfi(), address)?;
        let mut text = self.text().get(usize::try_from(offset).ok()?..)?;
        let (first, mut rest) = cut(text);
        let Ok(Record::CfiInit(init)) = record::parse(first) else { return None };
        let mut changes = Vec::new();
        let mut read = 0;
        let mut context = Context::Cfi;
        while context == Context::Cfi && !rest.is_empty() && read < MAX_CFI {
            (text, rest) = cut(rest);
            match record::parse(text) {
                Ok(Record::Cfi(cfi)) => {
                    read += 1;
                    if cfi.address <= address {
                        changes.push((cfi.address, cfi.rules));
                    }
                }
                Ok(Record::CfiInit(_)) => break,
                Ok(record) => drop(context.pass(&record)),
                Err(_) => context.pass_bad(text),
            }
        }
        changes.sort_unstable();
        Some(CfiRules { address: init.address, size: init.size, init: init.rules, changes })
    }

    /// The `STACK WIN` record for an address, which is relative to the module: one of type 4 if there is one, else one
    /// of type 0.
    ///
    /// Of records that overlap in the order of the file, the earlier one ends where the later one begins. The record's
    /// own size is what is written.
    pub fn win(&self, address: u64) -> Option<Win<'_>> {
        let tables = [self.index().frame_data(), self.index().fpo()];
        let offset = tables.into_iter().find_map(|table| offset_at(table, address))?;
        match self.record(offset)? {
            Record::Win(win) => Some(win),
            _ => None,
        }
    }
}

/// Where the record is whose range has an address.
fn offset_at(table: Table<'_, 3>, address: u64) -> Option<u64> {
    let [start, size, offset] = table.row(table.up_to(address).checked_sub(1)?);
    (address.checked_sub(start)? < size).then_some(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(records: &str) -> SymbolFile<'static> {
        let text = format!("MODULE windows x86 5A9832E5287241C1838ED98914E9B7FF1 kite.pdb\n{records}");
        SymbolFile::new(text.into_bytes()).unwrap()
    }

    fn changes<'f>(rules: &CfiRules<'f>) -> Vec<(u64, &'f str)> {
        rules.changes.iter().map(|(at, rules)| (*at, std::str::from_utf8(rules).unwrap())).collect()
    }

    #[test]
    fn rules_hold_from_their_address_on() {
        let file = file(
            "STACK CFI INIT 1000 20 .cfa: $rsp 8 + .ra: .cfa -8 + ^\n\
             STACK CFI 1008 .cfa: $rbp 16 +\n\
             STACK CFI 1001 .cfa: $rsp 16 + $rbp: .cfa -16 + ^\n\n\
             STACK CFI oops\n\
             STACK CFI 1018 .cfa: $rsp 8 +\n\
             STACK CFI INIT 1100 10 .cfa: $rsp\n\
             STACK CFI 1101 .cfa: $rbp\n",
        );
        let rules = file.cfi(0x1008).unwrap();
        assert_eq!((rules.address, rules.size, rules.init), (0x1000, 0x20, &b".cfa: $rsp 8 + .ra: .cfa -8 + ^"[..]));
        let first = [(0x1001, ".cfa: $rsp 16 + $rbp: .cfa -16 + ^"), (0x1008, ".cfa: $rbp 16 +")];
        assert_eq!(changes(&rules), first);
        assert_eq!(changes(&file.cfi(0x1000).unwrap()), []);
        assert_eq!(changes(&file.cfi(0x101f).unwrap()).len(), 3, "a bad line costs itself");
        assert_eq!(file.cfi(0x1020), None);
        assert_eq!(changes(&file.cfi(0x110f).unwrap()), [(0x1101, ".cfa: $rbp")]);
        assert_eq!(file.index().faults().lost(), 1);
    }

    #[test]
    fn frame_data_ends_where_the_next_begins() {
        let file = file(
            "STACK WIN 4 1000 10 1 2 8 4 c 0 1 $eip 4 +\n\
             STACK WIN 4 1004 c 0 0 8 0 0 0 1 $eip 8 +\n\
             STACK WIN 4 1004 c 0 0 9 9 9 0 1 second of the same range\n\
             STACK WIN 0 1000 20 0 0 4 0 0 0 0 1\n\
             STACK WIN 0 2000 20 0 0 4 0 0 0 1 contradicts itself\n",
        );
        let win = file.win(0x1003).unwrap();
        assert_eq!((win.address, win.size, win.prologue, win.epilogue), (0x1000, 0x10, 1, 2));
        assert_eq!((win.parameters, win.saved_registers, win.locals, win.max_stack), (8, 4, 12, 0));
        assert_eq!(win.kind, record::WinKind::FrameData(b"$eip 4 +"));
        assert_eq!(file.win(0x1004).unwrap().kind, record::WinKind::FrameData(b"$eip 8 +"));
        assert_eq!(file.win(0x1010).unwrap().kind, record::WinKind::Fpo { allocates_base_pointer: true });
        assert_eq!(file.win(0x1020), None);
        assert_eq!(file.win(0x2000), None);
    }
}
