//! Many crashes: their outcomes in their order, from all cores.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use siggen_batch::FolderOrder;
use siggen_batch::run::Options;
use siggen_core::{Crash, SessionMemory, Shape};

use crate::arrow::{Gathered, PyArrowOutcomes, data_frame};
use crate::engine::Engine;
use crate::fork::Process;
use crate::html;
use crate::outcome::PyOutcome;
use crate::source::{Source, Task, Unreadable};

/// An iterator of outcomes, which ``generate_many`` returns: one ``Outcome`` per crash, in the same order.
///
/// Work continues a little ahead of the consumer, and ends when the iterator is dropped.
#[pyclass(name = "Outcomes", module = "siggen")]
pub(crate) struct PyOutcomes {
    ready: std::vec::IntoIter<PyOutcome>,
    /// How many have been handed out, and how many of those are of crashes that can't be read.
    count: u64,
    failed: u64,
    /// Behind a lock, since a waiting end of a channel is not for two threads.
    source: Mutex<Source<Signatures>>,
    /// Where the threads are.
    process: Process,
}

/// Starts on what `crashes` stands for.
pub(crate) fn generate(
    engine: &Arc<Engine>,
    crashes: &Bound<'_, PyAny>,
    column: Option<&str>,
    shape: Option<Shape>,
    options: Options,
) -> PyResult<PyOutcomes> {
    let task = Signatures { engine: engine.clone() };
    let source = Source::start(crashes, column, FolderOrder::Name, shape, options, task)?;
    Ok(PyOutcomes {
        ready: Vec::new().into_iter(),
        count: 0,
        failed: 0,
        source: Mutex::new(source),
        process: Process::current(),
    })
}

impl PyOutcomes {
    /// The next outcome; none when all is done.
    fn advance(&mut self, py: Python<'_>) -> PyResult<Option<PyOutcome>> {
        if self.process != Process::current() {
            return self.forked();
        }
        loop {
            if let Some(outcome) = self.ready.next() {
                self.count += 1;
                self.failed += u64::from(outcome.0.is_err());
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

    fn counted(&mut self) -> String {
        let has_ended = matches!(self.source.get_mut().unwrap_or_else(PoisonError::into_inner), Source::Ended);
        let when = if has_ended && self.ready.len() == 0 { "" } else { " so far" };
        format!("{} crashes{when}, {} failed", self.count, self.failed)
    }
}

#[pymethods]
impl PyOutcomes {
    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<PyOutcome>> {
        self.advance(py)
    }

    /// The remaining outcomes as ``ArrowOutcomes``, whose columns other libraries accept. The iterator is exhausted
    /// afterwards.
    #[expect(clippy::wrong_self_convention, reason = "the names are those of other libraries")]
    fn to_arrow(&mut self, py: Python<'_>) -> PyResult<PyArrowOutcomes> {
        let mut gathered = Gathered::default();
        while let Some(outcome) = self.advance(py)? {
            gathered.push(&outcome.0).map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        }
        gathered.finish().map_err(|error| PyRuntimeError::new_err(error.to_string()))
    }

    /// The remaining outcomes as a pandas ``DataFrame``, with the columns ``signature``, ``proto_signature``,
    /// ``notes`` and ``error``. The iterator is exhausted afterwards.
    #[expect(clippy::wrong_self_convention, reason = "the names are those of other libraries")]
    fn to_pandas<'py>(&mut self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        // Before anything is taken out that would be lost without pandas.
        let frame = data_frame(py)?;
        frame.call1((self.to_arrow(py)?.to_pydict(py)?,))
    }

    fn __repr__(&mut self) -> String {
        format!("<Outcomes: {}>", self.counted())
    }

    fn _repr_html_(&mut self) -> String {
        // To show what it has would take it out.
        let how = "<p>An iterator: iterate over it, or get the rest with <code>to_pandas()</code>.</p>";
        html::heading(&self.counted()) + how
    }
}

impl PyOutcomes {
    /// What a process says that was forked off while the outcomes were under way.
    fn forked(&mut self) -> PyResult<Option<PyOutcome>> {
        match self.source.get_mut().unwrap_or_else(PoisonError::into_inner) {
            Source::Ended => Ok(None),
            _ => Err(PyRuntimeError::new_err(
                "these outcomes belong to the process that this one was forked from; call generate_many in this one",
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
            Ok(crash) => Ok(self.engine.generator.generate_with(&mut worker.memory, &crash)),
            Err(unreadable) => Err(unreadable.to_string()),
        }));
    }
}
