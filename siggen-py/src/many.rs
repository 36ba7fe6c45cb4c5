//! Many crashes: their outcomes in their order, from all cores.

use std::collections::VecDeque;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use pyo3::exceptions::{PyException, PyOSError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyIterator, PyString};
use siggen_batch::run::{Parts, Work, in_order};
use siggen_batch::{Input, Problem, Record, expand};
use siggen_core::{SessionMemory, Shape};

use crate::engine::Engine;
use crate::errors;
use crate::input::Json;
use crate::outcome::PyOutcome;

type Outcomes = Vec<PyOutcome>;

/// How many crashes of an iterable one core works on at a time.
const CHUNK: usize = 64;

/// How long Python waits before it looks whether somebody pressed Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(50);

/// An iterator of outcomes.
#[pyclass(name = "Outcomes", module = "siggen")]
pub(crate) struct PyOutcomes {
    ready: std::vec::IntoIter<PyOutcome>,
    /// Behind a lock, since a waiting end of a channel is not for two threads.
    source: Mutex<Source>,
}

enum Source {
    /// Crashes that Python hands over one by one.
    Crashes(Box<Crashes>),
    /// Files, or text with a record a line.
    Records(Box<Parts<Outcomes>>),
    Ended,
}

/// How many cores to use; all where nothing is said.
pub(crate) fn jobs(jobs: Option<usize>) -> PyResult<Option<NonZero<usize>>> {
    let Some(jobs) = jobs else { return Ok(None) };
    let jobs = NonZero::new(jobs);
    jobs.map(Some).ok_or_else(|| PyValueError::new_err("jobs must be 1 or more; leave it out to use all cores"))
}

/// Starts on what `crashes` stands for.
pub(crate) fn generate(
    engine: &Arc<Engine>,
    crashes: &Bound<'_, PyAny>,
    shape: Option<Shape>,
    jobs: Option<NonZero<usize>>,
) -> PyResult<PyOutcomes> {
    let source = match inputs(crashes)? {
        Some(inputs) => {
            let work = Records { engine: engine.clone(), shape };
            let parts = in_order(inputs, jobs, work).map_err(|error| PyOSError::new_err(error.to_string()))?;
            Source::Records(Box::new(parts))
        }
        None => Source::Crashes(Box::new(Crashes::new(engine, crashes, shape, jobs)?)),
    };
    Ok(PyOutcomes { ready: Vec::new().into_iter(), source: Mutex::new(source) })
}

/// The inputs that bytes, text or a path stand for; none for an iterable.
fn inputs(crashes: &Bound<'_, PyAny>) -> PyResult<Option<Vec<Input>>> {
    let in_memory = |bytes: &[u8]| Input::Bytes { name: "<bytes>".to_owned(), bytes: bytes.into() };
    let path = if let Ok(bytes) = crashes.cast::<PyBytes>() {
        return Ok(Some(vec![in_memory(bytes.as_bytes())]));
    } else if let Ok(bytes) = crashes.cast::<PyByteArray>() {
        return Ok(Some(vec![in_memory(&bytes.to_vec())]));
    } else if let Ok(text) = crashes.cast::<PyString>() {
        let text = text.to_cow()?;
        let is_json = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with(['{', '[']);
        if is_json || text.trim_ascii().is_empty() {
            return Ok(Some(vec![in_memory(text.as_bytes())]));
        }
        PathBuf::from(&*text)
    } else if crashes.hasattr(pyo3::intern!(crashes.py(), "__fspath__"))? {
        crashes.extract::<PathBuf>()?
    } else {
        return Ok(None);
    };
    if !path.exists() {
        let message = format!("{}: no such file or folder", path.display());
        return Err(pyo3::exceptions::PyFileNotFoundError::new_err(message));
    }
    expand(&[path]).map(Some).map_err(PyOSError::new_err)
}

#[pymethods]
impl PyOutcomes {
    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<PyOutcome>> {
        loop {
            if let Some(outcome) = self.ready.next() {
                return Ok(Some(outcome));
            }
            py.check_signals()?;
            let source = self.source.get_mut().unwrap_or_else(PoisonError::into_inner);
            let Some(outcomes) = source.next(py)? else {
                // Threads and buffers go now, not when Python gets round to it.
                *source = Source::Ended;
                return Ok(None);
            };
            self.ready = outcomes.into_iter();
        }
    }
}

