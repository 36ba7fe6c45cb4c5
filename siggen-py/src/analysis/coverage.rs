//! What each line of a set of lists does to crashes.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde::Serialize;
use siggen_analysis::{Coverage, Coverer, LineCoverage};
use siggen_batch::FolderOrder;
use siggen_batch::run::Options;

use super::count::{Counting, count};
use super::lists::Given;
use super::tables::Lines;
use crate::arrow::PyTable;
use crate::input::shape_of;
use crate::source::Source;
use crate::{errors, jobs, python};

/// A coverage, which `siggen.analysis.Coverage` shows.
#[pyclass(name = "NativeCoverage", module = "siggen._siggen", frozen, eq)]
#[derive(Debug, PartialEq)]
pub(crate) struct PyCoverage {
    coverage: Arc<Coverage>,
    failed: u64,
    problems: Vec<String>,
}

/// All of it as JSON.
#[derive(Serialize)]
struct Document<'a> {
    source: &'a str,
    crashes: u64,
    signatures: u64,
    failed: u64,
    problems: &'a [String],
    lines: &'a [LineCoverage],
}

impl PyCoverage {
    fn document(&self) -> Document<'_> {
        let Coverage { source, crashes, signatures, .. } = &*self.coverage;
        let (failed, problems) = (self.failed, &*self.problems);
        Document { source, crashes: *crashes, signatures: *signatures, failed, problems, lines: &self.coverage.lines }
    }
}

/// What each list entry does across crashes.
#[pyfunction]
#[pyo3(signature = (crashes, lists=None, *, without=true, column=None, shape=None, jobs=None, progress=None))]
pub(super) fn cover_lists(
    crashes: &Bound<'_, PyAny>,
    lists: Option<&Bound<'_, PyAny>>,
    without: bool,
    column: Option<&str>,
    shape: Option<&str>,
    jobs: Option<&Bound<'_, PyAny>>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<PyCoverage> {
    let py = crashes.py();
    let shape = shape_of(shape)?;
    let options = Options { jobs: jobs::of(jobs)?, ..Options::default() };
    let siglists = Given::of(lists)?.compiled(py)?;
    let coverer = Arc::new(Coverer::new(siglists, without));
    let counting = Counting(Arc::clone(&coverer));
    let source = Source::start(crashes, column, FolderOrder::AsFound, shape, options, counting)?;
    let counted = count(py, source, progress)?;
    let coverage = py.detach(|| coverer.finish(counted.tally));
    let (failed, problems) = (counted.failed, counted.problems);
    Ok(PyCoverage { coverage: Arc::new(coverage), failed, problems })
}

#[pymethods]
impl PyCoverage {
    /// The numbers, and where the lists come from.
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let (dict, coverage) = (PyDict::new(py), &self.coverage);
        dict.set_item("source", &coverage.source)?;
        dict.set_item("crashes", coverage.crashes)?;
        dict.set_item("signatures", coverage.signatures)?;
        dict.set_item("failed", self.failed)?;
        dict.set_item("problems", &self.problems)?;
        Ok(dict)
    }

    /// All entries.
    fn lines<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        python::object_of(py, &self.coverage.lines)
    }

    /// Everything, as in the JSON output.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        python::dict_of(py, &self.document())
    }

    /// Everything, as JSON.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| serde_json::to_string(&self.document())).map_err(|error| errors::error(&error.to_string()))
    }

    /// All entries, as a table.
    fn table(&self) -> PyTable {
        PyTable::new(Lines(Arc::clone(&self.coverage)))
    }
}
