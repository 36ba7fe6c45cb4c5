//! A crash record, and what to say where it can't be read.

use std::fmt;
use std::ops::Range;

use serde::Serialize;
use siggen_core::{Crash, Error, Shape};

/// One crash of an input, not yet read.
#[derive(Clone, Debug)]
pub struct Record<'c> {
    /// The input's name.
    pub source: &'c str,
    /// Its line, from 1, in an input that has one record a line.
    pub line: Option<usize>,
    /// Its index, in a document that is a list of crashes.
    pub index: Option<usize>,
    pub(super) document: &'c [u8],
    pub(super) range: Range<usize>,
}

impl<'c> Record<'c> {
    /// Reads the crash, recognizing its shape if none is given.
    ///
    /// # Errors
    ///
    /// What is wrong with the record, and where.
    pub fn read(&self, shape: Option<Shape>) -> Result<Crash<'c>, Problem> {
        let json = &self.document[self.range.clone()];
        let crash = match shape {
            Some(shape) => Crash::from_json_as(json, shape),
            None => Crash::from_json(json),
        };
        crash.map_err(|error| self.problem(error))
    }

    #[cold]
    fn problem(&self, error: Error) -> Problem {
        let empty = is_blank(self.document);
        let mut error = error;
        if let Error::Json { offset, path, .. } = &mut error {
            *offset += self.range.start;
            if let Some(index) = self.index {
                let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
                *path = format!("[{index}]{dot}{path}");
            }
        } else if let Error::Utf8 { offset, .. } = &mut error {
            *offset += self.range.start;
        }
        let message = match (&error, self.index) {
            (Error::Json { offset, .. }, _) if empty => {
                let place = if *offset == 0 { String::new() } else { format!("byte {offset}: ") };
                format!("{place}empty input: a crash report is a JSON object")
            }
            (Error::NotACrash { .. }, Some(index)) => {
                format!("byte {}, in [{index}]: {error}", self.range.start)
            }
            _ => error.to_string(),
        };
        let offset = error.offset().unwrap_or_default();
        self.at(offset, message)
    }

    /// A problem with the document at a byte offset.
    pub(super) fn at(&self, offset: usize, message: String) -> Problem {
        let before = &self.document[..offset.min(self.document.len())];
        let line = self.line.or_else(|| {
            // An empty document has no line to name.
            (!self.document.is_empty()).then(|| 1 + line_breaks(before))
        });
        Problem { source: self.source.to_owned(), line, index: self.index, message }
    }
}

/// How many line breaks there are.
pub(super) fn line_breaks(text: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', text).count()
}

fn is_blank(document: &[u8]) -> bool {
    document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document).trim_ascii().is_empty()
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

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}
