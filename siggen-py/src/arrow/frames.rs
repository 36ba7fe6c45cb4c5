//! Tables as the libraries have them that people work with.

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Schema};
use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use super::raised::raised;

/// Batches as a dict of lists, a list a column.
pub(super) fn pydict<'py>(
    py: Python<'py>,
    schema: &Schema,
    batches: impl Iterator<Item = Result<RecordBatch, ArrowError>>,
) -> PyResult<Bound<'py, PyDict>> {
    let columns: Vec<Bound<'py, PyList>> = schema.fields().iter().map(|_| PyList::empty(py)).collect();
    for batch in batches {
        let batch = batch.map_err(|error| raised(&error))?;
        for (column, values) in columns.iter().zip(batch.columns()) {
            for row in 0..values.len() {
                column.append(value(py, values, row)?)?;
            }
        }
    }
    let dict = PyDict::new(py);
    for (field, column) in schema.fields().iter().zip(columns) {
        dict.set_item(field.name(), column)?;
    }
    Ok(dict)
}

/// The class of pandas that makes a table of a dict of columns, which needs no pyarrow for it.
pub(crate) fn data_frame(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    library(py, "pandas", "to_pandas")?.getattr("DataFrame")
}

/// A table as a `Table` of pyarrow.
pub(super) fn pyarrow<'py>(table: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    library(table.py(), "pyarrow", "to_pyarrow")?.getattr("table")?.call1((table,))
}

/// A table as a `DataFrame` of polars.
pub(super) fn polars<'py>(table: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    library(table.py(), "polars", "to_polars")?.getattr("DataFrame")?.call1((table,))
}

fn library<'py>(py: Python<'py>, name: &str, method: &str) -> PyResult<Bound<'py, PyModule>> {
    py.import(name).map_err(|error| {
        if !error.is_instance_of::<PyImportError>(py) {
            return error;
        }
        let clear = PyImportError::new_err(format!(
            "{method} needs {name} ({}); to_pydict and Arrow libraries work without it",
            error.value(py)
        ));
        clear.set_cause(py, Some(error));
        clear
    })
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
