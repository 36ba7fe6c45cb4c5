//! `Explanation`: why a signature is what it is.

use std::ops::Range;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use siggen_core::{Decision, Explanation, FrameTrail, RuleTrail, Verdict};

use crate::{html, python, trail};

/// A signature and the reasons for it. ``explain`` returns it, and ``print(explanation)`` shows it to people.
#[pyclass(name = "Explanation", module = "siggen", frozen)]
pub(crate) struct PyExplanation(Explanation);

/// What was decided about a frame.
#[pyclass(name = "FrameTrail", module = "siggen", frozen, get_all)]
pub(crate) struct PyFrameTrail {
    /// Index of the frame in its thread. Functions inlined into it have the same index.
    frame: usize,
    /// Whether this is a function that was inlined into the frame.
    inlined: bool,
    /// Name of the module.
    module: Option<String>,
    /// The frame as crash reports show it.
    displayed: String,
    /// The normalized frame, which the lists are matched against.
    normalized: String,
    /// What the walk along the stack did with it: ``before_sentinel``, ``empty``, ``irrelevant`` and
    /// ``repeated_module`` are skipped, ``prefix`` and ``stop`` are kept, and ``not_reached`` comes after the end.
    verdict: String,
    /// The entry that decided.
    decided_by: Option<Py<PyDecision>>,
    /// The sentinel that the walk starts at, if it is this frame.
    sentinel: Option<Py<PyDecision>>,
    /// The entry that added the source line number.
    numbered_by: Option<Py<PyDecision>>,
    /// Whether the frame is part of the stack's signature.
    kept: bool,
}

/// The entry that decided.
#[pyclass(name = "Decision", module = "siggen", frozen, get_all)]
pub(crate) struct PyDecision {
    /// The list's name.
    list: String,
    /// Where the list comes from: a directory, or ``built-in``.
    source: String,
    /// Line number of the entry in its file, from 1.
    line: usize,
    /// The entry: a regex in Python's dialect, or text for a sentinel.
    pattern: String,
    /// Start and end of the part of the normalized frame that the entry matches.
    span: (usize, usize),
}

/// What a rule did.
#[pyclass(name = "RuleTrail", module = "siggen", frozen, get_all)]
pub(crate) struct PyRuleTrail {
    /// The rule's name.
    rule: &'static str,
    /// Whether the rule ran.
    applied: bool,
    /// The fact that decided whether it runs.
    why: &'static str,
    /// The signature before.
    before: String,
    /// The signature after.
    after: String,
    /// The rule's notes.
    notes: Vec<String>,
}

impl From<Explanation> for PyExplanation {
    fn from(explanation: Explanation) -> Self {
        PyExplanation(explanation)
    }
}

#[pymethods]
impl PyExplanation {
    /// The signature.
    #[getter]
    fn signature(&self) -> &str {
        &self.0.outcome.signature
    }

    /// All normalized frames, joined with ` | `; None if there are no frames.
    #[getter]
    fn proto_signature(&self) -> Option<&str> {
        self.0.outcome.proto_signature()
    }

    /// The normalized frames that the signature was made from.
    #[getter]
    fn normalized_frames<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        python::list(py, self.0.outcome.frames.iter())
    }

    /// What the rules say about the signature, each as `RULE: text`.
    #[getter]
    fn notes(&self) -> Vec<String> {
        self.0.outcome.notes.clone()
    }

    /// What the crash was read as, a dict of ``shape``, ``form`` and ``detected_by``: the member that decided,
    /// ``caller`` if the shape was given, ``nothing`` for an empty object.
    #[getter]
    fn input<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        self.0.outcome.input.map(|input| python::dict_of(py, &input)).transpose()
    }

    /// Where the lists come from: a directory, or ``built-in``.
    #[getter]
    fn siglists(&self) -> &str {
        &self.0.siglists
    }

    /// What was decided about each frame of the stack that the signature was made from.
    #[getter]
    fn frames(&self, py: Python<'_>) -> PyResult<Vec<PyFrameTrail>> {
        self.0.frames().iter().map(|frame| frame_trail(py, frame)).collect()
    }

    /// What each rule did, in the order of the pipeline.
    #[getter]
    fn rules(&self) -> Vec<PyRuleTrail> {
        self.0.rules.iter().map(rule_trail).collect()
    }

    /// The log of the reference implementation, line by line.
    #[getter]
    fn debug_log(&self) -> Vec<String> {
        self.0.debug_log()
    }

    /// As a dict, with the names of the command line's JSON.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        python::dict_of(py, &self.0)
    }

    /// The signature, a line for each frame with what decided, and the rules that changed something.
    fn __str__(&self) -> String {
        trail::text(&self.0)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(format!("Explanation({})", python::repr(slf.py(), slf.get().signature())?))
    }

    fn _repr_html_(&self) -> String {
        html::explanation(&self.0)
    }
}

#[pymethods]
impl PyFrameTrail {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let frame = slf.get();
        Ok(format!("FrameTrail({}, {})", python::repr(slf.py(), &frame.normalized)?, frame.verdict))
    }
}

#[pymethods]
impl PyDecision {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let PyDecision { list, line, pattern, .. } = slf.get();
        Ok(format!("Decision({list}, line {line}: {})", python::repr(slf.py(), pattern)?))
    }
}

#[pymethods]
impl PyRuleTrail {
    fn __repr__(&self) -> String {
        format!("RuleTrail({}, {}: {})", self.rule, if self.applied { "ran" } else { "did not run" }, self.why)
    }
}

fn frame_trail(py: Python<'_>, frame: &FrameTrail) -> PyResult<PyFrameTrail> {
    let decision = |found: &Option<Decision>| {
        found.as_ref().map(|found| Py::new(py, decision(found, &frame.normalized))).transpose()
    };
    Ok(PyFrameTrail {
        frame: frame.frame,
        inlined: frame.inlined,
        module: frame.module.clone(),
        displayed: frame.displayed.to_string(),
        normalized: frame.normalized.to_string(),
        verdict: verdict(frame.verdict),
        decided_by: decision(&frame.decided_by)?,
        sentinel: decision(&frame.sentinel)?,
        numbered_by: decision(&frame.numbered_by)?,
        kept: frame.kept,
    })
}

/// A verdict as it stands in JSON.
fn verdict(verdict: Verdict) -> String {
    verdict.name().replace(' ', "_")
}

fn decision(found: &Decision, frame: &str) -> PyDecision {
    let Range { start, end } = found.span;
    // Python counts in code points.
    let point = |byte: usize| frame.get(..byte).map_or(byte, |before| before.chars().count());
    PyDecision {
        list: found.list.to_owned(),
        source: found.source.clone(),
        line: found.line,
        pattern: found.pattern.clone(),
        span: (point(start), point(end)),
    }
}

fn rule_trail(rule: &RuleTrail) -> PyRuleTrail {
    PyRuleTrail {
        rule: rule.rule,
        applied: rule.applied,
        why: rule.why,
        before: rule.before.to_string(),
        after: rule.after.to_string(),
        notes: rule.notes.clone(),
    }
}
