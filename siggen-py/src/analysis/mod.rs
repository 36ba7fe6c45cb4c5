//! What many crashes and sets of lists tell: the native half of `siggen.analysis`.

mod count;
mod coverage;
mod diff;
mod explain;
mod lint;
mod lists;
mod tables;

use pyo3::prelude::*;

/// Adds the classes and functions that `siggen.analysis` stands on.
pub(crate) fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<crate::arrow::PyTable>()?;
    module.add_class::<diff::PyDiff>()?;
    module.add_class::<coverage::PyCoverage>()?;
    module.add_function(wrap_pyfunction!(lint::lint_lists, module)?)?;
    module.add_function(wrap_pyfunction!(diff::diff_lists, module)?)?;
    module.add_function(wrap_pyfunction!(coverage::cover_lists, module)?)?;
    module.add_function(wrap_pyfunction!(explain::explain_without, module)?)
}
