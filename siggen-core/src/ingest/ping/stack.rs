//! What a service has made of a ping: the crashing thread's frames with names, as `stack`.

use crate::crash::Crash;
use crate::crash::input::{Form, Input};
use crate::crash::threads::Threads;

use super::super::crash_data;
use super::super::document::{Document, Fields};
use super::fields::{read_annotations, system};

pub(super) fn recognize(document: &Document<'_>) -> Option<Input> {
    // A Java exception of the older form has a stack of its own kind.
    let is_other = document.has_value("threads") || document.has("messages");
    (!is_other && document.list("stack").is_some()).then(|| Input::detected_by(Form::Stack, "stack"))
}

pub(super) fn read<'a>(document: &mut Document<'a>) -> Crash<'a> {
    let mut crash = crash_data::read_ping(document);
    read_annotations("", document, &mut crash);
    crash.os = system([crash.os.take(), document.text_or_nothing("normalized_os")]);
    let mut fields = Fields::new(document);
    crash.reason = fields.text(("crash_type", "reason")).or(crash.reason);
    crash.mistyped.append(&mut fields.mistyped);
    crash.original_signature = document.text_or_nothing("signature").filter(|text| !text.is_empty());
    // The service's other threads are gone, and this one is the first.
    crash.crashing_thread = None;
    if let Some(frames) = document.list("stack") {
        crash.threads = Threads::single(format!("{{\"frames\":{frames}}}").into(), "");
    }
    crash
}
