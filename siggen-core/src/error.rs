//! Errors: input that can't be read and lists that can't be compiled.

use crate::crash::input::Shape;
use crate::json::{Kind, Syntax, path_at};
use crate::looks_like::looks_like;
use crate::printable::{self, is_hidden, printable};
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
        /// What the whole input seems to be, where people are known to take such for a crash report.
        looks_like: Option<&'static str>,
    },
    /// The input is no UTF-8.
    Utf8 {
        /// Offset of the first byte that is no UTF-8.
        offset: usize,
        /// That byte.
        byte: u8,
    },
    /// The input is something else that is known.
    Foreign {
        /// What it is, such as `a minidump`.
        is: &'static str,
        /// What to do, such as `unpack it`.
        instead: &'static str,
    },
    /// The input is JSON, but no object.
    NotACrash {
        /// What it is, such as `a list`.
        found: &'static str,
    },
    /// The input is an object, but no shape has any of its members.
    UnknownMembers {
        /// The names of its first members.
        members: Vec<String>,
        /// How many more it has.
        more: usize,
    },
    /// No shape has this name.
    UnknownShape {
        /// The name.
        name: String,
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
            Some(c) if is_hidden(c) => format!("the character U+{:04X}", u32::from(c)),
            Some(c) => format!("`{c}`"),
        };
        Error::Json {
            offset: before + error.offset,
            path: printable(&path_at(text, error.offset)).into_owned(),
            expected: error.expected,
            found,
            // Text that begins like JSON is damaged JSON.
            looks_like: if text[..error.offset].trim().len() < 3 { looks_like(text) } else { None },
        }
    }

    /// A line among `KEY=VALUE` lines that is none.
    #[cold]
    pub(crate) fn not_key_value(offset: usize, line: &str) -> Self {
        let found = format!("`{}`", shortened(line));
        Error::Json { offset, path: String::new(), expected: "a line KEY=VALUE", found, looks_like: None }
    }

    /// An object none of whose members is one that any shape has: the names of the first, and how many more there are.
    #[cold]
    pub(crate) fn unknown_members(names: &[&str], unnamed: usize) -> Self {
        let members: Vec<String> = names.iter().take(NAMED_MEMBERS).map(|name| shortened(name)).collect();
        Error::UnknownMembers { more: names.len() - members.len() + unnamed, members }
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
            Error::Foreign { .. } | Error::NotACrash { .. } | Error::UnknownMembers { .. } => Some(0),
            Error::UnknownShape { .. } | Error::Siglist(_) => None,
        }
    }
}

/// How many members of an unknown object are named.
const NAMED_MEMBERS: usize = 5;

/// A name or line as messages show it: printable, and no longer than a line.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    printable(&printable::shortened(text, LONGEST)).into_owned()
}

impl From<SiglistError> for Error {
    fn from(error: SiglistError) -> Self {
        Error::Siglist(error)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Json { offset, path, expected, found, looks_like } => {
                write!(f, "byte {offset}")?;
                if !path.is_empty() {
                    write!(f, ", in {path}")?;
                }
                write!(f, ": expected {expected}, found {found}")?;
                looks_like.map_or(Ok(()), |is| write!(f, "; {is}"))
            }
            Error::Utf8 { offset, byte } => {
                write!(f, "byte {offset}: invalid UTF-8 (0x{byte:02x}); JSON must be UTF-8")
            }
            Error::NotACrash { found } => {
                write!(f, "expected a crash report, which is an object, found {found}")?;
                match *found {
                    "a list" => f.write_str(": pass its items one by one"),
                    "text" => f.write_str(": if the text is itself JSON, pass that"),
                    _ => Ok(()),
                }
            }
            Error::Foreign { is, instead } => write!(f, "not a crash report: this is {is}; {instead}"),
            Error::UnknownMembers { members, more } => {
                f.write_str("not a crash report: it has no known members; found ")?;
                for (index, member) in members.iter().enumerate() {
                    write!(f, "{}`{member}`", if index > 0 { ", " } else { "" })?;
                }
                if *more > 0 {
                    write!(f, " and {more} more")?;
                }
                f.write_str("; to read it anyway, specify its shape")
            }
            Error::UnknownShape { name } => {
                let shapes = Shape::ALL.map(Shape::name).join(", ");
                write!(f, "unknown shape `{}`; the shapes are {shapes}", shortened(name))
            }
            Error::Siglist(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}
