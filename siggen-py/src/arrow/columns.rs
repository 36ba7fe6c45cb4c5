//! A column of crashes as a source of many.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::Arc;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use rayon::prelude::*;
use siggen_core::Crash;

use super::column::Crashes;
use super::feed::Feed;
use super::{end_of_group, pieces};
use crate::errors;
use crate::source::{Crew, Task};

/// The work on the crashes of a column.
pub(crate) struct Columns<T: Task> {
    crew: Arc<Crew<T>>,
    feed: Feed,
    pool: rayon::ThreadPool,
    /// The batch at hand, and its first row that nobody has worked on.
    batch: Option<(Crashes, usize)>,
    /// How many crashes the batches before it had.
    before: u64,
    ready: VecDeque<T::Part>,
}

impl<T: Task> Columns<T> {
    pub(crate) fn new(feed: Feed, crew: Arc<Crew<T>>, jobs: Option<NonZero<usize>>) -> PyResult<Self> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, NonZero::get)).build();
        Ok(Columns {
            crew,
            feed,
            pool: pool.map_err(|error| PyRuntimeError::new_err(error.to_string()))?,
            batch: None,
            before: 0,
            ready: VecDeque::new(),
        })
    }

    /// The next part; none when all is done.
    pub(crate) fn next(&mut self, py: Python<'_>) -> PyResult<Option<T::Part>> {
        loop {
            if let Some(part) = self.ready.pop_front() {
                return Ok(Some(part));
            }
            py.check_signals()?;
            match self.batch.take() {
                Some((crashes, start)) if start < crashes.len() => {
                    let end = end_of_group(&crashes, start);
                    let (crew, pool, before) = (&self.crew, &self.pool, self.before);
                    let rows = start..end;
                    let parts: Vec<T::Part> = py.detach(|| {
                        let pieces = pieces(&crashes, rows);
                        let part = |rows: std::ops::Range<usize>| {
                            let first = before + rows.start as u64;
                            crew.work_on(first, rows.map(|row| crashes.get(row)), |json| read(*json, crew))
                        };
                        pool.install(|| pieces.into_par_iter().map(part).collect())
                    });
                    self.ready = parts.into();
                    self.batch = Some((crashes, end));
                }
                done => {
                    self.before += done.map_or(0, |(crashes, _)| crashes.len() as u64);
                    let Some(crashes) = self.feed.next(py)? else { return Ok(None) };
                    self.batch = Some((crashes, 0));
                }
            }
        }
    }
}

fn read<'c, T: Task>(json: Option<&'c [u8]>, crew: &Crew<T>) -> Result<Crash<'c>, String> {
    let json = json.ok_or("null: a crash report is a JSON object")?;
    let crash = match crew.shape {
        Some(shape) => Crash::from_json_as(json, shape),
        None => Crash::from_json(json),
    };
    crash.map_err(|error| errors::text_of(json, &error))
}
