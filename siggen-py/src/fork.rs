//! Whether this process was forked off since something began: it has the memory of the other one, and no threads of it.

use std::sync::atomic::{AtomicU32, Ordering};

use pyo3::prelude::*;
use pyo3::types::PyDict;

/// How many forks lead to this process.
static FORKS: AtomicU32 = AtomicU32::new(0);

/// The process in which something began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Process(u32);

impl Process {
    pub(crate) fn current() -> Self {
        // Python tells of a fork. To ask the system for the process would cost more than many a signature.
        Process(FORKS.load(Ordering::Relaxed))
    }
}

/// Has Python tell of forks, where there are any.
pub(crate) fn listen(py: Python<'_>) -> PyResult<()> {
    let Some(register) = py.import("os")?.getattr_opt("register_at_fork")? else { return Ok(()) };
    let arguments = PyDict::new(py);
    arguments.set_item("after_in_child", wrap_pyfunction!(forked, py)?)?;
    register.call((), Some(&arguments)).map(drop)
}

#[pyfunction]
fn forked() {
    FORKS.fetch_add(1, Ordering::Relaxed);
}
