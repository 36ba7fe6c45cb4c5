//! Sets of lists as `siggen.analysis` takes them.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use siggen_batch::Ruleset;
use siggen_batch::siglist_folder::{self, ListsError};
use siggen_core::{SiglistFiles, SiglistName, Siglists};

use crate::errors;
use crate::generator::{Lists, PyGenerator};
use crate::lists::{MAPPING, of_folder};

/// The lists that an object stands for, and in a mapping those that are there.
pub(super) struct Given {
    lists: Arc<Lists>,
    /// Those that it names.
    pub(super) names: Vec<SiglistName>,
}

impl Given {
    /// Nothing for the built-in lists, a folder, a name as the command line takes it, a mapping of names to texts or
    /// lines, or a generator.
    pub(super) fn of(lists: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let Some(lists) = lists else {
            return Ok(Given { lists: Arc::default(), names: SiglistName::ALL.into() });
        };
        if let Ok(generator) = lists.extract::<PyGenerator>() {
            return Ok(Given { lists: generator.lists, names: SiglistName::ALL.into() });
        }
        let (files, names) = if let Ok(mapping) = lists.cast::<PyMapping>() {
            of_mapping(mapping)?
        } else {
            (named(lists)?, SiglistName::ALL.into())
        };
        Ok(Given { lists: Arc::new(Lists { base: Some(files), extension: None }), names })
    }

    /// The texts of the lists.
    ///
    /// # Errors
    ///
    /// `ValueError` where there are lines besides.
    pub(super) fn files(&self) -> PyResult<SiglistFiles<'static>> {
        if self.lists.extension.is_some() {
            return Err(PyValueError::new_err(
                "a generator that extends lists has more than one text per list; pass a directory or a mapping",
            ));
        }
        Ok(self.lists.base.clone().unwrap_or_else(SiglistFiles::built_in))
    }

    /// The lists, compiled. All must be there.
    ///
    /// # Errors
    ///
    /// `ValueError` where one is missing, `SiglistError` where one can't be compiled.
    pub(super) fn compiled(&self, py: Python<'_>) -> PyResult<Siglists> {
        self.complete()?;
        let lists = &self.lists;
        let compiled = py.detach(|| {
            let built_in = SiglistFiles::built_in();
            siglist_folder::compiled(lists.base.as_ref().unwrap_or(&built_in), lists.extension.as_ref())
        });
        compiled.map_err(|error| errors::of_siglist(py, &error))
    }

    /// Checks that all lists are there.
    pub(super) fn complete(&self) -> PyResult<()> {
        match SiglistName::ALL.into_iter().find(|name| !self.names.contains(name)) {
            None => Ok(()),
            Some(name) => {
                let names = SiglistName::ALL.map(SiglistName::name).join(", ");
                Err(PyValueError::new_err(format!("{name} is missing; a set of lists has {names}")))
            }
        }
    }
}

/// The list that people write so.
pub(super) fn list_named(name: &str) -> PyResult<SiglistName> {
    name.parse().map_err(PyValueError::new_err)
}

/// A folder, or what the command line takes.
fn named(lists: &Bound<'_, PyAny>) -> PyResult<SiglistFiles<'static>> {
    let py = lists.py();
    let ruleset = if let Ok(name) = lists.cast::<PyString>() {
        let name = name.to_cow()?.into_owned();
        name.parse::<Ruleset>().map_err(|error| of_folder(py, &error))?
    } else {
        let folder: PathBuf = lists.extract().map_err(|_| {
            let type_name = lists.get_type().name().map(|name| name.to_string()).unwrap_or_default();
            errors::type_error(format!(
                "lists must be None, a directory, REVISION:DIRECTORY, a mapping of names to texts, or a Generator, not {type_name}"
            ))
        })?;
        Ruleset::Folder(folder)
    };
    let files: Result<_, ListsError> = py.detach(|| ruleset.files());
    files.map_err(|error| of_folder(py, &error))
}

fn of_mapping(mapping: &Bound<'_, PyMapping>) -> PyResult<(SiglistFiles<'static>, Vec<SiglistName>)> {
    let mut files = SiglistFiles { source: MAPPING.into(), ..SiglistFiles::default() };
    let mut names = Vec::new();
    for item in mapping.items()?.iter() {
        let (key, text): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
        let key: String = key.extract().map_err(|_| errors::type_error("names of lists must be str".to_owned()))?;
        let name = list_named(&key)?;
        if names.contains(&name) {
            return Err(PyValueError::new_err(format!("{name} is given twice")));
        }
        names.push(name);
        files.set(name, text_of(name, &text)?);
    }
    Ok((files, names))
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
