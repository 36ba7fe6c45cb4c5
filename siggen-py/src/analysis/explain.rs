//! What a signature would be with other lists.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyInt, PyString};
use siggen_core::{Generator, ListEntry, ListSet, SiglistError, SiglistName};

use super::lists::Given;
use crate::errors;
use crate::explanation::PyExplanation;
use crate::input::{Json, shape_of};
use crate::lists::{check_complete, list_named};

/// The explanation of a crash, and what it would be without some entries and with others.
#[pyfunction]
#[pyo3(signature = (crash, lists=None, *, without=vec![], with_lines=vec![], shape=None))]
pub(super) fn explain_without(
    crash: &Bound<'_, PyAny>,
    lists: Option<&Bound<'_, PyAny>>,
    without: Vec<(String, Bound<'_, PyAny>)>,
    with_lines: Vec<(String, String)>,
    shape: Option<&str>,
) -> PyResult<(PyExplanation, PyExplanation)> {
    let py = crash.py();
    let shape = shape_of(shape)?;
    let json = Json::of(crash, shape)?;
    let given = Given::of(lists)?;
    check_complete(&given.names)?;
    let lists = &*given.lists;
    let mut left_out = Vec::new();
    for (list, entry) in &without {
        left_out.extend(meant(lists, list_named(list)?, entry)?);
    }
    let mut edited = lists.clone();
    for (list, pattern) in &with_lines {
        edited = edited.with_line(list_named(list)?, pattern).map_err(|error| errors::of_siglist(py, &error))?;
    }
    let edited = edited.without(&left_out);
    let explained = py.detach(|| -> Result<_, SiglistError> {
        let (now, then) = (Generator::with_lists(lists)?, Generator::with_lists(&edited)?);
        Ok(json.read(shape).map(|crash| (now.explain(&crash), then.explain(&crash))))
    });
    match explained.map_err(|error| errors::of_siglist(py, &error))? {
        Ok((now, then)) => Ok((now.into(), then.into())),
        Err(error) => Err(errors::of_input(py, json.as_bytes(), &error)),
    }
}

/// The entries that are meant: the one on a line of this number, or all that are written so.
fn meant(lists: &ListSet<'_>, list: SiglistName, entry: &Bound<'_, PyAny>) -> PyResult<Vec<ListEntry>> {
    if entry.is_instance_of::<PyInt>() {
        // No list has a line of a number that is no usize; there is none with 0 either.
        let number = entry.extract().unwrap_or(0);
        return lists.at_line(list, number).map(|entry| vec![entry]).map_err(|error| refused(&error));
    }
    let Ok(text) = entry.cast::<PyString>() else {
        let type_name = entry.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        return Err(errors::type_error(format!(
            "an entry must be given by its line number or its text, not {type_name}"
        )));
    };
    lists.written(list, &text.to_cow()?).map_err(|error| refused(&error))
}

/// `ValueError` for an entry that isn't there.
fn refused(error: &SiglistError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
