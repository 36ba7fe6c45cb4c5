//! Tables for Arrow libraries, made batch by batch as they are asked for.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, SchemaRef};
use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};

use super::export::{raised, schema_capsule, stream_capsule};

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

/// A table that any Arrow library takes: ``pyarrow.table(table)``, ``polars.DataFrame(table)``,
/// ``pandas.DataFrame.from_arrow(table)``.
#[pyclass(name = "Table", module = "siggen.analysis", frozen)]
pub(crate) struct PyTable {
    rows: Arc<dyn Rows>,
}

impl PyTable {
    pub(crate) fn new(rows: impl Rows + 'static) -> Self {
        PyTable { rows: Arc::new(rows) }
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

    /// As a dict of lists, a list a column.
    fn to_pydict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let columns: Vec<(String, Bound<'py, PyList>)> =
            self.column_names().into_iter().map(|name| (name, PyList::empty(py))).collect();
        for batch in self.batches() {
            let batch = batch.map_err(|error| raised(&error))?;
            for ((_, column), values) in columns.iter().zip(batch.columns()) {
                for row in 0..values.len() {
                    column.append(value(py, values, row)?)?;
                }
            }
        }
        let dict = PyDict::new(py);
        for (name, column) in columns {
            dict.set_item(name, column)?;
        }
        Ok(dict)
    }

    /// As a `DataFrame` of pandas.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let pandas = py.import("pandas").map_err(|error| {
            if !error.is_instance_of::<PyImportError>(py) {
                return error;
            }
            let clear = PyImportError::new_err(format!(
                "to_pandas needs pandas ({}); without it there are to_pydict and whatever takes Arrow data",
                error.value(py)
            ));
            clear.set_cause(py, Some(error));
            clear
        })?;
        pandas.getattr("DataFrame")?.call1((self.to_pydict(py)?,))
    }

    fn __len__(&self) -> usize {
        self.rows.count()
    }

    fn __repr__(&self) -> String {
        let rows = self.rows.count();
        format!("<Table: {rows} row{} of {}>", if rows == 1 { "" } else { "s" }, self.column_names().join(", "))
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

/// A value as Python has it. Tables have texts, numbers, truth values, and lists of these; nulls, too.
fn value<'py>(py: Python<'py>, values: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if values.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    Ok(match values.data_type() {
        DataType::Utf8 => values.as_string::<i32>().value(row).into_pyobject(py)?.into_any(),
        DataType::Int64 => values.as_primitive::<Int64Type>().value(row).into_pyobject(py)?.into_any(),
        DataType::Boolean => values.as_boolean().value(row).into_pyobject(py)?.to_owned().into_any(),
        DataType::List(_) => {
            let (items, list) = (values.as_list::<i32>().value(row), PyList::empty(py));
            for item in 0..items.len() {
                list.append(value(py, &items, item)?)?;
            }
            list.into_any()
        }
        other => return Err(raised(&ArrowError::NotYetImplemented(other.to_string()))),
    })
}
