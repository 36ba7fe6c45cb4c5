//! `Result`: what the reference's pipeline writes to. Made of an outcome as it is asked for.

use std::sync::Arc;

use pyo3::exceptions::PyException;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use siggen_core::{Crash, Failure, Outcome, Shape};

use crate::engine::Engine;
use crate::python;

/// The result of signature generation: the signature, notes, a log and whatever else rules leave.
#[pyclass(name = "Result", module = "siggen.generator", subclass, dict, weakref)]
pub(crate) struct PyResultObject {
    signature: Py<PyAny>,
    notes: Option<Py<PyAny>>,
    debug_log: Option<Py<PyAny>>,
    extra: Option<Py<PyAny>>,
    made_of: Option<Box<MadeOf>>,
    failures: Vec<Failure>,
}

/// What notes, log and extra are made of when somebody asks for them.
pub(crate) struct MadeOf {
    outcome: Outcome,
    /// The crash data; the log is a second run.
    json: Vec<u8>,
    engine: Arc<Engine>,
}

impl PyResultObject {
    /// The result of all rules on crash data.
    pub(crate) fn of_outcome(py: Python<'_>, outcome: Outcome, json: Vec<u8>, engine: Arc<Engine>) -> Self {
        let signature = PyString::new(py, &outcome.signature).into_any().unbind();
        let failures = outcome.failures.clone();
        let made_of = Some(Box::new(MadeOf { outcome, json, engine }));
        PyResultObject { signature, notes: None, debug_log: None, extra: None, made_of, failures }
    }

    /// The result of crash data that can't be looked at.
    pub(crate) fn of_error(py: Python<'_>, error: &PyErr) -> PyResult<Self> {
        let rule = siggen_core::rules::RULES[0].info().name;
        let message = error.value(py).str().map(|text| text.to_string()).unwrap_or_default();
        let mut result = Self::empty(py);
        result.notes = Some(PyList::new(py, [format!("{rule}: Rule failed: {message}")])?.into_any().unbind());
        result.failures.push(Failure { rule, message });
        Ok(result)
    }

    fn empty(py: Python<'_>) -> Self {
        PyResultObject {
            signature: PyString::new(py, "").into_any().unbind(),
            notes: None,
            debug_log: None,
            extra: None,
            made_of: None,
            failures: Vec::new(),
        }
    }

    pub(crate) fn failures(&self) -> &[Failure] {
        &self.failures
    }

    pub(crate) fn add_failures(&mut self, failures: &[Failure]) {
        self.failures.extend_from_slice(failures);
    }

    fn outcome(&self) -> Option<&Outcome> {
        self.made_of.as_deref().map(|made_of| &made_of.outcome)
    }
}

impl MadeOf {
    fn log(&self) -> Vec<String> {
        match Crash::from_json_as(&self.json, Shape::CrashData) {
            Ok(crash) => self.engine.generator.explain(&crash).debug_log(),
            Err(_) => Vec::new(),
        }
    }
}

#[pymethods]
impl PyResultObject {
    #[new]
    #[pyo3(signature = (signature=None, notes=None, debug_log=None, extra=None))]
    fn new(
        py: Python<'_>,
        signature: Option<Py<PyAny>>,
        notes: Option<Py<PyAny>>,
        debug_log: Option<Py<PyAny>>,
        extra: Option<Py<PyAny>>,
    ) -> Self {
        let empty = Self::empty(py);
        PyResultObject { signature: signature.unwrap_or(empty.signature), notes, debug_log, extra, ..Self::empty(py) }
    }

    /// The signature.
    #[getter]
    fn signature(&self, py: Python<'_>) -> Py<PyAny> {
        self.signature.clone_ref(py)
    }

    #[setter(signature)]
    fn replace_signature(&mut self, signature: Py<PyAny>) {
        self.signature = signature;
    }

    /// What rules have to say about the signature, each as `RULE: text`.
    #[getter]
    fn notes(&mut self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        if let Some(notes) = &self.notes {
            return Ok(notes.clone_ref(py));
        }
        let notes = self.outcome().map_or(&[][..], |outcome| &outcome.notes);
        let notes = python::list(py, notes.iter().map(String::as_str))?.into_any().unbind();
        self.notes = Some(notes.clone_ref(py));
        Ok(notes)
    }

    #[setter]
    fn set_notes(&mut self, notes: Py<PyAny>) {
        self.notes = Some(notes);
    }

    /// What rules did, line by line. It is made when it is first asked for, which takes about as
    /// long as the signature did.
    #[getter]
    fn debug_log(&mut self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        if let Some(log) = &self.debug_log {
            return Ok(log.clone_ref(py));
        }
        let lines = self.made_of.as_deref().map(MadeOf::log).unwrap_or_default();
        let log = python::list(py, lines.iter().map(String::as_str))?.into_any().unbind();
        self.debug_log = Some(log.clone_ref(py));
        Ok(log)
    }

