//! A report, reduced to what signatures depend on.

use std::borrow::Cow;

use siggen_core::crash::Thread;
use siggen_core::{Crash, Error, Shape, Threads};

/// A report, reduced to what signatures depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reduced {
    json: Box<[u8]>,
    shape: Option<Shape>,
}

impl Reduced {
    /// The report: a JSON document.
    pub fn json(&self) -> &[u8] {
        &self.json
    }

    /// The shape that the document has to be read as; absent where it is to be recognized.
    pub fn shape(&self) -> Option<Shape> {
        self.shape
    }

    /// The crash. What it was read as is not kept.
    pub fn crash(&self) -> Crash<'_> {
        // It has been read once, or written by us.
        let mut crash = read(&self.json, self.shape).unwrap_or_default();
        crash.input = None;
        crash
    }
}

/// Reduces a report to what signatures depend on: with any lists, the outcome is that of the report.
///
/// It becomes crash data with the threads that a signature can be made of, the crashing one and the first. The
/// threads before them have no frames, and those behind are gone. So are ids, a stored signature, and where a frame
/// is that has a name. A report with fields that make no sense stays whole, since there are notes about what they
/// are and where.
///
/// ```
/// let report = br#"{"uptime": 7, "threads": [{"frames": [{"function": "f", "file": "/a.c", "line": 9}]}]}"#;
/// let reduced = siggen_analysis::reduced(report, None)?;
/// assert_eq!(reduced.json(), br#"{"threads":[{"frames":[{"function":"f","line":9}]}]}"#);
/// # Ok::<(), siggen_core::Error>(())
/// ```
///
/// # Errors
///
/// Where the report can't be read.
pub fn reduced(json: &[u8], shape: Option<Shape>) -> Result<Reduced, Error> {
    let mut crash = read(json, shape)?;
    let threads = if crash.mistyped.is_empty() { kept_threads(&crash) } else { None };
    let threads = threads.map(Threads::from);
    if let Some(threads) = threads {
        crash.crash_id = None;
        crash.original_signature = None;
        crash.threads = threads;
        if let Ok(json) = serde_json::to_vec(&crash) {
            return Ok(Reduced { json: json.into(), shape: Some(Shape::CrashData) });
        }
    }
    Ok(Reduced { json: json.into(), shape })
}

fn read(json: &[u8], shape: Option<Shape>) -> Result<Crash<'_>, Error> {
    match shape {
        Some(shape) => Crash::from_json_as(json, shape),
        None => Crash::from_json(json),
    }
}

/// The threads that a signature can be made of, at their places; `None` where one of them makes no sense.
fn kept_threads<'a>(crash: &Crash<'a>) -> Option<Vec<Thread<'a>>> {
    let index = crash.crashing_thread.unwrap_or(0);
    let count = crash.threads.len();
    // A negative index counts from the end, which has to stay where it is.
    let (crashing, kept) = match usize::try_from(index) {
        Ok(crashing) if crashing < count => (Some(crashing), crashing + 1),
        Ok(_) => (None, count.min(1)),
        Err(_) => (index.checked_add_unsigned(count as u64).and_then(|index| usize::try_from(index).ok()), count),
    };
    let mut threads: Vec<Thread<'a>> = Vec::new();
    threads.resize_with(kept, Thread::default);
    // The watchdog rule looks at the first thread, whichever crashed.
    for index in [Some(0), crashing].into_iter().flatten() {
        let Some(place) = threads.get_mut(index) else { continue };
        let thread = crash.threads.get(index)?.into_owned();
        if thread.broken.is_some() || !thread.mistyped.is_empty() {
            return None;
        }
        *place = without_places(thread);
    }
    Some(threads)
}

/// The thread without what says where its frames are, as far as they are named: a name is all that counts then, and
/// its line with some lists.
fn without_places(mut thread: Thread<'_>) -> Thread<'_> {
    thread.thread_name = None;
    for frame in &mut thread.frames {
        let mut is_named = shorten_file(frame.function.as_ref(), &mut frame.file);
        if is_named {
            frame.unloaded_modules = Vec::new();
        }
        for inline in &mut frame.inlines {
            // What has no name is named by the frame's module or address.
            is_named &= shorten_file(inline.function.as_ref(), &mut inline.file);
        }
        if is_named {
            (frame.module, frame.offset, frame.module_offset) = (None, None, None);
        }
    }
    thread
}

/// Drops the file of a function, unless it may be one of Rust's, which are named in another way. Whether there is a
/// function at all.
fn shorten_file<'a>(function: Option<&Cow<'a, str>>, file: &mut Option<Cow<'a, str>>) -> bool {
    let is_named = function.is_some_and(|function| !function.is_empty());
    if is_named {
        *file = file.take().filter(|file| file.contains(".rs"));
    }
    is_named
}
