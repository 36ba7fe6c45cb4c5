//! Puts the records of all inputs to all cores, and prints what comes back in input order.

use std::io::{self, Write};
use std::num::NonZero;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::input::{Chunk, Chunks, Input, Problem, Record, reason};
use crate::progress::Progress;
use crate::text::printable;

/// What is done with each record: it appends to the part of the output that its chunk makes.
pub trait Work: Send + Sync + 'static {
    /// Works on a record, or on what can't be one.
    fn record(&self, record: Result<Record<'_>, Problem>, part: &mut Part);

    /// What stands between the texts of two records.
    fn separator(&self) -> &'static str {
        ""
    }
}

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
    records: u64,
    bytes: u64,
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

/// Works on all records of the inputs, on as many cores as `jobs` says.
///
/// # Errors
///
/// Where the output can't be written.
pub fn run(
    inputs: Vec<Input>,
    jobs: Option<NonZero<usize>>,
    work: impl Work,
    out: &mut dyn Write,
) -> io::Result<Tally> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, NonZero::get)).build();
    let pool = pool.map_err(io::Error::other)?;
    // As many parts wait to be printed as keep the cores busy: that bounds the memory.
    let (parts, in_order) = sync_channel(2 * pool.current_num_threads());
    let work = Arc::new(work);
    let separator = work.separator();
    std::thread::spawn(move || {
        for input in inputs {
            if !feed(&input, &pool, &work, &parts) {
                break;
            }
        }
    });
    print(in_order, separator, out)
}

/// Hands the chunks of an input to the cores. False when nobody waits for them any more.
fn feed(input: &Input, pool: &rayon::ThreadPool, work: &Arc<impl Work>, parts: &SyncSender<Receiver<Part>>) -> bool {
    let (chunks, failure) = match Chunks::open(input) {
        Ok(chunks) => (Some(chunks), None),
        Err(error) => (None, Some(Err(error))),
    };
    for chunk in chunks.into_iter().flatten().chain(failure) {
        let (done, part) = sync_channel(1);
        match chunk {
            Ok(chunk) => {
                let work = Arc::clone(work);
                // A part that nobody waits for is of no use.
                pool.spawn(move || drop(done.send(work_on(&chunk, &*work))));
            }
            Err(error) => {
                let message = format!("cannot read: {}", reason(&error));
                let problem = Problem { source: input.to_string(), line: None, message };
                let mut part = Part::default();
                work.record(Err(problem), &mut part);
                drop(done.send(part));
            }
        }
        if parts.send(part).is_err() {
            return false;
        }
    }
    true
}

fn work_on(chunk: &Chunk, work: &impl Work) -> Part {
    let mut part = Part { bytes: chunk.len() as u64, ..Part::default() };
    chunk.for_each(|record| {
        part.records += 1;
        work.record(record, &mut part);
    });
    part
}

fn print(parts: Receiver<Receiver<Part>>, separator: &str, out: &mut dyn Write) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let mut progress = Progress::new();
    let mut is_first = true;
    for part in parts {
        let mut part = part.recv().map_err(|_| io::Error::other("a worker ended before its work"))?;
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
        progress.add(part.records, part.bytes);
    }
    Ok(tally)
}

/// Whether the reader of the output has gone, as `head` does when it has seen enough.
pub fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}
