//! Files that one run writes at a time. The system forgets a lock when its process ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;

use siggen_batch::input::reason;

use crate::disk::{has_other_names, identity};
use crate::failure::Failure;

/// How often a file that goes away just now is looked for.
const ATTEMPTS: usize = 16;

/// A file that no other run writes to.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) file: File,
    pub(super) length: u64,
    /// Whether it wasn't there before.
    pub(super) is_new: bool,
}

/// Opens a file, or makes it, as it is, for this run alone.
///
/// # Errors
///
/// Where another run has it, where it can't be written, or where it is a link or the like, through which this run would
/// write into something else.
pub(super) fn hold(path: &Path) -> Result<Held, Failure> {
    let complain = |error: &io::Error| Failure::Usage(format!("cannot write {}: {}", path.display(), reason(error)));
    for _ in 0..ATTEMPTS {
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true);
        let (file, is_new) = match options.clone().create_new(true).open(path) {
            Ok(file) => (file, true),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => match fs::symlink_metadata(path) {
                Ok(metadata) if !metadata.is_file() => {
                    let what = if metadata.is_symlink() { "a symbolic link" } else { "not a regular file" };
                    let message =
                        format!("{}: refusing to write to this file, which is {what}; remove it", path.display());
                    return Err(Failure::Usage(message));
                }
                Ok(_) => match options.open(path) {
                    Ok(file) => (file, false),
                    Err(error) if error.kind() == ErrorKind::NotFound => continue,
                    Err(error) => return Err(complain(&error)),
                },
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(complain(&error)),
            },
            Err(error) => return Err(complain(&error)),
        };
        lock(&file, path)?;
        // Meanwhile the run that had it may have given it another name, or somebody a link its name.
        if is_at(&file, path) {
            let length = file.metadata().map_err(|error| complain(&error))?.len();
            return Ok(Held { file, length, is_new });
        }
    }
    Err(Failure::Usage(format!(
        "{}: can't be written, because other programs keep creating and removing it",
        path.display()
    )))
}

/// Locks a file that is open, and sees that nobody knows it by another name.
///
/// # Errors
///
/// Where another run has it.
pub(super) fn lock(file: &File, path: &Path) -> Result<(), Failure> {
    let path = path.display();
    if file.metadata().is_ok_and(|metadata| has_other_names(&metadata)) {
        let message = format!("{path}: refusing to write to this file, which has other hard links; remove it");
        return Err(Failure::Usage(message));
    }
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(Failure::Usage(format!(
            "{path}: another run is writing this file; wait for it to end, or choose another file"
        ))),
        // There are file systems without locks. To write nothing there would help nobody.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(()),
        Err(TryLockError::Error(error)) => Err(Failure::Usage(format!("cannot lock {path}: {}", reason(&error)))),
    }
}

/// Whether a file that is open has this name, and not by a link.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    let (Ok(here), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    there.is_file() && identity(&here) == identity(&there)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.part");
        let first = hold(&path).unwrap();
        assert!(first.is_new);
        let Err(Failure::Usage(words)) = hold(&path) else { panic!("it was had twice") };
        assert!(words.contains("another run is writing this"), "{words}");
        drop(first);
        assert!(!hold(&path).unwrap().is_new);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_links() {
        let folder = tempfile::tempdir().unwrap();
        let [victim, path] = ["victim", "out.part"].map(|name| folder.path().join(name));
        fs::write(&victim, "mine").unwrap();
        for link in [std::os::unix::fs::symlink::<&Path, &Path>, fs::hard_link] {
            link(&victim, &path).unwrap();
            let Err(Failure::Usage(words)) = hold(&path) else { panic!("it was followed") };
            assert!(words.contains("refusing to write"), "{words}");
            fs::remove_file(&path).unwrap();
        }
        // Nothing comes to be where a link leads to nothing.
        std::os::unix::fs::symlink(folder.path().join("none"), &path).unwrap();
        assert!(hold(&path).is_err() && !folder.path().join("none").exists());
    }
}
