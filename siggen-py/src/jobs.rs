//! `jobs`: how many threads work on a batch.

use std::num::NonZero;
use std::thread::available_parallelism;

use pyo3::exceptions::{PyOverflowError, PyValueError};
use pyo3::prelude::*;

use crate::errors;

/// More threads a core than this do no more work, and each takes memory.
const THREADS_PER_CORE: usize = 4;

/// How many threads to use; none where it is one a core.
///
/// # Errors
///
/// `ValueError` for 0 and for negative numbers but -1, `TypeError` for what is no integer.
pub(crate) fn of(jobs: Option<&Bound<'_, PyAny>>) -> PyResult<Option<NonZero<usize>>> {
    let Some(jobs) = jobs else { return Ok(None) };
    let number = match jobs.extract::<i64>() {
        Ok(number) => number,
        Err(error) if error.is_instance_of::<PyOverflowError>(jobs.py()) => {
            if jobs.gt(0)? {
                i64::MAX
            } else {
                i64::MIN
            }
        }
        Err(_) => {
            let type_name = jobs.get_type().name().map(|name| name.to_string()).unwrap_or_default();
            return Err(errors::type_error(format!("jobs must be an int or None, not {type_name}")));
        }
    };
    if number == -1 {
        return Ok(None);
    }
    let Some(threads) = usize::try_from(number).ok().and_then(NonZero::new) else {
        return Err(PyValueError::new_err(format!("jobs must be 1 or more, or -1 for all cores, not {jobs}")));
    };
    Ok(Some(threads.min(ceiling())))
}

fn ceiling() -> NonZero<usize> {
    let cores = available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    cores.saturating_mul(NonZero::<usize>::MIN.saturating_add(THREADS_PER_CORE - 1))
}
