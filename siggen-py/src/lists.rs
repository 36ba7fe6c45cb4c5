//! Signature lists as Python gives them: a folder, or a mapping of names to texts.

use std::io::ErrorKind;
use std::path::PathBuf;

use pyo3::exceptions::{PyFileNotFoundError, PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use siggen_batch::siglist_folder::{self, ListsError};
use siggen_core::{SiglistError, SiglistFiles, SiglistName};

use crate::errors;

/// What lists from a mapping say of their source.
pub(crate) const MAPPING: &str = "given texts";

/// The lists that replace the built-in ones.
pub(crate) fn replacing(lists: &Bound<'_, PyAny>) -> PyResult<SiglistFiles<'static>> {
    let Ok(mapping) = lists.cast::<PyMapping>() else {
        return siglist_folder::replacing(&folder(lists)?).map_err(|error| of_folder(lists.py(), &error));
    };
    let texts = Texts::of(mapping, false)?;
    check_complete(&texts.names)?;
    Ok(texts.files)
}

/// Entries added and entries removed.
pub(crate) fn extending(lists: &Bound<'_, PyAny>) -> PyResult<[SiglistFiles<'static>; 2]> {
    match lists.cast::<PyMapping>() {
        Ok(mapping) => Texts::of(mapping, true).map(|texts| [texts.files, texts.removed]),
        Err(_) => siglist_folder::extending(&folder(lists)?).map_err(|error| of_folder(lists.py(), &error)),
    }
}

/// Checks that all lists are there.
pub(crate) fn check_complete(names: &[SiglistName]) -> PyResult<()> {
    let Some(name) = SiglistName::ALL.into_iter().find(|name| !names.contains(name)) else { return Ok(()) };
    let all = SiglistName::ALL.map(SiglistName::name).join(", ");
    Err(PyValueError::new_err(format!("{name} is missing; a set of lists has {all}")))
}

fn folder(lists: &Bound<'_, PyAny>) -> PyResult<PathBuf> {
    lists.extract().map_err(|_| {
        let type_name = lists.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        errors::type_error(format!("lists must be a directory or a mapping of names to text, not {type_name}"))
    })
}

/// The lists that a mapping names, each with its text or its lines.
pub(crate) struct Texts {
    pub(crate) files: SiglistFiles<'static>,
    /// The texts of the names that end in `.remove`.
    removed: SiglistFiles<'static>,
    /// The lists of `files` that it names.
    pub(crate) names: Vec<SiglistName>,
}

impl Texts {
    pub(crate) fn of(mapping: &Bound<'_, PyMapping>, may_remove: bool) -> PyResult<Self> {
        let empty = || SiglistFiles { source: MAPPING.into(), ..SiglistFiles::default() };
        let mut texts = Texts { files: empty(), removed: empty(), names: Vec::new() };
        let mut removed = Vec::new();
        for item in mapping.items()?.iter() {
            let (key, text): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            let key: String = key.extract().map_err(|_| errors::type_error("names of lists must be str".to_owned()))?;
            let (name, files, names) = match key.strip_suffix(".remove") {
                Some(name) if may_remove => (name, &mut texts.removed, &mut removed),
                _ => (key.as_str(), &mut texts.files, &mut texts.names),
            };
            let list = list_named(name)?;
            if names.contains(&list) {
                return Err(PyValueError::new_err(format!("{list} is given twice")));
            }
            names.push(list);
            files.set(list, text_of(list, &text)?);
        }
        Ok(texts)
    }
}

/// The text of a list, or its lines as one.
fn text_of(name: SiglistName, text: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(text) = text.cast::<PyString>() {
        return Ok(text.to_cow()?.into_owned());
    }
    let wrong = |what: &Bound<'_, PyAny>| {
        let type_name = what.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        errors::type_error(format!("{name} must be text or an iterable of entries, not {type_name}"))
    };
    let mut joined = String::new();
    for (index, line) in text.try_iter().map_err(|_| wrong(text))?.enumerate() {
        let line = line?;
        let line: String = line.extract().map_err(|_| wrong(&line))?;
        // Lines as a file gives them have their ends.
        let line = line.strip_suffix('\n').unwrap_or(&line);
        if line.contains('\n') {
            let number = index + 1;
            return Err(PyValueError::new_err(format!("{name}, line {number}: an entry can't contain a line break")));
        }
        joined.push_str(line);
        joined.push('\n');
    }
    Ok(joined)
}

/// The list that people write so.
pub(crate) fn list_named(name: &str) -> PyResult<SiglistName> {
    name.parse().map_err(|error: SiglistError| PyValueError::new_err(error.to_string()))
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
