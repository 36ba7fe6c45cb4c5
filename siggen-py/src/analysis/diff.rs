//! What two sets of lists make of the same crashes.

use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use serde::Serialize;
use siggen_analysis::{Diff, Differ};
use siggen_batch::FolderOrder;
use siggen_batch::run::Options;

use super::count::{Counting, count};
use super::lists::Given;
use super::tables::{Changes, Migrations};
use crate::arrow::PyTable;
use crate::input::shape_of;
use crate::source::Source;
use crate::{errors, jobs, python};

/// What stands for the signatures that are stored with the crashes.
const STORED: &str = "stored";

/// A diff, which `siggen.analysis.Diff` shows.
#[pyclass(name = "NativeDiff", module = "siggen._siggen", frozen, eq)]
#[derive(Debug, PartialEq)]
pub(crate) struct PyDiff {
    diff: Arc<Diff>,
    failed: u64,
    problems: Vec<String>,
}

/// Compares two sets of lists on the same crashes.
#[pyfunction]
#[pyo3(signature = (before, after, crashes, *, column=None, shape=None, jobs=None, progress=None))]
pub(super) fn diff_lists(
    before: Option<&Bound<'_, PyAny>>,
    after: Option<&Bound<'_, PyAny>>,
    crashes: &Bound<'_, PyAny>,
    column: Option<&str>,
    shape: Option<&str>,
    jobs: Option<&Bound<'_, PyAny>>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<PyDiff> {
    let py = crashes.py();
    let shape = shape_of(shape)?;
    let options = Options { jobs: jobs::of(jobs)?, ..Options::default() };
    if is_stored(after) {
        return Err(PyValueError::new_err(
            "\"stored\" can only be `before`; the signatures after are generated with lists",
        ));
    }
    let before = if is_stored(before) { None } else { Some(Given::of(before)?.compiled(py)?) };
    let after = Given::of(after)?.compiled(py)?;
    let differ = Arc::new(py.detach(|| Differ::new(before, after)));
    let counting = Counting(Arc::clone(&differ));
    let source = Source::start(crashes, column, FolderOrder::AsFound, shape, options, counting)?;
    let counted = count(py, source, progress)?;
    let diff = py.detach(|| differ.finish(counted.tally));
    Ok(PyDiff { diff: Arc::new(diff), failed: counted.failed, problems: counted.problems })
}

/// Everything, as JSON.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    diff: &'a Diff,
    failed: u64,
    problems: &'a [String],
}

impl PyDiff {
    fn document(&self) -> Document<'_> {
        Document { diff: &self.diff, failed: self.failed, problems: &self.problems }
    }
}

fn is_stored(lists: Option<&Bound<'_, PyAny>>) -> bool {
    lists.and_then(|lists| lists.cast::<PyString>().ok()).is_some_and(|lists| lists == STORED)
}

#[pymethods]
impl PyDiff {
    /// The numbers, and where the lists come from.
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let (dict, diff) = (PyDict::new(py), &self.diff);
        dict.set_item("before", &diff.before)?;
        dict.set_item("after", &diff.after)?;
        dict.set_item("crashes", diff.crashes)?;
        dict.set_item("changed", diff.changed)?;
        dict.set_item("left_out", diff.left_out)?;
        dict.set_item("failed", self.failed)?;
        dict.set_item("signatures_before", diff.signatures_before)?;
        dict.set_item("signatures_after", diff.signatures_after)?;
        dict.set_item("problems", &self.problems)?;
        dict.set_item("stored", python::object_of(py, &diff.stored)?)?;
        Ok(dict)
    }

    /// The entries that are in only one set of lists.
    fn lines<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        python::object_of(py, &self.diff.lines)
    }

    /// What happened to buckets.
    fn buckets<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        python::object_of(py, &self.diff.buckets)
    }

    /// Where crashes went.
    fn migrations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        python::object_of(py, &self.diff.migrations)
    }

    /// The crashes that changed, each with the index of its migration.
    fn changes(&self) -> Vec<(&str, usize)> {
        self.diff.changes.iter().map(|change| (change.id.as_str(), change.migration)).collect()
    }

    /// Everything, as in the JSON output.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        python::dict_of(py, &self.document())
    }

    /// Everything, as JSON.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| serde_json::to_string(&self.document())).map_err(|error| errors::error(&error.to_string()))
    }

    /// The crashes that changed, as a table.
    fn changes_table(&self) -> PyTable {
        PyTable::new(Changes(Arc::clone(&self.diff)))
    }

    /// Where crashes went, as a table.
    fn migrations_table(&self) -> PyTable {
        PyTable::new(Migrations(Arc::clone(&self.diff)))
    }
}
