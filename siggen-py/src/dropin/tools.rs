//! The steps that rules are made of.

use std::borrow::Cow;

use pyo3::exceptions::{PyIndexError, PyKeyError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyModule, PyString};
use siggen_core::crash::Thread;
use siggen_core::tools::{self, StackSignature};
use siggen_core::{Crash, Shape, SiglistFiles, SiglistName};

use crate::generator::PyGenerator;
use crate::{document, errors};

type Signature = (String, Vec<String>, Vec<String>);

pub(super) fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(normalize_rust_function, module)?)?;
    module.add_function(wrap_pyfunction!(normalize_cpp_function, module)?)?;
    module.add_function(wrap_pyfunction!(normalize_frame, module)?)?;
    module.add_function(wrap_pyfunction!(create_frame_list, module)?)?;
    module.add_function(wrap_pyfunction!(stack_signature, module)?)?;
    module.add_function(wrap_pyfunction!(java_stack_trace_signature, module)?)?;
    module.add_function(wrap_pyfunction!(java_exception_signature, module)?)?;
    module.add_function(wrap_pyfunction!(java_frame, module)?)?;
    module.add_function(wrap_pyfunction!(fix_missing_module, module)?)?;
    module.add_function(wrap_pyfunction!(drop_prefix_and_return_type, module)?)?;
    module.add_function(wrap_pyfunction!(collapse_types, module)?)?;
    module.add_function(wrap_pyfunction!(collapse_arguments, module)?)?;
    module.add_function(wrap_pyfunction!(find_enclosed_slices, module)?)?;
    module.add_function(wrap_pyfunction!(parse_source_file, module)?)?;
    module.add_function(wrap_pyfunction!(strip_leading_zeros, module)?)?;
    module.add_function(wrap_pyfunction!(drop_bad_characters, module)?)?;
    module.add_function(wrap_pyfunction!(siglist_lines, module)?)?;
    module.add_function(wrap_pyfunction!(built_in_siglist, module)?)
}

/// The normalized name of a Rust function.
#[pyfunction]
fn normalize_rust_function(
    generator: &Bound<'_, PyGenerator>,
    function: Cow<'_, str>,
    line: &Bound<'_, PyAny>,
) -> PyResult<String> {
    let siglists = generator.get().engine.generator.siglists();
    tools::normalize_rust_function(siglists, &function, &text_of(line)?).ok_or_else(nothing_left)
}

/// The normalized name of a C++ function.
#[pyfunction]
fn normalize_cpp_function(
    generator: &Bound<'_, PyGenerator>,
    function: Cow<'_, str>,
    line: &Bound<'_, PyAny>,
) -> PyResult<String> {
    let siglists = generator.get().engine.generator.siglists();
    tools::normalize_cpp_function(siglists, &function, &text_of(line)?).ok_or_else(nothing_left)
}

/// The normalized frame.
#[pyfunction]
fn normalize_frame(generator: &Bound<'_, PyGenerator>, frame: &Bound<'_, PyAny>) -> PyResult<String> {
    let siglists = generator.get().engine.generator.siglists();
    let json = document::of_frame(frame)?;
    with_thread(frame.py(), &json, |thread| match thread.frames.first() {
        Some(frame) => tools::normalize_frame(siglists, frame),
        None => Some(String::new()),
    })?
    .ok_or_else(nothing_left)
}

/// The normalized frames of a thread, as many as count.
#[pyfunction]
fn create_frame_list(
    generator: &Bound<'_, PyGenerator>,
    thread: &Bound<'_, PyAny>,
    modules_in_lower_case: bool,
) -> PyResult<Vec<String>> {
    let siglists = generator.get().engine.generator.siglists();
    let json = document::of_thread(thread)?;
    let frames = with_thread(thread.py(), &json, |thread| {
        let frames = tools::normalized_frames(siglists, thread, modules_in_lower_case)?;
        Some(frames.iter().map(str::to_owned).collect())
    })?;
    frames.ok_or_else(nothing_left)
}

/// The signature of normalized frames.
#[pyfunction]
fn stack_signature(
    generator: &Bound<'_, PyGenerator>,
    frames: Vec<String>,
    crashing_thread: Option<i64>,
    delimiter: Cow<'_, str>,
) -> Signature {
    let siglists = generator.get().engine.generator.siglists();
    let frames: Vec<&str> = frames.iter().map(String::as_str).collect();
    parts(tools::stack_signature(siglists, &frames, crashing_thread, &delimiter))
}

/// The signature of a Java stack trace.
#[pyfunction]
fn java_stack_trace_signature(source: &Bound<'_, PyAny>, delimiter: Cow<'_, str>) -> Signature {
    parts(match source.cast::<PyString>() {
        Ok(trace) => tools::java_stack_trace_signature(&trace.to_string_lossy(), &delimiter),
        Err(_) => tools::unusable_java_stack_trace(),
    })
}

