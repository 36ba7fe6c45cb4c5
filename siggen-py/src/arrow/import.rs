//! What Python objects hand over through the Arrow `PyCapsule` interface.

#![allow(unsafe_code, reason = "the interface is C structs behind pointers")]

use std::ffi::CStr;
use std::ptr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{ArrayRef, make_array};
use arrow_schema::ArrowError;
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

/// Arrays, one after the other.
pub(super) enum Batches {
    One(Option<ArrayRef>),
    Stream(ArrayStreamReader),
}

impl Batches {
    /// The arrays of any object that speaks the interface.
    ///
    /// # Errors
    ///
    /// `TypeError` where it doesn't, and what the object itself raises.
    pub(super) fn of(data: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = data.py();
        if let Some(method) = data.getattr_opt(pyo3::intern!(py, "__arrow_c_stream__"))? {
            let capsule = method.call0()?.cast_into::<PyCapsule>()?;
            let stream = pointer::<FFI_ArrowArrayStream>(&capsule, c"arrow_array_stream")?;
            // SAFETY: a capsule of this name points to a stream; who takes it leaves an empty one.
            let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream) };
            return Ok(Batches::Stream(ArrayStreamReader::try_new(stream).map_err(|error| raised(&error))?));
        }
        if let Some(method) = data.getattr_opt(pyo3::intern!(py, "__arrow_c_array__"))? {
            let capsules = method.call0()?.cast_into::<PyTuple>()?;
            let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) = capsules.extract()?;
            let schema = pointer::<FFI_ArrowSchema>(&schema, c"arrow_schema")?;
            let array = pointer::<FFI_ArrowArray>(&array, c"arrow_array")?;
            // SAFETY: as above; the schema is only looked at, while its capsule lives.
            let imported = unsafe { from_ffi(ptr::replace(array, FFI_ArrowArray::empty()), &*schema) };
            return Ok(Batches::One(Some(make_array(imported.map_err(|error| raised(&error))?))));
        }
        let type_name = data.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        Err(PyTypeError::new_err(format!(
            "Arrow data is expected, such as a table or column of pyarrow, polars or pandas, not {type_name}"
        )))
    }

    /// The next array.
    pub(super) fn next(&mut self) -> PyResult<Option<ArrayRef>> {
        match self {
            Batches::One(array) => Ok(array.take()),
            Batches::Stream(reader) => reader.next().transpose().map_err(|error| raised(&error)),
        }
    }
}

fn pointer<T>(capsule: &Bound<'_, PyCapsule>, name: &CStr) -> PyResult<*mut T> {
    Ok(capsule.pointer_checked(Some(name))?.as_ptr().cast::<T>())
}

fn raised(error: &ArrowError) -> PyErr {
    PyRuntimeError::new_err(error.to_string())
}
