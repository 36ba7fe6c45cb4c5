//! The rules: all at once, some of them, or one.

use pyo3::exceptions::{PyException, PyKeyError};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use siggen_core::crash::FRAMES_THAT_COUNT;
use siggen_core::rule::{Applies, Rule};
use siggen_core::rules::{RULES, SIGNATURE_MAX_LENGTH, by_name};
use siggen_core::{Crash, Explanation, Failure, Outcome, Shape};

use super::made::{PyMade, add_frames, failures_of};
use crate::generator::PyGenerator;
use crate::{document, errors};

pub(super) fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let rules = RULES.iter().map(|rule| (rule.info().name, rule.info().docs));
    module.add("RULES", PyTuple::new(module.py(), rules)?)?;
    module.add("SIGNATURE_MAX_LENGTH", SIGNATURE_MAX_LENGTH)?;
    module.add("MAXIMUM_FRAMES_TO_CONSIDER", FRAMES_THAT_COUNT)?;
    module.add_function(wrap_pyfunction!(run_pipeline, module)?)?;
    module.add_function(wrap_pyfunction!(run_rules, module)?)?;
    module.add_function(wrap_pyfunction!(rule_applies, module)?)?;
    module.add_function(wrap_pyfunction!(rule_action, module)?)
}

/// Runs all rules on crash data. Never raises an `Exception`.
#[pyfunction]
fn run_pipeline(py: Python<'_>, generator: &Bound<'_, PyGenerator>, crash_data: &Bound<'_, PyAny>) -> PyResult<PyMade> {
    let engine = &generator.get().engine;
    let run = || -> PyResult<PyMade> {
        let json = document::of_crash_data(crash_data)?;
        let outcome = py.detach(|| Ok(engine.generate(&Crash::from_json_as(&json, Shape::CrashData)?)));
        let outcome = outcome.map_err(|error| errors::of_input(py, &json, &error))?;
        Ok(PyMade::new(outcome, json, engine.clone()))
    };
    match run() {
        // What is an exception is noted; what isn't ends the program.
        Err(error) if error.is_instance_of::<PyException>(py) => Ok(PyMade::of_error(py, &error)),
        made => made,
    }
}

/// Runs the rules from `first` up to `end` on the content of a result. Returns the rules that failed: name and
/// message.
#[pyfunction]
fn run_rules(
    py: Python<'_>,
    generator: &Bound<'_, PyGenerator>,
    first: usize,
    end: usize,
    crash_data: &Bound<'_, PyAny>,
    result: &Bound<'_, PyAny>,
) -> PyResult<Vec<(&'static str, String)>> {
    let rules = RULES.get(first..end).unwrap_or_default();
    let generator = &generator.get().engine.generator;
    let so_far = so_far(result)?;
    let before = so_far.failures.len();
    let explanation = with_crash(py, crash_data, |crash| generator.explain_with(rules, crash, so_far))?;
    write(result, &explanation)?;
    let pair = |failure: &Failure| (failure.rule, failure.message.clone());
    let failures = &explanation.outcome.failures;
    // Rules are also given results of other makes.
    if failures.len() > before && result.get_type().hasattr("_failures")? {
        result.setattr("_failures", failures.iter().map(pair).collect::<Vec<_>>())?;
    }
    Ok(failures[before..].iter().map(pair).collect())
}

/// Whether a rule would run.
#[pyfunction]
fn rule_applies(
    py: Python<'_>,
    generator: &Bound<'_, PyGenerator>,
    rule: &str,
    crash_data: &Bound<'_, PyAny>,
    result: &Bound<'_, PyAny>,
) -> PyResult<bool> {
    let (rule, so_far) = (rule_of(rule)?, so_far(result)?);
    let generator = &generator.get().engine.generator;
    let applies = with_crash(py, crash_data, |crash| generator.applies(rule, crash, &so_far))?;
    Ok(matches!(applies, Applies::Yes(_)))
}

/// Runs a rule's action.
#[pyfunction]
fn rule_action(
    py: Python<'_>,
    generator: &Bound<'_, PyGenerator>,
    rule: &str,
    crash_data: &Bound<'_, PyAny>,
    result: &Bound<'_, PyAny>,
) -> PyResult<()> {
    let (rule, so_far) = (rule_of(rule)?, so_far(result)?);
    let before = so_far.failures.len();
    let generator = &generator.get().engine.generator;
    let explanation = with_crash(py, crash_data, |crash| generator.explain_action(rule, crash, so_far))?;
    match explanation.outcome.failures.get(before) {
        Some(failure) => Err(errors::rule_error(py, &failure.message)),
        None => write(result, &explanation),
    }
}

fn rule_of(name: &str) -> PyResult<&'static dyn Rule> {
    by_name(name).ok_or_else(|| PyKeyError::new_err(name.to_owned()))
}

fn with_crash<T: Send>(
    py: Python<'_>,
    crash_data: &Bound<'_, PyAny>,
    work: impl FnOnce(&Crash<'_>) -> T + Send,
) -> PyResult<T> {
    let json = document::of_crash_data(crash_data)?;
    let done = py.detach(|| Crash::from_json_as(&json, Shape::CrashData).map(|crash| work(&crash)));
    done.map_err(|error| errors::of_input(py, &json, &error))
}

/// What is in a result, as far as rules look at it.
fn so_far(result: &Bound<'_, PyAny>) -> PyResult<Outcome> {
    // Rules are asked with anything for a result, as long as they don't look at it.
    let signature = match result.getattr_opt("signature")? {
        Some(signature) => signature.str()?.to_string_lossy().into_owned(),
        None => String::new(),
    };
    let mut outcome = Outcome::default();
    (outcome.signature, outcome.failures) = (signature, failures_of(result)?);
    Ok(outcome)
}

/// Writes what rules did to a result.
fn write(result: &Bound<'_, PyAny>, explanation: &Explanation) -> PyResult<()> {
    let outcome = &explanation.outcome;
    result.setattr("signature", &outcome.signature)?;
    if !outcome.notes.is_empty() {
        result.getattr("notes")?.call_method1("extend", (&outcome.notes,))?;
    }
    let log = explanation.debug_log();
    if !log.is_empty() {
        result.getattr("debug_log")?.call_method1("extend", (log,))?;
    }
    if outcome.frames.is_empty() { Ok(()) } else { add_frames(&result.getattr("extra")?, outcome) }
}
