//! Which hosts are paused: one that failed many times in a row is asked rarely, until it responds again.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The first pause. Each one that ends with another failure is twice as long.
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);

/// The state of each host. There are as many as the user named.
#[derive(Debug, Default)]
pub(crate) struct Circuits {
    hosts: Mutex<HashMap<String, Host>>,
}

#[derive(Debug, Default)]
struct Host {
    /// Failures since the last response.
    failures: u32,
    paused: Option<Paused>,
}

#[derive(Debug)]
struct Paused {
    /// Until when, as the clock's elapsed time.
    until: Duration,
    length: Duration,
    /// Whether a request was let through to see if the host is back.
    is_probed: bool,
    /// How long it was waited for: the time in which anybody waited, whether one or many.
    waited: Duration,
    /// The end of the last wait.
    waited_until: Duration,
}

/// Whether a host may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// Now. Whoever is let through [records](Circuits::record) what came of it.
    Pass,
    /// Ask again after this time.
    Wait(Duration),
    /// Not now, and all waiting is used up.
    Refused,
}

impl Circuits {
    /// Asks for a host. Waiting for one that is paused takes no longer than `patience` in all.
    pub(crate) fn admit(&self, host: &str, now: Duration, patience: Duration) -> Admission {
        self.with(host, |host| {
            let Some(paused) = &mut host.paused else { return Admission::Pass };
            if now >= paused.until && !paused.is_probed {
                paused.is_probed = true;
                return Admission::Pass;
            }
            // While another request probes, look again later.
            let wait = paused.until.checked_sub(now).filter(|rest| !rest.is_zero()).unwrap_or(FIRST / 4);
            let end = now + wait;
            let waited = paused.waited + end.saturating_sub(now.max(paused.waited_until));
            if waited > patience {
                return Admission::Refused;
            }
            paused.waited = waited;
            paused.waited_until = end.max(paused.waited_until);
            Admission::Wait(wait)
        })
    }

    /// Notes whether a host responded. After `limit` failures in a row it is paused.
    pub(crate) fn record(&self, host: &str, responded: bool, now: Duration, limit: u32) {
        self.with(host, |host| {
            if responded {
                *host = Host::default();
                return;
            }
            host.failures = host.failures.saturating_add(1);
            match &mut host.paused {
                // A request that began before the pause says nothing new.
                Some(paused) if !paused.is_probed => {}
                Some(paused) => {
                    paused.length = (paused.length * 2).min(LONGEST);
                    paused.until = now + paused.length;
                    paused.is_probed = false;
                }
                None if host.failures >= limit => {
                    let until = now + FIRST;
                    host.paused = Some(Paused {
                        until,
                        length: FIRST,
                        is_probed: false,
                        waited: Duration::ZERO,
                        waited_until: Duration::ZERO,
                    });
                }
                None => {}
            }
        });
    }

    fn with<T>(&self, host: &str, act: impl FnOnce(&mut Host) -> T) -> T {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        act(hosts.entry(host.to_owned()).or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const PATIENCE: Duration = Duration::from_secs(4);

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_host_is_paused_after_failures_in_a_row() {
        let circuits = Circuits::default();
        let fails = |now| circuits.record("a", false, now, 3);
        (0..2).for_each(|_| fails(at(0)));
        circuits.record("a", true, at(0), 3);
        (0..2).for_each(|_| fails(at(0)));
        assert_eq!(circuits.admit("a", at(0), PATIENCE), Admission::Pass);
        fails(at(0));
        assert_eq!(circuits.admit("a", at(0), PATIENCE), Admission::Wait(SECOND));
        assert_eq!(circuits.admit("b", at(0), PATIENCE), Admission::Pass, "another host");
    }

    #[test]
    fn one_request_probes_and_a_response_ends_the_pause() {
        let circuits = Circuits::default();
        circuits.record("a", false, at(0), 1);
        assert_eq!(circuits.admit("a", at(1), PATIENCE), Admission::Pass);
        assert_eq!(circuits.admit("a", at(1), PATIENCE), Admission::Wait(SECOND / 4), "while the first one probes");
        circuits.record("a", false, at(1), 1);
        assert_eq!(circuits.admit("a", at(1), PATIENCE), Admission::Wait(2 * SECOND), "twice as long");
        assert_eq!(circuits.admit("a", at(3), PATIENCE), Admission::Pass);
        circuits.record("a", true, at(3), 1);
        assert_eq!(circuits.admit("a", at(3), PATIENCE), Admission::Pass);
        assert_eq!(circuits.admit("a", at(3), PATIENCE), Admission::Pass);
    }

    #[test]
    fn many_that_wait_together_are_as_patient_as_one() {
        let circuits = Circuits::default();
        circuits.record("a", false, at(0), 1);
        for _ in 0..100 {
            assert_eq!(circuits.admit("a", at(0), PATIENCE), Admission::Wait(SECOND));
        }
        assert_eq!(circuits.admit("a", at(0) + SECOND / 2, PATIENCE), Admission::Wait(SECOND / 2));
        assert_eq!(circuits.admit("a", at(0), SECOND / 2), Admission::Refused);
    }

    #[test]
    fn waiting_has_an_end_and_probes_go_on() {
        let circuits = Circuits::default();
        circuits.record("a", false, at(0), 1);
        assert_eq!(circuits.admit("a", at(0), Duration::ZERO), Admission::Refused, "somebody who doesn't wait");
        let (mut now, mut waited) = (at(0), Duration::ZERO);
        for _ in 0..100 {
            match circuits.admit("a", now, at(120)) {
                Admission::Pass => circuits.record("a", false, now, 1),
                Admission::Wait(time) => (now, waited) = (now + time, waited + time),
                Admission::Refused => now += SECOND,
            }
        }
        assert_eq!(waited, at(120));
        assert_eq!(circuits.admit("a", now + LONGEST, at(120)), Admission::Pass, "it is still probed");
        circuits.record("a", true, now, 1);
        assert_eq!(circuits.admit("a", now, at(120)), Admission::Pass, "and back at once");
    }
}
