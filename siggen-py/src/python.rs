//! Rust values as Python objects.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
use serde_json::Value;
use siggen_core::printable;

use crate::errors;

/// A list of texts.
pub(crate) fn list<'py, 't>(py: Python<'py>, texts: impl Iterator<Item = &'t str>) -> PyResult<Bound<'py, PyList>> {
    let list = PyList::empty(py);
    for text in texts {
        list.append(text)?;
    }
    Ok(list)
}

/// The serialized form as a dict.
pub(crate) fn dict_of<'py>(py: Python<'py>, value: &impl serde::Serialize) -> PyResult<Bound<'py, PyDict>> {
    Ok(object_of(py, value)?.cast_into::<PyDict>()?)
}

/// The serialized form as the object that it is in Python.
pub(crate) fn object_of<'py>(py: Python<'py>, value: &impl serde::Serialize) -> PyResult<Bound<'py, PyAny>> {
    let value = serde_json::to_value(value).map_err(|error| errors::error(&error.to_string()))?;
    object(py, &value)
}

fn object<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Null => py.None().into_bound(py),
        Value::Bool(boolean) => boolean.into_pyobject(py)?.to_owned().into_any(),
        Value::Number(number) => match number.as_i64() {
            Some(number) => number.into_pyobject(py)?.into_any(),
            None => number.as_f64().unwrap_or(f64::NAN).into_pyobject(py)?.into_any(),
        },
        Value::String(text) => PyString::new(py, text).into_any(),
        Value::Array(items) => {
            let list = PyList::empty(py);
            for item in items {
                list.append(object(py, item)?)?;
            }
            list.into_any()
        }
        Value::Object(members) => {
            let dict = PyDict::new(py);
            for (name, value) in members {
                dict.set_item(name, object(py, value)?)?;
            }
            dict.into_any()
        }
    })
}

/// A text as Python shows it. Python itself leaves some letters and marks that are not seen.
pub(crate) fn repr(py: Python<'_>, text: &str) -> PyResult<String> {
    Ok(printable(&PyString::new(py, text).repr()?.to_string_lossy()).into_owned())
}
