//! What Python objects hand over through the Arrow `PyCapsule` interface.
//!
//! Whoever makes a capsule is trusted with its pointers. What they point to is checked before it is read; see
//! `c_data`.

#![allow(unsafe_code, reason = "the interface is C structs behind pointers")]

use std::ffi::CStr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use pyo3::exceptions::{PyException, PyRuntimeError, PyStopIteration, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use siggen_core::printable;

use super::c_data::{Described, Foreign, describe};
use super::column::{Choice, Crashes};
use crate::errors;

/// The crashes of a column, batch after batch.
pub(crate) struct Batches {
    choice: Choice,
    source: Source,
}

enum Source {
    One(Option<Foreign>),
    Stream(Stream),
    /// A reader of pyarrow's, whose batches pyarrow looks at before they are taken.
    Reader(Py<PyAny>),
}

impl Batches {
    /// The crashes of any object that speaks the interface.
    ///
    /// # Errors
    ///
    /// `TypeError` where it doesn't, what the object itself raises, and what [`Choice::of`] says.
    pub(super) fn of(data: &Bound<'_, PyAny>, column: Option<&str>) -> PyResult<Self> {
        let py = data.py();
        if is_of_pyarrow(data, &["RecordBatchReader"])? {
            let schema =
                data.getattr(pyo3::intern!(py, "schema"))?.call_method0(pyo3::intern!(py, "__arrow_c_schema__"))?;
            let described = described(&schema.cast_into::<PyCapsule>()?)?;
            return Ok(Batches {
                choice: Choice::of(described, column)?,
                source: Source::Reader(data.clone().unbind()),
            });
        }
        validated_by_pyarrow(data)?;
        if let Some(method) = data.getattr_opt(pyo3::intern!(py, "__arrow_c_stream__"))? {
            let capsule = method.call0()?.cast_into::<PyCapsule>()?;
            let stream = pointer::<FFI_ArrowArrayStream>(&capsule, c"arrow_array_stream")?;
            // SAFETY: a capsule of this name points to a stream; who takes it leaves an empty one.
            let mut stream = Stream(unsafe { FFI_ArrowArrayStream::from_raw(stream) });
            let schema = stream.schema()?;
            let described = describe(&schema).map_err(|why| damaged(py, &why))?;
            return Ok(Batches { choice: Choice::of(described, column)?, source: Source::Stream(stream) });
        }
        if let Some(method) = data.getattr_opt(pyo3::intern!(py, "__arrow_c_array__"))? {
            let (described, array) = array(&method.call0()?)?;
            return Ok(Batches { choice: Choice::of(described, column)?, source: Source::One(Some(array)) });
        }
        let type_name = data.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        Err(PyTypeError::new_err(format!(
            "expected Arrow data, such as a table or column of pyarrow, polars or pandas, not {type_name}"
        )))
    }

    /// The crashes of the next batch.
    pub(super) fn next(&mut self, py: Python<'_>) -> PyResult<Option<Crashes>> {
        let batch = match &mut self.source {
            Source::One(array) => array.take(),
            Source::Stream(stream) => py.detach(|| stream.next())?,
            Source::Reader(reader) => next_of(reader.bind(py))?,
        };
        let Some(batch) = batch else { return Ok(None) };
        let choice = &self.choice;
        let (column, absent) = py.detach(|| choice.column(&batch)).map_err(|why| damaged(py, &why))?;
        let crashes = py.detach(|| Crashes::of(&column, absent));
        crashes.map(Some).map_err(|error| PyValueError::new_err(error.to_string()))
    }
}

/// A stream of arrays that a capsule held.
struct Stream(FFI_ArrowArrayStream);

impl Stream {
    fn schema(&mut self) -> PyResult<FFI_ArrowSchema> {
        let mut schema = FFI_ArrowSchema::empty();
        let get_schema = self.0.get_schema().ok_or_else(released)?;
        // SAFETY: a function that is there does what the interface says.
        let code = unsafe { get_schema(&raw mut self.0, &raw mut schema) };
        self.checked(code).map(|()| schema)
    }

    fn next(&mut self) -> PyResult<Option<Foreign>> {
        let mut array = FFI_ArrowArray::empty();
        let get_next = self.0.get_next().ok_or_else(released)?;
        // SAFETY: as above.
        let code = unsafe { get_next(&raw mut self.0, &raw mut array) };
        self.checked(code)?;
        // A released array is how a stream says that it has ended.
        Ok(if array.is_released() { None } else { Some(Foreign::new(array)) })
    }

    /// What the stream says of a failure.
    fn checked(&mut self, code: i32) -> PyResult<()> {
        if code == 0 {
            return Ok(());
        }
        // SAFETY: as above; the text is the stream's until it is called again.
        let text = self.0.get_last_error().map(|get| unsafe { get(&raw mut self.0) }).filter(|text| !text.is_null());
        // SAFETY: a pointer that is there points to a text with an end.
        let text = text.map(|text| printable(&unsafe { CStr::from_ptr(text) }.to_string_lossy()).into_owned());
        Err(PyRuntimeError::new_err(text.unwrap_or_else(|| format!("the Arrow stream failed with code {code}"))))
    }
}

/// An array with what it is.
fn array(capsules: &Bound<'_, PyAny>) -> PyResult<(Described, Foreign)> {
    let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) = capsules.cast::<PyTuple>()?.extract()?;
    let described = described(&schema)?;
    let array = pointer::<FFI_ArrowArray>(&array, c"arrow_array")?;
    // SAFETY: a capsule of this name points to an array; who takes it leaves an empty one.
    Ok((described, Foreign::new(unsafe { FFI_ArrowArray::from_raw(array) })))
}

