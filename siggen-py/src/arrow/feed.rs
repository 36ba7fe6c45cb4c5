//! Batches out of whatever people hold that has some: tables, columns, readers, files, datasets, iterables.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyIterator, PyMapping, PyString};

use super::column::Crashes;
use super::import::Batches;
use crate::errors;

/// How many rows of a file are read at a time, where we are asked. Some crash reports have a megabyte.
const ROWS: usize = 1024;

/// Batches, one after the other.
pub(crate) struct Feed {
    /// Those that are being gone through.
    at_hand: Option<Batches>,
    /// Objects that hand over more.
    more: Option<Py<PyIterator>>,
    /// The column that is wanted of tables.
    column: Option<String>,
}

impl Feed {
    /// The batches of an object that holds columns; none where it doesn't. `column` is the one that will be looked at.
    ///
    /// # Errors
    ///
    /// `TypeError` where it would have to be computed first, and what the object itself raises.
    pub(crate) fn of(data: &Bound<'_, PyAny>, column: Option<&str>) -> PyResult<Option<Self>> {
        if speaks_arrow(data)? {
            return Self::of_arrow(data, column).map(Some);
        }
        Ok(match opened(data, column)? {
            None => None,
            Some(reader) if speaks_arrow(&reader)? => Some(Self::of_arrow(&reader, column)?),
            Some(batches) => Some(Self::of_iterator(&batches.try_iter()?, column)),
        })
    }

    /// As [`Feed::of`], with iterables of batches.
    ///
    /// # Errors
    ///
    /// `TypeError` for all else.
    pub(super) fn of_any(data: &Bound<'_, PyAny>, column: Option<&str>) -> PyResult<Self> {
        if let Some(feed) = Self::of(data, column)? {
            return Ok(feed);
        }
        let is_text = data.is_instance_of::<PyString>()
            || data.is_instance_of::<PyBytes>()
            || data.is_instance_of::<PyByteArray>()
            || data.hasattr(intern!(data.py(), "__fspath__"))?;
        if is_text {
            return Err(unlike(data, "; for files, NDJSON and single crashes, use generate_many"));
        }
        match data.try_iter() {
            Ok(batches) if data.cast::<PyMapping>().is_err() => Ok(Self::of_iterator(&batches, column)),
            _ => Err(unlike(data, "")),
        }
    }

    /// The batches of all objects that come.
    pub(crate) fn of_iterator(batches: &Bound<'_, PyIterator>, column: Option<&str>) -> Self {
        Feed { at_hand: None, more: Some(batches.clone().unbind()), column: column.map(str::to_owned) }
    }

    fn of_arrow(data: &Bound<'_, PyAny>, column: Option<&str>) -> PyResult<Self> {
        Ok(Feed { at_hand: Some(Batches::of(data, column)?), more: None, column: None })
    }

    /// The crashes of the next batch.
    pub(super) fn next(&mut self, py: Python<'_>) -> PyResult<Option<Crashes>> {
        loop {
            if let Some(batches) = &mut self.at_hand {
                if let Some(crashes) = batches.next(py)? {
                    return Ok(Some(crashes));
                }
                self.at_hand = None;
            }
            let Some(more) = &self.more else { return Ok(None) };
            let Some(item) = more.bind(py).clone().next() else {
                self.more = None;
                return Ok(None);
            };
            let item = item?;
            if !speaks_arrow(&item)? {
                return Err(unlike(&item, " in an iterable; for single crashes, use generate_many"));
            }
            self.at_hand = Some(Batches::of(&item, self.column.as_deref())?);
        }
    }
}

/// Whether an object hands over Arrow data.
pub(crate) fn speaks_arrow(data: &Bound<'_, PyAny>) -> PyResult<bool> {
    let py = data.py();
    Ok(data.hasattr(intern!(py, "__arrow_c_stream__"))? || data.hasattr(intern!(py, "__arrow_c_array__"))?)
}

/// A reader or an iterator of the batches of what is no Arrow data itself, but has some. It is known by its methods,
/// since no library need be there; by those of its class, since others may have columns as attributes.
fn opened<'py>(data: &Bound<'py, PyAny>, column: Option<&str>) -> PyResult<Option<Bound<'py, PyAny>>> {
    let (py, class) = (data.py(), data.get_type());
    let has = |method| class.hasattr(method);
    // Of pyarrow: a ParquetFile.
    if has("iter_batches")? {
        let options = reading(data, column)?;
        return data.call_method("iter_batches", (), Some(&options)).map(Some);
    }
    // A dataset, or a fragment of one.
    if has("scanner")? {
        let options = reading(data, column)?;
        // These are for throughput on rows of some bytes.
        options.set_item("batch_readahead", 2)?;
        options.set_item("fragment_readahead", 1)?;
        return data.call_method("scanner", (), Some(&options))?.call_method0("to_reader").map(Some);
    }
    // A scanner.
    if has("to_reader")? {
        return data.call_method0("to_reader").map(Some);
    }
    // The reader of an Arrow file.
    if has("get_batch")? && has("num_record_batches")? {
        let builtins = py.import("builtins")?;
        let indices = builtins.getattr("range")?.call1((data.getattr("num_record_batches")?,))?;
        return builtins.getattr("map")?.call1((data.getattr("get_batch")?, indices)).map(Some);
    }
    // A column of pandas before 3.
    if class.name()? == "Series"
        && let Ok(pyarrow) = py.import("pyarrow")
    {
        let options = PyDict::new(py);
        options.set_item("from_pandas", true)?;
        return pyarrow.call_method("array", (data,), Some(&options)).map(Some);
    }
    if class.name()? == "LazyFrame" {
        return Err(errors::type_error(
            "a LazyFrame has no rows until it is computed: pass the result of .collect()".to_owned(),
        ));
    }
    Ok(None)
}

/// How a file is read: some rows at a time, and of its columns the one that is needed.
fn reading<'py>(data: &Bound<'py, PyAny>, column: Option<&str>) -> PyResult<Bound<'py, PyDict>> {
    let options = PyDict::new(data.py());
    options.set_item("batch_size", ROWS)?;
    let Some(column) = column else { return Ok(options) };
    // As a ParquetFile, a dataset and a fragment call it.
    for schema in ["schema_arrow", "schema", "physical_schema"] {
        if let Some(schema) = data.getattr_opt(schema)? {
            // Without a column of this name all are read, for the error to name them.
            if schema.getattr("names")?.contains(column)? {
                options.set_item("columns", [column])?;
            }
            break;
        }
    }
    Ok(options)
}

fn unlike(data: &Bound<'_, PyAny>, hint: &str) -> PyErr {
    let type_name = data.get_type().name().map(|name| name.to_string()).unwrap_or_default();
    errors::type_error(format!(
        "expected Arrow data (a table, column or reader of pyarrow, polars, pandas or DuckDB, a ParquetFile, \
         a dataset, or an iterable of batches), not {type_name}{hint}"
    ))
}
