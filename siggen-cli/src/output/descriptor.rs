//! Outputs that are named by the number of an open file: `/dev/stdout`, `/dev/fd/3`. Whoever opened the file knows where
//! writing goes on in it, so it is neither replaced nor opened anew where that can be avoided.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::folder_of;

/// Folders that hold a name for each open file of this process.
const FOLDERS: [&str; 2] = ["/proc/self/fd", "/dev/fd"];

/// How many links a path may lead over, as on Linux.
const LINKS: usize = 40;

/// The number of the open file that a path names.
pub(super) fn of(path: &Path) -> Option<u32> {
    if cfg!(not(unix)) {
        return None;
    }
    let folders = FOLDERS.map(|folder| fs::canonicalize(folder).unwrap_or_else(|_| PathBuf::from(folder)));
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let folder = fs::canonicalize(folder_of(&path)).ok()?;
        if folders.contains(&folder) {
            return path.file_name()?.to_str()?.parse().ok();
        }
        path = folder.join(fs::read_link(&path).ok()?);
    }
    None
}

/// Opens what a path names, to write where writing goes on. Of standard output and standard error that is where they
/// are themselves, of others the end.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let number = of(path);
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        match number {
            Some(1) => return io::stdout().as_fd().try_clone_to_owned().map(File::from),
            Some(2) => return io::stderr().as_fd().try_clone_to_owned().map(File::from),
            _ => {}
        }
    }
    OpenOptions::new().write(true).append(number.is_some()).open(path)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn names_of_open_files() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("7"), "").unwrap();
        symlink("/dev/stdout", at("link")).unwrap();
        symlink("/dev/fd", at("folder")).unwrap();
        symlink("round", at("round")).unwrap();
        let own = format!("/proc/{}/fd/5", std::process::id());
        for (path, number) in
            [("/dev/stdout", 1), ("/dev/stderr", 2), ("/dev/fd/3", 3), ("/proc/self/fd/4", 4), (&own, 5)]
        {
            assert_eq!(of(Path::new(path)), Some(number), "{path}");
        }
        assert_eq!((of(&at("link")), of(&at("folder/6"))), (Some(1), Some(6)));
        for none in [at("7"), at("no"), at("round"), "/dev/null".into(), "7".into(), "/proc/self/fd/x".into()] {
            assert_eq!(of(&none), None, "{}", none.display());
        }
    }
}