fn described(schema: &Bound<'_, PyCapsule>) -> PyResult<Described> {
    let pointer = pointer::<FFI_ArrowSchema>(schema, c"arrow_schema")?;
    // SAFETY: a capsule of this name points to a schema, which is only looked at while the capsule lives.
    describe(unsafe { &*pointer }).map_err(|why| damaged(schema.py(), &why))
}

fn pointer<T>(capsule: &Bound<'_, PyCapsule>, name: &CStr) -> PyResult<*mut T> {
    Ok(capsule.pointer_checked(Some(name))?.as_ptr().cast::<T>())
}

/// The next batch of a reader of pyarrow's.
fn next_of(reader: &Bound<'_, PyAny>) -> PyResult<Option<Foreign>> {
    let py = reader.py();
    let batch = match reader.call_method0(pyo3::intern!(py, "read_next_batch")) {
        Ok(batch) => batch,
        Err(error) if error.is_instance_of::<PyStopIteration>(py) => return Ok(None),
        Err(error) if error.is_instance_of::<PyException>(py) => {
            let failed = PyRuntimeError::new_err(printable(&error.value(py).str()?.to_string_lossy()).into_owned());
            failed.set_cause(py, Some(error));
            return Err(failed);
        }
        Err(error) => return Err(error),
    };
    validated_by_pyarrow(&batch)?;
    let (_, array) = array(&batch.call_method0(pyo3::intern!(py, "__arrow_c_array__"))?)?;
    Ok(Some(array))
}

/// Has pyarrow check the sizes of its buffers, which it knows and the interface doesn't carry. It doesn't look at them
/// when it reads a file.
fn validated_by_pyarrow(data: &Bound<'_, PyAny>) -> PyResult<()> {
    let py = data.py();
    if let Some(column) = column_of_pandas(data)? {
        return validated_by_pyarrow(&column);
    }
    if !is_of_pyarrow(data, &["Table", "RecordBatch", "ChunkedArray", "Array"])? {
        return Ok(());
    }
    match data.call_method0(pyo3::intern!(py, "validate")) {
        Ok(_) => Ok(()),
        Err(error) if error.is_instance_of::<PyException>(py) => {
            let invalid = damaged(py, &error.value(py).str()?.to_string_lossy());
            invalid.set_cause(py, Some(error));
            Err(invalid)
        }
        Err(error) => Err(error),
    }
}

/// What a column of pandas has of pyarrow, where it has its values there.
fn column_of_pandas<'py>(data: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    let py = data.py();
    if data.get_type().name()? != "Series" {
        return Ok(None);
    }
    let Some(values) = data.getattr_opt(pyo3::intern!(py, "array"))? else { return Ok(None) };
    let class = values.get_type().name()?;
    if class != "ArrowStringArray" && class != "ArrowExtensionArray" {
        return Ok(None);
    }
    values.call_method0(pyo3::intern!(py, "__arrow_array__")).map(Some)
}

/// Whether an object is of one of these classes of pyarrow, which nobody can have who didn't import it.
fn is_of_pyarrow(data: &Bound<'_, PyAny>, classes: &[&str]) -> PyResult<bool> {
    let modules = data.py().import("sys")?.getattr("modules")?;
    let Ok(pyarrow) = modules.get_item("pyarrow.lib") else { return Ok(false) };
    for class in classes {
        if data.is_instance(&pyarrow.getattr(*class)?)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Arrow data that is not as it says: a `CrashError`.
fn damaged(py: Python<'_>, why: &str) -> PyErr {
    errors::crash_error(py, &format!("the Arrow data is damaged: {why}"), None, None)
}

fn released() -> PyErr {
    PyRuntimeError::new_err("the Arrow stream was released before")
}
