//! Crashes of an iterable: Python hands them over in chunks, which all cores work on.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};

use pyo3::exceptions::{PyException, PyRuntimeError};
use pyo3::prelude::*;
use pyo3::types::PyIterator;

use super::PATIENCE;
use super::crew::{Crew, Task};
use crate::errors;
use crate::input::Json;

/// How many crashes one core works on at a time.
const CHUNK: usize = 64;

/// The work on an iterable of crashes.
pub(crate) struct Crashes<T: Task> {
    crew: Arc<Crew<T>>,
    /// Nothing when the iterable has ended.
    iterator: Option<Py<PyIterator>>,
    /// Raised when all that came before it has been handed out.
    failure: Option<PyErr>,
    /// Threads of this call alone: a process that was forked has no others.
    pool: rayon::ThreadPool,
    under_way: VecDeque<Receiver<T::Part>>,
    /// How many crashes have been handed over.
    count: u64,
    /// The first chunks are small, so that the first outcome comes soon.
    chunk: usize,
}

impl<T: Task> Crashes<T> {
    pub(super) fn new(
        crashes: &Bound<'_, PyIterator>,
        crew: Arc<Crew<T>>,
        jobs: Option<NonZero<usize>>,
    ) -> PyResult<Self> {
        let iterator = Some(crashes.clone().unbind());
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, NonZero::get)).build();
        let pool = pool.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        Ok(Crashes { crew, iterator, failure: None, pool, under_way: VecDeque::new(), count: 0, chunk: 1 })
    }

    pub(super) fn next(&mut self, py: Python<'_>) -> PyResult<Option<T::Part>> {
        while self.iterator.is_some() && self.under_way.len() < 2 * self.pool.current_num_threads() {
            self.hand_over(py);
        }
        loop {
            let Some(chunk) = self.under_way.pop_front() else {
                return match self.failure.take() {
                    Some(failure) => Err(failure),
                    None => Ok(None),
                };
            };
            let (chunk, waited) = py.detach(move || {
                let waited = chunk.recv_timeout(PATIENCE);
                (chunk, waited)
            });
            match waited {
                Ok(part) => return Ok(Some(part)),
                Err(RecvTimeoutError::Timeout) => {
                    self.under_way.push_front(chunk);
                    py.check_signals()?;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(PyRuntimeError::new_err("a worker ended early"));
                }
            }
        }
    }

    /// Takes the next crashes from Python and gives them to a core.
    fn hand_over(&mut self, py: Python<'_>) {
        let Some(iterator) = &self.iterator else { return };
        let mut crashes: Vec<Result<Json, String>> = Vec::with_capacity(self.chunk);
        let mut iterator = iterator.bind(py).clone();
        while crashes.len() < self.chunk {
            match iterator.next() {
                Some(Ok(crash)) => match Json::of(&crash, self.crew.shape) {
                    Ok(json) => crashes.push(Ok(json)),
                    // What is wrong with one crash costs no other.
                    Err(error) if error.is_instance_of::<PyException>(py) => {
                        let text = error.value(py).str().map(|text| text.to_string_lossy().into_owned());
                        crashes.push(Err(text.unwrap_or_default()));
                    }
                    Err(error) => self.failure = Some(error),
                },
                Some(Err(error)) => self.failure = Some(error),
                None => self.iterator = None,
            }
            if self.failure.is_some() {
                self.iterator = None;
            }
            if self.iterator.is_none() {
                break;
            }
        }
        self.chunk = (2 * self.chunk).min(CHUNK);
        if crashes.is_empty() {
            return;
        }
        let first = self.count;
        self.count += crashes.len() as u64;
        let crew = Arc::clone(&self.crew);
        let (done, part) = sync_channel(1);
        self.under_way.push_back(part);
        self.pool.spawn(move || {
            let part = crew.work_on(first, crashes, |json| {
                let json = json.as_ref().map_err(Clone::clone)?;
                json.read(crew.shape).map_err(|error| errors::text_of(json.as_bytes(), &error))
            });
            // A part that nobody waits for is of no use.
            drop(done.send(part));
        });
    }
}
