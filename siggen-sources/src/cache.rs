//! The cache: symbol files on disk, for any number of processes at once.
//!
//! | path | what |
//! |---|---|
//! | `symbols/DEBUG_FILE/DEBUG_ID/NAME.sym.zst` | the text; the time of its last use is that of its last change |
//! | `symbols/DEBUG_FILE/DEBUG_ID/NAME.sym.idx` | the index |
//! | `symbols/DEBUG_FILE/DEBUG_ID/NAME.sym.….part` | what is being written |
//! | `symbols/DEBUG_FILE/DEBUG_ID/absent-…` | when a server, known by its hash, said that it has none |
//! | `locks/…` | locks, which are empty files |
//!
//! An entry is there if its text is. It is written as parts and checked before both get their names, the index first.
//! Parts are written only by who holds the entry's lock, so parts of an entry whose lock is free are left over.

mod absent;
mod entry;
mod lock;
mod sweep;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

pub(crate) use entry::{Entry, Loaded};
pub(crate) use lock::{Held, Lock};
use sweep::Usage;

use crate::error::Error;

/// A directory for symbol files that servers have sent.
#[derive(Debug)]
pub struct Cache {
    symbols: PathBuf,
    locks: PathBuf,
    limit: u64,
    usage: Mutex<Usage>,
    /// Deletes the directory in the end.
    _temporary: Option<tempfile::TempDir>,
}

/// 20 GiB.
const LIMIT: u64 = 20 << 30;

impl Cache {
    /// The cache in a directory, which is made if it isn't there. Other processes may use it at the same time. Nothing
    /// else should be in there.
    ///
    /// # Errors
    ///
    /// [`Error::Cache`] if the directory can't be made.
    pub fn open(directory: impl Into<PathBuf>) -> Result<Self, Error> {
        Self::new(directory.into(), None)
    }

    /// A cache that is deleted with this value.
    ///
    /// # Errors
    ///
    /// [`Error::Cache`] if no directory can be made.
    pub fn temporary() -> Result<Self, Error> {
        let directory = tempfile::Builder::new().prefix("siggen-symbols-").tempdir();
        let directory = directory.map_err(|source| Error::Cache { directory: std::env::temp_dir(), source })?;
        Self::new(directory.path().to_owned(), Some(directory))
    }

    fn new(directory: PathBuf, temporary: Option<tempfile::TempDir>) -> Result<Self, Error> {
        let (symbols, locks) = (directory.join("symbols"), directory.join("locks"));
        let made = [&symbols, &locks].into_iter().try_for_each(fs::create_dir_all);
        made.map_err(|source| Error::Cache { directory, source })?;
        Ok(Self { symbols, locks, limit: LIMIT, usage: Mutex::default(), _temporary: temporary })
    }

    /// Sets how large it may become, in bytes on disk. 20 GiB if this isn't called. The entries whose last use is
    /// longest ago are deleted once it is larger, until a tenth is free. What is being written or read comes on top.
    pub fn with_limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// The directory that has the symbol files, in Breakpad's layout.
    pub fn symbols(&self) -> &Path {
        &self.symbols
    }

    /// The entry of a path of Breakpad's layout.
    pub(crate) fn entry(&self, path: &str) -> Entry {
        Entry::new(&self.symbols, path)
    }

    /// The lock of an entry.
    pub(crate) fn lock(&self, entry: &Entry) -> io::Result<Lock> {
        Lock::open(&self.locks, entry.key())
    }
}

#[cfg(test)]
mod tests;
