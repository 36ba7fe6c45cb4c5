//! What is kept of a run: how many records there were, and those that failed.

use serde::{Deserialize, Serialize};
use siggen_batch::Problem;

/// What is counted of every run, with those that it goes on from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// How many records there were.
    pub crashes: u64,
    /// How many of them failed.
    pub failed: u64,
    /// How many have another signature than the stored one.
    pub different: u64,
    /// How many have the id of another one.
    pub duplicates: u64,
}

/// A record that failed.
#[derive(Debug, Serialize)]
pub struct Failed {
    /// The input's name.
    pub source: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The index, in a document that is a list of crashes.
    pub index: Option<usize>,
    /// What is wrong.
    pub error: String,
    /// Its text, where it is a line or an item of an input, and not too long.
    pub record: Option<String>,
}

impl Failed {
    pub(crate) fn new(problem: Problem, record: Option<String>) -> Self {
        let Problem { source, line, index, message } = problem;
        Failed { source, line, index, error: message, record }
    }

    /// The problem without the record.
    pub fn problem(&self) -> Problem {
        Problem { source: self.source.clone(), line: self.line, index: self.index, message: self.error.clone() }
    }
}
