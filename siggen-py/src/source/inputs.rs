//! What bytes, text and paths stand for.

use std::path::PathBuf;

use pyo3::exceptions::{PyFileNotFoundError, PyOSError};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyString};
use siggen_batch::{FolderOrder, Input, Inputs, Problem};
use siggen_core::printable;

/// Inputs of either kind: one in memory, or those of a path.
pub(super) type AnyInputs = Box<dyn Iterator<Item = Result<Input, Problem>> + Send>;

/// The inputs that bytes, text or a path stand for; none for an iterable.
pub(super) fn of(crashes: &Bound<'_, PyAny>, order: FolderOrder) -> PyResult<Option<AnyInputs>> {
    let in_memory = |bytes: &[u8]| -> AnyInputs {
        Box::new(std::iter::once(Ok(Input::Bytes { name: "<bytes>".to_owned(), bytes: bytes.into() })))
    };
    let path = if let Ok(bytes) = crashes.cast::<PyBytes>() {
        return Ok(Some(in_memory(bytes.as_bytes())));
    } else if let Ok(bytes) = crashes.cast::<PyByteArray>() {
        return Ok(Some(in_memory(&bytes.to_vec())));
    } else if let Ok(text) = crashes.cast::<PyString>() {
        let text = text.to_cow()?;
        let is_json = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with(['{', '[']);
        if is_json || text.trim_ascii().is_empty() {
            return Ok(Some(in_memory(text.as_bytes())));
        }
        PathBuf::from(&*text)
    } else if crashes.hasattr(pyo3::intern!(crashes.py(), "__fspath__"))? {
        crashes.extract::<PathBuf>()?
    } else {
        return Ok(None);
    };
    if !path.exists() {
        let message = format!("{}: no such file or directory", printable(&path.to_string_lossy()));
        return Err(PyFileNotFoundError::new_err(message));
    }
    let inputs =
        Inputs::new(&[path], order).map_err(|error| PyOSError::new_err(printable(&error.to_string()).into_owned()))?;
    Ok(Some(Box::new(inputs)))
}
