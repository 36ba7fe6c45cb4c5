//! What a signature would be with other lists.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyInt, PyString};
use siggen_core::{Generator, ListEntry, ListSet, SiglistError, Wanted};

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
    let left_out = meant(lists, &without)?;
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

/// The entries that are meant: the one on a line of a number, or all that are written so.
fn meant(lists: &ListSet<'_>, wanted: &[(String, Bound<'_, PyAny>)]) -> PyResult<Vec<ListEntry>> {
    let mut found = Vec::new();
    for same in wanted.chunk_by(|(one, _), (other, _)| one == other) {
        let list = list_named(&same[0].0)?;
        let entries = same.iter().map(|(_, entry)| Entry::of(entry)).collect::<PyResult<Vec<_>>>()?;
        let wanted: Vec<Wanted<'_>> = entries.iter().map(Entry::wanted).collect();
        found.extend(lists.find(list, &wanted).map_err(|error| refused(&error))?);
    }
    Ok(found)
}

/// How an entry is given.
enum Entry {
    Line(usize),
    Text(String),
}

impl Entry {
    fn of(entry: &Bound<'_, PyAny>) -> PyResult<Self> {
        if entry.is_instance_of::<PyInt>() {
            // No list has a line of a number that is no usize; there is none with 0 either.
            return Ok(Entry::Line(entry.extract().unwrap_or(0)));
        }
        if let Ok(text) = entry.cast::<PyString>() {
            return Ok(Entry::Text(text.to_cow()?.into_owned()));
        }
        let type_name = entry.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        Err(errors::type_error(format!("an entry must be given by its line number or its text, not {type_name}")))
    }

    fn wanted(&self) -> Wanted<'_> {
        match self {
            Entry::Line(number) => Wanted::Line(*number),
            Entry::Text(text) => Wanted::Text(text),
        }
    }
}

/// `ValueError` for an entry that isn't there.
fn refused(error: &SiglistError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
