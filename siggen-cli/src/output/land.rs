//! How a file gets its name in the end, and what is kept of the run that made it.

use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::hold::is_at;
use super::paths::{Paths, with};
use super::state::{Invocation, Snapshot, State, read};
use crate::disk::{create_anew, keep_mode, remove, replace, sync_folder_of};

/// Makes the file from what was gathered for it, where it can't be written piece by piece.
pub(crate) type Convert = fn(gathered: File, to: File) -> io::Result<()>;

/// Of which command and inputs a complete file is: without that nobody can say that there is nothing to do.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) command: Invocation,
    pub(super) snapshot: Snapshot,
    /// The file, to know it by.
    size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    modified: Option<u64>,
}

impl Record {
    /// Reads a record; `None` where there is none.
    pub(super) fn read(path: &Path) -> io::Result<Option<Self>> {
        read(path)
    }

    /// Whether the file is still the one that it was.
    pub(super) fn is_of(&self, path: &Path) -> bool {
        size_and_time(path).is_ok_and(|file| file == (self.size, self.modified))
    }
}

fn size_and_time(path: &Path) -> io::Result<(u64, Option<u64>)> {
    let metadata = fs::metadata(path)?;
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH).ok();
    Ok((metadata.len(), modified.and_then(|time| time.as_nanos().try_into().ok())))
}

/// Gives a file that is complete its name. Whether a record is kept is for [`landed`] or [`remove`] to say.
pub(super) fn land(paths: &Paths, path: &Path, mut part: &File, convert: Option<Convert>) -> io::Result<()> {
    if !is_at(part, &paths.part) {
        let part = paths.part.display();
        return Err(io::Error::other(format!("{part} is no longer the file that was written")));
    }
    let Some(convert) = convert else {
        keep_mode(part, path, 0);
        fs::rename(&paths.part, path)?;
        return sync_folder_of(path);
    };
    let new = with(&paths.part, ".new");
    let file = create_anew(&new)?;
    keep_mode(&file, path, 0);
    // Where a lock keeps others from reading, it doesn't keep us.
    part.rewind()?;
    convert(part.try_clone()?, file.try_clone()?)?;
    file.sync_all()?;
    fs::rename(new, path)?;
    sync_folder_of(path)?;
    fs::remove_file(&paths.part)
}

/// Keeps a record of a file that has its name now, in place of the state.
pub(super) fn landed(paths: &Paths, state: &State) -> io::Result<()> {
    let Some(path) = &paths.file else { return Ok(()) };
    let (size, modified) = size_and_time(path)?;
    let record = Record { command: state.command.clone(), snapshot: state.mark.snapshot.clone(), size, modified };
    let text = serde_json::to_string_pretty(&record)? + "\n";
    replace(&paths.record, &with(&paths.record, ".new"), |file| file.write_all(text.as_bytes()))?;
    remove(&paths.state)?;
    sync_folder_of(path)
}
