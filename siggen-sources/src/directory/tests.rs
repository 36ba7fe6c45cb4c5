use std::fs;
use std::io::Write;

use siggen_symbols::{CodeId, DebugId};

use super::*;
use crate::paths::paths;

const ID: &str = "5A9832E5287241C1838ED98914E9B7FFA";
const TEXT: &str = "MODULE windows x86_64 5A9832E5287241C1838ED98914E9B7FFA kite.pdb\n\
    INFO CODE_ID 4A5BDF3CD4000 kite.dll\nPUBLIC 1000 0 kite::fly\n";

fn key() -> ModuleKey<'static> {
    ModuleKey { debug_file: Some("kite.pdb"), debug_id: DebugId::parse(ID.as_bytes()), ..ModuleKey::default() }
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// A directory with these files.
fn with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    directory
}

/// The name of the file that is found, in the directory.
fn find(path: &Path, key: &ModuleKey<'_>) -> Result<Option<String>, String> {
    let found = Directory::new(path.to_owned()).find(key, &paths(key).unwrap_or_default(), 1 << 20);
    let Some(found) = found.map_err(|failure| failure.to_string())? else { return Ok(None) };
    assert_eq!(found.file.text(), TEXT.as_bytes());
    let Origin::Directory(file) = found.origin else { panic!("it is in a directory") };
    Ok(Some(file.strip_prefix(path).unwrap().to_string_lossy().replace('\\', "/")))
}

#[test]
fn layouts_are_looked_at_first() {
    let zstd = zstd::encode_all(TEXT.as_bytes(), 1).unwrap();
    let lower = format!("kite.pdb/{}/kite.sym", ID.to_lowercase());
    for (name, content) in [
        (&*format!("kite.pdb/{ID}/kite.sym"), TEXT.as_bytes()),
        (&*format!("kite.pdb/{ID}/kite.sym.gz"), &gzip(TEXT)),
        (&*format!("kite.pdb/{ID}/kite.sym.zst"), &zstd),
        // Endings may be wrong.
        (&*format!("kite.pdb/{ID}/kite.sym"), &gzip(TEXT)),
        (&*lower, TEXT.as_bytes()),
        (&*format!("ki/kite.pdb/{ID}/kite.sym"), TEXT.as_bytes()),
    ] {
        let directory = with(&[(name, content), ("a.sym", TEXT.as_bytes())]);
        assert_eq!(find(directory.path(), &key()), Ok(Some(name.to_owned())));
    }
}

#[test]
fn files_are_found_by_what_they_say() {
    let other = TEXT.replace(ID, "0000000000000000000000000000000A1");
    let html = "<!DOCTYPE html>";
    let directory = with(&[
        ("a.sym", other.as_bytes()),
        ("b", html.as_bytes()),
        ("deep/er/any name.gz", &gzip(TEXT)),
        ("e", b"\x1f\x8b broken"),
        ("f", b""),
    ]);
    assert_eq!(find(directory.path(), &key()), Ok(Some("deep/er/any name.gz".to_owned())));
    let nameless = ModuleKey { debug_file: None, ..key() };
    assert_eq!(find(directory.path(), &nameless), Ok(Some("deep/er/any name.gz".to_owned())));
    let unknown = ModuleKey { debug_id: DebugId::parse(b"0000000000000000000000000000000A2"), ..key() };
    assert_eq!(find(directory.path(), &unknown), Ok(None));
    // By code id alone; the other file has it as well, and comes first.
    let code_id = CodeId::parse(b"4a5bdf3cd4000").unwrap();
    let by_code_id = ModuleKey { code_id: Some(&code_id), ..ModuleKey::default() };
    let found = Directory::new(directory.path().to_owned()).find(&by_code_id, &[], 1 << 20).unwrap().unwrap();
    assert_eq!(found.origin, Origin::Directory(directory.path().join("a.sym")));
}

#[test]
fn a_single_file_is_a_source() {
    let directory = with(&[("a", TEXT.as_bytes()), ("b", b"")]);
    assert_eq!(find(&directory.path().join("a"), &key()), Ok(Some(String::new())));
    assert_eq!(find(&directory.path().join("b"), &key()), Ok(None));
    assert_eq!(find(&directory.path().join("nothing"), &key()), Ok(None));
}

#[test]
fn a_file_of_another_build_is_not_used() {
    let other = TEXT.replace(ID, "0000000000000000000000000000000A1");
    let at_path = format!("kite.pdb/{ID}/kite.sym");
    let directory = with(&[(&at_path, other.as_bytes())]);
    let message = "the symbol file is of another module, 0000000000000000000000000000000A1";
    assert_eq!(find(directory.path(), &key()), Err(message.to_owned()));
    let directory = with(&[(&at_path, other.as_bytes()), ("right", TEXT.as_bytes())]);
    assert_eq!(find(directory.path(), &key()), Ok(Some("right".to_owned())));
}

#[test]
fn what_cannot_be_read_is_named() {
    let at_path = format!("kite.pdb/{ID}/kite.sym.gz");
    let message = |content: &[u8]| find(with(&[(&at_path, content)]).path(), &key()).unwrap_err();
    let compressed = gzip(TEXT);
    assert_eq!(message(&compressed[..compressed.len() - 12]), "incomplete: it ends too early");
    assert_eq!(message(b"<html>"), "not a symbol file: this is a web page");
    assert_eq!(message(&gzip(&format!("{TEXT}{}", "PUBLIC 1 0 a\n".repeat(100_000)))), "larger than 1048576 bytes");
}

#[cfg(unix)]
#[test]
fn pipes_and_circles_are_left_alone() {
    let directory = with(&[("z.sym", TEXT.as_bytes())]);
    std::os::unix::fs::symlink(directory.path(), directory.path().join("circle")).unwrap();
    std::os::unix::fs::symlink("circle2", directory.path().join("circle2")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(directory.path().join("a.sym")).status();
    assert!(made.is_ok_and(|status| status.success()));
    assert_eq!(find(directory.path(), &key()), Ok(Some("z.sym".to_owned())));
}
