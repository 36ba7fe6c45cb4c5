//! Why there are no lists, for people and for programs.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::{error, fmt};

use siggen_core::{SiglistError, SiglistName, printable};

use crate::input::reason;

/// The endings of files whose lines stand in a list, and of those whose lines don't.
pub(crate) const LIST: &str = ".txt";
pub(crate) const REMOVE: &str = ".remove.txt";

/// Why lists can't be had from a folder.
#[derive(Debug)]
#[non_exhaustive]
pub enum ListsError {
    /// A directory or a file can't be read or does not exist.
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A file is no UTF-8.
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// Offset of the first byte that is no UTF-8.
        offset: usize,
        /// That byte.
        byte: u8,
    },
    /// A folder that should hold all lists doesn't.
    Missing {
        /// The folder.
        folder: PathBuf,
        /// The names of the files that aren't there.
        files: Vec<String>,
    },
    /// A folder that should extend lists holds none.
    NoLists {
        /// The folder.
        folder: PathBuf,
    },
    /// A list doesn't compile.
    Siglist(SiglistError),
    /// A name that stands for no set of lists.
    Unknown {
        /// The name.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Lists at a revision can't be had from git.
    Git {
        /// The revision and the folder, as they were named.
        ruleset: String,
        /// Why not.
        message: String,
    },
}

impl ListsError {
    /// What kind of error it is: `NotFound` where a folder or file isn't there, `InvalidData` where
    /// what it holds is no list.
    pub fn kind(&self) -> ErrorKind {
        match self {
            ListsError::Unreadable { error, .. } => error.kind(),
            ListsError::NotUtf8 { .. } | ListsError::Siglist(_) => ErrorKind::InvalidData,
            ListsError::Missing { .. }
            | ListsError::NoLists { .. }
            | ListsError::Unknown { .. }
            | ListsError::Git { .. } => ErrorKind::NotFound,
        }
    }
}

impl fmt::Display for ListsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            ListsError::Unreadable { path, error } => format!("{}: {}", path.display(), reason(error)),
            ListsError::NotUtf8 { path, offset, byte } => {
                let path = path.display();
                format!("{path}: byte {offset}: invalid UTF-8 (0x{byte:02x}); lists must be UTF-8")
            }
            ListsError::Missing { folder, files } => {
                let (folder, missing, all) = (folder.display(), and_list(files), all(LIST));
                let are = if files.len() == 1 { "is" } else { "are" };
                format!("{folder}: {missing} {are} missing; a directory of lists has {all}")
            }
            ListsError::NoLists { folder } => format!(
                "{}: no lists found; a directory that extends lists has one or more of {} (entries to add) \
                 and {} (entries to remove)",
                folder.display(),
                all(LIST),
                all(REMOVE)
            ),
            ListsError::Siglist(error) => error.to_string(),
            ListsError::Unknown { name, reason } => format!(
                "`{name}`: {reason}; lists are `built-in`, a directory, or REVISION:DIRECTORY in the current Git repository, \
                 such as `HEAD~1:siglists`"
            ),
            ListsError::Git { ruleset, message } => format!("{ruleset}: {message}"),
        };
        f.write_str(&printable(&message))
    }
}

impl error::Error for ListsError {}

impl From<SiglistError> for ListsError {
    fn from(error: SiglistError) -> Self {
        ListsError::Siglist(error)
    }
}

/// The files of all lists.
fn all(ending: &str) -> String {
    and_list(&SiglistName::ALL.map(|name| format!("{name}{ending}")))
}

/// `a, b and c`.
fn and_list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => name.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
