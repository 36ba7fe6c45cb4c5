//! Shutdowns that took too long, as pings tell of them.

use std::borrow::Cow;

use crate::json::{Kind, Reader};
use crate::pyjson;

use super::super::document::{Fields, Name};

/// The timeout as an annotation has it: JSON as text, with `phase` and `conditions`.
///
/// Glean has it as an object, and tables as that object's JSON; in both, the conditions are JSON in
/// a text of their own. Conditions that can't be read make the whole annotation unreadable, which
/// the rule about it has a note for.
pub(super) fn timeout<'a>(fields: &mut Fields<'_, 'a>, name: impl Into<Name>) -> Option<Cow<'a, str>> {
    let name = name.into();
    let (kind, mut reader) = fields.value(name.here)?;
    let json = match kind {
        Kind::String => reader.string().ok().filter(|text| text != "null")?,
        Kind::Object => Cow::Borrowed(reader.raw().ok()?),
        kind => return fields.mistype(name, "text", kind),
    };
    Some(match conditions_in_text(&json) {
        Some(conditions) if pyjson::parse(&conditions).is_ok() => with_conditions(&json, &conditions).into(),
        Some(conditions) => conditions.into(),
        None => json,
    })
}

/// The conditions of a timeout, where they are text and not empty.
fn conditions_in_text(json: &str) -> Option<String> {
    let mut reader = Reader::new(json);
    if reader.skip().and_then(|()| reader.finish()).is_err() || !json.trim_start().starts_with('{') {
        return None;
    }
    let mut conditions = None;
    let read = Reader::new(json).members(&mut |reader, key| {
        if key == "conditions" {
            conditions =
                if reader.kind()? == Kind::String { Some(reader.clone().string()?.into_owned()) } else { None };
        }
        reader.skip()
    });
    read.ok().and(conditions).filter(|text| !text.trim().is_empty())
}

/// The same timeout with these conditions, and its phase.
fn with_conditions(json: &str, conditions: &str) -> String {
    let mut phase = "null";
    let read = Reader::new(json).members(&mut |reader, key| {
        let value = reader.raw()?;
        if key == "phase" {
            phase = value;
        }
        Ok(())
    });
    debug_assert!(read.is_ok(), "it has been read before");
    format!("{{\"phase\":{phase},\"conditions\":{conditions}}}")
}
