//! The JSON output of minidump-stackwalk, whole or cut down to its crashing thread.

use std::borrow::Cow;

use crate::crash::Crash;
use crate::crash::threads::{Threads, first_frame_has};
use crate::json::{Kind, Reader};

use super::document::Document;
use super::{crash_id, processed};

/// The member that shows that a document is such output.
pub(super) fn detected_by(document: &Document<'_>) -> Option<&'static str> {
    if document.object("crash_info").is_some() {
        Some("crash_info")
    } else if crashing_thread(document).is_some() {
        Some("crashing_thread")
    } else if document.has_value("threads") {
        None
    } else {
        let frames = document.list("frames")?;
        let thread = format!("{{\"frames\":{frames}}}");
        let is_thread = first_frame_has(&mut Reader::new(&thread), &["function", "module", "offset", "module_offset"]);
        (is_thread == Some(true)).then_some("frames")
    }
}

/// The index of the crashing thread among all threads, as that thread says it by itself.
fn index_of(thread: &str) -> Option<i64> {
    let mut index = None;
    let read = Reader::new(thread).members(&mut |reader, key| {
        let value = reader.raw()?;
        if key == "threads_index" {
            index = value.parse().ok();
        }
        Ok(())
    });
    read.ok().and(index)
}

/// The crashing thread that the output has beside all threads: an object with frames, as JSON.
pub(super) fn crashing_thread<'a>(document: &Document<'a>) -> Option<&'a str> {
    let thread = document.json("crashing_thread").filter(|json| json.starts_with('{'))?;
    let mut has_frames = false;
    let read = Reader::new(thread).members(&mut |reader, key| {
        has_frames |= key == "frames" && reader.kind()? == Kind::Array;
        reader.skip()
    });
    read.ok().filter(|()| has_frames).map(|()| thread)
}

/// The crashing thread where there are no threads, and what messages call it: a member, or the
/// document itself.
fn thread_alone<'a>(document: &Document<'a>) -> Option<(Cow<'a, str>, &'static str)> {
    if let Some(thread) = crashing_thread(document) {
        return Some((thread.into(), "crashing_thread"));
    }
    document.list("frames").map(|frames| (format!("{{\"frames\":{frames}}}").into(), ""))
}

/// Reads the output of minidump-stackwalk by itself.
pub(super) fn read<'a>(document: &mut Document<'a>) -> Crash<'a> {
    let mut crash = Crash {
        crash_id: crash_id(document),
        mdsw_status_string: document.text_or_nothing("status").filter(|text| !text.is_empty()),
        ..Crash::default()
    };
    processed::read_dump(document, &mut crash, "crash_info.");
    if crash.threads.is_empty()
        && let Some((thread, parent)) = thread_alone(document)
    {
        crash.threads = Threads::single(thread, parent);
        crash.crashing_thread = None;
    } else if crash.crashing_thread.is_none() {
        crash.crashing_thread = crashing_thread(document).and_then(index_of);
    }
    crash
}
