//! Crash pings: modules, addresses and a few annotations, one file a form.
//!
//! What a ping was when it was sent, what tables keep of it and what jobs make of these differ in
//! where things stand and in the spelling of names. Where things stand is told here, form by form;
//! names come from the one table of [`super::annotations`], and each is understood in any spelling.

mod glean;
mod row;
mod shutdown;
mod stack;
mod telemetry;
pub(super) mod traces;

use std::borrow::Cow;

use crate::crash::Crash;
use crate::json::Kind;

use super::annotations::{Annotation, of_field};
use super::document::{Document, Fields};
use super::form::{Form, Input};
use super::{raw, system};

/// What a document is if it is a ping, by the members that no other shape has.
pub(super) fn recognize(document: &Document<'_>) -> Option<Input> {
    glean::recognize(document)
        .or_else(|| telemetry::recognize(document))
        .or_else(|| row::recognize(document))
        .or_else(|| stack::recognize(document))
        .or_else(|| traces::recognize(document))
}

/// Reads a ping of any form. What has nothing of a ping is read as a row: a job can have made
/// crash data of it.
pub(super) fn read<'a>(document: &mut Document<'a>) -> Crash<'a> {
    match recognize(document).map(|input| input.form) {
        Some(Form::GleanPing | Form::GleanRow) => glean::read(document),
        Some(Form::TelemetryPing | Form::TelemetryRow) => telemetry::read(document),
        Some(Form::Stack) => stack::read(document),
        Some(Form::StackTraces) => traces::read_alone(document),
        _ if raw::told_by(document).is_some() => raw::read(document),
        _ => row::read(document),
    }
}

/// The form that [`read`] reads a document in.
pub(super) fn form(document: &Document<'_>) -> Form {
    match recognize(document) {
        Some(input) => input.form,
        None if raw::told_by(document).is_some() => Form::Raw,
        None => Form::IngestRow,
    }
}

const STACK_TRACES: &Annotation = of_field("threads");
const ASYNC_SHUTDOWN_TIMEOUT: &Annotation = of_field("async_shutdown_timeout");
const HANG: &Annotation = of_field("hang");
const IPC_CHANNEL_ERROR: &Annotation = of_field("ipc_channel_error");
const JAVA_EXCEPTION: &Annotation = of_field("java_exception");
const JS_LARGE_ALLOCATION_FAILURE: &Annotation = of_field("js_large_allocation_failure");
const OOM_ALLOCATION_SIZE: &Annotation = of_field("oom_allocation_size");

/// Reads the annotations that an object of a ping has, in whatever spelling; they override what
/// has been read before.
fn read_annotations<'a>(path: &'static str, document: &Document<'a>, crash: &mut Crash<'a>) {
    let mut fields = Fields::of(path, document);
    if let Some(name) = ASYNC_SHUTDOWN_TIMEOUT.name_in(document) {
        crash.async_shutdown_timeout = shutdown::timeout(&mut fields, name).or(crash.async_shutdown_timeout.take());
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
fn read_size(fields: &mut Fields<'_, '_>, name: &'static str, crash: &mut Crash<'_>) {
    let size = fields.size((name, OOM_ALLOCATION_SIZE.field)).map(|size| size.bytes.into());
    crash.oom_allocation_size = size.or(crash.oom_allocation_size);
}

/// The system as crash reports name it, from the first of these places that names one.
fn system<'a>(names: impl IntoIterator<Item = Option<Cow<'a, str>>>) -> Option<Cow<'a, str>> {
    names.into_iter().flatten().find(|name| !name.is_empty()).map(system::in_reports)
}

/// The text of a member of an object inside a document.
fn text_within<'a>(document: &Document<'a>, object: &str, name: &str) -> Option<Cow<'a, str>> {
    document.object(object)?.text_or_nothing(name)
}
