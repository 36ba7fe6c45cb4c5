//! A clock that moves when somebody waits.

use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use crate::clock::Clock;
use crate::stop::Stop;

#[derive(Debug)]
pub(crate) struct TestClock {
    start: SystemTime,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    elapsed: Duration,
    waits: Vec<Duration>,
    random: u64,
}

impl TestClock {
    pub(crate) fn new() -> Self {
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        Self { start, state: Mutex::default() }
    }

    pub(crate) fn advance(&self, time: Duration) {
        self.state.lock().unwrap().elapsed += time;
    }

    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.state.lock().unwrap().waits.clone()
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        self.start + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.state.lock().unwrap().elapsed
    }

    fn wait(&self, time: Duration, _: &Stop) {
        let mut state = self.state.lock().unwrap();
        state.elapsed += time;
        state.waits.push(time);
        drop(state);
        std::thread::yield_now();
    }

    fn random(&self) -> u64 {
        let mut state = self.state.lock().unwrap();
        state.random = state.random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        state.random
    }
}
