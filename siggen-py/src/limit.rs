//! `max_record`: how many bytes a crash may have.

use pyo3::exceptions::{PyOverflowError, PyValueError};
use pyo3::prelude::*;
use siggen_batch::MaxRecord;

use crate::errors;

/// The limit; what none gives is the default, and 0 is no limit.
///
/// # Errors
///
/// `ValueError` for negative numbers, `TypeError` for what is no integer.
pub(crate) fn of(max_record: Option<&Bound<'_, PyAny>>) -> PyResult<MaxRecord> {
    let Some(max_record) = max_record else { return Ok(MaxRecord::default()) };
    match max_record.extract::<u64>() {
        Ok(bytes) => Ok(MaxRecord::bytes(bytes)),
        Err(error) if !error.is_instance_of::<PyOverflowError>(max_record.py()) => {
            let type_name = max_record.get_type().name().map(|name| name.to_string()).unwrap_or_default();
            Err(errors::type_error(format!("max_record must be an int or None, not {type_name}")))
        }
        // More than anybody has.
        Err(_) if max_record.gt(0)? => Ok(MaxRecord::NONE),
        Err(_) => {
            Err(PyValueError::new_err(format!("max_record must be 0 (no limit) or more bytes, not {max_record}")))
        }
    }
}
