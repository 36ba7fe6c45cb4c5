//! Sets of lists as `siggen.analysis` takes them.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use siggen_batch::Ruleset;
use siggen_batch::siglist_folder::ListsError;
use siggen_core::{ListSet, SiglistFiles, SiglistName, Siglists};

use crate::errors;
use crate::generator::PyGenerator;
use crate::lists::{Texts, check_complete, of_folder};

/// The lists that an object stands for, and in a mapping those that are there.
pub(super) struct Given {
    pub(super) lists: Arc<ListSet<'static>>,
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
            let texts = Texts::of(mapping, false)?;
            (texts.files, texts.names)
        } else {
            (named(lists)?, SiglistName::ALL.into())
        };
        Ok(Given { lists: Arc::new(files.into()), names })
    }

    /// The texts of the lists.
    ///
    /// # Errors
    ///
    /// `ValueError` where there are lines besides.
    pub(super) fn files(&self) -> PyResult<SiglistFiles<'static>> {
        if self.lists.is_extended() {
            return Err(PyValueError::new_err(
                "a generator that extends lists has more than one text per list; pass a directory or a mapping",
            ));
        }
        Ok(self.lists.base.clone())
    }

    /// The lists, compiled. All must be there.
    ///
    /// # Errors
    ///
    /// `ValueError` where one is missing, `SiglistError` where one can't be compiled.
    pub(super) fn compiled(&self, py: Python<'_>) -> PyResult<Siglists> {
        check_complete(&self.names)?;
        py.detach(|| self.lists.compile()).map_err(|error| errors::of_siglist(py, &error))
    }
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
