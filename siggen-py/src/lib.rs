//! The native half of the Python package `siggen`: `siggen._siggen`.
//!
//! A thin face of `siggen-core`: what Python hands over becomes what the core reads, and what the
//! core says becomes Python objects.

#![allow(clippy::needless_pass_by_value, reason = "what Python hands over is made for the call")]
#![allow(
    clippy::doc_lazy_continuation,
    clippy::doc_link_with_quotes,
    reason = "docs are shown by Python, and below `>>>` is what comes out"
)]
#![allow(clippy::unused_self, reason = "Python calls methods on objects")]

mod analysis;
mod arrow;
mod document;
mod dropin;
mod engine;
mod errors;
mod explanation;
mod fork;
mod generator;
mod html;
mod input;
mod jobs;
mod limit;
mod lists;
mod many;
mod outcome;
mod python;
mod source;
mod trail;

use pyo3::prelude::*;
use pyo3::types::PyString;

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
    module.add_function(wrap_pyfunction!(printable, module)?)?;
    fork::listen(module.py())?;
    analysis::add_to(module)?;
    dropin::add_to(module)
}

/// A text with control characters, and others that are not seen, in a form that is seen.
#[pyfunction]
fn printable(text: &Bound<'_, PyString>) -> String {
    siggen_core::printable(&text.to_string_lossy()).into_owned()
}

/// The signature of a crash.
///
/// ``crash`` is a mapping such as a dict, or JSON as str, bytes, bytearray or memoryview. It is never changed.
///
/// ``shape`` forces what the document is read as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
/// ``"ping"``. By default (``None``) the shape is recognized by the members that the document has.
///
/// Returns an ``Outcome``, which has the signature, the notes and the normalized frames.
///
/// Raises ``CrashError``, a ``ValueError``, for what is no JSON, no object, or an object that no shape knows;
/// ``TypeError`` for what can be no crash at all; and ``ValueError`` for a shape of another name.
///
/// >>> import siggen
/// >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw(int)"}]}]}
/// >>> siggen.generate(crash)
/// Outcome('memcpy | draw')
/// >>> siggen.generate('{"hang": "ui"}', shape="crash-data").signature
/// 'hang: ui | EMPTY: no frame data available'
#[pyfunction]
#[pyo3(signature = (crash, *, shape=None))]
fn generate(py: Python<'_>, crash: &Bound<'_, PyAny>, shape: Option<&str>) -> PyResult<outcome::PyOutcome> {
    generator::built_in(py).generate(py, crash, shape)
}

/// The signature of a crash, with the reason for it.
///
/// It says which line of which list decided about each frame, and what each rule did. It takes longer than
/// ``generate``.
///
/// ``crash`` is a mapping such as a dict, or JSON as str, bytes, bytearray or memoryview. It is never changed.
///
/// ``shape`` forces what the document is read as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
/// ``"ping"``. By default (``None``) the shape is recognized by the members that the document has.
///
/// Returns an ``Explanation``; printed, it is a text for people.
///
/// Raises ``CrashError``, a ``ValueError``, for what is no JSON, no object, or an object that no shape knows;
/// ``TypeError`` for what can be no crash at all; and ``ValueError`` for a shape of another name.
///
/// >>> import siggen
/// >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw(int)"}]}]}
/// >>> explanation = siggen.explain(crash)
/// >>> explanation.signature
/// 'memcpy | draw'
/// >>> [(frame.normalized, frame.verdict) for frame in explanation.frames]
/// [('memcpy', 'prefix'), ('draw', 'stop')]
#[pyfunction]
#[pyo3(signature = (crash, *, shape=None))]
fn explain(py: Python<'_>, crash: &Bound<'_, PyAny>, shape: Option<&str>) -> PyResult<explanation::PyExplanation> {
    generator::built_in(py).explain(py, crash, shape)
}

