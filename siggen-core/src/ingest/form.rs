//! What an input is, detected from its members.

use std::str::FromStr;

use super::annotations::ANNOTATIONS;
use super::document::Document;
use super::names::{CRASH_DATA, DOCUMENT};
use super::{Source, foreign, ping, raw};
use crate::crash::input::{Form, Input, Shape};
use crate::error::Error;

impl FromStr for Shape {
    type Err = Error;

    /// Takes the name as it is, or with `_` for `-`.
    fn from_str(name: &str) -> Result<Self, Error> {
        let wanted = name.replace('_', "-");
        let shape = Shape::ALL.into_iter().find(|shape| shape.name() == wanted);
        shape.ok_or_else(|| Error::UnknownShape { name: name.to_owned() })
    }
}

impl Input {
    /// Recognizes what a document is, as reading a crash of no given shape does.
    ///
    /// # Errors
    ///
    /// As [`crate::Crash::from_json`].
    ///
    /// ```
    /// # use siggen_core::{Form, Input, Shape};
    /// let input = Input::recognize(br#"{"metrics": {"string": {"crash.hang": "ui"}}}"#)?;
    /// assert_eq!((input.shape, input.form, input.detected_by), (Shape::Ping, Form::GleanPing, "metrics"));
    /// # Ok::<(), siggen_core::Error>(())
    /// ```
    pub fn recognize(json: &[u8]) -> Result<Input, Error> {
        match Source::of(json, true)? {
            Source::Json(document) => Input::of(&document, false),
            Source::Extra(json) => Input::of(&super::members(&json), true),
        }
    }

    /// The input of these names, as outcomes have them; `None` where one is no such name.
    #[doc(hidden)]
    pub fn from_names(shape: &str, form: &str, detected_by: &str) -> Option<Input> {
        let shape = Shape::ALL.into_iter().find(|known| known.name() == shape)?;
        let form = *Form::ALL.iter().find(|known| known.name() == form)?;
        let detected_by = ["caller", "nothing"].iter().chain(DOCUMENT).find(|known| **known == detected_by)?;
        Some(Input { shape, form, detected_by })
    }

    /// What a document is by the members that it has; `is_extra` where it stood as `KEY=VALUE` lines.
    ///
    /// # Errors
    ///
    /// Where no shape has any of its members.
    pub(super) fn of(document: &Document<'_>, is_extra: bool) -> Result<Input, Error> {
        // Null says no more than absence: tables have all columns in every row.
        let has = |name: &&&str| document.has_value(name);
        if !is_extra && let Some(member) = plain_crash_data(document) {
            return Ok(Input::detected_by(Form::CrashData, member));
        }
        let raw_form = if is_extra { Form::ExtraFile } else { Form::Raw };
        if document.has_value("json_dump") {
            // Annotations can stand beside a dump; a processed crash knows its product as `product`.
            return Ok(if document.has_value("ProductName") {
                Input::detected_by(raw_form, "ProductName")
            } else {
                Input::detected_by(Form::Processed, "json_dump")
            });
        }
        if let Some(input) = ping::recognize(document) {
            return Ok(input);
        }
        if let Some(member) = super::stackwalk::detected_by(document) {
            return Ok(Input::detected_by(Form::Stackwalk, member));
        }
        if let Some(member) = raw::detected_by(document) {
            return Ok(Input::detected_by(raw_form, member));
        }
        // What comes from Java alone has no dump.
        if let Some(member) = ["uuid", "crash_id"].iter().find(has)
            && !document.has_value("threads")
        {
            return Ok(Input::detected_by(Form::Processed, member));
        }
        // A ping's id alone may be that of any ping.
        if let Some(member) = CRASH_DATA.iter().filter(|name| **name != "document_id").find(has) {
            return Ok(Input::detected_by(Form::CrashData, member));
        }
        if document.is_empty() {
            return Ok(Input::detected_by(Form::CrashData, "nothing"));
        }
        // A few members say too little about the shape, but a crash has them.
        let columns = || ANNOTATIONS.iter().map(|annotation| annotation.column).filter(|column| !column.is_empty());
        if let Some(member) = columns().chain(["signature"]).find(|name| document.has_value(name)) {
            return Ok(Input::detected_by(Form::CrashData, member));
        }
        Self::of_nulls(document, raw_form).ok_or_else(|| unknown(document))
    }

    /// What a document is whose members that a shape has are all null.
    #[cold]
    fn of_nulls(document: &Document<'_>, raw_form: Form) -> Option<Input> {
        let is_null = |name: &&'static str| document.has(name) && !document.has_value(name);
        let by = |names: &[&'static str], form| Some(Input::detected_by(form, names.iter().copied().find(is_null)?));
        by(&["json_dump", "uuid", "crash_id", "signature"], Form::Processed)
            .or_else(|| by(raw::DISTINCTIVE, raw_form))
            .or_else(|| by(&["stack_traces", "stackTraces", "document_id"], Form::IngestRow))
            .or_else(|| by(CRASH_DATA, Form::CrashData))
    }
}

/// The member that tells where a document has members of crash data alone, as most have that come by the thousands:
/// nothing else has to be asked then.
fn plain_crash_data(document: &Document<'_>) -> Option<&'static str> {
    let has_alone =
        document.names().all(|name| PLAIN.contains(&name)) && super::stackwalk::crashing_thread(document).is_none();
    if has_alone { CRASH_DATA.iter().copied().find(|name| document.has_value(name)) } else { None }
}

/// Members that crash data has and that decide on no other shape, the common ones first.
const PLAIN: [&str; 15] = [
    "crashing_thread",
    "threads",
    "os",
    "reason",
    "oom_allocation_size",
    "java_exception",
    "java_stack_trace",
    "hang",
    "js_large_allocation_failure",
    "abort_message",
    "mdsw_status_string",
    "async_shutdown_timeout",
    "ipc_channel_error",
    "ipc_message_name",
    "additional_minidumps",
];

/// An object that is of no crash.
#[cold]
fn unknown(document: &Document<'_>) -> Error {
    let names: Vec<&str> = document.names().collect();
    foreign::of_object(&names).unwrap_or_else(|| Error::unknown_members(&names, document.left_out()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_crash_data_has() {
        // Ids stand beside other shapes too.
        let ids = ["crash_id", "uuid", "document_id", "original_signature"];
        for name in DOCUMENT {
            assert_eq!(PLAIN.contains(name), CRASH_DATA.contains(name) && !ids.contains(name), "{name}");
        }
    }
}
