//! What a crash may be: a dict, or JSON as `str` or bytes.

use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyByteArray, PyBytes, PyString};
use siggen_core::{Crash, Error, Shape};

use crate::{document, errors};

/// The JSON text of a crash, kept where it is if it is one already.
pub(crate) enum Json {
    Bytes(PyBackedBytes),
    Text(PyBackedStr),
    Written(Vec<u8>),
}

impl Json {
    /// The JSON text of any object that stands for a crash, to be read as this shape.
    ///
    /// # Errors
    ///
    /// `TypeError` where it can't stand for one, and what the object itself raises.
    pub(crate) fn of(crash: &Bound<'_, PyAny>, shape: Option<Shape>) -> PyResult<Self> {
        if let Ok(bytes) = crash.cast::<PyBytes>() {
            Ok(Json::Bytes(bytes.clone().into()))
        } else if let Ok(text) = crash.cast::<PyString>() {
            // A lone surrogate is an error of the text as much as of bytes that are no UTF-8.
            let text = PyBackedStr::try_from(text.clone());
            text.map(Json::Text).map_err(|error| errors::crash_error(crash.py(), &error.to_string(), None, None))
        } else if let Ok(bytes) = crash.cast::<PyByteArray>() {
            Ok(Json::Bytes(bytes.clone().into()))
        } else if is_memoryview(crash) {
            let bytes = crash.call_method0(pyo3::intern!(crash.py(), "tobytes"))?;
            Ok(Json::Bytes(bytes.cast_into::<PyBytes>()?.into()))
        } else {
            document::of_crash(crash, shape).map(Json::Written)
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Json::Bytes(bytes) => bytes,
            Json::Text(text) => text.as_bytes(),
            Json::Written(bytes) => bytes,
        }
    }

    /// The crash.
    pub(crate) fn read(&self, shape: Option<Shape>) -> Result<Crash<'_>, Error> {
        match shape {
            Some(shape) => Crash::from_json_as(self.as_bytes(), shape),
            None => Crash::from_json(self.as_bytes()),
        }
    }
}

fn is_memoryview(crash: &Bound<'_, PyAny>) -> bool {
    crash.get_type().name().is_ok_and(|name| name == "memoryview")
}

/// The shape of this name.
///
/// # Errors
///
/// `ValueError` where there is none.
pub(crate) fn shape_of(name: Option<&str>) -> PyResult<Option<Shape>> {
    let Some(name) = name else { return Ok(None) };
    name.parse().map(Some).map_err(|error: Error| pyo3::exceptions::PyValueError::new_err(error.to_string()))
}
