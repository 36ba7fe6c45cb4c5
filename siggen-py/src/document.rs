//! A crash as Python objects becomes the JSON text that the core reads.
//!
//! There is one reader of crashes, the core's, so a dict means what its JSON means. Only the
//! members that signature generation looks at are written, and of the threads only those that it
//! can ask for: a report's other threads are most of it.

use pyo3::exceptions::{PyOverflowError, PyUnicodeEncodeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyBytes, PyDict, PyFloat, PyInt, PyIterator, PyList, PyMapping, PySequence, PyString, PyTuple,
};
use siggen_core::crash::FRAMES_THAT_COUNT;
use siggen_core::members::{CRASH_DATA, DESCENDED, DOCUMENT, FRAME, FRAME_BESIDE_MODULES, MAX_DEPTH, THREAD};

use crate::errors;

/// No report nests deeper; what does refers to itself.
const MAX_NESTING: usize = 100;

/// The JSON text of a crash of any shape.
///
/// # Errors
///
/// `CrashError` where objects nest without end, and what the objects themselves raise.
pub(crate) fn of_crash(crash: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    let mut writer = Writer::new(crash.py());
    writer.document(&as_dict(crash)?, &writer.names.document, 0)?;
    Ok(writer.out)
}

/// The JSON text of crash data.
pub(crate) fn of_crash_data(crash: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    let mut writer = Writer::new(crash.py());
    writer.document(&as_dict(crash)?, &writer.names.crash_data, MAX_DEPTH)?;
    Ok(writer.out)
}

/// The JSON text of crash data with one thread.
pub(crate) fn of_thread(thread: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    let mut writer = Writer::new(thread.py());
    writer.text("{\"threads\":[");
    writer.thread(thread)?;
    writer.text("]}");
    Ok(writer.out)
}

/// The JSON text of crash data with one thread of one frame.
pub(crate) fn of_frame(frame: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    let mut writer = Writer::new(frame.py());
    writer.text("{\"threads\":[{\"frames\":[");
    writer.frame(frame)?;
    writer.text("]}]}");
    Ok(writer.out)
}

/// The JSON text of crash data with a Java exception.
pub(crate) fn of_java_exception(exception: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    let mut writer = Writer::new(exception.py());
    writer.text("{\"java_exception\":");
    writer.value(exception)?;
    writer.text("}");
    Ok(writer.out)
}

/// Names that dicts are asked for, interned once.
struct Names {
    document: Vec<Name>,
    /// Of the stack traces of crash pings, whose frames name modules by their index.
    stack_traces: Vec<Name>,
    crash_data: Vec<Name>,
    thread: Vec<Name>,
    frame: Vec<Name>,
    frame_beside_modules: Vec<Name>,
}

struct Name {
    key: Py<PyString>,
    /// The name as a JSON key: `"name":`.
    json: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Value,
    Modules,
    Threads,
    Frames,
    StackTraces,
    Descended,
}

impl Names {
    fn get(py: Python<'_>) -> &Names {
        static NAMES: PyOnceLock<Names> = PyOnceLock::new();
        NAMES.get_or_init(py, || {
            let intern = |names: &[&'static str]| {
                let name = |name: &&'static str| Name {
                    key: PyString::intern(py, name).unbind(),
                    json: format!("\"{name}\":"),
                    kind: match *name {
                        "modules" => Kind::Modules,
                        "threads" => Kind::Threads,
                        "frames" => Kind::Frames,
                        "stack_traces" | "stackTraces" => Kind::StackTraces,
                        name if DESCENDED.contains(&name) => Kind::Descended,
                        _ => Kind::Value,
                    },
                };
                names.iter().map(name).collect()
            };
            Names {
                document: intern(&DOCUMENT.iter().copied().filter(|name| *name != "modules").collect::<Vec<_>>()),
                stack_traces: intern(DOCUMENT),
                crash_data: intern(CRASH_DATA),
                thread: intern(THREAD),
                frame: intern(FRAME),
                frame_beside_modules: intern(&[FRAME, FRAME_BESIDE_MODULES].concat()),
            }
        })
    }
}

struct Writer<'n> {
    out: Vec<u8>,
    names: &'n Names,
    /// Whether the threads stand beside modules.
    has_modules: bool,
    nesting: usize,
}

