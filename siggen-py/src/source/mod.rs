//! Where many crashes come from, and what comes of them: in their order, from all cores.

mod crashes;
mod crew;
mod inputs;
mod iterable;
mod records;

use std::task::Poll;
use std::time::Duration;

use pyo3::exceptions::{PyOSError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use siggen_batch::FolderOrder;
use siggen_batch::run::{Options, Parts, in_order};
use siggen_core::Shape;

pub(crate) use crew::{Crew, Task, Unreadable};

use crate::arrow::{Columns, Feed};
use crashes::Crashes;
use iterable::Iterable;

/// How long Python waits before it looks whether somebody pressed Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(50);

/// What becomes of many crashes, a part at a time.
pub(crate) enum Source<T: Task> {
    /// What nothing has been taken of.
    Iterable(Option<Box<Iterable<T>>>),
    /// Crashes that Python hands over one by one.
    Crashes(Box<Crashes<T>>),
    /// A column of crashes.
    Columns(Box<Columns<T>>),
    /// Files, or text with a record a line.
    Records(Box<Parts<T::Part>>),
    Ended,
}

impl<T: Task> Source<T> {
    /// Starts on what `crashes` stands for: Arrow data, bytes, text, a path or an iterable. Files of a folder come in
    /// this order.
    pub(crate) fn start(
        crashes: &Bound<'_, PyAny>,
        column: Option<&str>,
        order: FolderOrder,
        shape: Option<Shape>,
        options: Options,
        task: T,
    ) -> PyResult<Self> {
        let jobs = options.jobs;
        // Objects of Python would become rows of one type, and what they mean would change.
        if !has_objects(crashes)
            && let Some(feed) = Feed::of(crashes, column)?
        {
            let columns = Columns::new(feed, Crew::new(task, shape), jobs)?;
            return Ok(Source::Columns(Box::new(columns)));
        }
        let Some(inputs) = inputs::of(crashes, order)? else {
            return Ok(Source::Iterable(Some(Box::new(Iterable::new(crashes, column, shape, jobs, task)?))));
        };
        if column.is_some() {
            return Err(no_column());
        }
        let work = records::Records { task, shape };
        let parts = in_order(inputs, options, work);
        Ok(Source::Records(Box::new(parts.map_err(|error| PyOSError::new_err(error.to_string()))?)))
    }

    /// The next part; none when all is done.
    pub(crate) fn next(&mut self, py: Python<'_>) -> PyResult<Option<T::Part>> {
        match self {
            Source::Ended => Ok(None),
            Source::Iterable(iterable) => {
                let iterable = iterable.take();
                // Whatever its first item raises, it is raised once.
                *self = Source::Ended;
                if let Some(iterable) = iterable {
                    *self = iterable.start(py)?;
                }
                self.next(py)
            }
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

/// Whether this is a column of Python objects, as pandas and polars have it.
fn has_objects(crashes: &Bound<'_, PyAny>) -> bool {
    let dtype = crashes.getattr_opt(pyo3::intern!(crashes.py(), "dtype")).ok().flatten();
    dtype.and_then(|dtype| dtype.str().ok()).is_some_and(|name| name.to_string_lossy().eq_ignore_ascii_case("object"))
}

fn no_column() -> PyErr {
    PyValueError::new_err(
        "column= names a column of Arrow data, which these crashes are not; in a Parquet or Arrow file the column is detected, or open the file with pyarrow",
    )
}
