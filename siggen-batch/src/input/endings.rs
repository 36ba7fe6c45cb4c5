//! What the names of files say: which ones a folder is searched for, and which have a record a line.

use std::ffi::OsStr;

/// Endings of inputs with one record a line.
const LINES: [&str; 2] = [".ndjson", ".jsonl"];

/// The other endings that a folder is searched for.
const OTHERS: [&str; 7] = [".json", ".extra", ".parquet", ".arrow", ".arrows", ".ipc", ".feather"];

/// What may follow them.
const COMPRESSED: [&str; 2] = [".gz", ".zst"];

/// Whether a file in a folder holds crashes, going by its name.
pub(super) fn is_crashes(name: &OsStr) -> bool {
    let name = plain(name);
    LINES.iter().chain(&OTHERS).any(|ending| ends_with(name, ending))
}

/// Whether a file has one record a line, going by its name.
pub(super) fn is_ndjson(name: &OsStr) -> bool {
    LINES.iter().any(|ending| ends_with(plain(name), ending))
}

/// A file's name, without the ending that says how it is compressed.
fn plain(name: &OsStr) -> &[u8] {
    let name = name.as_encoded_bytes();
    let ending = COMPRESSED.iter().find(|ending| ends_with(name, ending));
    &name[..name.len() - ending.map_or(0, |ending| ending.len())]
}

fn ends_with(name: &[u8], ending: &str) -> bool {
    name.len().checked_sub(ending.len()).is_some_and(|start| name[start..].eq_ignore_ascii_case(ending.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_crashes() {
        for name in [
            "a.json",
            "A.JSON.GZ",
            ".json",
            "a.b.jsonl.zst",
            "t.parquet",
            "t.ARROW",
            "t.arrows",
            "t.ipc",
            "t.feather",
            "a.extra",
        ] {
            assert!(is_crashes(name.as_ref()), "{name}");
        }
        for name in ["", "json", "a.json.bz2", "a.jsonx", "a.gz", ".zst", "a.json.gz.zst", "notes.txt"] {
            assert!(!is_crashes(name.as_ref()), "{name}");
        }
    }
}
