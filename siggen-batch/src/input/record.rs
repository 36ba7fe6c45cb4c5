//! A crash record, and what to say where it can't be read.

use std::fmt;

use serde::Serialize;
use siggen_core::{Crash, Shape, records};

/// One crash of an input, not yet read.
#[derive(Clone, Debug)]
pub struct Record<'c> {
    /// The input's name.
    pub source: &'c str,
    /// Its line, from 1, in an input that has one record a line.
    pub line: Option<usize>,
    /// Its index, in a document that is a list of crashes.
    pub index: Option<usize>,
    inner: records::Record<'c>,
}

impl<'c> Record<'c> {
    pub(super) fn new(source: &'c str, record: records::Record<'c>) -> Self {
        Record { source, line: record.line, index: record.index, inner: record }
    }

    /// Reads the crash, recognizing its shape if none is given.
    ///
    /// # Errors
    ///
    /// What is wrong with the record, and where.
    pub fn read(&self, shape: Option<Shape>) -> Result<Crash<'c>, Problem> {
        self.inner.read(shape).map_err(|problem| Problem::new(self.source, problem))
    }
}

/// Why a record has no signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The input's name.
    pub source: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The index, in a document that is a list of crashes.
    pub index: Option<usize>,
    /// What is wrong, with the byte offset: in the line where there is a record a line, else in
    /// the document.
    pub message: String,
}

impl Problem {
    pub(super) fn new(source: &str, problem: records::Problem) -> Self {
        let records::Problem { line, index, message } = problem;
        Problem { source: source.to_owned(), line, index, message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}