impl<'n> Writer<'n> {
    fn new(py: Python<'n>) -> Self {
        Writer { out: Vec::with_capacity(2048), names: Names::get(py), has_modules: false, nesting: 0 }
    }

    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Writes those members of a dict that have one of the names.
    fn members(
        &mut self,
        dict: &Bound<'_, PyDict>,
        names: &[Name],
        mut write: impl FnMut(&mut Self, &Name, &Bound<'_, PyAny>) -> PyResult<()>,
    ) -> PyResult<()> {
        self.out.push(b'{');
        let mut is_first = true;
        for name in names {
            if let Some(value) = dict.get_item(name.key.bind(dict.py()))? {
                if !is_first {
                    self.out.push(b',');
                }
                is_first = false;
                self.text(&name.json);
                write(self, name, &value)?;
            }
        }
        self.out.push(b'}');
        Ok(())
    }

    fn document(&mut self, document: &Bound<'_, PyDict>, names: &[Name], depth: usize) -> PyResult<()> {
        self.members(document, names, |writer, name, value| {
            match name.kind {
                Kind::Modules => writer.has_modules = true,
                Kind::Threads if value.is_instance_of::<PyList>() => {
                    return writer.threads(value.cast::<PyList>()?, crashing_thread(document)?);
                }
                Kind::StackTraces | Kind::Descended if depth < MAX_DEPTH => {
                    if let Ok(value) = value.cast::<PyDict>() {
                        let is_ping = name.kind == Kind::StackTraces;
                        let names = if is_ping { &writer.names.stack_traces } else { names };
                        return writer.document(value, names, depth + 1);
                    }
                }
                _ => {}
            }
            writer.value(value)
        })
    }

    /// Writes the threads that can be asked for: the crashing one, and the first for the watchdog.
    fn threads(&mut self, threads: &Bound<'_, PyList>, crashing: Option<i64>) -> PyResult<()> {
        let length = i64::try_from(threads.len()).unwrap_or(i64::MAX);
        // A negative index counts from the end.
        let crashing = crashing.map(|index| if index < 0 { index.saturating_add(length) } else { index });
        self.items(threads.iter(), |writer, index, thread| {
            if index == 0 || crashing.is_some_and(|crashing| usize::try_from(crashing) == Ok(index)) {
                writer.thread(&thread)
            } else {
                writer.text("{}");
                Ok(())
            }
        })
    }

    fn thread(&mut self, thread: &Bound<'_, PyAny>) -> PyResult<()> {
        let Some(thread) = dict_of(thread)? else { return self.value(thread) };
        let names = self.names;
        self.members(&thread, &names.thread, |writer, name, value| match value.cast::<PyList>() {
            Ok(frames) if name.kind == Kind::Frames => writer.frames(frames),
            _ => writer.value(value),
        })
    }

    fn frames(&mut self, frames: &Bound<'_, PyList>) -> PyResult<()> {
        // Each frame counts at least once.
        self.items(frames.iter().take(FRAMES_THAT_COUNT), |writer, _, frame| writer.frame(&frame))
    }

    fn frame(&mut self, frame: &Bound<'_, PyAny>) -> PyResult<()> {
        let Some(frame) = dict_of(frame)? else { return self.value(frame) };
        let names = if self.has_modules { &self.names.frame_beside_modules } else { &self.names.frame };
        self.members(&frame, names, |writer, _, value| writer.value(value))
    }

    fn items<'py>(
        &mut self,
        items: impl Iterator<Item = Bound<'py, PyAny>>,
        mut write: impl FnMut(&mut Self, usize, Bound<'py, PyAny>) -> PyResult<()>,
    ) -> PyResult<()> {
        self.out.push(b'[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            write(self, index, item)?;
        }
        self.out.push(b']');
        Ok(())
    }

    /// Writes any value in full.
    fn value(&mut self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        if let Ok(text) = value.cast::<PyString>() {
            self.string(text)
        } else if value.is_none() {
            self.text("null");
            Ok(())
        } else if let Ok(boolean) = value.cast::<PyBool>() {
            self.text(if boolean.is_true() { "true" } else { "false" });
            Ok(())
        } else if let Ok(number) = value.cast::<PyInt>() {
            self.int(number)
        } else {
            self.nesting += 1;
            if self.nesting > MAX_NESTING {
                let message = format!("objects nest deeper than {MAX_NESTING} levels, or refer to themselves");
                return Err(errors::crash_error(value.py(), &message, None, None));
            }
            let written = self.container_or_float(value);
            self.nesting -= 1;
            written
        }
    }

    fn container_or_float(&mut self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        if let Some(dict) = dict_of(value)? {
            self.out.push(b'{');
            let mut is_first = true;
            for (key, value) in dict.iter() {
                // Nothing but text can name what is looked at.
                let Ok(key) = key.cast::<PyString>() else { continue };
                if !is_first {
                    self.out.push(b',');
                }
                is_first = false;
                self.string(key)?;
                self.out.push(b':');
                self.value(&value)?;
            }
            self.out.push(b'}');
            Ok(())
        } else if let Ok(list) = value.cast::<PyList>() {
            self.items(list.iter(), |writer, _, item| writer.value(&item))
        } else if let Ok(tuple) = value.cast::<PyTuple>() {
            self.items(tuple.iter(), |writer, _, item| writer.value(&item))
        } else if let Ok(number) = value.cast::<PyFloat>() {
            self.float(number.value());
            Ok(())
        } else {
            self.other(value)
        }
    }

    /// Writes what is no JSON type, as data frames and databases have: numbers of their own, arrays.
    fn other(&mut self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        if !value.is_instance_of::<PyBytes>() {
            if let Ok(sequence) = value.cast::<PySequence>() {
                let items: Vec<_> = PyIterator::from_object(sequence)?.collect::<PyResult<_>>()?;
                return self.items(items.into_iter(), |writer, _, item| writer.value(&item));
            }
            for method in [intern!(value.py(), "tolist"), intern!(value.py(), "__index__")] {
                if let Ok(Some(plain)) = value.getattr_opt(method) {
                    return self.value(&plain.call0()?);
                }
            }
        }
        // Nothing that a signature could be made of; an empty object would pass for no value at all.
        self.text("{\"\":0}");
        Ok(())
    }

    fn string(&mut self, text: &Bound<'_, PyString>) -> PyResult<()> {
        match text.encode_utf8() {
            Ok(bytes) => {
                self.quoted(bytes.as_bytes());
                Ok(())
            }
            // A lone surrogate: JSON has an escape for it.
            Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(text.py()) => self.escaped(text),
            Err(error) => Err(error),
        }
    }

    /// Writes UTF-8 as a JSON string.
    fn quoted(&mut self, text: &[u8]) {
        let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
        self.out.push(b'"');
        let mut rest = text;
        // Hardly any name has something to escape, and to ask all bytes is quicker than to find one.
        if text.iter().fold(false, |any, byte| any | is_special(byte)) {
            while let Some(at) = rest.iter().position(is_special) {
                self.out.extend_from_slice(&rest[..at]);
                self.text(&format!("\\u{:04x}", rest[at]));
                rest = &rest[at + 1..];
            }
        }
        self.out.extend_from_slice(rest);
        self.out.push(b'"');
    }

    /// Writes text with lone surrogates.
    fn escaped(&mut self, text: &Bound<'_, PyString>) -> PyResult<()> {
        let units = text.call_method1("encode", ("utf-16-le", "surrogatepass"))?;
        self.out.push(b'"');
        for unit in units.cast::<PyBytes>()?.as_bytes().chunks_exact(2) {
            self.text(&format!("\\u{:04x}", u16::from_le_bytes([unit[0], unit[1]])));
        }
        self.out.push(b'"');
        Ok(())
    }

    fn int(&mut self, number: &Bound<'_, PyInt>) -> PyResult<()> {
        match number.extract::<i64>() {
            Ok(number) => self.json(&number),
            Err(error) if error.is_instance_of::<PyOverflowError>(number.py()) => {
                // Python refuses to print integers of thousands of digits; such a one is out of
                // every range.
                let is_negative = number.lt(0)?;
                let printed = number.py().get_type::<PyInt>().getattr("__repr__")?.call1((number,));
                let printed = printed.ok().and_then(|text| text.extract::<String>().ok());
                let fallback = if is_negative { "-1e400" } else { "1e400" };
                self.text(printed.as_deref().unwrap_or(fallback));
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    fn float(&mut self, number: f64) {
        if number.is_nan() {
            // What data frames have for what is missing.
            self.text("null");
        } else if number.is_infinite() {
            self.text(if number > 0.0 { "1e400" } else { "-1e400" });
        } else {
            // As Python prints it, since the text can become part of a signature.
            self.text(&format!("{number:?}"));
        }
    }

    fn json(&mut self, value: &(impl serde::Serialize + ?Sized)) -> PyResult<()> {
        serde_json::to_writer(&mut self.out, value).map_err(|error| errors::error(&error.to_string()))
    }
}

/// A crash that is some mapping, as a dict.
fn as_dict<'py>(crash: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
    dict_of(crash)?.ok_or_else(|| {
        let type_name = crash.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        errors::type_error(format!("a crash is a dict, str or bytes, not {type_name}"))
    })
}

fn dict_of<'py>(value: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyDict>>> {
    if let Ok(dict) = value.cast::<PyDict>() {
        return Ok(Some(dict.clone()));
    }
    // Before the question whether it is a mapping, which is slow: nearly everything is one of these.
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyString>() || value.is_instance_of::<PyFloat>() {
        return Ok(None);
    }
    match value.cast::<PyMapping>() {
        Ok(mapping) => value.py().get_type::<PyDict>().call1((mapping,))?.cast_into().map(Some).map_err(Into::into),
        Err(_) => Ok(None),
    }
}

/// The index of the crashing thread, in any of the places that have it; as Python's `int` reads it.
fn crashing_thread(document: &Bound<'_, PyDict>) -> PyResult<Option<i64>> {
    let py = document.py();
    let name = intern!(py, "crashing_thread");
    let mut index = document.get_item(name)?.filter(|index| !index.is_none());
    if index.is_none()
        && let Some(info) = document.get_item(intern!(py, "crash_info"))?
        && let Ok(info) = info.cast::<PyDict>()
    {
        index = info.get_item(name)?;
    }
    let Some(index) = index else { return Ok(None) };
    if let Ok(index) = index.extract::<i64>() {
        return Ok(Some(index));
    }
    let number = py.get_type::<PyInt>().call1((index,));
    Ok(number.ok().and_then(|number| number.extract().ok()))
}
