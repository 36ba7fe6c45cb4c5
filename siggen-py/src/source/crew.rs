//! The work on each crash, and what its workers share.

use std::sync::{Arc, Mutex, PoisonError};

use siggen_batch::Problem;
use siggen_core::{Crash, Shape};

/// What is done with each crash.
pub(crate) trait Task: Send + Sync + 'static {
    /// What becomes of some crashes.
    type Part: Default + Send + 'static;

    /// What a worker keeps while the work lasts.
    type Local: Default + Send + 'static;

    /// Works on a crash, or on what can't be read as one, and adds what it makes to the part. `place` says where the
    /// crash stands.
    fn crash(
        &self,
        crash: Result<Crash<'_>, Unreadable>,
        place: &dyn Fn() -> String,
        local: &mut Self::Local,
        part: &mut Self::Part,
    );
}

/// Why a crash can't be read.
pub(crate) enum Unreadable {
    /// A record of a file or a text, which says where it stands.
    Record(Problem),
    /// A crash that Python handed over.
    Crash(String),
}

impl Unreadable {
    /// What is wrong, and where it stands.
    pub(crate) fn placed(&self, place: &dyn Fn() -> String) -> String {
        match self {
            Unreadable::Record(problem) => problem.to_string(),
            Unreadable::Crash(message) => format!("{}: {message}", place()),
        }
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unreadable::Record(problem) => problem.fmt(f),
            Unreadable::Crash(message) => f.write_str(message),
        }
    }
}

/// The task, with what its workers keep while no one has it.
pub(crate) struct Crew<T: Task> {
    task: T,
    pub(crate) shape: Option<Shape>,
    locals: Mutex<Vec<T::Local>>,
}

impl<T: Task> Crew<T> {
    pub(crate) fn new(task: T, shape: Option<Shape>) -> Arc<Self> {
        Arc::new(Crew { task, shape, locals: Mutex::default() })
    }

    /// What becomes of crashes whose first has this index; `read` has each read as the task has to see it.
    pub(crate) fn work_on<C>(
        &self,
        first: u64,
        crashes: impl IntoIterator<Item = C>,
        read: impl Fn(&C) -> Result<Crash<'_>, String>,
    ) -> T::Part {
        let locals = || self.locals.lock().unwrap_or_else(PoisonError::into_inner);
        let mut local = locals().pop().unwrap_or_default();
        let mut part = T::Part::default();
        for (index, crash) in (first..).zip(crashes) {
            let read = read(&crash).map_err(Unreadable::Crash);
            self.task.crash(read, &|| format!("crashes[{index}]"), &mut local, &mut part);
        }
        locals().push(local);
        part
    }
}
