//! What the drop-in modules of the Python side stand on: the reference's pipeline, rule by rule, and
//! its tools, step by step.

mod made;
mod rules;
mod signify;
mod tools;

use pyo3::prelude::*;

/// Adds all of it to the module.
pub(crate) fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<made::PyMade>()?;
    rules::add_to(module)?;
    module.add_function(wrap_pyfunction!(signify::signify, module)?)?;
    tools::add_to(module)
}
