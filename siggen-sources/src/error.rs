//! Errors of setting up.

use std::path::PathBuf;
use std::{fmt, io};

/// Why sources can't be used at all. What happens to one module is [`Missing`](crate::Missing).
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The URL of a server is invalid.
    Url {
        /// As it was given.
        url: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The cache's directory can't be made or read.
    Cache {
        /// The directory.
        directory: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url { url, why } => write!(f, "invalid URL {url:?}: {why}"),
            Self::Cache { directory, source } => write!(f, "symbol cache {}: {source}", directory.display()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Url { .. } => None,
            Self::Cache { source, .. } => Some(source),
        }
    }
}
