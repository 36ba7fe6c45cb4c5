//! From an input document to a [`Crash`]: one file for each shape.
//!
//! All shapes are read liberally: a field that is missing, null or of a type that says nothing is
//! absent. The JSON itself is read strictly.

mod annotations;
mod crash_data;
mod document;
mod extra;
mod foreign;
mod form;
mod java;
mod java_trace;
pub mod names;
mod ping;
mod processed;
mod raw;
mod stackwalk;
mod system;

use std::borrow::Cow;

use crate::crash::Crash;
use crate::crash::input::{Form, Input, Shape};
use crate::error::Error;
use crate::json::{Kind, Reader, Syntax};

pub use annotations::{ANNOTATIONS, Annotation};

use document::Document;

impl<'a> Crash<'a> {
    /// Reads a crash from a JSON document, recognizing its shape. Annotations can also stand as
    /// `KEY=VALUE` lines.
    ///
    /// What it was read as, and which member decided that, is the crash's `input`.
    ///
    /// # Errors
    ///
    /// Where the input is no JSON or no object, and where no shape has any of the object's members.
    ///
    /// ```
    /// use siggen_core::Crash;
    ///
    /// let crash = Crash::from_json(br#"{"os": "Linux", "threads": [{"frames": []}]}"#)?;
    /// assert_eq!(crash.os.as_deref(), Some("Linux"));
    ///
    /// let error = Crash::from_json(br#"{"threads": [{"frames": [}]}"#).unwrap_err();
    /// assert_eq!(error.to_string(), "byte 25, in threads[0].frames[0]: expected a value, found `}`");
    ///
    /// let error = Crash::from_json(br#"{"name": "kite", "version": "1.0"}"#).unwrap_err();
    /// assert!(error.to_string().starts_with("not a crash report: it has no known members"));
    /// # Ok::<(), siggen_core::Error>(())
    /// ```
    pub fn from_json(json: &'a [u8]) -> Result<Self, Error> {
        Self::read(json, None)
    }

    /// Reads a crash from a JSON document of a known shape.
    ///
    /// # Errors
    ///
    /// Where the input is no JSON, or no object. Anything inside the object goes.
    pub fn from_json_as(json: &'a [u8], shape: Shape) -> Result<Self, Error> {
        Self::read(json, Some(shape))
    }

    fn read(json: &'a [u8], shape: Option<Shape>) -> Result<Self, Error> {
        // Only annotations can stand as lines.
        let can_be_lines = matches!(shape, None | Some(Shape::Raw | Shape::Ping));
        match Source::of(json, can_be_lines)? {
            Source::Json(mut document) => read(&mut document, shape, false),
            Source::Extra(text) => {
                let mut document = members(&text);
                read(&mut document, shape, true).map(Crash::into_owned)
            }
        }
    }
}

fn read<'t>(document: &mut Document<'t>, shape: Option<Shape>, is_extra: bool) -> Result<Crash<'t>, Error> {
    let input = match shape {
        Some(shape) => Input { shape, form: form(document, shape, is_extra), detected_by: "caller" },
        None => Input::of(document, is_extra)?,
    };
    let mut crash = match input.shape {
        Shape::CrashData => crash_data::read(document),
        Shape::Processed => processed::read(document),
        Shape::Raw => raw::read(document),
        Shape::Stackwalk => stackwalk::read(document),
        Shape::Ping => ping::read(document),
    };
    crash.input = Some(input);
    Ok(crash)
}

/// The form of a document whose shape is known.
fn form(document: &Document<'_>, shape: Shape, is_extra: bool) -> Form {
    match shape {
        Shape::CrashData => Form::CrashData,
        Shape::Processed => Form::Processed,
        Shape::Raw if is_extra => Form::ExtraFile,
        Shape::Raw => Form::Raw,
        Shape::Stackwalk => Form::Stackwalk,
        Shape::Ping => ping::form(document),
    }
}

/// What an input holds.
enum Source<'a> {
    Json(Document<'a>),
    /// `KEY=VALUE` lines, as JSON.
    Extra(String),
}

impl<'a> Source<'a> {
    fn of(json: &'a [u8], can_be_lines: bool) -> Result<Self, Error> {
        // Some editors put a byte order mark in front.
        let bom = if json.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let text = std::str::from_utf8(&json[bom..]).map_err(|error| match foreign::of_bytes(json) {
            Some(error) => error,
            None => Error::not_utf8(json, bom + error.valid_up_to()),
        })?;
        match object(text) {
            Ok(document) => Ok(Source::Json(document)),
            Err(Stop::Other(kind)) => Err(Error::not_a_crash(kind)),
            Err(Stop::Syntax(error)) => {
                if let Some(error) = foreign::of_bytes(json) {
                    return Err(error);
                }
                match can_be_lines.then(|| extra::to_json(text, bom)).flatten() {
                    Some(json) => json.map(Source::Extra),
                    None => Err(Error::syntax(text, bom, error)),
                }
            }
        }
    }
}

/// Why a text is no object.
enum Stop {
    Syntax(Syntax),
    Other(Kind),
}

impl From<Syntax> for Stop {
    fn from(error: Syntax) -> Self {
        Stop::Syntax(error)
    }
}

/// The members of a JSON text that is an object.
fn object(text: &str) -> Result<Document<'_>, Stop> {
    let mut reader = Reader::new(text);
    let kind = reader.kind()?;
    if kind != Kind::Object {
        reader.skip()?;
        reader.finish()?;
        return Err(Stop::Other(kind));
    }
    let document = Document::read(&mut reader)?;
    reader.finish()?;
    Ok(document)
}

/// The members of JSON that was written here.
fn members(json: &str) -> Document<'_> {
    let document = Document::read(&mut Reader::new(json));
    debug_assert!(document.is_ok(), "it was written here");
    document.unwrap_or_default()
}

/// The id of a crash, under the names that the shapes have for it.
fn crash_id<'a>(document: &Document<'a>) -> Option<Cow<'a, str>> {
    ["crash_id", "uuid", "document_id"].iter().find_map(|name| document.text_or_nothing(name))
}
