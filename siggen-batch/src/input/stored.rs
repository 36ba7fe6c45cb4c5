//! Inputs as they are stored: opened, counted, and told apart by whether they wait for somebody to write.

use std::fs::{self, File, Metadata, OpenOptions};
use std::hash::Hasher;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use twox_hash::XxHash64;

use super::Input;

/// An input that has been opened.
pub(super) struct Stored {
    pub(super) reader: Box<dyn Read + Send>,
    /// Whether it is no file: what has come must not wait for what comes.
    pub(super) is_live: bool,
    /// What it was when it was opened.
    pub(super) stamp: u64,
}

/// Opens an input. `read` counts its bytes.
pub(super) fn open(input: &Input, read: &Arc<AtomicU64>) -> io::Result<Stored> {
    let count = Arc::clone(read);
    Ok(match input {
        Input::Stdin => {
            let is_live = !stdin_metadata().is_some_and(|metadata| metadata.is_file());
            Stored { reader: Box::new(Counted { inner: io::stdin(), count }), is_live, stamp: stamp(input) }
        }
        Input::File(path) | Input::Found(path) => {
            let file = open_file(input, path)?;
            let metadata = file.metadata()?;
            let stamp = stamp_of(path.as_os_str().as_encoded_bytes(), metadata.len(), Some(&metadata));
            Stored { reader: Box::new(Counted { inner: file, count }), is_live: !metadata.is_file(), stamp }
        }
        Input::Bytes { bytes, .. } => {
            let reader = Box::new(Counted { inner: Cursor::new(Arc::clone(bytes)), count });
            Stored { reader, is_live: false, stamp: stamp(input) }
        }
    })
}

/// Opens the file of an input. One that was found in a folder has been looked at, but may be another one by now; and
/// some files of `/proc` wait as a pipe does.
pub(super) fn open_file(input: &Input, path: &Path) -> io::Result<File> {
    let is_found = matches!(input, Input::Found(_));
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    if is_found {
        use std::os::unix::fs::OpenOptionsExt;
        // Of an ordinary file this changes nothing.
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = options.open(path)?;
    if is_found && !file.metadata()?.is_file() {
        return Err(io::Error::other("this is no longer a file"));
    }
    Ok(file)
}

/// What an input is, as far as can be told without reading it: a hash of its name, its size and its times.
pub(crate) fn stamp(input: &Input) -> u64 {
    match input {
        Input::Stdin => stamp_of(b"-", 0, None),
        Input::File(path) | Input::Found(path) => {
            let metadata = fs::metadata(path).ok();
            let size = metadata.as_ref().map_or(0, Metadata::len);
            stamp_of(path.as_os_str().as_encoded_bytes(), size, metadata.as_ref())
        }
        Input::Bytes { name, bytes } => stamp_of(name.as_bytes(), bytes.len() as u64, None),
    }
}

fn stamp_of(name: &[u8], size: u64, metadata: Option<&Metadata>) -> u64 {
    let mut hasher = XxHash64::default();
    hasher.write(name);
    hasher.write(&size.to_le_bytes());
    if let Some(metadata) = metadata {
        let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        hasher.write(&modified.unwrap_or_default().as_nanos().to_le_bytes());
        // Who sets the time of the last change of a file anew changes this one.
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            hasher.write(&metadata.ctime().to_le_bytes());
            hasher.write(&metadata.ctime_nsec().to_le_bytes());
        }
    }
    hasher.finish()
}

/// How many bytes an input has, where that can be known. One that isn't there has none.
pub(crate) fn size(input: &Input) -> Option<u64> {
    match input {
        Input::Stdin => stdin_metadata().filter(Metadata::is_file).map(|metadata| metadata.len()),
        Input::File(path) | Input::Found(path) => match fs::metadata(path) {
            Ok(metadata) => metadata.is_file().then_some(metadata.len()),
            Err(_) => Some(0),
        },
        Input::Bytes { bytes, .. } => Some(bytes.len() as u64),
    }
}

/// What standard input is: a file, where the shell has opened one.
#[cfg(unix)]
fn stdin_metadata() -> Option<Metadata> {
    use std::os::fd::AsFd;
    File::from(io::stdin().as_fd().try_clone_to_owned().ok()?).metadata().ok()
}

#[cfg(not(unix))]
fn stdin_metadata() -> Option<Metadata> {
    None
}

struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
