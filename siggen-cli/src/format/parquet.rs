//! Parquet. Its file can't be written piece by piece by runs that may end: the end of the file says where
//! everything is. So rows are gathered as text first, and become the file when all are there.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Answer, Formatter};
use crate::output::Convert;
use crate::run::Part;

#[cfg(feature = "tables")]
mod file;

/// How the file is made.
#[cfg(feature = "tables")]
pub(super) const CONVERT: Option<Convert> = Some(file::convert);
#[cfg(not(feature = "tables"))]
pub(super) const CONVERT: Option<Convert> = None;

pub(super) struct Parquet;

impl Formatter for Parquet {
    fn answer(&self, answer: &Answer<'_>, part: &mut Part) {
        let record = answer.record;
        let number = |number: Option<usize>| number.and_then(|number| i64::try_from(number).ok());
        let row = Row {
            crash_id: answer.crash_id.map(Cow::Borrowed),
            original_signature: answer.original_signature.map(Cow::Borrowed),
            signature: Cow::Borrowed(&answer.outcome.signature),
            proto_signature: answer.outcome.proto_signature().map(Cow::Borrowed),
            notes: answer.outcome.notes.iter().map(|note| Cow::Borrowed(note.as_str())).collect(),
            source: Cow::Borrowed(record.source),
            line: number(record.line),
            index: number(record.index),
        };
        super::json_line(part, &row);
    }
}

/// A row, as it is gathered.
#[derive(Serialize, Deserialize)]
struct Row<'a> {
    #[serde(borrow)]
    crash_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    original_signature: Option<Cow<'a, str>>,
    #[serde(borrow)]
    signature: Cow<'a, str>,
    #[serde(borrow)]
    proto_signature: Option<Cow<'a, str>>,
    #[serde(borrow)]
    notes: Vec<Cow<'a, str>>,
    #[serde(borrow)]
    source: Cow<'a, str>,
    line: Option<i64>,
    index: Option<i64>,
}
