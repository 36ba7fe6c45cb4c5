use super::*;

fn key<'m>(debug_file: &'m str, debug_id: &str) -> ModuleKey<'m> {
    ModuleKey { debug_file: Some(debug_file), debug_id: DebugId::parse(debug_id.as_bytes()), ..ModuleKey::default() }
}

const ID: &str = "5A9832E5287241C1838ED98914E9B7FFa";

#[test]
fn breakpads_layout() {
    let path = |file: &str| key(file, ID).breakpad();
    assert_eq!(path("xul.pdb").unwrap(), "xul.pdb/5A9832E5287241C1838ED98914E9B7FFA/xul.sym");
    assert_eq!(path("XUL.PDB").unwrap(), "XUL.PDB/5A9832E5287241C1838ED98914E9B7FFA/XUL.sym");
    assert_eq!(path("libxul.so").unwrap(), "libxul.so/5A9832E5287241C1838ED98914E9B7FFA/libxul.so.sym");
    assert_eq!(path(r"d:\build\xul.pdb").unwrap(), "xul.pdb/5A9832E5287241C1838ED98914E9B7FFA/xul.sym");
    assert_eq!(path("/usr/lib/libc.so.6").unwrap(), "libc.so.6/5A9832E5287241C1838ED98914E9B7FFA/libc.so.6.sym");
    assert_eq!(path(".pdb").unwrap(), ".pdb/5A9832E5287241C1838ED98914E9B7FFA/.pdb.sym");
    assert_eq!(key("xul.pdb", &"0".repeat(33)).breakpad(), None, "a nil id is none");
    assert_eq!(ModuleKey { debug_file: Some("xul.pdb"), ..ModuleKey::default() }.breakpad(), None);
}

#[test]
fn all_paths_of_symbol_files() {
    let code_id = CodeId::parse(b"4a5BDF3CD4000").unwrap();
    let key = ModuleKey { code_file: Some(r"C:\app\xul.dll"), code_id: Some(&code_id), ..key("xul.pdb", ID) };
    let expected = [
        "xul.pdb/5A9832E5287241C1838ED98914E9B7FFA/xul.sym",
        "xul.pdb/5A9832E5287241C1838ED98914E9B7FFa/xul.sym",
        "xul.pdb/5a9832e5287241c1838ed98914e9b7ffa/xul.sym",
        "xul.dll/4A5BDF3CD4000/xul.sym",
        "xul.dll/4A5BDF3Cd4000/xul.sym",
        "xul.dll/4a5bdf3cd4000/xul.sym",
        "xu/xul.pdb/5A9832E5287241C1838ED98914E9B7FFA/xul.sym",
    ];
    assert_eq!(key.symbol_files(), expected);
    let without_debug_id = ModuleKey { debug_id: None, ..key };
    assert_eq!(without_debug_id.symbol_files(), expected[3..6], "by the code id alone");
    assert_eq!(ModuleKey::default().symbol_files(), [""; 0]);
}

#[test]
fn symstores_layout() {
    let code_id = CodeId::windows(0x4a5bdf3c, 0xd4000);
    let key = ModuleKey { code_file: Some("xul.dll"), code_id: Some(&code_id), ..key("xul.pdb", ID) };
    let paths = key.symstore();
    assert_eq!(paths[0], "xul.pdb/5A9832E5287241C1838ED98914E9B7FFA/xul.pdb");
    assert_eq!(paths[1], "xul.pdb/5A9832E5287241C1838ED98914E9B7FFA/xul.pd_");
    assert!(paths.contains(&"xul.dll/4A5BDF3Cd4000/xul.dll".to_owned()));
    assert!(paths.contains(&"xul.dll/4a5bdf3cd4000/xul.dl_".to_owned()));
}

#[test]
fn names_that_lead_out_are_refused() {
    for (name, fault) in [
        ("", NameFault::Empty),
        (".", NameFault::Empty),
        ("..", NameFault::Empty),
        ("...", NameFault::Empty),
        ("a/..", NameFault::Empty),
        (r"a\..", NameFault::Empty),
        ("a/", NameFault::Empty),
        ("a\0b", NameFault::Character),
        ("a\nb", NameFault::Character),
        ("c:", NameFault::Character),
        ("a.pdb:stream", NameFault::Character),
        ("what?", NameFault::Character),
        ("a.pdb.", NameFault::Ending),
        ("a.pdb ", NameFault::Ending),
        ("NUL", NameFault::Device),
        ("nul.pdb", NameFault::Device),
        ("Com1", NameFault::Device),
        ("LPT².so", NameFault::Device),
        ("con .sym", NameFault::Device),
    ] {
        assert_eq!(file_name(name), Err(fault), "{name:?}");
        assert_eq!(key(name, ID).symbol_files(), [""; 0], "{name:?}");
        assert_eq!(key(name, ID).symstore(), [""; 0], "{name:?}");
    }
    assert_eq!(file_name(&"a".repeat(300)), Err(NameFault::TooLong));
    for name in ["a/b", r"a\b", "../b", r"..\b", "/b", "c:/b"] {
        assert_eq!(file_name(name), Ok("b"), "{name:?}");
    }
    for name in ["xul.pdb", "..a", "a..b", "COM10", "null", "lib c++.so.1", "é.pdb", "XUL~1"] {
        assert_eq!(file_name(name), Ok(name));
    }
}

/// Where a path leads to, as both systems read it: the names below the place where it begins, or nothing if it leads out.
fn follow(path: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for part in path.split(['/', '\\']) {
        match part.trim_end_matches(['.', ' ']) {
            _ if part == ".." => depth = depth.checked_sub(1)?,
            "" => return None,
            _ => depth += 1,
        }
    }
    Some(depth)
}

#[test]
fn no_path_leads_out_whatever_the_names() {
    const PARTS: [&str; 20] = [
        "..", ".", "/", "\\", "a", "b.pdb", "\0", ":", " ", "CON", "nul", "COM1", "é", "\u{202e}", "%2e", "~", "\n",
        "C:", "//?/", "x",
    ];
    let mut state = 5_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut used = 0;
    for _ in 0..20_000 {
        let mut name = || (0..random(6)).map(|_| PARTS[random(PARTS.len())]).collect::<String>();
        let (debug_file, code_file) = (name(), name());
        let code_id = CodeId::parse(b"4A5BDF3Cd4000").unwrap();
        let key = ModuleKey { code_file: Some(&code_file), code_id: Some(&code_id), ..key(&debug_file, ID) };
        for path in key.symbol_files().iter().chain(&key.symstore()) {
            let depth = follow(path);
            assert!(depth == Some(3) || depth == Some(4), "{path:?} of {debug_file:?} and {code_file:?}");
            assert!(!path.contains(['\0', ':', '\n', '\\']), "{path:?}");
            assert!(path.split('/').all(|part| part.len() <= 255 && !is_device(part)), "{path:?}");
            used += 1;
        }
    }
    assert!(used > 1_000, "most names were refused");
}