impl Source {
    fn next(&mut self, py: Python<'_>) -> PyResult<Option<Outcomes>> {
        match self {
            Source::Ended => Ok(None),
            Source::Crashes(crashes) => crashes.next(py),
            Source::Records(parts) => loop {
                if let Poll::Ready(next) = py.detach(|| parts.next_within(PATIENCE)) {
                    let next = next.transpose().map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
                    return Ok(next.map(|done| done.part));
                }
                py.check_signals()?;
            },
        }
    }
}

/// The work on the records of files.
struct Records {
    engine: Arc<Engine>,
    shape: Option<Shape>,
}

/// What a worker has while the batch lasts.
#[derive(Default)]
struct Worker {
    memory: SessionMemory,
    /// Where the memory was lent.
    engine: Option<Arc<Engine>>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(engine) = &self.engine {
            engine.keep(std::mem::take(&mut self.memory));
        }
    }
}

impl Work for Records {
    type Part = Outcomes;
    type Local = Worker;

    fn record(&self, record: Result<Record<'_>, Problem>, worker: &mut Worker, part: &mut Outcomes) {
        if worker.engine.is_none() {
            // What earlier calls have seen is of use to this one.
            worker.memory = self.engine.lend();
            worker.engine = Some(self.engine.clone());
        }
        let crash = record.and_then(|record| record.read(self.shape));
        part.push(PyOutcome(match crash {
            Ok(crash) => {
                let mut session = self.engine.generator.session_with(std::mem::take(&mut worker.memory));
                let outcome = session.generate(&crash);
                worker.memory = session.into_memory();
                Ok(outcome)
            }
            Err(problem) => Err(problem.to_string()),
        }));
    }
}

/// The work on an iterable of crashes: Python hands them over in chunks, which all cores work on.
struct Crashes {
    engine: Arc<Engine>,
    shape: Option<Shape>,
    /// Nothing when the iterable has ended.
    iterator: Option<Py<PyIterator>>,
    /// Raised when all that came before it has been handed out.
    failure: Option<PyErr>,
    /// Threads of this call alone: a process that was forked has no others.
    pool: rayon::ThreadPool,
    under_way: VecDeque<Receiver<Outcomes>>,
    /// The first chunks are small, so that the first outcome comes soon.
    chunk: usize,
}

impl Crashes {
    fn new(
        engine: &Arc<Engine>,
        crashes: &Bound<'_, PyAny>,
        shape: Option<Shape>,
        jobs: Option<NonZero<usize>>,
    ) -> PyResult<Self> {
        if crashes.cast::<pyo3::types::PyMapping>().is_ok() {
            return Err(errors::type_error(
                "crashes are an iterable of crashes, NDJSON or a path; for one crash there is generate".to_owned(),
            ));
        }
        let iterator = crashes.try_iter()?.unbind();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, NonZero::get)).build();
        let pool = pool.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        Ok(Crashes {
            engine: engine.clone(),
            shape,
            iterator: Some(iterator),
            failure: None,
            pool,
            under_way: VecDeque::new(),
            chunk: 1,
        })
    }

    fn next(&mut self, py: Python<'_>) -> PyResult<Option<Outcomes>> {
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
                Ok(outcomes) => return Ok(Some(outcomes)),
                Err(RecvTimeoutError::Timeout) => {
                    self.under_way.push_front(chunk);
                    py.check_signals()?;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(PyRuntimeError::new_err("a worker ended before its work"));
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
                Some(Ok(crash)) => match Json::of(&crash) {
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
        let (engine, shape) = (self.engine.clone(), self.shape);
        let (done, outcomes) = sync_channel(1);
        self.under_way.push_back(outcomes);
        self.pool.spawn(move || {
            let outcomes = engine.with_session(|session| {
                let mut outcome = |json: Result<Json, String>| {
                    let json = json?;
                    let crash = json.read(shape).map_err(|error| errors::text_of(json.as_bytes(), &error))?;
                    Ok(session.generate(&crash))
                };
                crashes.into_iter().map(|json| PyOutcome(outcome(json))).collect()
            });
            // Outcomes that nobody waits for are of no use.
            drop(done.send(outcomes));
        });
    }
}
