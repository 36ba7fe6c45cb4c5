//! Findings about lists.

use pyo3::prelude::*;

use super::lists::Given;
use crate::lists::list_named;
use crate::python;

/// The findings about lists, as dicts; only about the lists in `only`, if it names any.
#[pyfunction]
#[pyo3(signature = (lists=None, only=None))]
pub(super) fn lint_lists<'py>(
    py: Python<'py>,
    lists: Option<&Bound<'py, PyAny>>,
    only: Option<Vec<String>>,
) -> PyResult<Bound<'py, PyAny>> {
    let only = only.map(|names| names.iter().map(|name| list_named(name)).collect::<PyResult<Vec<_>>>()).transpose()?;
    let given = Given::of(lists)?;
    let files = given.files()?;
    let names = only.unwrap_or(given.names);
    let findings = py.detach(|| siggen_analysis::lint(&files, &names));
    python::object_of(py, &findings)
}
