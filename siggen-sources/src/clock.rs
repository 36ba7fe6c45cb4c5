//! Time and chance: the system's, or a test's.

use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, Instant, SystemTime};

use crate::stop::Stop;

/// What depends on when something runs.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The time of day: when a file was used, and when a server said that it has none.
    fn now(&self) -> SystemTime;

    /// The time since some fixed moment, which never goes back.
    fn elapsed(&self) -> Duration;

    /// Waits for some time, or until `stop` is set.
    fn wait(&self, time: Duration, stop: &Stop);

    /// A number that can't be foreseen, so that programs that failed together don't try again together.
    fn random(&self) -> u64;
}

/// The system's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// A clock that begins now.
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn wait(&self, time: Duration, stop: &Stop) {
        stop.wait(time);
    }

    fn random(&self) -> u64 {
        // Each `RandomState` has keys of its own.
        RandomState::new().build_hasher().finish()
    }
}
