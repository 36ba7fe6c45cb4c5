//! What all forms have: annotations in whatever spelling, and the system.

use std::borrow::Cow;

use crate::crash::Crash;
use crate::json::Kind;

use super::super::annotations::{Annotation, of_field};
use super::super::document::{Document, Fields};
use super::super::{raw, system};
use super::shutdown;

pub(super) const STACK_TRACES: &Annotation = of_field("threads");
const ASYNC_SHUTDOWN_TIMEOUT: &Annotation = of_field("async_shutdown_timeout");
const HANG: &Annotation = of_field("hang");
const IPC_CHANNEL_ERROR: &Annotation = of_field("ipc_channel_error");
const JAVA_EXCEPTION: &Annotation = of_field("java_exception");
const JS_LARGE_ALLOCATION_FAILURE: &Annotation = of_field("js_large_allocation_failure");
const OOM_ALLOCATION_SIZE: &Annotation = of_field("oom_allocation_size");

/// Reads the annotations that an object of a ping has, in whatever spelling; they override what
/// has been read before.
pub(super) fn read_annotations<'a>(path: &'static str, document: &Document<'a>, crash: &mut Crash<'a>) {
    let mut fields = Fields::of(path, document);
    if let Some(name) = ASYNC_SHUTDOWN_TIMEOUT.name_in(document) {
        crash.async_shutdown_timeout = shutdown::timeout(&mut fields, (name, ASYNC_SHUTDOWN_TIMEOUT.field))
            .or(crash.async_shutdown_timeout.take());
    }
    if let Some(name) = IPC_CHANNEL_ERROR.name_in(document) {
        let error = fields.text((name, IPC_CHANNEL_ERROR.field));
        crash.ipc_channel_error = error.or(crash.ipc_channel_error.take());
    }
    if let Some(name) = HANG.name_in(document) {
        crash.hang = fields.printed((name, HANG.field)).or(crash.hang.take());
    }
    if let Some(name) = JS_LARGE_ALLOCATION_FAILURE.name_in(document) {
        let failure = document.text_or_nothing(name);
        crash.js_large_allocation_failure = failure.or(crash.js_large_allocation_failure.take());
    }
    if let Some(name) = OOM_ALLOCATION_SIZE.name_in(document) {
        read_size(&mut fields, name, crash);
    }
    if let Some(name) = JAVA_EXCEPTION.name_in(document) {
        raw::read_java_exception(&fields, name, crash);
        let is_null = || document.text_or_nothing(name).is_some_and(|text| matches!(text.trim(), "" | "null"));
        if crash.java_exception.is_none() && !is_null() {
            let found = fields.value(name).map_or(Kind::Null, |(kind, _)| kind);
            fields.mistype::<()>((name, JAVA_EXCEPTION.field).into(), "a Java exception", found);
        }
    }
    crash.mistyped.append(&mut fields.mistyped);
}

/// Reads the size of an allocation, which is a number even where a table keeps it as text.
pub(super) fn read_size(fields: &mut Fields<'_, '_>, name: &'static str, crash: &mut Crash<'_>) {
    let size = fields.size((name, OOM_ALLOCATION_SIZE.field)).map(|size| size.bytes.into());
    crash.oom_allocation_size = size.or(crash.oom_allocation_size);
}

/// The system as crash reports name it, from the first of these places that names one.
pub(super) fn system<'a>(names: impl IntoIterator<Item = Option<Cow<'a, str>>>) -> Option<Cow<'a, str>> {
    names.into_iter().flatten().find(|name| !name.is_empty()).map(system::in_reports)
}

/// The text of a member of an object inside a document.
pub(super) fn text_within<'a>(document: &Document<'a>, object: &str, name: &str) -> Option<Cow<'a, str>> {
    document.object(object)?.text_or_nothing(name)
}
