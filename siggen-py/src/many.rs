//! Many crashes: their outcomes in their order, from all cores.

use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use siggen_core::{Crash, SessionMemory, Shape};

use crate::engine::Engine;
use crate::fork::Process;
use crate::outcome::PyOutcome;
use crate::source::{Source, Task, Unreadable};

/// An iterator of outcomes.
#[pyclass(name = "Outcomes", module = "siggen")]
pub(crate) struct PyOutcomes {
    ready: std::vec::IntoIter<PyOutcome>,
    /// Behind a lock, since a waiting end of a channel is not for two threads.
    source: Mutex<Source<Signatures>>,
    /// Where the threads are.
    process: Process,
}

/// Starts on what `crashes` stands for.
pub(crate) fn generate(
    engine: &Arc<Engine>,
    crashes: &Bound<'_, PyAny>,
    shape: Option<Shape>,
    jobs: Option<NonZero<usize>>,
) -> PyResult<PyOutcomes> {
    let source = Source::start(crashes, shape, jobs, Signatures { engine: engine.clone() })?;
    Ok(PyOutcomes { ready: Vec::new().into_iter(), source: Mutex::new(source), process: Process::current() })
}

#[pymethods]
impl PyOutcomes {
    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<PyOutcome>> {
        if self.process != Process::current() {
            return self.forked();
        }
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

impl PyOutcomes {
    /// What a process says that was forked off while the outcomes were under way.
    fn forked(&mut self) -> PyResult<Option<PyOutcome>> {
        match self.source.get_mut().unwrap_or_else(PoisonError::into_inner) {
            Source::Ended => Ok(None),
            _ => Err(PyRuntimeError::new_err(
                "these outcomes are under way in the process that this one was forked from; call generate_many here",
            )),
        }
    }
}

impl Drop for PyOutcomes {
    fn drop(&mut self) {
        if self.process != Process::current() {
            // Threads that aren't here may hold what dropping waits for.
            let source = self.source.get_mut().unwrap_or_else(PoisonError::into_inner);
            std::mem::forget(std::mem::replace(source, Source::Ended));
        }
    }
}

/// The outcome of each crash.
struct Signatures {
    engine: Arc<Engine>,
}

/// What a worker has while the batch lasts.
#[derive(Default)]
pub(crate) struct Worker {
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

impl Task for Signatures {
    type Part = Vec<PyOutcome>;
    type Local = Worker;

    fn crash(
        &self,
        crash: Result<Crash<'_>, Unreadable>,
        _place: &dyn Fn() -> String,
        worker: &mut Worker,
        part: &mut Vec<PyOutcome>,
    ) {
        if worker.engine.is_none() {
            // What earlier calls have seen is of use to this one.
            worker.memory = self.engine.lend();
            worker.engine = Some(self.engine.clone());
        }
        part.push(PyOutcome(match crash {
            Ok(crash) => {
                let mut session = self.engine.generator.session_with(std::mem::take(&mut worker.memory));
                let outcome = session.generate(&crash);
                worker.memory = session.into_memory();
                Ok(outcome)
            }
            Err(unreadable) => Err(unreadable.to_string()),
        }));
    }
}
