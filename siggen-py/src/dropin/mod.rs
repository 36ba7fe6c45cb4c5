//! What the drop-in modules of the Python side stand on: the reference's pipeline, rule by rule, and
//! its tools, step by step.

mod made;
mod rules;
mod signify;
mod tools;

use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;

/// Adds all of it to the module.
pub(crate) fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    check_package(module.py())?;
    module.add_class::<made::PyMade>()?;
    rules::add_to(module)?;
    module.add_function(wrap_pyfunction!(signify::signify, module)?)?;
    tools::add_to(module)
}

/// Refuses to be a part of a package whose other files are not ours.
fn check_package(py: Python<'_>) -> PyResult<()> {
    // Ours has its exceptions before it asks for this module.
    if py.import("siggen")?.hasattr("CrashError")? {
        return Ok(());
    }
    Err(PyImportError::new_err(
        "the package siggen does not belong to siggen-py: installing or uninstalling the distribution siggen has replaced or removed its files. Uninstall both, then install siggen-py: pip uninstall -y siggen siggen-py",
    ))
}
