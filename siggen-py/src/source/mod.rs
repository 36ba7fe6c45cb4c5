//! Where many crashes come from, and what comes of them: in their order, from all cores.

mod crashes;
mod crew;
mod inputs;
mod records;

use std::num::NonZero;
use std::task::Poll;
use std::time::Duration;

use pyo3::exceptions::{PyOSError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use siggen_batch::FolderOrder;
use siggen_batch::run::{Options, Parts, in_order};
use siggen_core::Shape;

pub(crate) use crew::{Crew, Task, Unreadable};

use crate::arrow::Columns;
use crashes::Crashes;

/// How long Python waits before it looks whether somebody pressed Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(50);

/// What becomes of many crashes, a part at a time.
pub(crate) enum Source<T: Task> {
    /// Crashes that Python hands over one by one.
    Crashes(Box<Crashes<T>>),
    /// A column of crashes.
    Columns(Box<Columns<T>>),
    /// Files, or text with a record a line.
    Records(Box<Parts<T::Part>>),
    Ended,
}

impl<T: Task> Source<T> {
    /// Starts on what `crashes` stands for: bytes, text, a path or an iterable.
    pub(crate) fn start(
        crashes: &Bound<'_, PyAny>,
        shape: Option<Shape>,
        jobs: Option<NonZero<usize>>,
        task: T,
    ) -> PyResult<Self> {
        Self::of_inputs(crashes, FolderOrder::Name, shape, jobs, task)
    }

    fn of_inputs(
        crashes: &Bound<'_, PyAny>,
        order: FolderOrder,
        shape: Option<Shape>,
        jobs: Option<NonZero<usize>>,
        task: T,
    ) -> PyResult<Self> {
        let Some(inputs) = inputs::of(crashes, order)? else {
            return Ok(Source::Crashes(Box::new(Crashes::new(crashes, Crew::new(task, shape), jobs)?)));
        };
        let work = records::Records { task, shape };
        let parts = in_order(inputs, Options { jobs, from: None }, work);
        Ok(Source::Records(Box::new(parts.map_err(|error| PyOSError::new_err(error.to_string()))?)))
    }

    /// As [`Source::start`], for work to which the order is all the same: files of a folder come as they are found.
    /// What can hand over Arrow data is a column of crashes, too.
    pub(crate) fn start_any(
        crashes: &Bound<'_, PyAny>,
        column: Option<&str>,
        shape: Option<Shape>,
        jobs: Option<NonZero<usize>>,
        task: T,
    ) -> PyResult<Self> {
        if Columns::<T>::can_be_of(crashes)? {
            let columns = Columns::new(crashes, column, Crew::new(task, shape), jobs)?;
            return Ok(Source::Columns(Box::new(columns)));
        }
        if column.is_some() {
            return Err(PyValueError::new_err("column= names a column of Arrow data, and these crashes are none"));
        }
        Self::of_inputs(crashes, FolderOrder::AsFound, shape, jobs, task)
    }

    /// The next part; none when all is done.
    pub(crate) fn next(&mut self, py: Python<'_>) -> PyResult<Option<T::Part>> {
        match self {
            Source::Ended => Ok(None),
            Source::Crashes(crashes) => crashes.next(py),
            Source::Columns(columns) => columns.next(py),
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
