//! Steps: a name, a piece of work, and how long it took.

use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::say::say;

/// Does a step and says how long it took; a failure names the step.
pub(crate) fn step(name: &str, work: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    say!("== {name}");
    let start = Instant::now();
    let result = work();
    let time = seconds(start.elapsed());
    match result {
        Ok(()) => {
            say!("== {name}: ok in {time}");
            Ok(())
        }
        Err(failure) => Err(format!("{name} failed after {time}: {failure}").into()),
    }
}

/// A duration for people.
pub(crate) fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
