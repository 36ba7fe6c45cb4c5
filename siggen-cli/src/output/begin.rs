//! What an earlier run has left of an output, and whether that is to be believed.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom};
use std::path::Path;

use siggen_batch::input::reason;
use siggen_batch::run::check_complete;
use siggen_batch::{FolderOrder, Inputs};

use super::descriptor;
use super::hold::{Held, hold};
use super::land::{Record, landed};
use super::paths::Paths;
use super::plan::{Plan, cannot_begin, cannot_write};
use super::state::{Begin, Invocation, Mark, Snapshot, State};
use crate::counts::Counts;
use crate::disk::{keep_mode, remove};
use crate::failure::Failure;

/// How to begin.
pub(super) enum Start {
    /// The file to write, to whose end what is kept reaches.
    Going { file: File, mark: Option<Mark> },
    /// All is written, but the file has no name yet.
    Unnamed { file: File, state: Box<State> },
    /// It is complete; what was counted, where nobody has been told.
    Complete(Option<Counts>),
}

/// Opens an output: anew, or behind what an earlier run of the same command has left.
///
/// # Errors
///
/// Where it can't be written, another run has it, or there is something that doesn't fit the wish.
pub(super) fn start(plan: &Plan<'_>, paths: &Paths) -> Result<Start, Failure> {
    let part = paths.part.display();
    let complain = |error| cannot_begin(&paths.part, &error);
    let Some(path) = &paths.file else {
        let file = descriptor::open(&paths.part).map_err(complain)?;
        return Ok(Start::Going { file, mark: None });
    };
    let is_resumed = plan.begin == Begin::Resume;
    if is_resumed && path.exists() && !is_there(&paths.part) && !is_there(&paths.state) {
        complete(plan, paths)?;
        return Ok(Start::Complete(None));
    }
    let held = hold(&paths.part)?;
    let is_new = held.is_new;
    if is_new {
        // What others may not read they may not read meanwhile either. It has to be opened again to go on.
        keep_mode(&held.file, path, 0o600);
    }
    let is_left = !is_new && (held.length > 0 || is_there(&paths.state));
    let started = match (plan.begin, &plan.command) {
        (Begin::Resume, Ok(command)) => resumed(plan, paths, command, held),
        (Begin::Fresh, _) if is_left => Err(Failure::Usage(match State::read(&paths.state) {
            Ok(Some(_)) => format!(
                "{part}: left over from an unfinished run; use --resume to continue it or --restart to start over"
            ),
            _ => format!("{part}: left over from a run that can't be resumed; use --restart to start over"),
        })),
        _ => Ok(Start::Going { file: held.file, mark: None }),
    };
    let started = started.and_then(|started| {
        if let (Start::Going { mark: None, .. }, Ok(command)) = (&started, &plan.command) {
            // Before the file holds less than the state of an earlier run says.
            let state = State { command: command.clone(), mark: Mark::default(), is_complete: false };
            state.write(&paths.state).map_err(|error| cannot_begin(&paths.state, &error))?;
        }
        Ok(started)
    });
    let started = started.inspect_err(|_| {
        if is_new {
            // Nothing is left of what was only looked at.
            drop(remove(&paths.part));
        }
    })?;
    let Start::Going { mut file, mark } = started else { return Ok(started) };
    let keep = mark.as_ref().map_or(0, |mark| mark.length);
    file.set_len(keep).and_then(|()| file.seek(SeekFrom::Start(keep))).map_err(complain)?;
    Ok(Start::Going { file, mark })
}

