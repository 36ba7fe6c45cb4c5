//! A symbol file that was found.

use std::path::PathBuf;

use siggen_symbols::SymbolFile;

use crate::missing::Failure;

/// A symbol file with its index. Both are held in memory.
#[derive(Debug)]
#[non_exhaustive]
pub struct Found {
    /// The symbol file.
    pub file: SymbolFile<'static>,
    /// Where it is.
    pub origin: Origin,
    /// Sources that were asked before and failed.
    pub failures: Vec<Failure>,
}

/// Where a symbol file was found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// In a directory; the file.
    Directory(PathBuf),
    /// In the cache; the file of its text, which is compressed with zstd.
    Cache(PathBuf),
    /// On a server, just now; its URL. It is in the cache as well.
    Server(String),
}
