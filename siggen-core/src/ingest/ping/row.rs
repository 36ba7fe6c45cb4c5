//! Rows that jobs make of pings: some columns, with objects as such or as JSON in a text.

use crate::crash::Crash;
use crate::crash::input::{Form, Input};

use super::super::crash_data;
use super::super::document::{Document, Fields};
use super::fields::{STACK_TRACES, read_annotations, read_size, system};
use super::traces;

/// Columns that tell what a row is of where it has no stack traces: Android's crashes have a Java
/// exception alone.
const COLUMNS: [&str; 5] = ["oom_size", "java_exception", "moz_crash_reason", "ipc_channel_error", "config_id"];

pub(super) fn recognize(document: &Document<'_>) -> Option<Input> {
    let row = |member| Some(Input::detected_by(Form::IngestRow, member));
    if document.has_value(STACK_TRACES.column) {
        return row(STACK_TRACES.column);
    }
    if document.has_value("threads") || document.has_value("stack") {
        return None;
    }
    // Which of them has a value doesn't matter: there can be a row in which none has.
    let column = || COLUMNS.into_iter().find(|name| document.has(name));
    if document.has_value("document_id") { column().and_then(row) } else { None }
}

/// Reads a row. It can hold what else crash data does: a job adds what it has found out.
pub(super) fn read<'a>(document: &mut Document<'a>) -> Crash<'a> {
    let mut crash = crash_data::read_ping(document);
    read_annotations("", document, &mut crash);
    if document.has_value("oom_size") {
        let mut fields = Fields::new(document);
        read_size(&mut fields, "oom_size", &mut crash);
        crash.mistyped.append(&mut fields.mistyped);
    }
    crash.os = system([crash.os.take(), document.text_or_nothing("normalized_os")]);
    if let Some(name) = traces::name_in(document) {
        traces::read(document, name, &mut crash);
    }
    crash
}
