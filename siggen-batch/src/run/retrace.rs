//! The inputs that are done, looked at once more: a run is gone on with only where they are what they were.

use std::error::Error;
use std::fmt;
use std::fs;
use std::time::SystemTime;

use super::place::{Place, Trace};
use crate::input::{Input, Problem, stamp};

/// An input, or why it could not be had.
type Found = Result<Input, Problem>;

/// How the inputs have changed, so that a run can't be resumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed(pub(crate) String);

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the inputs have changed: {}", self.0)
    }
}

impl Error for Changed {}

/// Sees that the inputs are those that were all done at a place, without reading them.
///
/// # Errors
///
/// Where one of them is another one, has another size or was changed since, or where there are more or fewer.
pub fn check_complete(inputs: impl IntoIterator<Item = Found>, place: &Place) -> Result<(), Changed> {
    let mut retrace = Retrace::default();
    for found in inputs {
        if retrace.count == place.inputs {
            return Err(Changed(format!("there are more than the {} already processed", place.inputs)));
        }
        retrace.pass(&found);
        if retrace.count == place.inputs {
            retrace.check(&found, place)?;
        }
    }
    let count = retrace.count;
    if count == place.inputs { Ok(()) } else { Err(fewer(place.inputs, count)) }
}

/// There are fewer inputs than were begun.
pub(super) fn fewer(begun: u64, count: u64) -> Changed {
    Changed(format!("{begun} were started, but there are only {count}"))
}

/// Inputs that are done, as they are now. A million of them take no more room than one.
#[derive(Debug, Default)]
pub(super) struct Retrace {
    pub(super) count: u64,
    trace: Trace,
    /// The one that was changed last.
    newest: Option<(SystemTime, String)>,
}

impl Retrace {
    /// Passes one.
    pub(super) fn pass(&mut self, found: &Found) {
        self.trace.input = match found {
            Ok(input) => stamp(input),
            Err(problem) => Trace::stamp_of_problem(problem),
        };
        self.trace.end_of_input();
        self.count += 1;
        if let Ok(Input::File(path) | Input::Found(path)) = found
            && let Ok(time) = fs::metadata(path).and_then(|metadata| metadata.modified())
            && self.newest.as_ref().is_none_or(|(newest, _)| *newest < time)
        {
            self.newest = Some((time, path.display().to_string()));
        }
    }

    /// Sees that those that were passed are those that were done; `last` is the last of them.
    pub(super) fn check(&self, last: &Found, from: &Place) -> Result<(), Changed> {
        let (name, count) = (name_of(last), from.inputs);
        if let Some(before) = &from.last
            && *before != name
        {
            return Err(Changed(format!("the last of the {count} already processed was {before} and is now {name}")));
        }
        if from.trace.is_none_or(|trace| trace.done == self.trace.done) {
            return Ok(());
        }
        Err(Changed(match &self.newest {
            Some((_, newest)) if count > 1 => {
                format!(
                    "of the {count} already processed, at least one was replaced or has changed; {newest} is the newest"
                )
            }
            _ => format!("{name} has changed since it was processed: its size or modification time differs"),
        }))
    }
}

fn name_of(found: &Found) -> String {
    match found {
        Ok(input) => input.to_string(),
        Err(problem) => problem.source.clone(),
    }
}
