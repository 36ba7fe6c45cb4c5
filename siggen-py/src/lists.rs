//! Signature lists as Python gives them: a folder, or a mapping of names to texts.

use std::io::ErrorKind;
use std::path::PathBuf;

use pyo3::exceptions::{PyFileNotFoundError, PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyMapping;
use siggen_batch::siglist_folder::{self, ListsError};
use siggen_core::{SiglistFiles, SiglistName, printable};

use crate::errors;

/// What lists from a mapping say of their source.
pub(crate) const MAPPING: &str = "given texts";

/// The lists that replace the built-in ones.
pub(crate) fn replacing(lists: &Bound<'_, PyAny>) -> PyResult<SiglistFiles<'static>> {
    let Ok(mapping) = lists.cast::<PyMapping>() else {
        return siglist_folder::replacing(&folder(lists)?).map_err(|error| of_folder(lists.py(), &error));
    };
    let [files, _] = of_mapping(mapping, false)?;
    for name in SiglistName::ALL {
        if !mapping.contains(name.name())? {
            let names = SiglistName::ALL.map(SiglistName::name).join(", ");
            return Err(PyValueError::new_err(format!(
                "{name} is missing; lists that replace the built-in ones need all of {names}"
            )));
        }
    }
    Ok(files)
}

/// Lines added and lines removed.
pub(crate) fn extending(lists: &Bound<'_, PyAny>) -> PyResult<[SiglistFiles<'static>; 2]> {
    match lists.cast::<PyMapping>() {
        Ok(mapping) => of_mapping(mapping, true),
        Err(_) => siglist_folder::extending(&folder(lists)?).map_err(|error| of_folder(lists.py(), &error)),
    }
}

fn folder(lists: &Bound<'_, PyAny>) -> PyResult<PathBuf> {
    lists.extract().map_err(|_| {
        let type_name = lists.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        errors::type_error(format!("lists must be a directory or a mapping of names to text, not {type_name}"))
    })
}

fn of_mapping(mapping: &Bound<'_, PyMapping>, may_remove: bool) -> PyResult<[SiglistFiles<'static>; 2]> {
    let empty = || SiglistFiles { source: MAPPING.into(), ..SiglistFiles::default() };
    let [mut added, mut removed] = [empty(), empty()];
    for item in mapping.items()?.iter() {
        let (key, text): (String, String) = item.extract()?;
        let (name, files) = match key.strip_suffix(".remove") {
            Some(name) if may_remove => (name, &mut removed),
            _ => (key.as_str(), &mut added),
        };
        let Some(name) = by_name(name) else {
            let names = SiglistName::ALL.map(SiglistName::name).join(", ");
            return Err(PyValueError::new_err(format!("no list named {:?}; the lists are {names}", printable(&key))));
        };
        files.set(name, text);
    }
    Ok([added, removed])
}

/// The list of this name.
pub(crate) fn by_name(name: &str) -> Option<SiglistName> {
    SiglistName::ALL.into_iter().find(|list| list.name() == name)
}

/// The exception for lists that can't be had.
pub(crate) fn of_folder(py: Python<'_>, error: &ListsError) -> PyErr {
    match error {
        ListsError::Siglist(error) => errors::of_siglist(py, error),
        other if other.kind() == ErrorKind::NotFound => PyFileNotFoundError::new_err(other.to_string()),
        other => PyOSError::new_err(other.to_string()),
    }
}

/// Lists as they are pickled: their source and the four texts.
pub(crate) type State = (String, [String; 4]);

pub(crate) fn to_state(files: &SiglistFiles<'static>) -> State {
    (files.source.to_string(), SiglistName::ALL.map(|name| files.get(name).to_owned()))
}

pub(crate) fn of_state((source, texts): State) -> SiglistFiles<'static> {
    let mut files = SiglistFiles { source: source.into(), ..SiglistFiles::default() };
    for (name, text) in SiglistName::ALL.into_iter().zip(texts) {
        files.set(name, text);
    }
    files
}
