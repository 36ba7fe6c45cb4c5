//! How far a long run has come: a line at the bottom of the terminal, or one now and then in a log.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use siggen_batch::run::Reached;

/// Shorter runs show nothing on a terminal.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often a terminal's line is drawn, at most.
const REDRAW: Duration = Duration::from_millis(100);

/// How often there is a line where nobody watches.
const LOG: Duration = Duration::from_secs(30);

/// What is shown of a run.
pub(crate) struct Progress {
    shown: Shown,
    start: Instant,
    next: Instant,
    /// Crashes of this run, and of those that it goes on from.
    crashes: u64,
    before: u64,
    /// How much of the inputs was done when this run came to something new.
    done_before: Option<f64>,
}

enum Shown {
    Nothing,
    Line(ProgressBar),
    Log,
}

impl Progress {
    /// Begins to show. `is_printed`: results go to standard output; where they scroll by on the same
    /// terminal, they are progress enough. `before`: how many crashes were done by earlier runs.
    pub(crate) fn new(is_printed: bool, before: u64) -> Self {
        let start = Instant::now();
        let (shown, first) = if !stderr().is_terminal() {
            (Shown::Log, LOG)
        } else if is_printed && stdout().is_terminal() {
            (Shown::Nothing, LOG)
        } else {
            let style =
                ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_style(style);
            (Shown::Line(bar), PATIENCE)
        };
        Progress { shown, start, next: start + first, crashes: 0, before, done_before: None }
    }

    /// Prints something while the line is out of the way.
    pub(crate) fn around<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.shown {
            Shown::Line(bar) => bar.suspend(print),
            Shown::Nothing | Shown::Log => print(),
        }
    }

    /// Counts what has been done.
    pub(crate) fn add(&mut self, crashes: u64) {
        self.crashes += crashes;
    }

    /// How long the run has taken.
    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Shows how far it is, where it is time to.
    pub(crate) fn show(&mut self, reached: Reached) {
        let done = share(reached);
        if self.crashes == 0 || self.done_before.is_none() {
            self.done_before = done;
        }
        let now = Instant::now();
        if now < self.next {
            return;
        }
        match &self.shown {
            Shown::Nothing => {}
            Shown::Line(bar) => {
                if bar.is_hidden() {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                }
                bar.set_message(self.message(done));
                bar.tick();
                self.next = now + REDRAW;
            }
            Shown::Log => {
                drop(writeln!(stderr(), "siggen: {}", self.message(done)));
                self.next = now + LOG;
            }
        }
    }

    /// Takes the line away.
    pub(crate) fn end(&mut self) {
        if let Shown::Line(bar) = &self.shown {
            bar.finish_and_clear();
            self.shown = Shown::Nothing;
        }
    }

    fn message(&self, done: Option<f64>) -> String {
        let elapsed = self.elapsed();
        let crashes = HumanCount(self.before + self.crashes);
        let mut message = format!("{crashes} crashes, {} a second", HumanCount(rate(self.crashes, elapsed)));
        if let Some(done) = done {
            // A hundredth less than all, until it is all.
            message += &format!(", {:.0}% done", (done * 100.0).floor().min(99.0));
            let before = self.done_before.unwrap_or(0.0);
            if done > before {
                let left = elapsed.as_secs_f64() * (1.0 - done) / (done - before);
                message += &format!(", {} left", duration(left));
            }
        }
        message
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}

/// How many a second.
pub(crate) fn rate(crashes: u64, elapsed: Duration) -> u64 {
    u64::try_from(u128::from(crashes) * 1000 / elapsed.as_millis().max(1)).unwrap_or(u64::MAX)
}

/// How much of the inputs is done, from 0 to 1, where that can be told: by bytes, else by files.
#[expect(clippy::cast_precision_loss, reason = "a share needs no more digits than people read")]
fn share(reached: Reached) -> Option<f64> {
    let (part, whole) = match reached {
        Reached { read, size: Some(size), .. } if size > 0 => (read, size),
        Reached { inputs, of: Some(of), .. } if of > 0 => (inputs, of),
        _ => return None,
    };
    Some((part as f64 / whole as f64).min(1.0))
}

/// Some seconds, as people say it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no run takes 2^64 seconds")]
fn duration(seconds: f64) -> String {
    let seconds = seconds.ceil() as u64;
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7199 => format!("{} min", seconds / 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_bytes_or_files() {
        let reached = |read, size, inputs, of| share(Reached { read, size, inputs, of });
        assert_eq!(reached(41, Some(100), 0, Some(2)), Some(0.41));
        assert_eq!(reached(41, None, 1, Some(4)), Some(0.25));
        assert_eq!(reached(41, None, 1, None), None);
        // A file that grows while it is read, and one that is empty.
        assert_eq!(reached(200, Some(100), 0, None), Some(1.0));
        assert_eq!(reached(0, Some(0), 0, Some(1)), Some(0.0));
    }

    #[test]
    fn times_as_people_say_them() {
        assert_eq!([0.2, 43.0, 119.5, 3000.0, 7500.0].map(duration), ["1 s", "43 s", "2 min", "50 min", "2 h 5 min"]);
        assert_eq!(rate(3000, Duration::from_millis(1500)), 2000);
        assert_eq!(rate(5, Duration::ZERO), 5000);
    }
}
