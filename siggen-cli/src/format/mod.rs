//! How `siggen signature` prints what it finds: one file a format.

mod csv;
mod json;
mod markdown;
mod parquet;
mod table;
mod text;

use std::sync::Arc;

use siggen_batch::{Problem, Record};
use siggen_core::Outcome;

use crate::args::Format;
use crate::cells::Cells;
use crate::output::Convert;
use crate::run::Part;

pub(crate) use json::line as json_line;
pub(crate) use text::{Shown, log};

/// A crash and its signature.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer<'a> {
    pub(crate) crash_id: Option<&'a str>,
    /// The signature that was stored with the report.
    pub(crate) original_signature: Option<&'a str>,
    pub(crate) outcome: &'a Outcome,
    pub(crate) record: &'a Record<'a>,
}

impl Answer<'_> {
    /// Whether the stored signature is the same; `None` where none is stored.
    pub(crate) fn is_same(&self) -> Option<bool> {
        self.original_signature.map(|original| original == self.outcome.signature)
    }

    /// [`Answer::is_same`] as a word, empty where it can't be told.
    pub(crate) fn same(&self) -> &'static str {
        match self.is_same() {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        }
    }
}

/// A format.
pub(crate) trait Formatter: Send + Sync {
    /// Writes a record's answer.
    fn answer(&self, answer: &Answer<'_>, part: &mut Part);

    /// Writes that a record failed, where that belongs into the output.
    fn problem(&self, problem: &Problem, part: &mut Part) {
        let _ = (problem, part);
    }

    /// What stands before everything.
    fn head(&self) -> &'static str {
        ""
    }

    /// What stands between two records.
    fn separator(&self) -> &'static str {
        ""
    }

    /// What stands after everything.
    fn tail(&self, rows: &[Vec<String>]) -> String {
        let _ = rows;
        String::new()
    }
}

/// The format of a name; the cells are for comma-separated values.
pub(crate) fn formatter(format: Format, cells: Cells) -> Arc<dyn Formatter> {
    match format {
        Format::Text => Arc::new(text::Text),
        Format::Table => Arc::new(table::Table),
        Format::Json => Arc::new(json::List),
        Format::Ndjson => Arc::new(json::Lines),
        Format::Csv => Arc::new(csv::Csv(cells)),
        Format::Markdown => Arc::new(markdown::Markdown),
        Format::Parquet => Arc::new(parquet::Parquet),
    }
}

/// How the file is made from what is gathered for it, packed by zstd, in a format that needs that. Of Parquet there is
/// nothing in a build without it.
pub(crate) fn convert(format: Format) -> Option<Convert> {
    if format == Format::Parquet { parquet::CONVERT } else { None }
}
