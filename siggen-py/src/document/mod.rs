//! A crash as Python objects becomes the JSON text that the core reads.
//!
//! There is one reader of crashes, the core's, so a dict means what its JSON means. Only the
//! members that signature generation looks at are written, and of the threads only those that it
//! can ask for: a report's other threads are most of it. Which those are the core says itself: it
//! reads the document first without its threads and modules.

mod names;
mod value;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use siggen_core::crash::FRAMES_THAT_COUNT;
use siggen_core::members::MAX_DEPTH;
use siggen_core::{Crash, Error, Input, Shape};

use crate::errors;
use names::{MemberKind, Names, Table};
use value::dict_of;

/// The JSON text of a crash; of any shape, unless one is given.
///
/// # Errors
///
/// `CrashError` where objects nest without end, and what the objects themselves raise.
pub(crate) fn of_crash(crash: &Bound<'_, PyAny>, shape: Option<Shape>) -> PyResult<Vec<u8>> {
    let crash = as_dict(crash)?;
    let mut writer = Writer::new(crash.py());
    let names = writer.names;
    writer.is_plain = names.crash_data.has_all_of(&crash)?;
    writer.document(&crash, &names.document, 0)?;
    if writer.gaps.is_empty() && (shape.is_some() || writer.has_threads) {
        // All is written that the core can ask for, and a list of threads is that of a crash.
        return Ok(writer.out);
    }
    let read = match shape {
        Some(shape) => Crash::from_json_as(&writer.out, shape),
        None => Crash::from_json(&writer.out),
    };
    let wanted = match read {
        Ok(read) if !is_unknown(&read, &crash) => Wanted::of(&read),
        Ok(_) | Err(Error::UnknownMembers { .. } | Error::Foreign { .. }) => return writer.names_alone(&crash),
        // The caller will read the same, and have the same error.
        Err(_) => return Ok(writer.out),
    };
    writer.finish(&wanted)
}

/// The JSON text of crash data.
pub(crate) fn of_crash_data(crash: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    let crash = as_dict(crash)?;
    let mut writer = Writer::new(crash.py());
    let names = writer.names;
    writer.is_plain = true;
    writer.document(&crash, &names.crash_data, MAX_DEPTH)?;
    if writer.gaps.is_empty() {
        return Ok(writer.out);
    }
    let wanted = Crash::from_json_as(&writer.out, Shape::CrashData).map(|read| Wanted::of(&read));
    writer.finish(&wanted.unwrap_or_default())
}

/// The JSON text of crash data with one thread.
pub(crate) fn of_thread(thread: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    let mut writer = Writer::new(thread.py());
    writer.text("{\"threads\":[");
    writer.thread(thread, false)?;
    writer.text("]}");
    Ok(writer.out)
}

/// The JSON text of crash data with one thread of one frame.
pub(crate) fn of_frame(frame: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    let mut writer = Writer::new(frame.py());
    writer.text("{\"threads\":[{\"frames\":[");
    writer.frame(frame, false)?;
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

/// Whether nothing of a document is anything that a shape has.
fn is_unknown(read: &Crash<'_>, crash: &Bound<'_, PyDict>) -> bool {
    !crash.is_empty() && matches!(read.input, Some(Input { detected_by: "nothing", .. }))
}

/// What the core can ask for of a document's lists.
#[derive(Default)]
struct Wanted {
    /// The crashing thread; the first is wanted in any case, by the watchdog rule.
    thread: usize,
    /// Whether frames name modules by their index, as those of crash pings do.
    modules: bool,
}

impl Wanted {
    fn of(read: &Crash<'_>) -> Self {
        let index = read.crashing_thread.unwrap_or(0);
        // A negative index counts from the end.
        let count = i64::try_from(read.threads.len()).unwrap_or(i64::MAX);
        let index = if index < 0 { index.saturating_add(count) } else { index };
        Wanted { thread: usize::try_from(index).unwrap_or(usize::MAX), modules: read.threads.are_addresses() }
    }
}

/// A list that is left out at first.
struct Gap<'py> {
    /// Where it goes in the text.
    at: usize,
    /// How long what stands there is.
    length: usize,
    list: Bound<'py, PyList>,
    kind: MemberKind,
    /// The thread beside modules whose first frame tells whether these are stack traces of a ping.
    telling: Option<usize>,
}

