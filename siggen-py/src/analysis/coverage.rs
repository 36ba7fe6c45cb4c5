//! What each line of a set of lists does to crashes.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde::Serialize;
use siggen_analysis::{Coverage, Coverer, SignatureCount, Without};
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
    /// Whether it was found out what would be without each line.
    has_without: bool,
    failed: u64,
    problems: Vec<String>,
}

/// All of it as JSON; of lines, without what nobody found out.
#[derive(Serialize)]
struct Document<'a> {
    source: &'a str,
    crashes: u64,
    signatures: u64,
    failed: u64,
    problems: &'a [String],
    lines: Vec<Row<'a>>,
}

/// A line.
#[derive(Serialize)]
struct Row<'a> {
    list: &'static str,
    line: usize,
    text: &'a str,
    matched: u64,
    fired: u64,
    only_match: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<u64>,
    signature_count: u64,
    signatures: &'a [SignatureCount],
    #[serde(skip_serializing_if = "Option::is_none")]
    change_count: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'a [Without]>,
    examples: &'a [String],
}

impl PyCoverage {
    fn document(&self) -> Document<'_> {
        let Coverage { source, crashes, signatures, .. } = &*self.coverage;
        let (failed, problems) = (self.failed, &*self.problems);
        Document { source, crashes: *crashes, signatures: *signatures, failed, problems, lines: self.rows() }
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let lines = self.coverage.lines.iter().map(|line| Row {
            list: line.list.name(),
            line: line.line,
            text: &line.text,
            matched: line.matched,
            fired: line.fired,
            only_match: line.only_match,
            changed: self.has_without.then_some(line.changed),
            signature_count: line.signature_count,
            signatures: &line.signatures,
            change_count: self.has_without.then_some(line.change_count),
            changes: self.has_without.then_some(&line.changes),
            examples: &line.examples,
        });
        lines.collect()
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
    Ok(PyCoverage { coverage: Arc::new(coverage), has_without: without, failed, problems })
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
        python::object_of(py, &self.rows())
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
        PyTable::new(Lines { coverage: Arc::clone(&self.coverage), has_without: self.has_without })
    }
}
