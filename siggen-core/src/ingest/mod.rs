//! From an input document to a [`Crash`]: one file for each shape.
//!
//! All shapes are read liberally: a field that is missing, null or of a type that says nothing is
//! absent. The JSON itself is read strictly.

mod crash_data;
mod document;
mod java;
pub mod names;
mod ping;
mod processed;
mod raw;
mod stackwalk;
mod threads;

use std::borrow::Cow;

use crate::crash::Crash;
use crate::error::Error;
use crate::json::{Kind, Reader};

pub use threads::Threads;

use document::Document;

/// The shape of an input document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// Crash data: what signature generation was defined on.
    CrashData,
    /// A processed crash, as a crash-report server stores it.
    Processed,
    /// Annotations of a raw crash, as a crash reporter sends them.
    Raw,
    /// The JSON output of minidump-stackwalk.
    Stackwalk,
    /// A crash ping.
    Ping,
}

impl Shape {
    /// All shapes.
    pub const ALL: [Shape; 5] = [Shape::CrashData, Shape::Processed, Shape::Raw, Shape::Stackwalk, Shape::Ping];

    /// The name on command lines and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Shape::CrashData => "crash-data",
            Shape::Processed => "processed",
            Shape::Raw => "raw",
            Shape::Stackwalk => "stackwalk",
            Shape::Ping => "ping",
        }
    }

    /// Recognizes the shape of a JSON document, as reading a crash without one does.
    ///
    /// # Errors
    ///
    /// As [`Crash::from_json`].
    ///
    /// ```
    /// # use siggen_core::Shape;
    /// assert_eq!(Shape::recognize(br#"{"crash_info": {}}"#)?, Shape::Stackwalk);
    /// # Ok::<(), siggen_core::Error>(())
    /// ```
    pub fn recognize(json: &[u8]) -> Result<Shape, Error> {
        document(json).map(|document| Shape::of(&document))
    }

    /// Recognizes a document by the members it has.
    fn of(document: &Document<'_>) -> Shape {
        let has = |name| document.has(name);
        let is_annotated = raw::TELLING.iter().any(|name| has(name));
        if has("json_dump") {
            // Annotations can stand beside a dump; a processed crash knows its product as `product`.
            return if has("ProductName") { Shape::Raw } else { Shape::Processed };
        }
        let is_ping = |document: &Document<'_>| document.has("stack_traces") || document.has("stackTraces");
        if is_ping(document) || document.object("payload").is_some_and(is_ping) {
            Shape::Ping
        } else if document.object("crash_info").is_some() {
            Shape::Stackwalk
        } else if is_annotated {
            Shape::Raw
        } else if !has("threads") && (has("uuid") || has("crash_id")) {
            // What comes from Java alone has no dump.
            Shape::Processed
        } else {
            Shape::CrashData
        }
    }
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl<'a> Crash<'a> {
    /// Reads a crash from a JSON document, recognizing its shape.
    ///
    /// # Errors
    ///
    /// Where the input is no JSON, or no object. Anything inside the object goes.
    ///
    /// ```
    /// use siggen_core::Crash;
    ///
    /// let crash = Crash::from_json(br#"{"os": "Linux", "threads": [{"frames": []}]}"#)?;
    /// assert_eq!(crash.os.as_deref(), Some("Linux"));
    ///
    /// let error = Crash::from_json(br#"{"threads": [{"frames": [}]}"#).unwrap_err();
    /// assert_eq!(error.to_string(), "byte 25, in threads[0].frames[0]: expected a value, found `}`");
    /// # Ok::<(), siggen_core::Error>(())
    /// ```
    pub fn from_json(json: &'a [u8]) -> Result<Self, Error> {
        Self::read(json, None)
    }

    /// Reads a crash from a JSON document of a known shape.
    ///
    /// # Errors
    ///
    /// As [`Crash::from_json`].
    pub fn from_json_as(json: &'a [u8], shape: Shape) -> Result<Self, Error> {
        Self::read(json, Some(shape))
    }

    fn read(json: &'a [u8], shape: Option<Shape>) -> Result<Self, Error> {
        let mut document = document(json)?;
        Ok(match shape.unwrap_or_else(|| Shape::of(&document)) {
            Shape::CrashData => crash_data::read(&mut document),
            Shape::Processed => processed::read(&mut document),
            Shape::Raw => raw::read(&mut document),
            Shape::Stackwalk => stackwalk::read(&mut document),
            Shape::Ping => ping::read(&mut document),
        })
    }
}

/// The members of a JSON document that is an object.
fn document(json: &[u8]) -> Result<Document<'_>, Error> {
    // Some editors put a byte order mark in front.
    let bom = if json.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let text = std::str::from_utf8(&json[bom..]).map_err(|error| Error::not_utf8(json, bom + error.valid_up_to()))?;
    let mut reader = Reader::new(text);
    let locate = |error| Error::syntax(text, bom, error);
    let kind = reader.kind().map_err(locate)?;
    if kind != Kind::Object {
        reader.skip().and_then(|()| reader.finish()).map_err(locate)?;
        return Err(Error::not_a_crash(kind));
    }
    let document = Document::read(&mut reader).map_err(locate)?;
    reader.finish().map_err(locate)?;
    Ok(document)
}

/// The id of a crash, under the names that the shapes have for it.
fn crash_id<'a>(document: &Document<'a>) -> Option<Cow<'a, str>> {
    ["crash_id", "uuid", "document_id"].iter().find_map(|name| document.text_or_nothing(name))
}
