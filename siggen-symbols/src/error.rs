//! Errors: text that is no symbol file, and an index that doesn't belong to its text.

use std::fmt;

/// Why a symbol file can't be used at all. Single bad lines are [faults](crate::Faults).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The text is empty.
    Empty,
    /// The text has no record of a symbol file.
    NotSymbols {
        /// What it seems to be, where that is known: `UTF-16 text`, `gzip`, `a web page`, …
        looks_like: Option<&'static str>,
    },
    /// The bytes are no index, or one of another version.
    NotAnIndex,
    /// The index was made from another text.
    Stale,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("not a symbol file: it is empty"),
            Self::NotSymbols { looks_like: None } => f.write_str("not a symbol file: it has no known record"),
            Self::NotSymbols { looks_like: Some(what) } => write!(f, "not a symbol file: this is {what}"),
            Self::NotAnIndex => f.write_str("not an index of this version"),
            Self::Stale => f.write_str("the index belongs to another symbol file"),
        }
    }
}

impl std::error::Error for Error {}

impl Error {
    /// What is wrong with a text that has no record, by its first [`HEAD`] bytes.
    pub(crate) fn without_records(head: &[u8]) -> Self {
        if head.is_empty() { Self::Empty } else { Self::NotSymbols { looks_like: looks_like(head) } }
    }
}

/// What text without a record seems to be, by its first bytes.
fn looks_like(head: &[u8]) -> Option<&'static str> {
    let starts: [(&[u8], &str); 9] = [
        (b"\xff\xfe", UTF16),
        (b"\xfe\xff", UTF16),
        (b"\x1f\x8b", "gzip"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"MSCF", "a cabinet archive"),
        (b"PK\x03\x04", "a zip archive"),
        (b"\x7fELF", "an ELF file"),
        (b"Microsoft C/C++", "a PDB file"),
        (b"MZ", "a Windows program"),
    ];
    if let Some((_, what)) = starts.iter().find(|(start, _)| head.starts_with(start)) {
        return Some(what);
    }
    let is_utf16 = |at: usize| head.len() >= 8 && head[..8].iter().skip(at).step_by(2).all(|&byte| byte == 0);
    if is_utf16(0) || is_utf16(1) {
        return Some(UTF16);
    }
    let text = head.trim_ascii_start();
    match text.first() {
        Some(b'<') => Some("a web page"),
        Some(b'{' | b'[') => Some("JSON"),
        _ => None,
    }
}

const UTF16: &str = "UTF-16 text; symbol files are UTF-8";

/// How many bytes of a text say what it is.
pub(crate) const HEAD: usize = 64;
