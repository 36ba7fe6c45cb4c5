//! Whose symbols a text has, from its first records.

use siggen_symbols::layout::ModuleKey;
use siggen_symbols::record::{self, Record};
use siggen_symbols::{DebugId, SymbolIndex};

use crate::fault::Fault;

/// How many bytes of a text say whose symbols it has.
pub(crate) const HEAD: usize = 8 << 10;

/// What the first records say.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// The debug id as it is written.
    pub(crate) id: String,
    /// In lower case.
    pub(crate) code_id: Option<String>,
}

impl Identity {
    /// Reads the first records of a text: `MODULE`, and `INFO` behind it.
    pub(crate) fn read(head: &[u8]) -> Result<Self, Fault> {
        let mut lines = head.split(|&byte| byte == b'\n').map(record::parse).filter(|line| *line != Ok(Record::Blank));
        let Some(Ok(Record::Module(module))) = lines.next() else {
            return Err(match SymbolIndex::build(head) {
                Ok(_) => Fault::NoModule,
                Err(error) => Fault::NotSymbols(error),
            });
        };
        let infos = lines.map_while(|line| match line {
            Ok(Record::Info(text)) => Some(text),
            _ => None,
        });
        let code_id = infos.filter_map(|text| text.strip_prefix(b"CODE_ID ")).map(|text| {
            let id = text.trim_ascii_start().split(|&byte| byte == b' ').next().unwrap_or_default();
            String::from_utf8_lossy(id).to_ascii_lowercase()
        });
        Ok(Self { id: String::from_utf8_lossy(module.id).into_owned(), code_id: { code_id }.next() })
    }

    /// The debug id, if it is one.
    pub(crate) fn debug_id(&self) -> Option<DebugId> {
        DebugId::parse(self.id.as_bytes())
    }

    /// Checks that these are the symbols of a module: by its debug id, or else by its code id where the text has one.
    pub(crate) fn check(&self, key: &ModuleKey<'_>) -> Result<(), Fault> {
        let is_same = match (key.debug_id.filter(|id| !id.is_nil()), key.code_id, &self.code_id) {
            (Some(id), ..) => self.debug_id() == Some(id),
            (None, Some(asked), Some(own)) => asked.as_str().eq_ignore_ascii_case(own),
            (None, ..) => true,
        };
        if is_same { Ok(()) } else { Err(Fault::OtherModule(self.id.clone())) }
    }
}

#[cfg(test)]
mod tests {
    use siggen_symbols::CodeId;

    use super::*;

    const TEXT: &[u8] = b"\r\nMODULE windows x86_64 5A9832E5287241C1838ED98914E9B7FFa  kite.pdb\r\n\
        INFO GENERATOR kites\nINFO CODE_ID 4A5BDF3Cd4000 kite.dll\nFILE 1 INFO\n";

    #[test]
    fn the_first_records_are_read() {
        let identity = Identity::read(TEXT).unwrap();
        assert_eq!(identity.id, "5A9832E5287241C1838ED98914E9B7FFa");
        assert_eq!(identity.code_id.as_deref(), Some("4a5bdf3cd4000"));
        assert_eq!(Identity::read(b"MODULE Linux x86 1 a\nFILE 1 a\nINFO CODE_ID 12").unwrap().code_id, None);
    }

    #[test]
    fn what_is_no_symbol_file_is_named() {
        let fault = |text: &[u8]| Identity::read(text).unwrap_err().to_string();
        assert_eq!(fault(b"<!DOCTYPE html>\n<p>Busy"), "not a symbol file: this is a web page");
        assert_eq!(fault(b""), "not a symbol file: it is empty");
        assert_eq!(fault(b"FILE 1 a\n"), "not a symbol file: it doesn't begin with a MODULE record");
    }

    #[test]
    fn ids_are_compared_in_any_case() {
        let identity = Identity::read(TEXT).unwrap();
        let by_debug_id = |id: &str| ModuleKey { debug_id: DebugId::parse(id.as_bytes()), ..ModuleKey::default() };
        assert_eq!(identity.check(&by_debug_id("5a9832e5287241c1838ed98914e9b7ffA")), Ok(()));
        let other = identity.check(&by_debug_id("5A9832E5287241C1838ED98914E9B7FF1")).unwrap_err();
        assert_eq!(other.to_string(), "the symbol file is of another module, 5A9832E5287241C1838ED98914E9B7FFa");

        let nil = by_debug_id(&"0".repeat(33));
        let (same, not) = (CodeId::parse(b"4a5bdf3CD4000").unwrap(), CodeId::parse(b"4a5bdf3CD4001").unwrap());
        assert_eq!(identity.check(&ModuleKey { code_id: Some(&same), ..nil }), Ok(()));
        assert!(identity.check(&ModuleKey { code_id: Some(&not), ..nil }).is_err());
    }
}
