//! The output formats of `siggen signature`, one file per format.

mod csv;
mod json;
mod markdown;
#[cfg(feature = "tables")]
mod parquet;
mod table;
mod text;

use std::sync::Arc;

use siggen_batch::{Problem, Record};
use siggen_core::{Explanation, Outcome};

use crate::args::Format;
use crate::cells::Cells;
use crate::failure::Failure;
use crate::output::Convert;
use crate::run::Part;

/// A crash with its outcome.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CrashOutcome<'a> {
    pub(crate) crash_id: Option<&'a str>,
    /// The signature that was stored with the report.
    pub(crate) original_signature: Option<&'a str>,
    pub(crate) outcome: &'a Outcome,
    pub(crate) record: &'a Record<'a>,
}

impl CrashOutcome<'_> {
    /// Whether the signature equals the stored signature; `None` if none is stored.
    pub(crate) fn is_same(&self) -> Option<bool> {
        self.original_signature.map(|original| original == self.outcome.signature)
    }

    /// [`CrashOutcome::is_same`] as a word, empty if no signature is stored.
    pub(crate) fn same(&self) -> &'static str {
        match self.is_same() {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        }
    }
}

/// What a command needs to know of an output format, so that it never asks which one it is.
pub(crate) trait Formatter: Send + Sync {
    /// Writes a crash with its outcome.
    fn outcome(&self, crash: &CrashOutcome<'_>, part: &mut Part);

    /// Writes that a record failed, in a format that says so.
    fn problem(&self, problem: &Problem, part: &mut Part) {
        let _ = (problem, part);
    }

    /// Whether [`Formatter::log`] writes anything: only then are explanations made for it.
    fn has_log(&self) -> bool {
        false
    }

    /// Writes the notes and the debug log below a crash.
    fn log(&self, explanation: &Explanation, part: &mut Part) {
        let _ = (explanation, part);
    }

    /// The text before everything.
    fn head(&self) -> &'static str {
        ""
    }

    /// The text between two records.
    fn separator(&self) -> &'static str {
        ""
    }

    /// The text after everything.
    fn tail(&self, rows: &[Vec<String>]) -> String {
        let _ = rows;
        String::new()
    }

    /// Whether the output is JSON, which is shown differently on a terminal.
    fn is_json(&self) -> bool {
        false
    }

    /// Why an interrupted output can't be resumed, for a format that can't.
    fn why_not_resumable(&self) -> Option<&'static str> {
        None
    }

    /// Makes the file from the records, which are gathered first, for a format that needs all of them. Such a file is
    /// compressed by itself.
    fn convert(&self) -> Option<Convert> {
        None
    }
}

/// The format of a name; the cells are for comma-separated values.
///
/// # Errors
///
/// If this build of the program lacks the format.
#[cfg_attr(feature = "tables", expect(clippy::unnecessary_wraps, reason = "only a build without tables lacks one"))]
pub(crate) fn formatter(format: Format, cells: Cells) -> Result<Arc<dyn Formatter>, Failure> {
    Ok(match format {
        Format::Text => Arc::new(text::Text),
        Format::Table => Arc::new(table::Table),
        Format::Json => Arc::new(json::List),
        Format::Ndjson => Arc::new(json::Lines),
        Format::Csv => Arc::new(csv::Csv(cells)),
        Format::Markdown => Arc::new(markdown::Markdown),
        #[cfg(feature = "tables")]
        Format::Parquet => Arc::new(parquet::Parquet),
        #[cfg(not(feature = "tables"))]
        Format::Parquet => {
            return Err(Failure::Usage(
                "--format parquet: this build of siggen has no support for Parquet and Arrow; build it with the Cargo \
                 feature `tables`"
                    .to_owned(),
            ));
        }
    })
}
