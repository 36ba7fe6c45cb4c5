//! Errors: input that can't be read and lists that can't be compiled.

use crate::json::{Kind, Syntax, path_at};
use crate::siglist::SiglistError;

/// What can go wrong.
///
/// A rule that fails is no error: it leaves a note in the outcome and the pipeline goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The input is no JSON.
    Json {
        /// Offset of the first byte that can't stand where it does.
        offset: usize,
        /// The path of the value that it stands in, such as `threads[0].frames[3]`; empty at the top.
        path: String,
        /// What should stand there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// The input is no UTF-8.
    Utf8 {
        /// Offset of the first byte that is no UTF-8.
        offset: usize,
        /// That byte.
        byte: u8,
    },
    /// The input is JSON, but no crash.
    NotACrash {
        /// What it is, such as `a list`.
        found: &'static str,
    },
    /// A signature list can't be compiled.
    Siglist(SiglistError),
}

impl Error {
    #[cold]
    pub(crate) fn syntax(text: &str, before: usize, error: Syntax) -> Self {
        let found = match text[error.offset..].chars().next() {
            None => "the end of the input".to_owned(),
            Some(c) if c.is_control() => format!("the control character U+{:04X}", u32::from(c)),
            Some(c) => format!("`{c}`"),
        };
        Error::Json {
            offset: before + error.offset,
            path: path_at(text, error.offset),
            expected: error.expected,
            found,
        }
    }

    #[cold]
    pub(crate) fn not_utf8(json: &[u8], offset: usize) -> Self {
        Error::Utf8 { offset, byte: json.get(offset).copied().unwrap_or_default() }
    }

    #[cold]
    pub(crate) fn not_a_crash(found: Kind) -> Self {
        Error::NotACrash { found: found.name() }
    }

    /// Offset of the byte where reading stopped, for input that can't be read.
    pub fn offset(&self) -> Option<usize> {
        match self {
            Error::Json { offset, .. } | Error::Utf8 { offset, .. } => Some(*offset),
            Error::NotACrash { .. } => Some(0),
            Error::Siglist(_) => None,
        }
    }
}

impl From<SiglistError> for Error {
    fn from(error: SiglistError) -> Self {
        Error::Siglist(error)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Json { offset, path, expected, found } => {
                write!(f, "byte {offset}")?;
                if !path.is_empty() {
                    write!(f, ", in {path}")?;
                }
                write!(f, ": expected {expected}, found {found}")
            }
            Error::Utf8 { offset, byte } => write!(f, "byte {offset}: 0x{byte:02x} is no UTF-8 here; JSON is UTF-8"),
            Error::NotACrash { found } => {
                write!(f, "expected a crash, which is an object, found {found}")?;
                match *found {
                    "a list" => f.write_str(": give its items one by one"),
                    "text" => f.write_str(": where the text itself is JSON, give that"),
                    _ => Ok(()),
                }
            }
            Error::Siglist(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}
