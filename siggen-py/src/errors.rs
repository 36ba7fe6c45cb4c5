//! The exceptions, which are classes of the Python side: `siggen/_errors.py`.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use siggen_core::{Error, SiglistError, SiglistName, printable};

/// An exception of the module, made of its arguments.
fn make<A>(py: Python<'_>, class: &'static PyOnceLock<Py<PyType>>, name: &str, arguments: A) -> PyErr
where
    A: for<'py> pyo3::call::PyCallArgs<'py>,
{
    let made = class.import(py, "siggen._errors", name).and_then(|class| class.call1(arguments));
    match made {
        Ok(error) => PyErr::from_value(error),
        Err(error) => error,
    }
}

/// `CrashError`: input that is no crash.
pub(crate) fn crash_error(py: Python<'_>, message: &str, offset: Option<usize>, path: Option<&str>) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    make(py, &CLASS, "CrashError", (printable(message), offset, path))
}

/// `CrashError` with what the core says of a text.
pub(crate) fn of_input(py: Python<'_>, json: &[u8], error: &Error) -> PyErr {
    let path = match error {
        Error::Json { path, .. } if !path.is_empty() => Some(path.as_str()),
        _ => None,
    };
    crash_error(py, &text_of(json, error), error.offset(), path)
}

/// What the core says of a text that is no crash.
pub(crate) fn text_of(json: &[u8], error: &Error) -> String {
    if json.trim_ascii().is_empty() {
        "empty input: a crash report is a JSON object".to_owned()
    } else {
        error.to_string()
    }
}

/// `SiglistError`: a list that can't be compiled.
pub(crate) fn of_siglist(py: Python<'_>, error: &SiglistError) -> PyErr {
    let line = error.line.as_ref();
    let (number, source) = (line.map(|line| line.number), line.map(|line| line.source.to_string()));
    siglist_error(py, &error.to_string(), error.list.map_or("", SiglistName::name), number, source.as_deref())
}

/// `SiglistError` of its parts.
pub(crate) fn siglist_error(
    py: Python<'_>,
    message: &str,
    list: &str,
    line: Option<usize>,
    source: Option<&str>,
) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    make(py, &CLASS, "SiglistError", (printable(message), list, line, source))
}

/// `RuleError`: what keeps a rule from its work.
pub(crate) fn rule_error(py: Python<'_>, message: &str) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    make(py, &CLASS, "RuleError", (message,))
}

/// `Error`, the base of all.
pub(crate) fn error(message: &str) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    Python::attach(|py| make(py, &CLASS, "Error", (printable(message),)))
}

/// `TypeError`.
pub(crate) fn type_error(message: String) -> PyErr {
    PyTypeError::new_err(message)
}
