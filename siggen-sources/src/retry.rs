//! Tries something several times, with waits between.

use std::time::Duration;

use crate::circuit::{Admission, Circuits};
use crate::clock::Clock;
use crate::fault::Fault;
use crate::policy::Policy;
use crate::stop::Stop;

/// What requests go by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules<'r> {
    pub(crate) policy: &'r Policy,
    pub(crate) clock: &'r dyn Clock,
    pub(crate) stop: &'r Stop,
    pub(crate) circuits: &'r Circuits,
}

/// A try that failed.
#[derive(Debug)]
pub(crate) struct Failed {
    pub(crate) fault: Fault,
    /// When the server wants to be asked again.
    pub(crate) retry_after: Option<Duration>,
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        Self { fault, retry_after: None }
    }
}

impl Rules<'_> {
    /// Tries until it works, but no more often than the policy and the fault allow. A failure comes with the number of
    /// tries.
    pub(crate) fn retry<T>(&self, host: &str, mut once: impl FnMut() -> Result<T, Failed>) -> Result<T, (Fault, u32)> {
        let mut tries = 0;
        let mut last = Fault::Paused;
        loop {
            if self.stop.is_stopped() {
                return Err((Fault::Stopped, tries));
            }
            match self.circuits.admit(host, self.clock.elapsed(), self.policy.patience) {
                Admission::Pass => {}
                Admission::Wait(time) => {
                    self.clock.wait(time, self.stop);
                    continue;
                }
                Admission::Refused => return Err((last, tries)),
            }
            tries += 1;
            let failed = match once() {
                Ok(value) => return Ok(value),
                Err(failed) => failed,
            };
            if tries >= failed.fault.tries(self.policy.tries) {
                return Err((failed.fault, tries));
            }
            let wait = self.pause(tries, failed.retry_after);
            last = failed.fault;
            self.clock.wait(wait, self.stop);
        }
    }

    /// Notes whether the host responded to the request that was let through.
    pub(crate) fn record(&self, host: &str, responded: bool) {
        self.circuits.record(host, responded, self.clock.elapsed(), self.policy.pause_after);
    }

    /// The wait after a try.
    fn pause(&self, tries: u32, retry_after: Option<Duration>) -> Duration {
        let doubled = self.policy.backoff.saturating_mul(1_u32.checked_shl(tries - 1).unwrap_or(u32::MAX));
        let longest = self.policy.longest_wait;
        // Between a half and all of it.
        let part = u32::from((self.clock.random() >> 56) as u8);
        let backoff = doubled.min(longest) * (255 + part) / 510;
        backoff.max(retry_after.unwrap_or_default().min(longest))
    }
}

#[cfg(test)]
mod tests;
