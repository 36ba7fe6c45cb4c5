//! The paths at which a module's symbol file may be.

use siggen_symbols::layout::{self, ModuleKey};

use crate::missing::Missing;

/// The paths, the likely ones first: by debug file and id, or by code file and id where these are missing. All are
/// below where they are put.
pub(crate) fn paths(key: &ModuleKey<'_>) -> Result<Vec<String>, Missing> {
    let by_debug_id = ModuleKey { code_file: None, code_id: None, ..*key }.symbol_files();
    let paths = if by_debug_id.is_empty() { key.symbol_files() } else { by_debug_id };
    if !paths.is_empty() {
        return Ok(paths);
    }
    let debug_id = key.debug_id.filter(|id| !id.is_nil());
    let names = [key.debug_file.filter(|_| debug_id.is_some()), key.code_file.filter(|_| key.code_id.is_some())];
    Err(match names.into_iter().flatten().find_map(|name| layout::file_name(name).err()) {
        Some(fault) => Missing::Name(fault),
        None => Missing::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use siggen_symbols::layout::NameFault;
    use siggen_symbols::{CodeId, DebugId};

    use super::*;

    #[test]
    fn the_code_id_is_for_modules_without_debug_id() {
        let code_id = CodeId::parse(b"4A5BDF3Cd4000").unwrap();
        let key = |id: &str| ModuleKey {
            debug_file: Some("xul.pdb"),
            debug_id: DebugId::parse(id.as_bytes()),
            code_file: Some("xul.dll"),
            code_id: Some(&code_id),
        };
        let by_debug_id = paths(&key("5A9832E5287241C1838ED98914E9B7FF1")).unwrap();
        assert_eq!(by_debug_id[0], "xul.pdb/5A9832E5287241C1838ED98914E9B7FF1/xul.sym");
        assert!(by_debug_id.iter().all(|path| !path.contains("xul.dll")), "{by_debug_id:?}");
        for id in ["", "000000000000000000000000000000000"] {
            assert_eq!(paths(&key(id)).unwrap()[0], "xul.dll/4A5BDF3CD4000/xul.sym");
        }
        let nameless =
            ModuleKey { debug_file: Some(".."), code_file: None, ..key("5A9832E5287241C1838ED98914E9B7FF1") };
        assert_eq!(paths(&nameless), Err(Missing::Name(NameFault::Empty)));
        assert_eq!(paths(&ModuleKey { code_id: None, ..key("") }), Err(Missing::Unknown));
        assert_eq!(paths(&ModuleKey { debug_file: None, ..nameless }), Err(Missing::Unknown));
    }
}
