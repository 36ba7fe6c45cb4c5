//! Goes through the records of all inputs and prints or counts what becomes of them, in input order.

mod count;
mod duplicates;
mod print;
mod seen;
mod shown;
mod spooled;
mod watch;

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use siggen_batch::run::Options;
use siggen_batch::{FolderOrder, Inputs, MaxRecord, Problem, Record};
use siggen_core::{Crash, Shape};

use crate::failure::Failure;
use crate::interrupt::STOPPED;
use crate::output::check_apart;

pub use crate::counts::{Counts, Failed};
pub use count::count;
pub(crate) use print::{Between, run};
pub use seen::Seen;
pub use shown::Shown;
pub use spooled::Spooled;
pub(crate) use watch::say;

/// What to go through, and how.
#[derive(Debug)]
pub struct Going {
    /// Where the records are.
    pub inputs: Inputs,
    /// How to read them.
    pub options: Options,
    /// The file for records that fail.
    pub failed: Option<PathBuf>,
}

impl Going {
    /// Goes through files and folders, as arguments name them.
    ///
    /// # Errors
    ///
    /// Where an argument names nothing, or the file for records that fail is among them.
    pub fn new(
        files: &[PathBuf],
        order: FolderOrder,
        jobs: Option<NonZero<usize>>,
        max_record: MaxRecord,
        failed: Option<&Path>,
    ) -> Result<Self, Failure> {
        if let Some(failed) = failed {
            check_apart(failed, files)?;
        }
        let inputs = Inputs::new(files, order).map_err(|error| Failure::Usage(error.to_string()))?;
        let options = Options { jobs, max_record, from: None };
        Ok(Going { inputs, options, failed: failed.map(Path::to_owned) })
    }
}

/// What has become of a chunk.
#[derive(Debug, Default)]
pub struct Part {
    /// The text for the output.
    pub text: Spooled,
    /// Rows, for output that needs all of them before it can print one.
    pub rows: Vec<Vec<String>>,
    /// What failed, and which crashes there were: every record is read by it.
    pub seen: Seen,
    /// Records whose stored signature is another one.
    pub different: u64,
}

impl Part {
    /// Starts the text of a record.
    pub fn separate(&mut self, separator: &str) {
        if !self.text.is_empty() {
            self.text.push(separator);
        }
    }
}

impl watch::HasSeen for Part {
    fn seen(&mut self) -> &mut Seen {
        &mut self.seen
    }
}

/// What has become of a chunk whose records are counted, not printed.
#[derive(Debug, Default)]
pub struct Counted<T> {
    /// What was counted.
    pub tally: T,
    /// What failed, and which crashes there were.
    pub seen: Seen,
}

impl<T> Counted<T> {
    /// Reads a crash. One that can't be read is kept among the problems.
    pub fn read<'c>(
        &mut self,
        record: Result<Record<'c>, Problem>,
        shape: Option<Shape>,
    ) -> Option<(Crash<'c>, Record<'c>)> {
        self.seen.read(record, shape).ok()
    }
}

impl<T> watch::HasSeen for Counted<T> {
    fn seen(&mut self) -> &mut Seen {
        &mut self.seen
    }
}

/// What has become of all records.
#[derive(Debug, Default)]
pub struct Tally {
    /// What was counted.
    pub counts: Counts,
    /// All rows.
    pub rows: Vec<Vec<String>>,
    /// Whether somebody closed the pipe that the output went to.
    pub is_closed: bool,
    /// Whether somebody asked for an end before all was done.
    pub is_stopped: bool,
    /// Where the last record stands, where there was one.
    pub end: Option<String>,
}

impl Tally {
    /// The exit status where failures are all that counts.
    pub fn exit_code(&self) -> ExitCode {
        self.exit_code_or(false)
    }

    /// The exit status where there may be something else to report.
    pub fn exit_code_or(&self, has_found: bool) -> ExitCode {
        match self {
            Tally { is_stopped: true, .. } => ExitCode::from(STOPPED),
            _ if has_found || self.counts.failed > 0 => ExitCode::from(1),
            _ => ExitCode::SUCCESS,
        }
    }
}
