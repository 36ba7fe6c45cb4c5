//! Prints what becomes of the records.

use siggen_batch::run::{Work, in_order};

use super::watch::{Watch, say};
use super::{Going, Part, Tally};
use crate::failure::Failure;
use crate::interrupt;
use crate::output::{FailedFile, Output, Snapshot};

/// What stands around the texts of records.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Between {
    /// Before everything.
    pub(crate) head: &'static str,
    /// Between two records.
    pub(crate) separator: &'static str,
}

/// Works on all records of the inputs and writes what comes of them, in input order. The output is left open:
/// the caller may have more to write.
///
/// # Errors
///
/// Where the work can't be begun or breaks down, or the output can't be written.
pub(crate) fn run(
    going: Going,
    work: impl Work<Part = Part>,
    between: Between,
    output: &mut Output<'_>,
) -> Result<Tally, Failure> {
    interrupt::listen();
    let begun = output.begun();
    let failed_file = going.failed.map(|path| FailedFile::open(&path, begun.failed)).transpose();
    let failed_file = failed_file.inspect_err(|_| output.abandon())?;
    if let Some(failed_file) = &failed_file {
        output.sync_with(failed_file)?;
    }
    let mut options = going.options;
    options.from = output.is_resumed().then(|| begun.place.clone());
    if output.text() == 0 {
        output.write(between.head.as_bytes())?;
        output.reached(begun.clone())?;
    }
    let skipped = going.inputs.skipped();
    let parts = in_order(going.inputs, options, work).map_err(|error| Failure::Broken(error.to_string()))?;
    let mut watch = Watch::new(output.is_stream(), failed_file, begun.counts);
    let mut rows = Vec::new();
    let mut tally = watch.each(parts, |done, watch| {
        let mut part = done.part;
        watch.counts().different += part.different;
        rows.append(&mut part.rows);
        watch.around(|| {
            if !part.text.is_empty() {
                if output.text() > between.head.len() as u64 {
                    output.write(between.separator.as_bytes())?;
                }
                part.text.each(|piece| output.write(piece))?;
            }
            Ok::<(), Failure>(())
        })?;
        let (counts, failed) = (*watch.counts(), watch.failed());
        output.reached(Snapshot { place: done.end, counts, failed })
    })?;
    tally.rows = rows;
    skipped.said().iter().for_each(|said| say(said));
    if tally.is_stopped {
        let how = output.stop()?;
        say(&match (tally.counts.crashes, &tally.end) {
            (0, _) | (_, None) if how.is_none() => "stopped before the first crash".to_owned(),
            (crashes, end) => {
                let noun = if crashes == 1 { "crash" } else { "crashes" };
                let crashes = indicatif::HumanCount(crashes);
                let end = end.as_deref().unwrap_or("the beginning");
                let how = how.unwrap_or_else(|| format!("the output ends with {end}"));
                format!("stopped after {crashes} {noun}; {how}")
            }
        });
    }
    Ok(tally)
}
