//! Inputs: files, folders, standard input and memory, and the crash records in them.

mod chunk;
mod chunks;
#[cfg(feature = "tables")]
mod columns;
mod compression;
mod endings;
mod folders;
mod halt;
mod inputs;
mod items;
mod limit;
mod list;
mod names;
#[cfg(not(feature = "tables"))]
mod no_columns;
mod read;
mod record;
mod room;
#[cfg(feature = "tables")]
mod rows;
mod sample;
mod skipped;
mod stored;
mod table;
mod text;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use chunk::Chunk;
pub(crate) use chunks::Chunks;
pub use folders::FolderOrder;
pub(crate) use halt::Halt;
pub use inputs::Inputs;
pub use limit::MaxRecord;
pub(crate) use read::{missing, read};
pub use record::{Problem, Record};
pub(crate) use room::Taken;
pub use skipped::Skipped;
pub(crate) use stored::{size, stamp};

/// Something to read crashes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file that somebody named. What waits for somebody to write is waited for.
    File(PathBuf),
    /// A file that was found in a folder. Nothing is waited for there.
    Found(PathBuf),
    /// Bytes in memory, which may be as compressed as a file.
    Bytes {
        /// What messages call them. As with a file, the name can say that there is one record a line.
        name: String,
        /// What a file would hold.
        bytes: Arc<[u8]>,
    },
}

impl Input {
    /// As it is displayed.
    fn name(&self) -> Arc<str> {
        match self {
            Input::File(path) | Input::Found(path) => path.to_string_lossy().into(),
            other => other.to_string().into(),
        }
    }

    /// Whether the name says that there is one record a line.
    pub fn is_named_ndjson(&self) -> bool {
        match self {
            Input::Stdin => false,
            Input::File(path) | Input::Found(path) => endings::is_ndjson(path.file_name().unwrap_or_default()),
            Input::Bytes { name, .. } => endings::is_ndjson(Path::new(name).file_name().unwrap_or_default()),
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Stdin => f.write_str("<stdin>"),
            Input::File(path) | Input::Found(path) => path.display().fmt(f),
            Input::Bytes { name, .. } => f.write_str(name),
        }
    }
}

/// What went wrong, without the number that the system has for it.
pub fn reason(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::WouldBlock {
        return "there is nothing to read yet, and siggen doesn't wait for it".to_owned();
    }
    let text = error.to_string();
    match text.find(" (os error ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_ndjson() {
        let named = |name: &str| Input::File(name.into()).is_named_ndjson();
        assert!(named("a.ndjson") && named("a.JSONL") && named("a.ndjson.gz") && named("dir/a.jsonl.zst"));
        assert!(!named("a.json") && !named("ndjson") && !named("a.ndjson.txt") && !Input::Stdin.is_named_ndjson());
    }
}
