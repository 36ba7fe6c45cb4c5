//! An entry of a list.

use std::sync::Arc;

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiglistLine {
    /// Where the file comes from, as [`SiglistFiles::source`](super::SiglistFiles::source) says.
    pub source: Arc<str>,
    /// Number of the line in its file, from 1.
    pub number: usize,
    /// The entry: a regex in Python's dialect, or for a sentinel the text.
    pub text: String,
}
