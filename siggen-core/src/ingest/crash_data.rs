//! Crash data: the format that signature generation was defined on.

use std::borrow::Cow;

use crate::crash::{Crash, JavaException};
use crate::json::{Kind, Reader};

use super::document::{Document, Fields, printed};
use super::java;

/// Reads crash data.
pub(super) fn read<'a>(document: &mut Document<'a>) -> Crash<'a> {
    let mut crash = read_head(document);
    let mut fields = Fields::new(document);
    crash.reason = fields.text("reason");
    crash.oom_allocation_size = fields.size("oom_allocation_size");
    crash.mistyped = fields.mistyped;
    read_annotations(document, &mut crash);
    crash
}

/// Reads what a document of a ping shares with crash data: all but the annotations that pings have
/// in spellings and types of their own.
pub(super) fn read_ping<'a>(document: &mut Document<'a>) -> Crash<'a> {
    let mut crash = read_head(document);
    let mut fields = Fields::new(document);
    crash.reason = fields.text("reason");
    crash.abort_message = fields.text("abort_message");
    crash.mdsw_status_string = fields.printed("mdsw_status_string");
    crash.ipc_message_name = fields.printed("ipc_message_name");
    crash.additional_minidumps = fields.texts("additional_minidumps");
    crash.java_stack_trace = fields.text("java_stack_trace");
    crash.mistyped = fields.mistyped;
    crash
}

fn read_head<'a>(document: &mut Document<'a>) -> Crash<'a> {
    Crash {
        crash_id: super::crash_id(document),
        original_signature: document.text_or_nothing("original_signature").filter(|text| !text.is_empty()),
        crashing_thread: document.thread_index("crashing_thread"),
        os: document.text_or_nothing("os"),
        threads: document.take_threads(),
        ..Crash::default()
    }
}

/// Reads the fields that crash data and processed crashes have under the same names.
pub(super) fn read_annotations<'a>(document: &Document<'a>, crash: &mut Crash<'a>) {
    let mut fields = Fields::new(document);
    crash.hang = hang(&mut fields);
    crash.js_large_allocation_failure = document.text_or_nothing("js_large_allocation_failure");
    crash.abort_message = fields.text("abort_message");
    crash.mdsw_status_string = fields.printed("mdsw_status_string");
    crash.async_shutdown_timeout = fields.text("async_shutdown_timeout");
    crash.ipc_channel_error = fields.text("ipc_channel_error");
    crash.ipc_message_name = fields.printed("ipc_message_name");
    crash.additional_minidumps = fields.texts("additional_minidumps");
    crash.java_stack_trace = fields.text("java_stack_trace");
    crash.java_exception = fields.value("java_exception").map(|(kind, mut reader)| match kind {
        Kind::Object => java::read(&mut reader),
        _ => JavaException::Unusable,
    });
    crash.mistyped.append(&mut fields.mistyped);
}

/// A hang is one whatever its value, as long as it is not null.
fn hang<'a>(fields: &mut Fields<'_, 'a>) -> Option<Cow<'a, str>> {
    let mut reader = Reader::new(fields.document.json("hang")?);
    match reader.kind().ok()? {
        Kind::Null => None,
        kind => printed(kind, reader).or_else(|| fields.mistype("hang".into(), "text", kind)),
    }
}
