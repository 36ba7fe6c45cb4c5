//! What an earlier run has left of an output, and how a file gets its name in the end.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use siggen_batch::input::reason;

use super::paths::with;
use super::state::{Command, State};
use crate::failure::Failure;

/// Makes the file from what was gathered for it, where it can't be written piece by piece.
pub(crate) type Convert = fn(gathered: File, to: File) -> io::Result<()>;

/// The files of an output.
#[derive(Debug)]
pub(super) struct Paths {
    /// None where the output has no name to get, since it is a device or a pipe.
    pub(super) file: Option<PathBuf>,
    pub(super) part: PathBuf,
    pub(super) state: PathBuf,
}

impl Paths {
    /// The files of the output with this name.
    pub(super) fn of(path: &Path) -> Self {
        // What is at the other end of a link is replaced, not the link.
        let path = if path.is_symlink() { fs::canonicalize(path).unwrap_or(path.to_owned()) } else { path.to_owned() };
        if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            return Paths { file: None, state: with(&path, ".part.state"), part: path };
        }
        Paths { part: with(&path, ".part"), state: with(&path, ".part.state"), file: Some(path) }
    }
}

/// What an earlier run has left.
pub(super) enum Found {
    Nothing,
    State(Box<State>),
    /// The file, under its own name.
    Complete,
}

/// Looks what an earlier run of the same command has left.
pub(super) fn resumed(paths: &Paths, command: &Command) -> Result<Found, Failure> {
    let (part, state_path) = (paths.part.display(), paths.state.display());
    let refuse = |message: String| Err(Failure::Usage(format!("{message}; --restart begins anew")));
    let has_file = paths.file.as_ref().is_some_and(|file| file.exists());
    let state = match State::read(&paths.state) {
        Ok(state) => state,
        Err(error) => return refuse(format!("{state_path}: cannot read: {}", reason(&error))),
    };
    let length = fs::metadata(&paths.part).ok().map(|metadata| metadata.len());
    match (state, length) {
        (None, None) if has_file => Ok(Found::Complete),
        (None, None) => Ok(Found::Nothing),
        // Ended between the two: the file has its name already, or nothing was begun.
        (Some(state), None) if state.is_complete && has_file => {
            // It is of no more use, and none of it is lost if it stays.
            drop(fs::remove_file(&paths.state));
            Ok(Found::Complete)
        }
        (Some(state), None) if state.mark.length == 0 => Ok(Found::Nothing),
        (Some(_), None) => refuse(format!("{part}: this file is gone, and {state_path} is still there")),
        (None, Some(_)) => refuse(format!("{part}: {state_path} is gone, which says how far this is")),
        (Some(state), Some(length)) => {
            let differences = command.differences(&state.command);
            if !differences.is_empty() {
                let all = differences.join("; ");
                return refuse(format!("{part}: this was begun by another command: {all}. Go on with that one"));
            }
            if length < state.mark.length {
                let expected = state.mark.length;
                return refuse(format!("{part}: this file has {length} bytes, and {state_path} speaks of {expected}"));
            }
            Ok(Found::State(Box::new(state)))
        }
    }
}

/// Opens a file to write behind so many bytes.
pub(super) fn opened(path: &Path, keep: u64) -> io::Result<File> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
    if file.metadata()?.is_file() {
        file.set_len(keep)?;
        file.seek(SeekFrom::Start(keep))?;
    }
    Ok(file)
}

/// Gives a file that is complete its name, and removes what was of use only until then.
pub(super) fn land(paths: &Paths, convert: Option<Convert>) -> io::Result<()> {
    let Some(path) = &paths.file else { return Ok(()) };
    if let Some(convert) = convert {
        let new = with(&paths.part, ".new");
        let file = File::create(&new)?;
        convert(File::open(&paths.part)?, file.try_clone()?)?;
        file.sync_all()?;
        fs::rename(new, path)?;
        fs::remove_file(&paths.part)?;
    } else {
        fs::rename(&paths.part, path)?;
    }
    match fs::remove_file(&paths.state) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
