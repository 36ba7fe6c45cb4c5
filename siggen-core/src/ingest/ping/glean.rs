//! The Glean `crash` ping as it is sent, and as a row of its table.

use crate::crash::Crash;
use crate::crash::input::{Form, Input};

use super::super::annotations::{ANNOTATIONS, Annotation};
use super::super::document::Document;
use super::fields::{STACK_TRACES, read_annotations, system, text_within};
use super::traces;

/// Where metrics stand, each type of them in an object of its own, and what messages call it.
const TYPES: [(&str, &str); 4] = [
    ("object", "metrics.object."),
    ("string", "metrics.string."),
    ("text", "metrics.text."),
    ("quantity", "metrics.quantity."),
];

/// Other pings have metrics as well: this one has some of a crash, or says that it is about one.
pub(super) fn recognize(document: &Document<'_>) -> Option<Input> {
    let metrics = document.object("metrics")?;
    let has_any = |name: fn(&Annotation) -> &'static str| {
        let names = || ANNOTATIONS.iter().map(name).filter(|name| !name.is_empty());
        let mut objects = TYPES.iter().filter_map(|(of_type, _)| metrics.object(of_type));
        objects.any(|object| names().any(|name| object.has(name)))
    };
    let is_of_crash = || text_within(document, "ping_info", "reason").is_some_and(|reason| reason == "crash");
    let form = if has_any(|annotation| annotation.metric) {
        Form::GleanPing
    } else if has_any(|annotation| annotation.metric_column) {
        Form::GleanRow
    } else if is_of_crash() {
        Form::GleanPing
    } else {
        return None;
    };
    Some(Input::detected_by(form, "metrics"))
}

pub(super) fn read<'a>(document: &mut Document<'a>) -> Crash<'a> {
    let mut crash = Crash { crash_id: super::super::crash_id(document), ..Crash::default() };
    crash.os = system([
        text_within(document, "client_info", "os"),
        document.text_or_nothing("normalized_os"),
        document.text_or_nothing("os"),
    ]);
    let Some(mut metrics) = document.take_object("metrics") else { return crash };
    let texts = metrics.object("string");
    crash.os = crash.os.or_else(|| {
        let name = |name| texts.and_then(|texts| texts.text_or_nothing(name));
        system([name("crash.os"), name("crash_os")])
    });
    for (name, path) in TYPES {
        let Some(mut object) = metrics.take_object(name) else { continue };
        read_annotations(path, &object, &mut crash);
        if let Some(name) = STACK_TRACES.name_in(&object) {
            traces::read(&mut object, name, &mut crash);
        }
    }
    crash
}
