//! What a signature would be with other lines.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyInt, PyString};
use siggen_core::{Generator, SiglistFiles, SiglistName, Siglists, printable};

use super::lists::{Given, list_named};
use crate::errors;
use crate::explanation::PyExplanation;
use crate::input::{Json, shape_of};

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
    given.complete()?;
    let files = given.files()?;
    let mut places = Vec::new();
    for (list, line) in &without {
        places.extend(places_of(&files, list_named(list)?, line)?);
    }
    let mut other =
        siggen_analysis::without(&files, &places).map_err(|error| PyValueError::new_err(error.to_string()))?;
    for (list, pattern) in &with_lines {
        let list = list_named(list)?;
        if pattern.trim().is_empty() || pattern.starts_with('#') || pattern.contains('\n') {
            let pattern = printable(pattern);
            let message = format!("{pattern:?} is not an entry of {list}: it is empty, a comment or several lines");
            return Err(PyValueError::new_err(message));
        }
        other = siggen_analysis::with_line(&other, list, pattern);
    }
    let made = py.detach(|| {
        let generators = [&files, &other].map(|files| Siglists::new(files).map(Generator::with_siglists));
        let [Ok(now), Ok(then)] = generators else {
            return Err(generators.into_iter().find_map(Result::err));
        };
        Ok(json.read(shape).map(|crash| (now.explain(&crash), then.explain(&crash))))
    });
    match made {
        Ok(Ok((now, then))) => Ok((now.into(), then.into())),
        Ok(Err(error)) => Err(errors::of_input(py, json.as_bytes(), &error)),
        Err(Some(error)) => Err(errors::of_siglist(py, &error)),
        Err(None) => Err(errors::error("the lists can't be compiled")),
    }
}

/// The entries that are meant: the one on a line of this number, or all that are written so.
fn places_of(
    files: &SiglistFiles<'_>,
    list: SiglistName,
    line: &Bound<'_, PyAny>,
) -> PyResult<Vec<(SiglistName, usize)>> {
    if line.is_instance_of::<PyInt>() {
        // No list has a line of a number that is no usize; there is none with 0 either.
        return Ok(vec![(list, line.extract().unwrap_or(0))]);
    }
    let Ok(text) = line.cast::<PyString>() else {
        let type_name = line.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        return Err(errors::type_error(format!(
            "an entry must be given by its line number or its text, not {type_name}"
        )));
    };
    let text = text.to_cow()?;
    let entries = files.entries(list).into_iter().filter(|entry| entry.text == text);
    let places: Vec<_> = entries.map(|entry| (list, entry.number)).collect();
    if places.is_empty() {
        return Err(PyValueError::new_err(format!(
            "{list} has no entry {:?}: write it exactly as in the list",
            printable(&text)
        )));
    }
    Ok(places)
}
