use std::cell::Cell;

use super::*;
use crate::fault::Stage;
use crate::test_clock::TestClock;

const SECOND: Duration = Duration::from_secs(1);

/// Tries what fails like this for ever; the last fault, the tries, and how long each wait was, in milliseconds.
fn fails(policy: &Policy, fault: &Fault, retry_after: Option<Duration>) -> (Fault, u32, Vec<u128>) {
    let (clock, stop, circuits) = (TestClock::new(), Stop::new(), Circuits::default());
    let rules = Rules { policy, clock: &clock, stop: &stop, circuits: &circuits };
    let once = || Err::<(), _>(Failed { fault: fault.clone(), retry_after });
    let (fault, tries) = rules.retry("a", once).unwrap_err();
    (fault, tries, clock.waits().iter().map(Duration::as_millis).collect())
}

#[test]
fn waits_double_and_are_not_all_alike() {
    let (fault, tries, waits) = fails(&Policy::batch(), &Fault::Status(503), None);
    assert_eq!((fault, tries, waits.len()), (Fault::Status(503), 5, 4));
    for (wait, full) in waits.iter().zip([500, 1000, 2000, 4000]) {
        assert!((full / 2..=full).contains(wait), "{waits:?}");
    }
    let many = Policy { tries: 80, ..Policy::batch() };
    let (_, tries, waits) = fails(&many, &Fault::Cut, None);
    assert_eq!(tries, 80);
    assert!(waits.iter().all(|wait| *wait <= 60_000), "{waits:?}");
    let long: std::collections::BTreeSet<_> = waits[10..].iter().collect();
    assert!(long.len() > 10, "{waits:?}");
}

#[test]
fn retry_after_counts_up_to_a_limit() {
    let (.., waits) = fails(&Policy::batch(), &Fault::Status(429), Some(7 * SECOND));
    assert_eq!(waits, [7000; 4]);
    let (.., waits) = fails(&Policy::batch(), &Fault::Status(429), Some(9999 * SECOND));
    assert_eq!(waits, [60_000; 4]);
    let (.., waits) = fails(&Policy::batch(), &Fault::Status(429), Some(Duration::ZERO));
    assert!(waits[3] >= 2000, "{waits:?}");
}

#[test]
fn what_stays_as_it_is_is_not_tried_again() {
    let tries = |fault| fails(&Policy::batch(), &fault, None).1;
    for fault in [Fault::Status(403), Fault::Disk(String::new()), Fault::TooLarge(1)] {
        assert_eq!(tries(fault), 1);
    }
    for fault in [Fault::NoModule, Fault::Compression, Fault::OtherModule(String::new())] {
        assert_eq!(tries(fault), 2);
    }
    for fault in [Fault::Closed, Fault::NoHost, Fault::TimedOut(Stage::Total, SECOND), Fault::Status(500)] {
        assert_eq!(tries(fault), 5);
    }
    assert_eq!(fails(&Policy::interactive(), &Fault::Status(500), None).1, 1);
}

#[test]
fn a_stop_ends_the_waiting() {
    let (clock, stop, circuits) = (TestClock::new(), Stop::new(), Circuits::default());
    let rules = Rules { policy: &Policy::batch(), clock: &clock, stop: &stop, circuits: &circuits };
    let once = || {
        stop.stop();
        Err::<(), _>(Fault::Status(500).into())
    };
    assert_eq!(rules.retry("a", once), Err((Fault::Stopped, 1)));
}

#[test]
fn a_host_that_fails_is_asked_rarely_and_back_at_once() {
    let (clock, stop, circuits) = (TestClock::new(), Stop::new(), Circuits::default());
    let rules = Rules { policy: &Policy::batch(), clock: &clock, stop: &stop, circuits: &circuits };
    let (asked, is_well) = (Cell::new(0), Cell::new(false));
    let find = || {
        rules.retry("a", || {
            asked.set(asked.get() + 1);
            rules.record("a", is_well.get());
            if is_well.get() { Ok(()) } else { Err(Fault::Status(500).into()) }
        })
    };
    let results: Vec<_> = (0..100).map(|_| find().unwrap_err()).collect();
    assert_eq!(results[0], (Fault::Status(500), 5));
    assert_eq!(results[99], (Fault::Paused, 0), "all waiting is used up");
    assert!(asked.get() < 30, "{}", asked.get());
    let waited: Duration = clock.waits().iter().sum();
    assert!(waited < 200 * SECOND, "{waited:?}");

    is_well.set(true);
    clock.advance(60 * SECOND);
    let before = clock.waits().len();
    (0..100).for_each(|_| find().unwrap());
    assert_eq!(clock.waits().len(), before, "normal speed");
}
