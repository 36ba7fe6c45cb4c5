//! What a server doesn't have is remembered for an hour, so that it isn't asked by each run.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use twox_hash::XxHash64;

use super::Entry;

/// How the names of these files begin.
pub(super) const ABSENT: &str = "absent-";

/// How long it is remembered.
const REMEMBERED: Duration = Duration::from_secs(3600);

impl Entry {
    /// Whether a server said within the last hour that it has none.
    pub(crate) fn is_absent(&self, server: &str, now: SystemTime) -> bool {
        fs::read_to_string(self.absent(server)).is_ok_and(|text| is_fresh(&text, now))
    }

    /// Remembers that a server has none. If that fails, it is asked again. Whoever calls holds the lock to write.
    pub(crate) fn remember_absent(&self, server: &str, now: SystemTime) {
        let seconds = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
        drop(fs::create_dir_all(self.directory()).and_then(|()| fs::write(self.absent(server), seconds.to_string())));
    }

    fn absent(&self, server: &str) -> PathBuf {
        // Only the hash: a URL may have a password.
        self.directory().join(format!("{ABSENT}{:016x}", XxHash64::oneshot(0, server.as_bytes())))
    }
}

/// Whether the content of such a file counts.
pub(super) fn is_fresh(text: &str, now: SystemTime) -> bool {
    let Ok(seconds) = text.parse() else { return false };
    let since = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
    // A time in the future is from a clock that was wrong.
    since.and_then(|since| now.duration_since(since).ok()).is_some_and(|age| age < REMEMBERED)
}
