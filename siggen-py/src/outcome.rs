//! `Outcome`: what a crash's signature is.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};
use siggen_core::{Input, Outcome};

use crate::{html, python};

/// The signature of a crash, with its notes and normalized frames. ``generate`` returns it.
///
/// A crash of a batch that can't be read has an ``error`` and an empty signature. Outcomes are values: they
/// compare, hash and pickle, and ``str(outcome)`` is the signature.
#[pyclass(name = "Outcome", module = "siggen", frozen, eq)]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PyOutcome(pub(crate) Result<Outcome, String>);

impl From<Outcome> for PyOutcome {
    fn from(outcome: Outcome) -> Self {
        PyOutcome(Ok(outcome))
    }
}

/// What a pickled outcome is made of: signature, notes, frames, and the names of the input.
type State = (String, Vec<String>, Vec<String>, Option<(String, String, String)>);

#[pymethods]
impl PyOutcome {
    /// The signature; empty if there is an ``error``.
    #[getter]
    pub(crate) fn signature(&self) -> &str {
        self.0.as_ref().map_or("", |outcome| &outcome.signature)
    }

    /// All normalized frames, joined with ` | `; None if there are no frames.
    #[getter]
    fn proto_signature(&self) -> Option<&str> {
        self.0.as_ref().ok()?.proto_signature()
    }

    /// The normalized frames that the signature was made from.
    #[getter]
    fn normalized_frames<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        match &self.0 {
            Ok(outcome) => python::list(py, outcome.frames.iter()),
            Err(_) => Ok(PyList::empty(py)),
        }
    }

    /// What the rules say about the signature, each as `RULE: text`.
    #[getter]
    fn notes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        match &self.0 {
            Ok(outcome) => python::list(py, outcome.notes.iter().map(String::as_str)),
            Err(_) => Ok(PyList::empty(py)),
        }
    }

    /// Why the crash could not be read; None if it was.
    #[getter]
    fn error(&self) -> Option<&str> {
        self.0.as_ref().err().map(String::as_str)
    }

    /// What the crash was read as, a dict of ``shape``, ``form`` and ``detected_by``: the member that decided,
    /// ``caller`` if the shape was given, ``nothing`` for an empty object. None if the crash could not be read.
    #[getter]
    fn input<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        let input = self.0.as_ref().ok().and_then(|outcome| outcome.input);
        input.map(|input| python::dict_of(py, &input)).transpose()
    }

    /// As a dict, with the names of the command line's JSON.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        match &self.0 {
            Ok(outcome) => python::dict_of(py, outcome),
            Err(error) => {
                let dict = PyDict::new(py);
                dict.set_item("error", error)?;
                Ok(dict)
            }
        }
    }

    fn __str__(&self) -> &str {
        self.signature()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let outcome = slf.get();
        if let Some(error) = outcome.error() {
            return Ok(format!("Outcome(error={})", python::repr(slf.py(), error)?));
        }
        let signature = python::repr(slf.py(), outcome.signature())?;
        Ok(match outcome.0.as_ref().map_or(0, |outcome| outcome.notes.len()) {
            0 => format!("Outcome({signature})"),
            1 => format!("Outcome({signature}, 1 note)"),
            notes => format!("Outcome({signature}, {notes} notes)"),
        })
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.signature(), self.error()).hash(&mut hasher);
        hasher.finish()
    }

    fn _repr_html_(&self) -> String {
        match &self.0 {
            Ok(outcome) => html::outcome(outcome),
            Err(error) => html::failure(error),
        }
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let state = match &slf.get().0 {
            Ok(outcome) => {
                let frames: Vec<String> = outcome.frames.iter().map(str::to_owned).collect();
                let input = outcome.input.map(|input| (input.shape.name(), input.form.name(), input.detected_by));
                (Some((outcome.signature.clone(), outcome.notes.clone(), frames, input)), None)
            }
            Err(error) => (None, Some(error.clone())),
        };
        (slf.get_type().getattr("_of_state")?, state).into_pyobject(slf.py())
    }

    #[classmethod]
    fn _of_state(_class: &Bound<'_, pyo3::types::PyType>, outcome: Option<State>, error: Option<String>) -> Self {
        let outcome = outcome.map(|(signature, notes, frames, input)| {
            let mut outcome = Outcome::default();
            (outcome.signature, outcome.notes, outcome.frames) = (signature, notes, frames.iter().collect());
            outcome.input = input.and_then(|(shape, form, detected_by)| Input::from_names(&shape, &form, &detected_by));
            outcome
        });
        PyOutcome(outcome.ok_or(error.unwrap_or_default()))
    }
}
