//! What a `Result` of the Python side is made of: an outcome, and what else is asked for later.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use siggen_core::rules::by_name;
use siggen_core::{Crash, Failure, Outcome, Shape};

use crate::engine::Engine;
use crate::python;

/// What the rules made from crash data. Each getter makes a new value.
#[pyclass(name = "Made", module = "siggen._siggen", frozen)]
pub(crate) struct PyMade {
    outcome: Outcome,
    /// What the log is made of.
    crash: Option<(Vec<u8>, Arc<Engine>)>,
}

impl PyMade {
    /// What all rules made of crash data, as JSON.
    pub(crate) fn new(outcome: Outcome, json: Vec<u8>, engine: Arc<Engine>) -> Self {
        PyMade { outcome, crash: Some((json, engine)) }
    }

    /// What comes of crash data that can't be looked at.
    pub(crate) fn of_error(py: Python<'_>, error: &PyErr) -> Self {
        let rule = siggen_core::rules::RULES[0].info().name;
        let message = error.value(py).str().map(|text| text.to_string()).unwrap_or_default();
        let mut outcome = Outcome::default();
        outcome.notes.push(format!("{rule}: Rule failed: {message}"));
        outcome.failures.push(Failure::new(rule, message));
        PyMade { outcome, crash: None }
    }
}

#[pymethods]
impl PyMade {
    /// The signature.
    #[getter]
    fn signature(&self) -> &str {
        &self.outcome.signature
    }

    /// The rules' notes.
    #[getter]
    fn notes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        python::list(py, self.outcome.notes.iter().map(String::as_str))
    }

    /// The debug log; the rules run again to write it.
    #[getter]
    fn debug_log<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let lines = self.crash.as_ref().map(|(json, engine)| {
            let crash = Crash::from_json_as(json, Shape::CrashData);
            crash.map_or_else(|_| Vec::new(), |crash| engine.generator.explain(&crash).debug_log())
        });
        python::list(py, lines.iter().flatten().map(String::as_str))
    }

    /// The proto signature and the normalized frames, if there are frames.
    #[getter]
    fn extra<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let extra = PyDict::new(py);
        add_frames(&extra, &self.outcome)?;
        Ok(extra)
    }

    /// The rules that failed: name and message.
    #[getter]
    fn failures(&self) -> Vec<(&'static str, &str)> {
        self.outcome.failures.iter().map(|failure| (failure.rule, failure.message.as_str())).collect()
    }
}

/// Adds what frames there are to a result's extra.
pub(super) fn add_frames(extra: &Bound<'_, PyAny>, outcome: &Outcome) -> PyResult<()> {
    if let Some(proto_signature) = outcome.proto_signature() {
        extra.set_item("proto_signature", proto_signature)?;
        extra.set_item("normalized_frames", python::list(extra.py(), outcome.frames.iter())?)?;
    }
    Ok(())
}

/// What is known of failures of rules that wrote to a result.
pub(super) fn failures_of(result: &Bound<'_, PyAny>) -> PyResult<Vec<Failure>> {
    if let Some(failures) = result.getattr_opt("_failures")? {
        let failures: Vec<(String, String)> = failures.extract()?;
        let failures = failures.into_iter();
        return Ok(failures
            .filter_map(|(rule, message)| Some(Failure::new(by_name(&rule)?.info().name, message)))
            .collect());
    }
    let made = result.getattr_opt("_made")?;
    let made = made.as_ref().and_then(|made| made.cast::<PyMade>().ok());
    Ok(made.map_or_else(Vec::new, |made| made.get().outcome.failures.clone()))
}
