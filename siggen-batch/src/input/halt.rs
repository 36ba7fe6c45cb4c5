//! Why reading ends before the inputs do.

use crate::run::Changed;

/// Why there is nothing more to read.
#[derive(Debug)]
pub(crate) enum Halt {
    /// Nobody waits for it.
    Unwanted,
    /// The inputs don't go with the place that was to be gone on from.
    Changed(String),
}

impl From<Changed> for Halt {
    fn from(changed: Changed) -> Self {
        Halt::Changed(changed.0)
    }
}

/// A place that is behind the end of the input.
pub(super) fn too_short(source: &str, what: &str, done: u64) -> Halt {
    Halt::Changed(format!("{source} has fewer {what} than the {done} already processed"))
}
