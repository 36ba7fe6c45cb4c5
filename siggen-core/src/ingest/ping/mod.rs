//! Crash pings: modules, addresses and a few annotations, one file a form.
//!
//! What a ping was when it was sent, what tables keep of it and what jobs make of these differ in
//! where things stand and in the spelling of names. Where things stand is told here, form by form;
//! names come from the one table of [`super::annotations`], and each is understood in any spelling.

mod fields;
mod glean;
mod row;
mod shutdown;
mod stack;
mod telemetry;
pub(super) mod traces;

use crate::crash::Crash;
use crate::crash::input::{Form, Input};

use super::document::Document;
use super::raw;

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
        _ if raw::detected_by(document).is_some() => raw::read(document),
        _ => row::read(document),
    }
}

/// The form that [`read`] reads a document in.
pub(super) fn form(document: &Document<'_>) -> Form {
    match recognize(document) {
        Some(input) => input.form,
        None if raw::detected_by(document).is_some() => Form::Raw,
        None => Form::IngestRow,
    }
}
