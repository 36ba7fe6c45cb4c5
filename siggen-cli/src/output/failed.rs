//! The file of the records that failed, an object a line.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use siggen_batch::input::reason;

use super::hold::lock;
use crate::disk::{sync_folder_of, target};
use crate::failure::Failure;
use crate::kept::Failed;

/// The file, as it is written.
#[derive(Debug)]
pub(crate) struct FailedFile {
    path: PathBuf,
    file: File,
    length: u64,
}

impl FailedFile {
    /// Opens the file for this run alone and keeps so much of it: nothing, or what an earlier run has safely written.
    ///
    /// # Errors
    ///
    /// Where it can't be opened, another run has it, or it holds less than what is to be kept.
    pub(crate) fn open(path: &Path, keep: u64) -> Result<Self, Failure> {
        let complain = |error| Failure::Usage(format!("cannot write {}: {}", path.display(), reason(&error)));
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(false).open(path).map_err(complain)?;
        // A pipe or a device has no length, and may have several who write to it.
        if file.metadata().map_err(complain)?.is_file() {
            lock(&file, path)?;
            let length = file.metadata().map_err(complain)?.len();
            if length < keep {
                return Err(Failure::Usage(format!(
                    "{}: this file has {length} bytes, and the run to go on from wrote {keep}; --restart begins anew",
                    path.display(),
                )));
            }
            file.set_len(keep).map_err(complain)?;
            file.seek(SeekFrom::End(0)).map_err(complain)?;
        }
        Ok(FailedFile { path: path.to_owned(), file, length: keep })
    }

    /// Adds records.
    ///
    /// # Errors
    ///
    /// Where they can't be written.
    pub(crate) fn add(&mut self, failed: &[Failed]) -> Result<(), Failure> {
        if failed.is_empty() {
            return Ok(());
        }
        let mut lines = Vec::new();
        for failed in failed {
            serde_json::to_writer(&mut lines, failed).expect("plain data can be written to memory");
            lines.push(b'\n');
        }
        self.length += lines.len() as u64;
        self.file
            .write_all(&lines)
            .map_err(|error| Failure::Broken(format!("cannot write {}: {}", self.path.display(), reason(&error))))
    }

    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The file once more, for who syncs it; none where it has nothing to sync. Its name is synced now.
    pub(super) fn to_sync(&self) -> io::Result<Option<File>> {
        if !self.file.metadata()?.is_file() {
            return Ok(None);
        }
        sync_folder_of(&target(&self.path))?;
        self.file.try_clone().map(Some)
    }
}
