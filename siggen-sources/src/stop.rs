//! Ends work from another thread: waits end at once, and connections are closed.

use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A flag that ends work. Clones are the same flag.
#[derive(Clone, Default)]
pub struct Stop {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    is_stopped: bool,
    on_stop: Vec<Box<dyn FnOnce() + Send>>,
}

impl Stop {
    /// A flag that isn't set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the flag, for good: what waits goes on, and downloads fail. Not for signal handlers, since it locks.
    pub fn stop(&self) {
        let mut state = self.state();
        state.is_stopped = true;
        let on_stop = std::mem::take(&mut state.on_stop);
        drop(state);
        self.shared.changed.notify_all();
        for call in on_stop {
            call();
        }
    }

    /// Whether the flag is set.
    pub fn is_stopped(&self) -> bool {
        self.state().is_stopped
    }

    /// Waits for some time, or until the flag is set.
    pub fn wait(&self, time: Duration) {
        let waited = self.shared.changed.wait_timeout_while(self.state(), time, |state| !state.is_stopped);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    /// What to do when the flag is set; now, if it is.
    pub(crate) fn on_stop(&self, call: impl FnOnce() + Send + 'static) {
        let mut state = self.state();
        if state.is_stopped {
            drop(state);
            call();
        } else {
            state.on_stop.push(Box::new(call));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stop").field("is_stopped", &self.is_stopped()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_ends_with_the_flag() {
        let stop = Stop::new();
        let other = stop.clone();
        let waiting = std::thread::spawn(move || other.wait(Duration::MAX));
        assert!(!stop.is_stopped());
        stop.stop();
        waiting.join().unwrap();
        stop.wait(Duration::MAX);
        assert!(stop.is_stopped());
    }

    #[test]
    fn what_is_to_be_done_is_done_once() {
        let (stop, (sender, receiver)) = (Stop::new(), std::sync::mpsc::channel());
        let (early, late) = (sender.clone(), sender);
        stop.on_stop(move || early.send("early").unwrap());
        assert!(receiver.try_recv().is_err());
        stop.stop();
        stop.stop();
        stop.on_stop(move || late.send("late").unwrap());
        assert_eq!(receiver.iter().collect::<Vec<_>>(), ["early", "late"]);
    }
}
