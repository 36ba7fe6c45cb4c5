//! Raw crash annotations: what a crash reporter sends, before any processing. The client can have
//! added the stack traces that it sends in a ping.

use std::borrow::Cow;

use crate::crash::Crash;
use crate::json::{Kind, Reader};
use crate::pytext;

use super::document::{Document, Fields, Name};
use super::ping::traces;
use super::{crash_id, java, java_trace, processed};

/// Annotations that only a raw crash has.
pub(super) const DISTINCTIVE: &[&str] = &[
    "ProductName",
    "ProductID",
    "BuildID",
    "AbortMessage",
    "AsyncShutdownTimeout",
    "Hang",
    "IPCMessageName",
    "JSLargeAllocationFailure",
    "JavaException",
    "OOMAllocationSize",
    "MozCrashReason",
    "StackTraces",
    "JavaStackTrace",
];

/// The annotation that shows that a document is a raw crash.
pub(super) fn detected_by(document: &Document<'_>) -> Option<&'static str> {
    DISTINCTIVE.iter().copied().find(|name| document.has_value(name))
}

/// Reads annotations, and a `json_dump` beside them where there is one.
pub(super) fn read<'a>(document: &mut Document<'a>) -> Crash<'a> {
    let mut crash = Crash { crash_id: crash_id(document), ..Crash::default() };
    let mut fields = Fields::new(document);
    // A hang is one whatever its value.
    crash.hang = document.text_or_nothing("Hang").map(without_space_at_end);
    crash.js_large_allocation_failure = document.text_or_nothing("JSLargeAllocationFailure").map(without_space_at_end);
    crash.abort_message = annotation(&mut fields, ("AbortMessage", "abort_message"));
    crash.async_shutdown_timeout = annotation(&mut fields, ("AsyncShutdownTimeout", "async_shutdown_timeout"));
    crash.ipc_channel_error = annotation(&mut fields, "ipc_channel_error");
    crash.ipc_message_name = annotation(&mut fields, ("IPCMessageName", "ipc_message_name"));
    crash.oom_allocation_size = fields.size_or_nothing("OOMAllocationSize");
    read_java_exception(&fields, "JavaException", &mut crash);
    crash.java_stack_trace =
        fields.text(("JavaStackTrace", "java_stack_trace")).map(|trace| java_trace::public(&trace));
    crash.mistyped = fields.mistyped;
    if let Some(mut dump) = document.take_object("json_dump") {
        processed::read_dump(&mut dump, &mut crash, "json_dump.crash_info.");
    } else if let Some(name) = traces::name_in(document) {
        traces::read(document, name, &mut crash);
    }
    crash
}

fn annotation<'a>(fields: &mut Fields<'_, 'a>, name: impl Into<Name>) -> Option<Cow<'a, str>> {
    fields.text(name).map(without_space_at_end)
}

/// White space at an annotation's end is never meant.
fn without_space_at_end(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(pytext::strip_end(text)),
        Cow::Owned(text) => Cow::Owned(pytext::strip_end(&text).to_owned()),
    }
}

/// Reads a Java exception that is an object, or an object's JSON as text; anything else is none.
pub(super) fn read_java_exception<'a>(fields: &Fields<'_, 'a>, name: &str, crash: &mut Crash<'a>) {
    crash.java_exception = match fields.value(name) {
        Some((Kind::Object, mut reader)) => Some(java::read(&mut reader)),
        Some((Kind::String, mut reader)) => reader.string().ok().and_then(|text| parse_java_exception(&text)),
        _ => None,
    };
}

fn parse_java_exception(text: &str) -> Option<crate::crash::JavaException<'static>> {
    let mut reader = Reader::new(text);
    reader.skip().and_then(|()| reader.finish()).ok()?;
    let mut reader = Reader::new(text);
    (reader.kind() == Ok(Kind::Object)).then(|| java::read(&mut reader).into_owned())
}
