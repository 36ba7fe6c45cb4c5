//! Iterables: of crashes, or of batches of them. The first item tells.

use std::num::NonZero;

use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyMapping};
use siggen_core::Shape;

use super::crashes::Crashes;
use super::crew::{Crew, Task};
use super::{Source, no_column};
use crate::arrow::{Columns, Feed, speaks_arrow};
use crate::errors;

/// An iterable of which nothing has been taken.
pub(crate) struct Iterable<T> {
    items: Py<PyIterator>,
    column: Option<String>,
    shape: Option<Shape>,
    jobs: Option<NonZero<usize>>,
    task: T,
}

impl<T: Task> Iterable<T> {
    /// # Errors
    ///
    /// `TypeError` where it is a crash itself, or can't be gone through.
    pub(super) fn new(
        crashes: &Bound<'_, PyAny>,
        column: Option<&str>,
        shape: Option<Shape>,
        jobs: Option<NonZero<usize>>,
        task: T,
    ) -> PyResult<Self> {
        let expected = "crashes must be an iterable of crashes, NDJSON, a path or Arrow data";
        if crashes.cast::<PyMapping>().is_ok() {
            return Err(errors::type_error(format!("{expected}; for one crash, use generate")));
        }
        let items = crashes.try_iter().map_err(|_| {
            let type_name = crashes.get_type().name().map(|name| name.to_string()).unwrap_or_default();
            errors::type_error(format!("{expected}, not {type_name}"))
        })?;
        Ok(Iterable { items: items.unbind(), column: column.map(str::to_owned), shape, jobs, task })
    }

    /// Takes the first item and starts on what the iterable has.
    ///
    /// # Errors
    ///
    /// What the iterable raises, and `ValueError` where crashes that come one by one are to have a column.
    pub(super) fn start(self, py: Python<'_>) -> PyResult<Source<T>> {
        let mut items = self.items.bind(py).clone();
        let Some(first) = items.next().transpose()? else { return Ok(Source::Ended) };
        let is_batch = speaks_arrow(&first)?;
        let all = py.import("itertools")?.getattr("chain")?.call1(((first,), items))?.try_iter()?;
        let crew = Crew::new(self.task, self.shape);
        if is_batch {
            let columns = Columns::new(Feed::of_iterator(&all, self.column.as_deref()), crew, self.jobs)?;
            return Ok(Source::Columns(Box::new(columns)));
        }
        if self.column.is_some() {
            return Err(no_column());
        }
        Ok(Source::Crashes(Box::new(Crashes::new(&all, crew, self.jobs)?)))
    }
}
