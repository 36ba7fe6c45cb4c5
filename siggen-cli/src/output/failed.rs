//! The file of the records that failed, an object a line.

use std::fs::{File, OpenOptions};
use std::hash::Hasher;
use std::io::{self, IsTerminal, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use siggen_batch::input::reason;
use twox_hash::XxHash64;

use super::hold::lock;
use crate::counts::Failed;
use crate::disk::{sync_folder_of, target};
use crate::failure::Failure;
use crate::terminal::ShownJson;

/// What a run has written, to know it by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Written {
    /// How many bytes.
    pub(crate) length: u64,
    /// A hash of them.
    pub(crate) hash: u64,
}

impl Written {
    /// Sees that a file begins with it.
    ///
    /// # Errors
    ///
    /// Where it doesn't; the message says how it differs.
    pub(super) fn check(self, path: &Path) -> Result<(), String> {
        self.hasher(path).map(drop)
    }

    /// The hasher that has seen it, when a file that begins with it has been read so far.
    fn hasher(self, path: &Path) -> Result<XxHash64, String> {
        let mut hasher = XxHash64::default();
        if self.length == 0 {
            return Ok(hasher);
        }
        let (name, expected) = (path.display(), self.length);
        let complain = |error| format!("{name}: {}", reason(&error));
        let file = File::open(path).map_err(complain)?;
        let length = file.metadata().map_err(complain)?.len();
        if length < expected {
            return Err(format!("{name}: this file has {length} bytes, but the run wrote {expected}"));
        }
        let (mut text, mut buffer) = (file.take(expected), vec![0; 1 << 16]);
        loop {
            match text.read(&mut buffer).map_err(complain)? {
                0 => break,
                read => hasher.write(&buffer[..read]),
            }
        }
        if hasher.finish() == self.hash {
            Ok(hasher)
        } else {
            Err(format!("{name}: this file has changed since the run wrote it"))
        }
    }
}

/// The file, as it is written.
#[derive(Debug)]
pub(crate) struct FailedFile {
    path: PathBuf,
    file: File,
    length: u64,
    hasher: XxHash64,
    is_shown: bool,
}

impl FailedFile {
    /// Opens the file for this run alone and keeps so much of it: nothing, or what an earlier run has safely written.
    ///
    /// # Errors
    ///
    /// Where it can't be opened, another run has it, or it doesn't begin with what is to be kept.
    pub(crate) fn open(path: &Path, keep: Written) -> Result<Self, Failure> {
        let complain = |error| Failure::Usage(format!("cannot write {}: {}", path.display(), reason(&error)));
        // What is to be kept is there, or nothing is made in its place.
        let (mut options, is_new) = (OpenOptions::new(), keep.length == 0);
        let mut file = options.write(true).create(is_new).truncate(false).open(path).map_err(|error| {
            if is_new { complain(error) } else { begin_anew(&format!("{}: {}", path.display(), reason(&error))) }
        })?;
        let is_shown = file.is_terminal();
        let mut hasher = XxHash64::default();
        // A pipe or a device has no length, and may have several who write to it.
        if file.metadata().map_err(complain)?.is_file() {
            lock(&file, path)?;
            hasher = keep.hasher(path).map_err(|differs| begin_anew(&differs))?;
            file.set_len(keep.length).map_err(complain)?;
            file.seek(SeekFrom::End(0)).map_err(complain)?;
        }
        Ok(FailedFile { path: path.to_owned(), file, length: keep.length, hasher, is_shown })
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
        self.hasher.write(&lines);
        ShownJson::wrap(self.is_shown, &self.file, |out| out.write_all(&lines))
            .map_err(|error| Failure::Broken(format!("cannot write {}: {}", self.path.display(), reason(&error))))
    }

    /// What there is in it.
    pub(crate) fn written(&self) -> Written {
        Written { length: self.length, hash: self.hasher.finish() }
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

fn begin_anew(why: &str) -> Failure {
    Failure::Usage(format!("{why}; use --restart to start over"))
}