/// The outcomes of many crashes, in their order, from all cores.
///
/// ``crashes`` is an iterable of crashes as ``generate`` takes them; NDJSON or a JSON list, as str or bytes, which
/// can be packed by gzip or zstd; the path of a file or folder with such, Parquet or Arrow; or whatever
/// ``generate_arrow`` takes. It is read a little ahead of the outcomes, and never as a whole.
///
/// ``column`` names the column with the crashes, where they come in columns.
///
/// ``shape`` forces what each document is read as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
/// ``"ping"``. By default (``None``) the shape of each is recognized by the members that it has.
///
/// ``jobs`` is the number of threads: one a core by default (``None``) and for ``-1``, and never more than four a core.
///
/// ``max_record`` is how many bytes a crash of a file or text may have, unpacked: 32 MiB by default (``None``), and any
/// number for 0. A larger one can't be read.
///
/// Returns ``Outcomes``, an iterator of an ``Outcome`` a crash. A crash that can't be read has an ``error`` there and
/// costs no other.
///
/// Raises ``TypeError`` for what can't be crashes; ``OSError`` for a file or folder that can't be read;
/// ``ValueError`` for another shape, for jobs of 0 or less than -1, and where it has to be said which column; and
/// ``KeyError`` for a column that isn't there. What an iterable raises is raised after the outcomes of what came
/// before.
///
/// >>> import siggen
/// >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw(int)"}]}]}
/// >>> for outcome in siggen.generate_many([crash, '{"hang": "ui"}', "{"]):
/// ...     print(outcome.signature or outcome.error)
/// memcpy | draw
/// hang: ui | EMPTY: no frame data available
/// byte 1: expected a key in double quotes, found the end of the input
#[pyfunction]
#[pyo3(signature = (crashes, *, column=None, shape=None, jobs=None, max_record=None))]
fn generate_many(
    crashes: &Bound<'_, PyAny>,
    column: Option<&str>,
    shape: Option<&str>,
    jobs: Option<&Bound<'_, PyAny>>,
    max_record: Option<&Bound<'_, PyAny>>,
) -> PyResult<many::PyOutcomes> {
    generator::built_in(crashes.py()).generate_many(crashes, column, shape, jobs, max_record)
}

/// The outcomes of the crashes in an Arrow column, as an Arrow column of structs.
///
/// ``data`` is a table, column, batch or reader of pyarrow, polars, pandas or another library that speaks the Arrow
/// ``PyCapsule`` interface; a ``ParquetFile``, a dataset, a scanner or the reader of an Arrow file of pyarrow; or
/// an iterable of batches. Crashes are JSON as strings or binary, or nested columns. A file or an iterable is gone
/// through a batch at a time.
///
/// ``column`` names the column with the crashes. It can be left out where there is one column of texts, or where the
/// columns are those of a crash.
///
/// ``shape`` forces what each document is read as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
/// ``"ping"``. By default (``None``) the shape of each is recognized by the members that it has.
///
/// ``jobs`` is the number of threads: one a core by default (``None``) and for ``-1``, and never more than four a core.
///
/// Returns ``ArrowOutcomes``, which other libraries take: ``pyarrow.table(outcomes)``, ``outcomes.to_pandas()``.
/// There is a row a crash, in their order. A crash that can't be read has an ``error`` there and costs no other.
///
/// Raises ``TypeError`` for what has no such column; ``KeyError`` for a column that isn't there; and ``ValueError`` for
/// another shape, for jobs of 0 or less than -1, and where it has to be said which column.
///
/// >>> import pyarrow, siggen
/// >>> table = pyarrow.table({"id": [1, 2], "crash": ['{"hang": "ui"}', "{"]})
/// >>> outcomes = siggen.generate_arrow(table, column="crash")
/// >>> outcomes
/// <ArrowOutcomes: 2 crashes, 1 failed>
/// >>> outcomes.to_pydict()["signature"]
/// ['hang: ui | EMPTY: no frame data available', None]
#[pyfunction]
#[pyo3(signature = (data, *, column=None, shape=None, jobs=None))]
fn generate_arrow(
    data: &Bound<'_, PyAny>,
    column: Option<&str>,
    shape: Option<&str>,
    jobs: Option<&Bound<'_, PyAny>>,
) -> PyResult<arrow::PyArrowOutcomes> {
    generator::built_in(data.py()).generate_arrow(data, column, shape, jobs)
}
