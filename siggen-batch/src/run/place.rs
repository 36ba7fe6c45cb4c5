//! Where a run is, and where it can be gone on from.

use std::hash::Hasher;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};
use twox_hash::XxHash64;

use crate::input::Problem;

/// Where to go on: behind everything up to here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// How many inputs are done, with those that could not be had.
    pub inputs: u64,
    /// The name of the last of them, to see that it is still the same.
    pub last: Option<String>,
    /// How many lines (all that end, blank ones too), rows, or items of a long list of the next input are done.
    pub records: u64,
    /// What all that was, to see that it is still the same; where there is none, nobody looks.
    pub trace: Option<Trace>,
}

/// What was read up to a place, as hashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Of the names, sizes and times of the inputs that are done.
    pub(crate) done: u64,
    /// Of those of the next input.
    pub(crate) input: u64,
    /// Of the text of its lines that are done. Tables are known by their sizes and times alone.
    pub(crate) text: u64,
}

impl Trace {
    /// The next input is done.
    pub(crate) fn end_of_input(&mut self) {
        let mut hasher = XxHash64::default();
        hasher.write(&self.done.to_le_bytes());
        hasher.write(&self.input.to_le_bytes());
        *self = Trace { done: hasher.finish(), ..Trace::default() };
    }

    /// What stands for an input that could not be had.
    pub(crate) fn stamp_of_problem(problem: &Problem) -> u64 {
        let mut hasher = XxHash64::default();
        hasher.write(problem.source.as_bytes());
        hasher.finish()
    }
}

/// How far the reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// How many bytes were read, as they are stored.
    pub read: u64,
    /// How many bytes all inputs have, where that is known.
    pub size: Option<u64>,
    /// How many inputs are done.
    pub inputs: u64,
    /// How many inputs there are, where all are known.
    pub of: Option<u64>,
}

/// What the thread that reads tells of its way.
#[derive(Debug, Default)]
pub(super) struct Way {
    pub(super) read: Arc<AtomicU64>,
    pub(super) inputs: AtomicU64,
    /// One more than there are; zero where that isn't known.
    size: AtomicU64,
    of: AtomicU64,
}

impl Way {
    pub(super) fn know_size(&self, size: u64) {
        self.size.store(size.saturating_add(1), Ordering::Relaxed);
    }

    pub(super) fn know_inputs(&self, of: u64) {
        self.of.store(of.saturating_add(1), Ordering::Relaxed);
    }

    pub(super) fn knows_inputs(&self) -> bool {
        self.of.load(Ordering::Relaxed) > 0
    }

    pub(super) fn reached(&self) -> Reached {
        let known = |number: &AtomicU64| number.load(Ordering::Relaxed).checked_sub(1);
        Reached {
            read: self.read.load(Ordering::Relaxed),
            size: known(&self.size),
            inputs: self.inputs.load(Ordering::Relaxed),
            of: known(&self.of),
        }
    }
}

const CLOSED: u64 = 1 << 63;

/// How many chunks have been begun, until no more are to be: who waits then knows how many will come, though the
/// thread that reads may wait for a pipe.
#[derive(Debug, Default)]
pub(super) struct Gate(AtomicU64);

impl Gate {
    /// Begins a chunk; false if that is not to be.
    pub(super) fn pass(&self) -> bool {
        let begun = |count: u64| (count & CLOSED == 0).then_some(count + 1);
        self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, begun).is_ok()
    }

    /// Lets no more chunks begin.
    pub(super) fn close(&self) {
        self.0.fetch_or(CLOSED, Ordering::SeqCst);
    }

    /// How many chunks will have come at the end, when no more are begun.
    pub(super) fn last(&self) -> Option<u64> {
        let count = self.0.load(Ordering::SeqCst);
        (count & CLOSED != 0).then_some(count & !CLOSED)
    }
}
