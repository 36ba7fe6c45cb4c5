//! Errors of Arrow, as Python raises them.

use arrow_schema::ArrowError;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

pub(super) fn raised(error: &ArrowError) -> PyErr {
    PyRuntimeError::new_err(error.to_string())
}
