//! A crash record, and what to say where it can't be read.

use std::fmt;

use serde::Serialize;
use siggen_core::{Crash, Shape, printable, records};

/// One crash of an input, not yet read.
#[derive(Clone, Debug)]
pub struct Record<'c> {
    /// The input's name.
    pub source: &'c str,
    /// Its line, from 1, in an input that has one record a line.
    pub line: Option<usize>,
    /// Its index, from 0, in a document that is a list of crashes; of a table its row.
    pub index: Option<usize>,
    inner: Inner<'c>,
}

#[derive(Clone, Debug)]
enum Inner<'c> {
    Text(records::Record<'c>),
    Row(&'c [u8]),
}

impl<'c> Record<'c> {
    pub(super) fn of_text(source: &'c str, record: records::Record<'c>) -> Self {
        Record { source, line: record.line, index: record.index, inner: Inner::Text(record) }
    }

    /// The record of a row, which may hold nothing.
    pub(super) fn of_row(source: &'c str, row: u64, text: Option<&'c [u8]>) -> Result<Self, Problem> {
        let index = usize::try_from(row).ok();
        match text {
            Some(text) => Ok(Record { source, line: None, index, inner: Inner::Row(text) }),
            None => Err(Problem::of_row(source, row, "null: a crash report is a JSON object")),
        }
    }

    /// The record's own text.
    pub fn json(&self) -> &'c [u8] {
        match &self.inner {
            Inner::Text(record) => record.json(),
            Inner::Row(text) => text,
        }
    }

    /// What it is in its input.
    pub(super) fn what(&self) -> &'static str {
        match (&self.inner, self.line, self.index) {
            (Inner::Row(_), ..) => "cell",
            (_, Some(_), _) => "line",
            (_, None, Some(_)) => "item",
            _ => "document",
        }
    }

    /// A problem with the record as a whole.
    pub(super) fn problem(&self, message: &str) -> Problem {
        match (&self.inner, self.index) {
            (Inner::Row(_), _) => Problem::of_row(self.source, self.index.unwrap_or_default() as u64, message),
            (Inner::Text(_), Some(index)) => Problem {
                source: self.source.to_owned(),
                line: None,
                index: Some(index),
                message: format!("in [{index}]: {message}"),
            },
            (Inner::Text(_), None) => {
                Problem { source: self.source.to_owned(), line: self.line, index: None, message: message.to_owned() }
            }
        }
    }

    /// Reads the crash, recognizing its shape if none is given.
    ///
    /// # Errors
    ///
    /// What is wrong with the record, and where.
    pub fn read(&self, shape: Option<Shape>) -> Result<Crash<'c>, Problem> {
        let text = match &self.inner {
            Inner::Text(record) => return record.read(shape).map_err(|problem| Problem::new(self.source, problem)),
            Inner::Row(text) => *text,
        };
        let crash = shape.map_or_else(|| Crash::from_json(text), |shape| Crash::from_json_as(text, shape));
        crash.map_err(|error| {
            let row = self.index.unwrap_or_default() as u64;
            if text.trim_ascii().is_empty() {
                return Problem::of_row(self.source, row, "empty: a crash report is a JSON object");
            }
            Problem::of_row(self.source, row, &error.to_string())
        })
    }
}

/// Why a record has no signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The input's name.
    pub source: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The index, from 0, in a document that is a list of crashes; of a table the row.
    pub index: Option<usize>,
    /// What is wrong, with the byte offset: in the line where there is a record a line, in
    /// the row of a table, else in the document.
    pub message: String,
}

impl Problem {
    pub(super) fn new(source: &str, problem: records::Problem) -> Self {
        let records::Problem { line, index, message, .. } = problem;
        Problem { source: source.to_owned(), line, index, message }
    }

    /// A problem with a row of a table, or with all from there on.
    pub(super) fn of_row(source: &str, row: u64, message: &str) -> Self {
        let message = format!("row {row}: {message}");
        Problem { source: source.to_owned(), line: None, index: usize::try_from(row).ok(), message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.source))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", printable(&self.message))
    }
}
