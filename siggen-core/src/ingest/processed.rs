//! Processed crashes: crash reports as a crash-report server stores them.

use crate::crash::Crash;

use super::document::{Document, Fields};
use super::{crash_data, crash_id};

/// Reads a processed crash. One that comes from Java alone has no `json_dump`.
pub(super) fn read<'a>(document: &mut Document<'a>) -> Crash<'a> {
    let mut crash = Crash {
        crash_id: crash_id(document),
        original_signature: document.text_or_nothing("signature").filter(|text| !text.is_empty()),
        oom_allocation_size: Fields::new(document).size_or_nothing("oom_allocation_size"),
        ..Crash::default()
    };
    crash_data::read_annotations(document, &mut crash);
    if let Some(mut dump) = document.take_object("json_dump") {
        read_dump(&mut dump, &mut crash, "json_dump.crash_info.");
    }
    crash
}

/// Reads the output of minidump-stackwalk. `path` is that of its `crash_info`, for messages.
pub(super) fn read_dump<'a>(dump: &mut Document<'a>, crash: &mut Crash<'a>, path: &'static str) {
    crash.threads = dump.take_threads();
    if let Some(info) = dump.object("crash_info") {
        crash.crashing_thread = info.thread_index("crashing_thread");
        let mut fields = Fields::of(path, info);
        crash.reason = fields.text(("type", "reason"));
        crash.mistyped.append(&mut fields.mistyped);
    }
    crash.os = dump.object("system_info").and_then(|info| info.text_or_nothing("os"));
}
