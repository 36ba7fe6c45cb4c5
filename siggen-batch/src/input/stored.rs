//! Inputs as they are stored: opened, counted, and told apart by whether they wait for somebody to write.

use std::fs::{self, File, Metadata};
use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Input;

/// An input that has been opened.
pub(super) struct Stored {
    pub(super) reader: Box<dyn Read + Send>,
    /// Whether it is no file: what has come must not wait for what comes.
    pub(super) is_live: bool,
}

/// Opens an input. `read` counts its bytes.
pub(super) fn open(input: &Input, read: &Arc<AtomicU64>) -> io::Result<Stored> {
    let count = Arc::clone(read);
    Ok(match input {
        Input::Stdin => {
            let is_live = !stdin_metadata().is_some_and(|metadata| metadata.is_file());
            Stored { reader: Box::new(Counted { inner: io::stdin(), count }), is_live }
        }
        Input::File(path) => {
            let file = File::open(path)?;
            let is_live = !file.metadata()?.is_file();
            Stored { reader: Box::new(Counted { inner: file, count }), is_live }
        }
        Input::Bytes { bytes, .. } => {
            Stored { reader: Box::new(Counted { inner: Cursor::new(Arc::clone(bytes)), count }), is_live: false }
        }
    })
}

/// How many bytes an input has, where that can be known. One that isn't there has none.
pub(crate) fn size(input: &Input) -> Option<u64> {
    match input {
        Input::Stdin => stdin_metadata().filter(Metadata::is_file).map(|metadata| metadata.len()),
        Input::File(path) => match fs::metadata(path) {
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
