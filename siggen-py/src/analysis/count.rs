//! Crashes that are counted, on all cores.

use std::sync::Arc;

use pyo3::prelude::*;
use siggen_analysis::{CoverageTally, Coverer, CovererMemory, DiffTally, Differ, DifferMemory};
use siggen_core::Crash;

use crate::source::{Source, Task, Unreadable};

/// How many problems are told.
const TOLD: usize = 20;

/// What counts crashes.
pub(super) trait Count: Send + Sync + 'static {
    /// What is counted.
    type Tally: Default + Send + 'static;

    /// What a worker remembers.
    type Memory: Default + Send + 'static;

    /// Counts a crash.
    fn add(&self, crash: &Crash<'_>, place: &dyn Fn() -> String, memory: &mut Self::Memory, tally: &mut Self::Tally);

    /// Adds what another worker has counted.
    fn merge(tally: &mut Self::Tally, later: Self::Tally);
}

impl Count for Differ {
    type Tally = DiffTally;
    type Memory = DifferMemory;

    fn add(&self, crash: &Crash<'_>, place: &dyn Fn() -> String, memory: &mut DifferMemory, tally: &mut DiffTally) {
        Differ::add(self, crash, place, memory, tally);
    }

    fn merge(tally: &mut DiffTally, later: DiffTally) {
        tally.merge(later);
    }
}

impl Count for Coverer {
    type Tally = CoverageTally;
    type Memory = CovererMemory;

    fn add(
        &self,
        crash: &Crash<'_>,
        place: &dyn Fn() -> String,
        memory: &mut CovererMemory,
        tally: &mut CoverageTally,
    ) {
        Coverer::add(self, crash, place, memory, tally);
    }

    fn merge(tally: &mut CoverageTally, later: CoverageTally) {
        tally.merge(later);
    }
}

/// What has been counted of some crashes.
#[derive(Debug, Default)]
pub(super) struct Counted<T> {
    pub(super) tally: T,
    /// Crashes, with those that can't be read.
    records: u64,
    pub(super) failed: u64,
    /// Why the first of them can't be read, and where they stand.
    pub(super) problems: Vec<String>,
}

/// Counts each crash.
pub(super) struct Counting<C>(pub(super) Arc<C>);

impl<C: Count> Task for Counting<C> {
    type Part = Counted<C::Tally>;
    type Local = C::Memory;

    fn crash(
        &self,
        crash: Result<Crash<'_>, Unreadable>,
        place: &dyn Fn() -> String,
        memory: &mut C::Memory,
        part: &mut Self::Part,
    ) {
        part.records += 1;
        match crash {
            Ok(crash) => self.0.add(&crash, place, memory, &mut part.tally),
            Err(unreadable) => {
                part.failed += 1;
                if part.problems.len() < TOLD {
                    part.problems.push(unreadable.placed(place));
                }
            }
        }
    }
}

/// Counts all crashes. `progress` is called with the number of those that are done.
pub(super) fn count<C: Count>(
    py: Python<'_>,
    mut source: Source<Counting<C>>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Counted<C::Tally>> {
    let mut all = Counted::<C::Tally>::default();
    while let Some(part) = source.next(py)? {
        py.check_signals()?;
        all.records += part.records;
        all.failed += part.failed;
        all.problems.extend(part.problems.into_iter().take(TOLD - all.problems.len()));
        let tally = &mut all.tally;
        py.detach(|| C::merge(tally, part.tally));
        if let Some(progress) = progress {
            progress.call1((all.records,))?;
        }
    }
    Ok(all)
}