/// What to do with what an earlier run of the same command has left.
fn resumed(plan: &Plan<'_>, paths: &Paths, command: &Invocation, held: Held) -> Result<Start, Failure> {
    let (part, state_path) = (paths.part.display(), paths.state.display());
    let has_file = paths.file.as_ref().is_some_and(|file| file.exists());
    let state = match State::read(&paths.state) {
        Ok(state) => state,
        Err(error) => return refuse(&format!("{state_path}: cannot read: {}", reason(&error))),
    };
    let Held { file, length, is_new } = held;
    let Some(state) = state else {
        return match (length, has_file) {
            (0, false) => Ok(Start::Going { file, mark: None }),
            // The run that was waited for has ended between two looks.
            (0, true) => {
                complete(plan, paths)?;
                remove(&paths.part).map_err(|error| cannot_write(&paths.part, &error, true))?;
                Ok(Start::Complete(None))
            }
            _ => refuse(&format!("{part}: {state_path} is missing, which records how far the run got")),
        };
    };
    let differences = command.differences(&state.command);
    if !differences.is_empty() {
        let all = differences.join("; ");
        return refuse(&format!("{part}: started by a different command: {all}; resume with that one"));
    }
    if state.is_complete {
        check_inputs(plan, &state.mark.snapshot, &format!("{part}:"))?;
    }
    if state.is_complete && has_file && length == 0 && (is_new || state.mark.length > 0) {
        // Ended between the last steps: the file has its name already. What there is was made to hold it.
        landed(paths, &state)
            .and_then(|()| remove(&paths.part))
            .map_err(|error| cannot_write(&paths.record, &error, true))?;
        return Ok(Start::Complete(Some(state.mark.snapshot.counts)));
    }
    if is_new && state.mark.length == 0 {
        return Ok(Start::Going { file, mark: None });
    }
    if is_new {
        return refuse(&format!("{part}: this file is missing, but {state_path} exists"));
    }
    // Behind what is safe there may be more, unless that is all.
    if length < state.mark.length || (state.is_complete && length > state.mark.length) {
        let expected = state.mark.length;
        return refuse(&format!("{part}: this file has {length} bytes, but {state_path} records {expected}"));
    }
    if state.is_complete {
        return Ok(Start::Unnamed { file, state: Box::new(state) });
    }
    Ok(Start::Going { file, mark: Some(state.mark) })
}

/// Sees that a file that is there under its own name is what this command would make of its inputs as they are.
fn complete(plan: &Plan<'_>, paths: &Paths) -> Result<(), Failure> {
    let Some(path) = &paths.file else { return Ok(()) };
    let (name, record_path) = (path.display(), paths.record.display());
    let record = match Record::read(&paths.record) {
        Ok(Some(record)) => record,
        Ok(None) => {
            return refuse(&format!(
                "{name}: this file exists, but {record_path}, which records what it was made from, does not"
            ));
        }
        Err(error) => return refuse(&format!("{record_path}: cannot read: {}", reason(&error))),
    };
    if !record.is_of(path) {
        return refuse(&format!("{name}: not the file that {record_path} describes"));
    }
    if let Ok(command) = &plan.command {
        let differences = command.differences(&record.command);
        if !differences.is_empty() {
            return refuse(&format!(
                "{name}: already complete, but made by a different command: {}",
                differences.join("; ")
            ));
        }
    }
    check_inputs(plan, &record.snapshot, &format!("{name}: already complete, but"))
}

/// Sees that the inputs and the file of failed records are what they were when all was done.
fn check_inputs(plan: &Plan<'_>, snapshot: &Snapshot, what: &str) -> Result<(), Failure> {
    let inputs = Inputs::new(plan.inputs, FolderOrder::Name).map_err(|error| Failure::Usage(error.to_string()))?;
    if let Err(changed) = check_complete(inputs, &snapshot.place) {
        return refuse(&format!("{what} {changed}"));
    }
    let Some(failed) = plan.failed else { return Ok(()) };
    match fs::metadata(failed) {
        Ok(metadata) if metadata.is_file() && metadata.len() != snapshot.failed.length => {
            let (failed, length, expected) = (failed.display(), metadata.len(), snapshot.failed.length);
            refuse(&format!("{failed}: this file has {length} bytes, but the run wrote {expected}"))
        }
        Ok(metadata) if metadata.is_file() => snapshot.failed.check(failed).or_else(|differs| refuse(&differs)),
        Ok(_) => Ok(()),
        Err(error) => refuse(&format!("{}: {}", failed.display(), reason(&error))),
    }
}

fn refuse<T>(message: &str) -> Result<T, Failure> {
    Err(Failure::Usage(format!("{message}; use --restart to start over")))
}

/// Whether there is anything of that name, if only a link that leads nowhere.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
