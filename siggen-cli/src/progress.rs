//! How far a long run has come, on a terminal.

use std::io::{IsTerminal, stderr, stdout};
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line at the bottom of the terminal.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    start: Instant,
    records: u64,
    bytes: u64,
}

impl Progress {
    /// A line that appears when the run gets long. Results that scroll by are progress enough.
    pub(crate) fn new() -> Self {
        let is_seen = stderr().is_terminal() && !stdout().is_terminal();
        let bar = is_seen.then(|| {
            let style =
                ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
            ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_style(style)
        });
        Progress { bar, start: Instant::now(), records: 0, bytes: 0 }
    }

    /// Prints something while the line is out of the way.
    pub(crate) fn around<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Counts what has been done.
    pub(crate) fn add(&mut self, records: u64, bytes: u64) {
        self.records += records;
        self.bytes += bytes;
        let elapsed = self.start.elapsed();
        let Some(bar) = self.bar.as_ref().filter(|_| elapsed > PATIENCE) else { return };
        if bar.is_hidden() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        let rate = u128::from(self.records) * 1000 / elapsed.as_millis().max(1);
        let rate = HumanCount(u64::try_from(rate).unwrap_or(u64::MAX));
        let (records, bytes) = (HumanCount(self.records), HumanBytes(self.bytes));
        bar.set_message(format!("{records} crashes, {rate} a second, {bytes}"));
        bar.tick();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