    #[setter]
    fn set_debug_log(&mut self, log: Py<PyAny>) {
        self.debug_log = Some(log);
    }

    /// What else rules leave: `proto_signature` and `normalized_frames` where there are frames.
    #[getter]
    fn extra(&mut self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        if let Some(extra) = &self.extra {
            return Ok(extra.clone_ref(py));
        }
        let dict = PyDict::new(py);
        if let Some(outcome) = self.outcome() {
            add_frames(&dict, outcome)?;
        }
        let extra = dict.into_any().unbind();
        self.extra = Some(extra.clone_ref(py));
        Ok(extra)
    }

    #[setter]
    fn set_extra(&mut self, extra: Py<PyAny>) {
        self.extra = Some(extra);
    }

    /// Makes this the signature and logs the change.
    fn set_signature(slf: &Bound<'_, Self>, rule: &Bound<'_, PyAny>, signature: &Bound<'_, PyAny>) -> PyResult<()> {
        let before = slf.getattr("signature")?.str()?;
        let after = signature.str()?;
        let change = format!("change signature: \"{before}\" -> \"{after}\"");
        slf.call_method1("debug", (rule, change))?;
        slf.setattr("signature", signature)
    }

    /// Adds a note; arguments are put into the message with `%`.
    #[pyo3(signature = (rule, msg, *args))]
    fn info(
        slf: &Bound<'_, Self>,
        rule: &Bound<'_, PyAny>,
        msg: &Bound<'_, PyAny>,
        args: &Bound<'_, PyTuple>,
    ) -> PyResult<()> {
        slf.getattr("notes")?.call_method1("append", (line(rule, msg, args)?,)).map(drop)
    }

    /// Adds a line to the log; arguments are put into the message with `%`.
    #[pyo3(signature = (rule, msg, *args))]
    fn debug(
        slf: &Bound<'_, Self>,
        rule: &Bound<'_, PyAny>,
        msg: &Bound<'_, PyAny>,
        args: &Bound<'_, PyTuple>,
    ) -> PyResult<()> {
        slf.getattr("debug_log")?.call_method1("append", (line(rule, msg, args)?,)).map(drop)
    }

    /// As a dict of signature, notes, log and extra.
    fn to_dict<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(slf.py());
        for name in FIELDS {
            dict.set_item(name, slf.getattr(name)?)?;
        }
        Ok(dict)
    }

    /// What kept native rules from their work: rule and message.
    #[getter]
    fn _failures(&self) -> Vec<(&'static str, &str)> {
        self.failures.iter().map(|failure| (failure.rule, failure.message.as_str())).collect()
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        if !slf.get_type().is(other.get_type()) {
            return Ok(py.NotImplemented());
        }
        for name in FIELDS {
            if !slf.getattr(name)?.eq(other.getattr(name)?)? {
                return Ok(false.into_pyobject(py)?.to_owned().into_any().unbind());
            }
        }
        Ok(true.into_pyobject(py)?.to_owned().into_any().unbind())
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(format!("{}(signature={})", slf.get_type().qualname()?, slf.getattr("signature")?.repr()?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let fields = FIELDS.iter().map(|name| slf.getattr(*name)).collect::<PyResult<Vec<_>>>()?;
        (slf.get_type(), PyTuple::new(slf.py(), fields)?).into_pyobject(slf.py())
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.signature)?;
        for field in [&self.notes, &self.debug_log, &self.extra].into_iter().flatten() {
            visit.call(field)?;
        }
        Ok(())
    }

    fn __clear__(&mut self) {
        (self.notes, self.debug_log, self.extra) = (None, None, None);
    }
}

const FIELDS: [&str; 4] = ["signature", "notes", "debug_log", "extra"];

fn line(rule: &Bound<'_, PyAny>, msg: &Bound<'_, PyAny>, args: &Bound<'_, PyTuple>) -> PyResult<String> {
    let text = if args.is_empty() { msg.str()? } else { msg.rem(args)?.str()? };
    Ok(format!("{}: {text}", rule.str()?))
}

/// Adds what frames there are to a result's extra.
pub(crate) fn add_frames(extra: &Bound<'_, PyAny>, outcome: &Outcome) -> PyResult<()> {
    if let Some(proto_signature) = outcome.proto_signature() {
        extra.set_item("proto_signature", proto_signature)?;
        extra.set_item("normalized_frames", python::list(extra.py(), outcome.frames.iter())?)?;
    }
    Ok(())
}

/// Whether the reference would have made a note of this exception and gone on.
pub(crate) fn is_noted(py: Python<'_>, error: &PyErr) -> bool {
    error.is_instance_of::<PyException>(py)
}
