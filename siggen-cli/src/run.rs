//! Prints what becomes of the records of all inputs, in input order.

use std::io::{self, Write};
use std::num::NonZero;
use std::process::ExitCode;

use siggen_batch::run::{Parts, Work, in_order};
use siggen_batch::{Input, Problem};

use crate::progress::Progress;
use crate::text::printable;

/// What has become of a chunk.
#[derive(Debug, Default)]
pub struct Part {
    /// The text for standard output.
    pub text: Vec<u8>,
    /// Rows, for output that needs all of them before it can print one.
    pub rows: Vec<Vec<String>>,
    /// Records that failed.
    pub problems: Vec<Problem>,
    /// Records whose stored signature is another one.
    pub different: u64,
}

impl Part {
    /// Starts the text of a record.
    pub fn separate(&mut self, separator: &str) {
        if !self.text.is_empty() {
            self.text.extend_from_slice(separator.as_bytes());
        }
    }
}

/// What has become of all records.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many failed.
    pub failed: u64,
    /// How many have another signature than the stored one.
    pub different: u64,
    /// All rows.
    pub rows: Vec<Vec<String>>,
    /// Whether somebody closed the pipe that the output went to.
    pub is_closed: bool,
}

impl Tally {
    /// The exit status where failures are all that counts.
    pub fn exit_code(&self) -> ExitCode {
        if self.failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
    }
}

/// Works on all records of the inputs, on as many cores as `jobs` says, and prints what comes of them
/// with the separator between the texts of two chunks.
///
/// # Errors
///
/// Where the output can't be written.
pub fn run(
    inputs: Vec<Input>,
    jobs: Option<NonZero<usize>>,
    work: impl Work<Part = Part>,
    separator: &str,
    out: &mut dyn Write,
) -> io::Result<Tally> {
    print(in_order(inputs, jobs, work)?, separator, out)
}

fn print(parts: Parts<Part>, separator: &str, out: &mut dyn Write) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let mut progress = Progress::new();
    let mut is_first = true;
    for done in parts {
        let done = done?;
        let mut part = done.part;
        tally.failed += part.problems.len() as u64;
        tally.different += part.different;
        tally.rows.append(&mut part.rows);
        let written = progress.around(|| {
            if !part.text.is_empty() {
                if !is_first {
                    out.write_all(separator.as_bytes())?;
                }
                is_first = false;
                out.write_all(&part.text)?;
                out.flush()?;
            }
            let mut stderr = io::stderr().lock();
            for problem in &part.problems {
                writeln!(stderr, "siggen: {}", printable(&problem.to_string()))?;
            }
            Ok(())
        });
        match written {
            Err(error) if is_closed_pipe(&error) => {
                tally.is_closed = true;
                break;
            }
            other => other?,
        }
        progress.add(done.records, done.bytes);
    }
    Ok(tally)
}

/// Whether the reader of the output has gone, as `head` does when it has seen enough.
pub fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}
