//! Many reports in one input: a list in one document, or one record per line.
//!
//! This module finds records; [`Crash`] reads them. If a record can't be read, the message names
//! the place in the whole document.
//!
//! ```
//! use siggen_core::records;
//!
//! let document = br#"[{"os": "Linux"}, {"os": }]"#;
//! let systems = records::in_document(document).map(|record| match record.and_then(|record| record.read(None)) {
//!     Ok(crash) => crash.os.unwrap_or_default().into_owned(),
//!     Err(problem) => problem.message,
//! });
//! assert_eq!(systems.collect::<Vec<_>>(), ["Linux", "byte 25, in [1].os: expected a value, found `}`"]);
//! ```

mod array;
mod detect;
mod list;

use std::ops::Range;

use crate::crash::Crash;
use crate::crash::input::Shape;
use crate::error::Error;

pub use array::Items;
pub use detect::{Layout, layout, layout_behind_line};
pub use list::{ListPosition, ListRecords};

/// One report of an input, not yet read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Record<'d> {
    /// Its line, from 1, in an input that has one record per line.
    pub line: Option<usize>,
    /// Its index, in a document that is a list of reports.
    pub index: Option<usize>,
    document: &'d [u8],
    range: Range<usize>,
    /// A byte offset before the record in the document, and how many line breaks there are before that.
    lines: (usize, usize),
}

/// Why a record can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The line, from 1; in a document, the line where reading stopped.
    pub line: Option<usize>,
    /// The index, in a document that is a list of reports.
    pub index: Option<usize>,
    /// What is wrong, with the byte offset: in the line if there is one record per line, otherwise
    /// in the document.
    pub message: String,
}

/// The records of lines, of which the first has the number `first`. Blank lines are counted and
/// skipped.
pub fn in_lines(text: &[u8], first: usize) -> impl Iterator<Item = Record<'_>> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text).chain([text.len()]);
    let lines = ends.map(move |end| &text[std::mem::replace(&mut start, end + 1)..end]);
    let numbered = (first..).zip(lines).filter(|(_, line)| !line.trim_ascii().is_empty());
    numbered.map(|(number, line)| Record {
        line: Some(number),
        index: None,
        document: line,
        range: 0..line.len(),
        lines: (0, 0),
    })
}

/// The records of a document: the items of a list, or the document itself. Text between items that
/// can't be there is a problem.
pub fn in_document(document: &[u8]) -> impl Iterator<Item = Result<Record<'_>, Problem>> {
    let items = ListRecords::of(document);
    let whole = || Record { line: None, index: None, document, range: 0..document.len(), lines: (0, 0) };
    let whole = items.is_none().then(|| Ok(whole()));
    whole.into_iter().chain(items.into_iter().flatten())
}

impl<'d> Record<'d> {
    /// The record's own text.
    pub fn json(&self) -> &'d [u8] {
        &self.document[self.range.clone()]
    }

    /// Reads the crash, and detects its shape if none is given.
    ///
    /// # Errors
    ///
    /// What is wrong with the record, and where.
    pub fn read(&self, shape: Option<Shape>) -> Result<Crash<'d>, Problem> {
        let crash = match shape {
            Some(shape) => Crash::from_json_as(self.json(), shape),
            None => Crash::from_json(self.json()),
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
            (Error::Foreign { .. } | Error::NotACrash { .. } | Error::UnknownMembers { .. }, Some(index)) => {
                format!("byte {}, in [{index}]: {error}", self.range.start)
            }
            _ => error.to_string(),
        };
        // What is wrong with a record as a whole stands where it starts.
        let offset = error.offset().unwrap_or_default().max(self.range.start);
        self.at(offset, message)
    }

    /// A problem with the document at a byte offset.
    fn at(&self, offset: usize, message: String) -> Problem {
        let (before, breaks) = self.lines;
        let between = || &self.document[before..offset.clamp(before, self.document.len())];
        let line = self.line.or_else(|| {
            // An empty document has no line to name.
            (!self.document.is_empty()).then(|| 1 + breaks + memchr::memchr_iter(b'\n', between()).count())
        });
        Problem { line, index: self.index, message }
    }
}

fn is_blank(document: &[u8]) -> bool {
    document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document).trim_ascii().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_count() {
        let lines = in_lines(b"\n{}\r\n \n[]", 7).map(|record| (record.line, record.json().to_owned()));
        assert_eq!(lines.collect::<Vec<_>>(), [(Some(8), b"{}\r".to_vec()), (Some(10), b"[]".to_vec())]);
        assert_eq!(in_lines(b"", 1).count(), 0);
    }

    #[test]
    fn a_document_is_one_record_or_its_items() {
        let of = |document: &'static str| {
            let records = in_document(document.as_bytes());
            records.map(|record| record.map(|record| (record.index, record.json())).map_err(|p| p.message))
        };
        assert_eq!(of("{}").collect::<Vec<_>>(), [Ok((None, &b"{}"[..]))]);
        assert_eq!(
            of("[{}, {} x").collect::<Vec<_>>(),
            [
                Ok((Some(0), &b"{}"[..])),
                Ok((Some(1), &b"{}"[..])),
                Err("byte 8: expected `,` or `]`, found `x`".to_owned())
            ]
        );
    }
}
