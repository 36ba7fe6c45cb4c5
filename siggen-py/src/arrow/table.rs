//! Tables for Arrow libraries, made batch by batch as they are asked for.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};

use super::export::{schema_capsule, stream_capsule};
use super::raised::raised;
use super::{frames, html};

/// How many rows a batch has, whose texts Arrow counts with 31 bits.
const BATCH: usize = 8192;

/// Rows of a table.
pub(crate) trait Rows: Send + Sync {
    /// Names and types of the columns.
    fn schema(&self) -> SchemaRef;

    /// How many rows there are.
    fn count(&self) -> usize;

    /// Some of the rows.
    fn batch(&self, rows: Range<usize>) -> Result<RecordBatch, ArrowError>;
}

/// A table that any Arrow library accepts: ``pyarrow.table(table)``, ``polars.DataFrame(table)``,
/// ``pandas.DataFrame.from_arrow(table)``.
#[pyclass(name = "Table", module = "siggen.analysis", frozen)]
pub(crate) struct PyTable {
    rows: Arc<dyn Rows>,
}

impl PyTable {
    pub(crate) fn new(rows: impl Rows + 'static) -> Self {
        PyTable { rows: Arc::new(rows) }
    }

    fn counted(&self) -> String {
        let rows = self.rows.count();
        format!("{rows} row{}", if rows == 1 { "" } else { "s" })
    }

    fn batches(&self) -> impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'static {
        let rows = Arc::clone(&self.rows);
        let count = rows.count();
        (0..count).step_by(BATCH).map(move |start| rows.batch(start..count.min(start + BATCH)))
    }
}

#[pymethods]
impl PyTable {
    /// Names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.rows.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// As a dict of lists, one per column.
    fn to_pydict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        frames::pydict(py, &self.rows.schema(), self.batches())
    }

    /// As a pandas ``DataFrame``.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        frames::data_frame(py)?.call1((self.to_pydict(py)?,))
    }

    /// As a polars ``DataFrame``.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        frames::polars(slf.as_any())
    }

    /// As a pyarrow ``Table``.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        frames::pyarrow(slf.as_any())
    }

    fn __len__(&self) -> usize {
        self.rows.count()
    }

    fn __repr__(&self) -> String {
        format!("<Table: {} of {}>", self.counted(), self.column_names().join(", "))
    }

    fn _repr_html_(&self) -> PyResult<String> {
        let rows = self.rows.count();
        let first = self.rows.batch(0..rows.min(html::ROWS)).map_err(|error| raised(&error))?;
        Ok(html::table(&self.counted(), Some(&first), rows))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.rows.schema())
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A wish that the interface allows to be left unfulfilled.
        let _ = requested_schema;
        stream_capsule(py, self.batches(), self.rows.schema())
    }
}
