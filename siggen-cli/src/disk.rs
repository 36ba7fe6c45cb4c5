//! Files that are made beside others: never through a link that somebody has put there, and safe from a power cut when
//! that is said.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// How many links a path may lead over, as on Linux.
const LINKS: usize = 40;

/// Makes a file that isn't there yet. What has its name already goes: of a link the link, not what it leads to.
pub(crate) fn create_anew(path: &Path) -> io::Result<File> {
    let create = || OpenOptions::new().read(true).write(true).create_new(true).open(path);
    match create() {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            create()
        }
        made => made,
    }
}

/// Puts a file in the place of another one, by a new file beside it. Whenever the program ends or the power goes, there
/// is the one or the other, whole.
pub(crate) fn replace(path: &Path, new: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let mut file = create_anew(new)?;
    keep_mode(&file, path, 0);
    let placed = write(&mut file).and_then(|()| file.sync_all()).and_then(|()| fs::rename(new, path));
    placed.inspect_err(|_| drop(remove(new)))?;
    sync_folder_of(path)
}

/// Gives a file the mode of the one whose place it is to take, if there is one, and these bits besides: who may read and
/// write it is for people to say. Some file systems have no modes to keep.
pub(crate) fn keep_mode(file: &File, replaced: &Path, besides: u32) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let Ok(metadata) = fs::metadata(replaced) else { return };
        let mode = (metadata.permissions().mode() & 0o777) | besides;
        drop(file.set_permissions(fs::Permissions::from_mode(mode)));
    }
    #[cfg(not(unix))]
    {
        let _ = (file, replaced, besides);
    }
}

/// Removes a file that may not be there.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes the names in a file's folder safe: those that were given, and those that went. Elsewhere than on Unix a folder
/// isn't opened, and on some file systems not synced.
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder_of(path))?.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}

/// The folder that a path stands in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where a path leads over links, whether or not there is anything.
pub(crate) fn target(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let Ok(link) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(link);
    }
    path
}

/// What tells a file from all others, where the system has it.
#[cfg_attr(unix, expect(clippy::unnecessary_wraps, reason = "other systems have none"))]
pub(crate) fn identity(metadata: &Metadata) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Some((metadata.dev(), metadata.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        None
    }
}

/// Whether a file has another name besides the one that it was found by. To write into it would change what somebody
/// knows by that one.
pub(crate) fn has_other_names(metadata: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        metadata.nlink() > 1
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        false
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn links_are_replaced_and_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let [victim, path, new] = ["victim", "file", "file.new"].map(|name| folder.path().join(name));
        fs::write(&victim, "mine").unwrap();
        let write = || replace(&path, &new, |file| file.write_all(b"text"));
        for link in [std::os::unix::fs::symlink::<&Path, &Path>, fs::hard_link] {
            for planted in [&path, &new] {
                link(&victim, planted).unwrap();
                write().unwrap();
                assert_eq!((fs::read(&path).unwrap(), fs::read(&victim).unwrap()), (b"text".into(), b"mine".into()));
                assert!(!fs::symlink_metadata(&path).unwrap().is_symlink() && !new.exists());
                fs::remove_file(&path).unwrap();
            }
        }
        fs::create_dir(&new).unwrap();
        assert!(write().is_err());
    }

    #[test]
    fn where_links_lead() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        symlink("second", at("first")).unwrap();
        symlink(at("none"), at("second")).unwrap();
        symlink("round", at("round")).unwrap();
        assert_eq!(target(&at("first")), at("none"));
        assert_eq!(target(&at("plain")), at("plain"));
        assert_eq!(target(&at("round")), at("round"));
    }
}