/// The signature of a Java exception.
#[pyfunction]
fn java_exception_signature(py: Python<'_>, source: &Bound<'_, PyAny>) -> PyResult<Signature> {
    let json = document::of_java_exception(source)?;
    let crash = Crash::from_json_as(&json, Shape::CrashData).map_err(|error| errors::of_input(py, &json, &error))?;
    let unusable = siggen_core::crash::JavaException::Unusable;
    Ok(parts(tools::java_exception_signature(crash.java_exception.as_ref().unwrap_or(&unusable))))
}

/// A normalized frame of a Java exception.
#[pyfunction]
fn java_frame(frame: &Bound<'_, PyAny>) -> PyResult<String> {
    let part = |name: &str| -> PyResult<String> {
        let value = frame.call_method1("get", (name,))?;
        Ok(if value.is_truthy()? { value.extract()? } else { String::new() })
    };
    Ok(tools::java_frame(&part("module")?, &part("function")?, &part("filename")?))
}

/// The full name of a function that symbol files of Rust 1.34 name without its module.
#[pyfunction]
fn fix_missing_module(file: Cow<'_, str>, function: Cow<'_, str>) -> Option<&'static str> {
    tools::fixed_function(&file, &function)
}

/// A function without the text before its name.
#[pyfunction]
fn drop_prefix_and_return_type(function: Cow<'_, str>) -> PyResult<String> {
    tools::drop_prefix_and_return_type(&function).ok_or_else(nothing_left)
}

/// A function with its types collapsed.
#[pyfunction]
fn collapse_types(function: Cow<'_, str>) -> String {
    tools::collapse_types(&function)
}

/// A function without its arguments.
#[pyfunction]
fn collapse_arguments(function: Cow<'_, str>) -> String {
    tools::collapse_arguments(&function)
}

/// Where text between two tokens starts and ends, in code points.
#[pyfunction]
fn find_enclosed_slices(text: Cow<'_, str>, opening_token: char, closing_token: char) -> Vec<(usize, usize)> {
    let slices = tools::find_enclosed_slices(&text, opening_token, closing_token);
    if text.is_ascii() {
        return slices.into_iter().map(|slice| (slice.start, slice.end)).collect();
    }
    let mut counted = (0, 0);
    let mut points = |byte: usize| {
        counted = (byte, counted.1 + text[counted.0..byte].chars().count());
        counted.1
    };
    slices.into_iter().map(|slice| (points(slice.start), points(slice.end))).collect()
}

/// The path of a source file.
#[pyfunction]
fn parse_source_file(text: Cow<'_, str>) -> Option<String> {
    tools::parse_source_file(&text).map(str::to_owned)
}

/// A hexadecimal number without leading zeros.
#[pyfunction]
fn strip_leading_zeros(text: Cow<'_, str>) -> String {
    tools::strip_leading_zeros(&text).into_owned()
}

/// Text without characters that are not printable ASCII.
#[pyfunction]
fn drop_bad_characters(text: Cow<'_, str>) -> String {
    tools::drop_bad_characters(&text)
}

/// The entries in a list's text.
#[pyfunction]
fn siglist_lines(py: Python<'_>, name: &str, text: Cow<'_, str>) -> PyResult<Vec<String>> {
    tools::siglist_lines(name, &text)
        .map_err(|error| errors::siglist_error(py, &error.message, name, error.line.map(|line| line.number), None))
}

/// The text of a built-in list.
#[pyfunction]
fn built_in_siglist(name: &str) -> PyResult<String> {
    let list: SiglistName = name.parse().map_err(|_| PyKeyError::new_err(name.to_owned()))?;
    Ok(SiglistFiles::built_in().get(list).to_owned())
}

fn with_thread<T>(py: Python<'_>, json: &[u8], work: impl FnOnce(&Thread<'_>) -> T) -> PyResult<T> {
    let crash = Crash::from_json_as(json, Shape::CrashData).map_err(|error| errors::of_input(py, json, &error))?;
    let thread = crash.threads.get(0).unwrap_or_default();
    if let Some(broken) = thread.broken.as_ref().or(thread.mistyped.first()) {
        return Err(PyTypeError::new_err(format!("expected {}, found {}", broken.expected, broken.found)));
    }
    Ok(work(&thread))
}

fn parts(made: StackSignature) -> Signature {
    (made.signature, made.notes, made.debug_log)
}

fn text_of(line: &Bound<'_, PyAny>) -> PyResult<String> {
    Ok(line.str()?.to_string_lossy().into_owned())
}

/// The reference's own words for a name that is nothing but qualifiers.
fn nothing_left() -> PyErr {
    PyIndexError::new_err("list index out of range")
}
