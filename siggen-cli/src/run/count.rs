//! Counts what becomes of the records.

use siggen_batch::run::{Work, in_order};

use super::watch::{Watch, say};
use super::{Counted, Counts, Going, Tally};
use crate::failure::Failure;
use crate::interrupt;
use crate::output::{FailedFile, Written};

/// Works on all records of the inputs and hands what is counted of them to `merge`, in input order.
///
/// Where somebody stops the run, what came before is merged all the same, and the tally says so.
///
/// # Errors
///
/// Where the work can't be begun or breaks down.
pub fn count<T: Default + Send + 'static>(
    going: Going,
    work: impl Work<Part = Counted<T>>,
    mut merge: impl FnMut(T),
) -> Result<Tally, Failure> {
    interrupt::listen();
    let failed_file = going.failed.map(|path| FailedFile::open(&path, Written::default())).transpose()?;
    let skipped = going.inputs.skipped();
    let parts = in_order(going.inputs, going.options, work).map_err(|error| Failure::Broken(error.to_string()))?;
    let tally = Watch::new(false, failed_file, Counts::default()).each(parts, |done, _| {
        merge(done.part.tally);
        Ok(())
    })?;
    skipped.said().iter().for_each(|said| say(said));
    if tally.is_stopped {
        say(&match &tally.end {
            Some(end) => format!("stopped at {end}; the output covers only the crashes up to there"),
            None => "stopped before the first crash".to_owned(),
        });
    }
    Ok(tally)
}
