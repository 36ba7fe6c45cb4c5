//! What every run has: progress, problems, duplicates, an orderly end, and a few words at the end.

use std::io::{self, Write};
use std::task::Poll;
use std::time::Duration;

use indicatif::HumanCount;
use siggen_batch::run::{Changed, Done, Parts};

use super::duplicates::Duplicates;
use super::seen::Seen;
use super::{Counts, Tally};
use crate::failure::{Failure, is_closed_pipe};
use crate::interrupt;
use crate::output::{FailedFile, Written};
use crate::progress::{Progress, rate};
use crate::text::printable;

/// How many problems are told one by one.
const TOLD: u64 = 20;

/// A run that takes longer is summed up, where it had more than a handful of crashes.
const SHORT: Duration = Duration::from_secs(1);
const HANDFUL: u64 = 100;

/// How long a wait is before something else is looked at.
const PATIENCE: Duration = Duration::from_millis(100);

/// A part that tells what was seen.
pub(super) trait HasSeen {
    fn seen(&mut self) -> &mut Seen;
}

/// A run under way.
pub(super) struct Watch {
    progress: Progress,
    failed_file: Option<FailedFile>,
    duplicates: Duplicates,
    counts: Counts,
    /// What earlier runs have done.
    before: Counts,
    /// Where the last record stands that was taken.
    end: Option<String>,
}

impl Watch {
    /// Begins to watch. `before`: what was done by the run that this one goes on from.
    pub(super) fn new(is_printed: bool, failed_file: Option<FailedFile>, before: Counts) -> Self {
        let progress = Progress::new(is_printed, before.crashes);
        Watch { progress, failed_file, duplicates: Duplicates::default(), counts: before, before, end: None }
    }

    /// Takes the parts as they come until there are no more, or somebody asks for an end. `take` is called with
    /// what has been counted with the part.
    ///
    /// # Errors
    ///
    /// What `take` says, and where the work breaks down.
    pub(super) fn each<P: HasSeen>(
        &mut self,
        mut parts: Parts<P>,
        mut take: impl FnMut(Done<P>, &mut Self) -> Result<(), Failure>,
    ) -> Result<Tally, Failure> {
        let mut tally = Tally::default();
        loop {
            if !tally.is_stopped && interrupt::is_asked() {
                tally.is_stopped = true;
                parts.finish_early();
            }
            let mut done = match parts.next_within(PATIENCE) {
                Poll::Ready(None) => break,
                Poll::Ready(Some(done)) => done.map_err(|error| broken(&error))?,
                Poll::Pending => {
                    self.progress.show(parts.reached());
                    continue;
                }
            };
            let seen = std::mem::take(done.part.seen());
            let records = done.records;
            match self.see(&seen, records).and_then(|()| take(done, self)) {
                Err(Failure::Output(error)) if is_closed_pipe(&error) => {
                    tally.is_closed = true;
                    break;
                }
                other => other?,
            }
            self.progress.add(records);
            self.progress.show(parts.reached());
        }
        self.progress.end();
        tally.counts = self.counts;
        tally.end = self.end.take();
        if !tally.is_closed {
            self.sum_up();
        }
        Ok(tally)
    }

    /// What has been counted so far.
    pub(super) fn counts(&mut self) -> &mut Counts {
        &mut self.counts
    }

    /// Prints something while the progress is out of the way.
    pub(super) fn around<T>(&self, print: impl FnOnce() -> T) -> T {
        self.progress.around(print)
    }

    /// What is in the file of failed records.
    pub(super) fn failed(&self) -> Written {
        self.failed_file.as_ref().map_or_else(Written::default, FailedFile::written)
    }

    fn see(&mut self, seen: &Seen, records: u64) -> Result<(), Failure> {
        let told = self.counts.failed;
        self.counts.crashes += records;
        self.counts.failed += seen.failed.len() as u64;
        let said = self.duplicates.add(seen);
        self.counts.duplicates = self.before.duplicates + self.duplicates.count;
        if let Some(end) = seen.end() {
            self.end = Some(end);
        }
        let left = match &mut self.failed_file {
            Some(file) => {
                file.add(&seen.failed)?;
                0
            }
            None => usize::try_from(TOLD.saturating_sub(told)).unwrap_or(0),
        };
        let problems = seen.failed.iter().take(left).map(|failed| failed.problem().to_string());
        let mut lines = problems.chain(said).peekable();
        if lines.peek().is_some() {
            self.progress.around(|| lines.for_each(|line| say(&line)));
        }
        Ok(())
    }

    /// Says what there is to say of the run as a whole.
    fn sum_up(&self) {
        let Counts { crashes, failed, duplicates, .. } = self.counts;
        let fresh = crashes - self.before.crashes;
        let elapsed = self.progress.elapsed();
        if self.failed_file.is_none() && failed > TOLD {
            say(&format!("… and {} more; --failed FILE collects all of them", HumanCount(failed - TOLD)));
        }
        let is_long = elapsed > SHORT && fresh > HANDFUL;
        // Of one crash all has been said, unless it is only in the file.
        let has_failed = failed > 0 && (crashes > 1 || self.failed_file.is_some());
        if !is_long && !has_failed && duplicates < 2 {
            return;
        }
        let mut words = format!("{} {}", HumanCount(crashes), if crashes == 1 { "crash" } else { "crashes" });
        if self.before.crashes > 0 {
            words += &format!(", {} of them now", HumanCount(fresh));
        }
        if is_long {
            let rate = HumanCount(rate(fresh, elapsed));
            words += &format!(", in {:.1} s, {rate} a second", elapsed.as_secs_f64());
        }
        if failed > 0 {
            words += &format!("; {} failed", HumanCount(failed));
            if let Some(file) = &self.failed_file {
                words += &format!(", see {}", file.path().display());
            }
        }
        if duplicates > 0 {
            words += &format!("; {} with a duplicate id", HumanCount(duplicates));
        }
        say(&words);
    }
}

/// What the work broke down at.
fn broken(error: &io::Error) -> Failure {
    let is_changed = error.get_ref().and_then(|error| error.downcast_ref::<Changed>()).is_some();
    if is_changed {
        return Failure::Usage(format!("{error}; use --restart to start over"));
    }
    Failure::Broken(error.to_string())
}

/// Tells people something. Where there is no standard error, nobody hears it.
pub(crate) fn say(line: &str) {
    drop(writeln!(io::stderr(), "siggen: {}", printable(line)));
}
