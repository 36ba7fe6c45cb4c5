//! Locks between processes, and between threads: of the operating system, which lets go of those of a process that ends,
//! however it ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use twox_hash::XxHash64;

use crate::clock::Clock;
use crate::stop::Stop;

/// How many files there are for locks. A file could not be deleted without a race, so there is not one for each entry:
/// two entries with the same one wait for each other, and nothing else.
const FILES: u64 = 4096;

/// How often a lock that somebody holds is tried. The system's own waiting can't be interrupted.
const AGAIN: Duration = Duration::from_millis(50);

/// A lock that is free, as far as this value goes.
#[derive(Debug)]
pub(crate) struct Lock(File);

/// A lock that is held until this value is dropped.
#[derive(Debug)]
pub(crate) struct Held {
    _file: File,
}

impl Lock {
    pub(super) fn open(directory: &Path, key: &str) -> io::Result<Self> {
        let number = XxHash64::oneshot(0, key.as_bytes()) % FILES;
        let path = directory.join(format!("{number:03x}"));
        File::options().create(true).truncate(false).write(true).read(true).open(path).map(Self)
    }

    /// Waits until nobody writes. Others may read as well. `None` if `stop` is set before.
    pub(crate) fn read(self, clock: &dyn Clock, stop: &Stop) -> io::Result<Option<Held>> {
        self.wait(File::try_lock_shared, clock, stop)
    }

    /// Waits until nobody reads or writes. `None` if `stop` is set before.
    pub(crate) fn write(self, clock: &dyn Clock, stop: &Stop) -> io::Result<Option<Held>> {
        self.wait(File::try_lock, clock, stop)
    }

    /// To write, if nobody reads or writes now.
    pub(crate) fn now(self) -> Option<Held> {
        self.0.try_lock().is_ok().then_some(Held { _file: self.0 })
    }

    fn wait(
        self,
        lock: fn(&File) -> Result<(), TryLockError>,
        clock: &dyn Clock,
        stop: &Stop,
    ) -> io::Result<Option<Held>> {
        while !stop.is_stopped() {
            match lock(&self.0) {
                Ok(()) => return Ok(Some(Held { _file: self.0 })),
                Err(TryLockError::WouldBlock) => clock.wait(AGAIN, stop),
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Ok(None)
    }
}
