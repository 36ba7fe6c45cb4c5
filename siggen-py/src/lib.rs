//! The native half of the Python package `siggen`: `siggen._siggen`.
//!
//! A thin face of `siggen-core`: what Python hands over becomes what the core reads, and what the
//! core says becomes Python objects.

#![allow(clippy::needless_pass_by_value, reason = "what Python hands over is made for the call")]
#![allow(clippy::unused_self, reason = "Python calls methods on objects")]

mod analysis;
mod arrow;
mod document;
mod dropin;
mod engine;
mod errors;
mod explanation;
mod generator;
mod html;
mod input;
mod lists;
mod many;
mod outcome;
mod python;
mod source;
mod trail;

use pyo3::prelude::*;

/// The native half of siggen.
#[pymodule]
fn _siggen(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<generator::PyGenerator>()?;
    module.add_class::<outcome::PyOutcome>()?;
    module.add_class::<many::PyOutcomes>()?;
    module.add_class::<arrow::PyArrowOutcomes>()?;
    module.add_class::<explanation::PyExplanation>()?;
    module.add_class::<explanation::PyFrameTrail>()?;
    module.add_class::<explanation::PyDecision>()?;
    module.add_class::<explanation::PyRuleTrail>()?;
    module.add_function(wrap_pyfunction!(generate, module)?)?;
    module.add_function(wrap_pyfunction!(explain, module)?)?;
    module.add_function(wrap_pyfunction!(generate_many, module)?)?;
    module.add_function(wrap_pyfunction!(generate_arrow, module)?)?;
    analysis::add_to(module)?;
    dropin::add_to(module)
}

/// The signature of a crash: a dict, or JSON as str or bytes.
#[pyfunction]
#[pyo3(signature = (crash, *, shape=None))]
fn generate(py: Python<'_>, crash: &Bound<'_, PyAny>, shape: Option<&str>) -> PyResult<outcome::PyOutcome> {
    generator::built_in(py).generate(py, crash, shape)
}

/// The signature of a crash, with the line that decided about each frame and what each rule did.
#[pyfunction]
#[pyo3(signature = (crash, *, shape=None))]
fn explain(py: Python<'_>, crash: &Bound<'_, PyAny>, shape: Option<&str>) -> PyResult<explanation::PyExplanation> {
    generator::built_in(py).explain(py, crash, shape)
}

/// The outcomes of many crashes, in their order, from all cores: of an iterable of crashes, of
/// NDJSON as bytes or str, or of a file or folder.
#[pyfunction]
#[pyo3(signature = (crashes, *, shape=None, jobs=None))]
fn generate_many(crashes: &Bound<'_, PyAny>, shape: Option<&str>, jobs: Option<usize>) -> PyResult<many::PyOutcomes> {
    generator::built_in(crashes.py()).generate_many(crashes, shape, jobs)
}

/// The outcomes of the crashes in an Arrow column, as an Arrow column of structs.
#[pyfunction]
#[pyo3(signature = (data, *, column=None, shape=None, jobs=None))]
fn generate_arrow(
    data: &Bound<'_, PyAny>,
    column: Option<&str>,
    shape: Option<&str>,
    jobs: Option<usize>,
) -> PyResult<arrow::PyArrowOutcomes> {
    generator::built_in(data.py()).generate_arrow(data, column, shape, jobs)
}
