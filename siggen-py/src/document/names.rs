//! The names that dicts are asked for, as the core lists them.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString};
use siggen_core::members::{CRASH_DATA, DESCENDED, DOCUMENT, FRAME, FRAME_BESIDE_MODULES, MODULE, THREAD};

/// Members that tell that a stackwalker's crashing thread is one, and which of all threads it is.
const CRASHING_THREAD: &[&str] = &["threads_index", "frames"];

/// All tables, made once.
pub(super) struct Names {
    pub(super) document: Table,
    pub(super) crash_data: Table,
    pub(super) thread: Table,
    /// Of the crashing thread beside all threads.
    pub(super) crashing_thread: Table,
    pub(super) frame: Table,
    pub(super) frame_beside_modules: Table,
    pub(super) module: Table,
}

/// Names of members, to be found by either side.
pub(super) struct Table {
    names: Vec<Name>,
    /// The place in `names` of each.
    places: Py<PyDict>,
}

pub(super) struct Name {
    key: Py<PyString>,
    /// The name as a JSON key: `"name":`.
    pub(super) json: String,
    pub(super) kind: MemberKind,
}

/// The place of a name, and the value that a dict has for it.
type Found<'py> = (usize, Bound<'py, PyAny>);

/// How a member is written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum MemberKind {
    Value,
    Modules,
    Threads,
    CrashingThread,
    Frames,
    Descended,
}

impl Names {
    pub(super) fn get(py: Python<'_>) -> &Names {
        static NAMES: PyOnceLock<Names> = PyOnceLock::new();
        NAMES.get_or_init(py, || Names {
            document: Table::of(py, DOCUMENT),
            crash_data: Table::of(py, CRASH_DATA),
            thread: Table::of(py, THREAD),
            crashing_thread: Table::of(py, CRASHING_THREAD),
            frame: Table::of(py, FRAME),
            frame_beside_modules: Table::of(py, &[FRAME, FRAME_BESIDE_MODULES].concat()),
            module: Table::of(py, MODULE),
        })
    }
}

impl Table {
    fn of(py: Python<'_>, names: &[&'static str]) -> Table {
        let places = PyDict::new(py);
        let name = |(place, name): (usize, &&'static str)| {
            let key = PyString::intern(py, name);
            places.set_item(&key, place).expect("text can be a key");
            let kind = match *name {
                "modules" => MemberKind::Modules,
                "threads" => MemberKind::Threads,
                "crashing_thread" => MemberKind::CrashingThread,
                "frames" if names == THREAD || names == CRASHING_THREAD => MemberKind::Frames,
                name if DESCENDED.contains(&name) => MemberKind::Descended,
                _ => MemberKind::Value,
            };
            Name { key: key.unbind(), json: format!("\"{name}\":"), kind }
        };
        let names = names.iter().enumerate().map(name).collect();
        Table { names, places: places.unbind() }
    }

    /// Whether a key is one of the names.
    pub(super) fn has(&self, key: &Bound<'_, PyAny>) -> PyResult<bool> {
        Ok(key.is_instance_of::<PyString>() && self.places.bind(key.py()).contains(key)?)
    }

    /// Whether a dict has members of these names alone.
    pub(super) fn has_all_of(&self, dict: &Bound<'_, PyDict>) -> PyResult<bool> {
        if dict.len() > self.names.len() {
            return Ok(false);
        }
        for key in dict.keys() {
            if !self.has(&key)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Each member of the dict that has one of the names. Of a dict that is far smaller, the members are gone through.
    pub(super) fn each<'py>(
        &'py self,
        dict: &Bound<'py, PyDict>,
        mut member: impl FnMut(&'py Name, &Bound<'py, PyAny>) -> PyResult<()>,
    ) -> PyResult<()> {
        let py = dict.py();
        // What is found has to be kept first, which costs as much as some look-ups.
        if 4 * dict.len() < self.names.len()
            && let Some(found) = self.found(dict)?
        {
            return found.into_iter().try_for_each(|(place, value)| member(&self.names[place], &value));
        }
        for name in &self.names {
            if let Some(value) = dict.get_item(name.key.bind(py))? {
                member(name, &value)?;
            }
        }
        Ok(())
    }

    /// The dict's members that have one of the names, and which. They are gathered before any is
    /// looked at, since to look at an object can change the dict. `None` where a key is no plain text.
    fn found<'py>(&self, dict: &Bound<'py, PyDict>) -> PyResult<Option<Vec<Found<'py>>>> {
        let places = self.places.bind(dict.py());
        let mut found = Vec::with_capacity(dict.len());
        for (key, value) in dict.iter() {
            if !key.is_exact_instance_of::<PyString>() {
                return Ok(None);
            }
            if let Some(place) = places.get_item(key)? {
                found.push((place.extract()?, value));
            }
        }
        Ok(Some(found))
    }
}