struct Writer<'py> {
    out: Vec<u8>,
    names: &'py Names,
    gaps: Vec<Gap<'py>>,
    /// Whether there are members of crash data alone, so that frames are not those of pings.
    is_plain: bool,
    /// Whether the document itself has a list of threads.
    has_threads: bool,
    nesting: usize,
}

/// So many threads are written at once: the core can ask for the crashing one and the first.
const FEW_THREADS: usize = 2;

impl<'py> Writer<'py> {
    fn new(py: Python<'py>) -> Self {
        let names = Names::get(py);
        Writer {
            out: Vec::with_capacity(2048),
            names,
            gaps: Vec::new(),
            is_plain: false,
            has_threads: false,
            nesting: 0,
        }
    }

    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Writes those members of a dict that have one of the names.
    fn members(
        &mut self,
        dict: &Bound<'py, PyDict>,
        table: &'py Table,
        mut write: impl FnMut(&mut Self, MemberKind, &Bound<'py, PyAny>) -> PyResult<()>,
    ) -> PyResult<()> {
        self.out.push(b'{');
        let mut is_first = true;
        table.each(dict, |name, value| {
            if !is_first {
                self.out.push(b',');
            }
            is_first = false;
            self.text(&name.json);
            write(self, name.kind, value)
        })?;
        self.out.push(b'}');
        Ok(())
    }

    /// Writes a document, and leaves gaps where its threads and modules go.
    fn document(&mut self, document: &Bound<'py, PyDict>, table: &'py Table, depth: usize) -> PyResult<()> {
        self.members(document, table, |writer, kind, value| {
            match kind {
                MemberKind::Threads | MemberKind::Modules => {
                    if let Ok(list) = value.cast::<PyList>() {
                        writer.has_threads |= kind == MemberKind::Threads && depth == 0;
                        return writer.list(list, kind, document);
                    }
                }
                MemberKind::CrashingThread => {
                    if let Ok(thread) = value.cast::<PyDict>() {
                        return writer.crashing_thread(thread, document);
                    }
                }
                MemberKind::Descended if depth < MAX_DEPTH => {
                    if let Ok(value) = value.cast::<PyDict>() {
                        return writer.document(value, table, depth + 1);
                    }
                }
                _ => {}
            }
            writer.value(value)
        })
    }

    /// Writes a list of few threads, and leaves a gap for any other.
    fn list(&mut self, list: &Bound<'py, PyList>, kind: MemberKind, document: &Bound<'py, PyDict>) -> PyResult<()> {
        if kind == MemberKind::Threads && list.len() <= FEW_THREADS {
            let beside_modules = !self.is_plain;
            return self.items(list.iter(), |writer, _, thread| writer.thread(&thread, beside_modules));
        }
        let is_beside_modules =
            kind == MemberKind::Threads && document.contains(pyo3::intern!(document.py(), "modules"))?;
        let telling = if is_beside_modules { first_with_frames(list)? } else { None };
        self.gap(list, kind, telling)
    }

    /// Writes the crashing thread that stackwalkers have beside all threads. Where there are some, it only says which
    /// of them it is.
    fn crashing_thread(&mut self, thread: &Bound<'py, PyDict>, document: &Bound<'py, PyDict>) -> PyResult<()> {
        let threads = document.get_item(pyo3::intern!(document.py(), "threads"))?;
        let has_threads = threads.is_some_and(|threads| threads.cast::<PyList>().is_ok_and(|list| !list.is_empty()));
        if !has_threads {
            return self.value(thread);
        }
        self.members(thread, &self.names.crashing_thread, |writer, kind, value| {
            if kind == MemberKind::Frames && value.is_instance_of::<PyList>() {
                writer.text("[]");
                return Ok(());
            }
            writer.value(value)
        })
    }

    /// Leaves out a list: of threads, all but how many there are and the one that tells what they are.
    fn gap(&mut self, list: &Bound<'py, PyList>, kind: MemberKind, telling: Option<usize>) -> PyResult<()> {
        let at = self.out.len();
        if kind == MemberKind::Threads {
            self.items(list.iter(), |writer, index, thread| {
                if telling == Some(index) {
                    return writer.thread(&thread, true);
                }
                writer.text("{}");
                Ok(())
            })?;
        } else {
            self.text("[]");
        }
        self.gaps.push(Gap { at, length: self.out.len() - at, list: list.clone(), kind, telling });
        Ok(())
    }

    /// Fills the gaps with what is wanted.
    fn finish(mut self, wanted: &Wanted) -> PyResult<Vec<u8>> {
        let gaps = std::mem::take(&mut self.gaps);
        if gaps.is_empty() {
            return Ok(self.out);
        }
        let with_gaps = std::mem::take(&mut self.out);
        self.out.reserve(with_gaps.len() + 4096);
        let mut from = 0;
        for gap in gaps {
            if gap.kind == MemberKind::Modules && !wanted.modules {
                continue;
            }
            self.out.extend_from_slice(&with_gaps[from..gap.at]);
            from = gap.at + gap.length;
            match gap.kind {
                MemberKind::Modules => self.modules(&gap.list)?,
                _ => self.threads(&gap, wanted)?,
            }
        }
        self.out.extend_from_slice(&with_gaps[from..]);
        Ok(self.out)
    }

    /// Writes a document that is none with the names of all its members, which the core's message tells. Of those
    /// that a shape has, the type stays, which decides whether they tell it.
    fn names_alone(mut self, document: &Bound<'py, PyDict>) -> PyResult<Vec<u8>> {
        self.out.clear();
        let named = PyDict::new(document.py());
        for (key, value) in document.copy()?.iter() {
            let value = match () {
                () if !self.names.document.has(&key)? => document.py().None().into_bound(document.py()),
                () if dict_of(&value)?.is_some() => PyDict::new(document.py()).into_any(),
                () if value.is_instance_of::<PyList>() => PyList::empty(document.py()).into_any(),
                () => value,
            };
            named.set_item(key, value)?;
        }
        self.value(&named)?;
        Ok(self.out)
    }

    fn threads(&mut self, gap: &Gap<'py>, wanted: &Wanted) -> PyResult<()> {
        self.items(gap.list.iter(), |writer, index, thread| {
            if index == 0 || index == wanted.thread || gap.telling == Some(index) {
                writer.thread(&thread, wanted.modules)
            } else {
                writer.text("{}");
                Ok(())
            }
        })
    }

    fn thread(&mut self, thread: &Bound<'py, PyAny>, beside_modules: bool) -> PyResult<()> {
        let Some(thread) = dict_of(thread)? else { return self.value(thread) };
        self.members(&thread, &self.names.thread, |writer, kind, value| match value.cast::<PyList>() {
            Ok(frames) if kind == MemberKind::Frames => writer.frames(frames, beside_modules),
            _ => writer.value(value),
        })
    }

    fn frames(&mut self, frames: &Bound<'py, PyList>, beside_modules: bool) -> PyResult<()> {
        // Each frame counts at least once.
        let counting = frames.iter().take(FRAMES_THAT_COUNT);
        self.items(counting, |writer, _, frame| writer.frame(&frame, beside_modules))
    }

    fn frame(&mut self, frame: &Bound<'py, PyAny>, beside_modules: bool) -> PyResult<()> {
        let Some(frame) = dict_of(frame)? else { return self.value(frame) };
        let table = if beside_modules { &self.names.frame_beside_modules } else { &self.names.frame };
        self.members(&frame, table, |writer, _, value| writer.value(value))
    }

    fn modules(&mut self, modules: &Bound<'py, PyList>) -> PyResult<()> {
        self.items(modules.iter(), |writer, _, module| {
            let Some(module) = dict_of(&module)? else { return writer.value(&module) };
            writer.members(&module, &writer.names.module, |writer, _, value| writer.value(value))
        })
    }

    fn items<'i>(
        &mut self,
        items: impl Iterator<Item = Bound<'i, PyAny>>,
        mut write: impl FnMut(&mut Self, usize, Bound<'i, PyAny>) -> PyResult<()>,
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
}

/// The first thread that has a frame.
fn first_with_frames(threads: &Bound<'_, PyList>) -> PyResult<Option<usize>> {
    for (index, thread) in threads.iter().enumerate() {
        let frames = match dict_of(&thread)? {
            Some(thread) => thread.get_item(pyo3::intern!(threads.py(), "frames"))?,
            None => None,
        };
        if frames.is_some_and(|frames| frames.len().is_ok_and(|length| length > 0)) {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

/// A crash that is some mapping, as a dict.
fn as_dict<'py>(crash: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
    dict_of(crash)?.ok_or_else(|| {
        let type_name = crash.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        errors::type_error(format!("a crash must be a dict, str or bytes, not {type_name}"))
    })
}
