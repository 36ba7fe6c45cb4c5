//! The obsolete telemetry `crash` ping, its payload by itself, and the row of its table.

use std::borrow::Cow;

use crate::crash::Crash;
use crate::crash::input::{Form, Input};

use super::super::crash_data;
use super::super::document::Document;
use super::fields::{read_annotations, system, text_within};
use super::traces;

/// Members of a payload, in the spelling of the ping and in that of its table.
const PAYLOAD: [[&str; 2]; 3] = [["stackTraces", "stack_traces"], ["crashId", "crash_id"], ["crashDate", "crash_date"]];

pub(super) fn recognize(document: &Document<'_>) -> Option<Input> {
    if let Some(payload) = document.object("payload") {
        let is_crash = payload.has_value("metadata") || PAYLOAD.iter().flatten().any(|name| payload.has_value(name));
        // The table has no `type`, since it has its rows from pings of one.
        let is_ping = document.has("environment") || document.has("type") || payload.has("stackTraces");
        let form = if is_ping { Form::TelemetryPing } else { Form::TelemetryRow };
        if is_crash {
            return Some(Input::detected_by(form, "payload"));
        }
    }
    // Raw crashes have metadata of another kind, and other names.
    let member = ["stackTraces", "stack_traces"].into_iter().find(|name| document.has_value(name))?;
    let is_payload = member == "stackTraces" || document.object("metadata").is_some();
    is_payload.then(|| Input::detected_by(Form::TelemetryPing, member))
}

pub(super) fn read<'a>(document: &mut Document<'a>) -> Crash<'a> {
    if recognize(document).is_some_and(|input| input.detected_by != "payload") {
        return read_payload(document);
    }
    let Some(mut payload) = document.take_object("payload") else { return read_payload(document) };
    let mut crash = read_payload(&mut payload);
    crash.crash_id = payload.text_or_nothing("crashId").or(crash.crash_id);
    crash.crash_id = crash.crash_id.or_else(|| document.text_or_nothing("document_id"));
    crash.crash_id = crash.crash_id.or_else(|| document.text_or_nothing("id"));
    crash.os = system([
        crash.os.take(),
        system_in_environment(document),
        document.text_or_nothing("normalized_os"),
        document.text_or_nothing("os"),
    ]);
    crash
}

fn read_payload<'a>(payload: &mut Document<'a>) -> Crash<'a> {
    let mut crash = crash_data::read_ping(payload);
    crash.os = system([crash.os.take()]);
    if let Some(name) = traces::name_in(payload) {
        traces::read(payload, name, &mut crash);
    }
    if let Some(metadata) = payload.take_object("metadata") {
        read_annotations("metadata.", &metadata, &mut crash);
        // Tables that were made of the payload alone can have it among these.
        if crash.os.is_none() {
            crash.os = system([metadata.text_or_nothing("os")]);
        }
    }
    crash
}

/// `environment.system.os.name`
fn system_in_environment<'a>(document: &Document<'a>) -> Option<Cow<'a, str>> {
    text_within(document.object("environment")?.object("system")?, "os", "name")
}
