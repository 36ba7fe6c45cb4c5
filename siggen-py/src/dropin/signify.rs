//! The program `signify`, called from Python.

use std::ffi::OsString;

use pyo3::prelude::*;
use siggen_signify::{Call, Failure};

/// Runs the program with these arguments; `read` returns the standard input. Returns the exit status, the standard
/// output and the standard error.
#[pyfunction]
pub(super) fn signify(args: Vec<OsString>, read: &Bound<'_, PyAny>) -> PyResult<(u8, String, Option<String>)> {
    let mut out = Vec::new();
    let done = match siggen_signify::call(args) {
        Ok(Call::Print(text)) => {
            out.extend_from_slice(text.as_bytes());
            Ok(())
        }
        Ok(Call::Sign(signify)) => signify.sign(read.call0()?.extract()?, &mut out),
        Err(failure) => Err(failure),
    };
    let status = done.as_ref().err().map_or(0, Failure::status);
    // Nothing is printed where there is no signature.
    let out = if done.is_ok() { String::from_utf8_lossy(&out).into_owned() } else { String::new() };
    Ok((status, out, done.err().map(|failure| failure.message())))
}
