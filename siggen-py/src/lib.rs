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

/// A text with control characters and other hidden characters made visible.
#[pyfunction]
fn printable(text: &Bound<'_, PyString>) -> String {
    siggen_core::printable(&text.to_string_lossy()).into_owned()
}

/// The signature of a crash.
///
/// ``crash`` is a mapping such as a dict, or JSON as str, bytes, bytearray or memoryview. It is never changed.
///
/// ``shape`` is the shape to read the document as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
/// ``"ping"``. By default (``None``) it is detected from the members of the document.
///
/// Returns an ``Outcome``, which has the signature, the notes and the normalized frames.
///
/// Raises ``CrashError``, a ``ValueError``, if the document is not valid JSON, not an object, or has no member of any
/// shape; ``TypeError`` if ``crash`` has another type; and ``ValueError`` for an unknown shape.
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

/// The signature of a crash and the reasons for it.
///
/// It says which list entry decided about each frame, and what each rule did. It is slower than ``generate``.
///
/// ``crash`` is a mapping such as a dict, or JSON as str, bytes, bytearray or memoryview. It is never changed.
///
/// ``shape`` is the shape to read the document as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
/// ``"ping"``. By default (``None``) it is detected from the members of the document.
///
/// Returns an ``Explanation``, which prints as text for people.
///
/// Raises ``CrashError``, a ``ValueError``, if the document is not valid JSON, not an object, or has no member of any
/// shape; ``TypeError`` if ``crash`` has another type; and ``ValueError`` for an unknown shape.
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

/// The outcomes of many crashes, in the same order, using all cores.
///
/// ``crashes`` is an iterable of crashes as for ``generate``; NDJSON or a JSON list, as str or bytes, optionally
/// compressed with gzip or zstd; the path of a file or directory with JSON, NDJSON, Parquet or Arrow; or anything that
/// ``generate_arrow`` accepts. It is read a little ahead of the outcomes, and never all at once.
///
/// ``column`` names the column with the crashes, if they are in a table.
///
/// ``shape`` is the shape to read each document as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
/// ``"ping"``. By default (``None``) it is detected from the members of each document.
///
/// ``jobs`` is the number of threads: one per core by default (``None``) and for ``-1``, and never more than four per
/// core.
///
/// ``max_record`` is the largest size of a crash in a file or text, in bytes after decompression: 32 MiB by default
/// (``None``), without limit for 0. A larger crash fails.
///
/// Returns ``Outcomes``, an iterator with one ``Outcome`` per crash. A crash that can't be read has an ``error`` there
/// and doesn't affect the others.
///
/// Raises ``TypeError`` if ``crashes`` has another type; ``OSError`` for a file or directory that can't be read;
/// ``ValueError`` for an unknown shape, for jobs of 0 or less than -1, and if ``column`` is needed but not given; and
/// ``KeyError`` for a column that doesn't exist. If an iterable raises, the exception follows the outcomes of the
/// crashes before it.
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
/// ``data`` is a table, column, batch or reader of pyarrow, polars, pandas or another library that supports the Arrow
/// ``PyCapsule`` interface; a ``ParquetFile``, a dataset, a scanner or the reader of an Arrow file of pyarrow; or an
/// iterable of batches. Crashes are JSON as strings or binary, or nested columns. A file or an iterable is read one
/// batch at a time.
///
/// ``column`` names the column with the crashes. It can be omitted if there is only one column of texts, or if the
/// columns are the fields of a crash.
///
/// ``shape`` is the shape to read each document as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
/// ``"ping"``. By default (``None``) it is detected from the members of each document.
///
/// ``jobs`` is the number of threads: one per core by default (``None``) and for ``-1``, and never more than four per
/// core.
///
/// Returns ``ArrowOutcomes``, which other libraries accept: ``pyarrow.table(outcomes)``, ``outcomes.to_pandas()``.
/// There is one row per crash, in the same order. A crash that can't be read has an ``error`` there and doesn't affect
/// the others.
///
/// Raises ``TypeError`` if ``data`` can't have such a column; ``KeyError`` for a column that doesn't exist; and
/// ``ValueError`` for an unknown shape, for jobs of 0 or less than -1, and if ``column`` is needed but not given.
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
