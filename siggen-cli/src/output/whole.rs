//! Files that are written in one go, atomically.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::disk::{create_anew, sync_folder_of, target};

/// Writes a file under another name beside it and gives it its own at the end, so nobody ever reads a half one. What is
/// there and is no regular file, such as a pipe, stays what it is.
pub(crate) fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return write(&mut OpenOptions::new().write(true).open(path)?);
    }
    // A link stays a link.
    let path = &target(path);
    let Some(name) = path.file_name() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is not a file name"));
    };
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(beside);
    let written = written(&beside, write).and_then(|()| fs::rename(&beside, path)).and_then(|()| sync_folder_of(path));
    if written.is_err() {
        // It may not be there at all.
        drop(fs::remove_file(&beside));
    }
    written
}

fn written(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut file = BufWriter::new(create_anew(path)?);
    write(&mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.html");
        write_whole(&path, |out| out.write_all(b"one")).unwrap();
        let failed = write_whole(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert_eq!(failed.unwrap_err().to_string(), "no more");
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write_whole(&path, |out| out.write_all(b"two")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write_whole(&folder.path().join("no/such/folder"), |_| Ok(())).is_err());
        assert!(write_whole(Path::new("/"), |_| Ok(())).is_err());
        assert!(write_whole(Path::new(""), |_| Ok(())).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_links() {
        let folder = tempfile::tempdir().unwrap();
        let [path, link] = ["report.html", "latest.html"].map(|name| folder.path().join(name));
        fs::write(&path, b"one").unwrap();
        std::os::unix::fs::symlink("report.html", &link).unwrap();
        write_whole(&link, |out| out.write_all(b"two")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        write_whole(Path::new("/dev/null"), |out| out.write_all(b"gone")).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn what_is_planted_is_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("victim"), b"mine").unwrap();
        let beside = at(&format!(".report.html.{}.part", std::process::id()));
        std::os::unix::fs::symlink("victim", &beside).unwrap();
        std::os::unix::fs::symlink("report.html", at("latest.html")).unwrap();
        // A link that leads to nothing yet stays a link, too.
        write_whole(&at("latest.html"), |out| out.write_all(b"one")).unwrap();
        assert_eq!(fs::read(at("report.html")).unwrap(), b"one");
        assert_eq!(fs::read(at("victim")).unwrap(), b"mine");
        assert!(!beside.is_symlink() && at("latest.html").is_symlink());
    }
}
