//! Inner parts that fuzz targets compare with other implementations. No other build has this module.

use std::borrow::Cow;

use crate::json::{Kind, Reader, Syntax};
use crate::pyjson;

pub use crate::siglist::engines;

/// A JSON value as the reader of documents sees it.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'j> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it is written.
    Number(&'j str),
    /// Text.
    Text(Cow<'j, str>),
    /// A list.
    List(Vec<Json<'j>>),
    /// An object, with repeated members.
    Object(Vec<(Cow<'j, str>, Json<'j>)>),
}

/// Whether the reader of documents steps over a text as a whole.
pub fn is_json(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.skip().and_then(|()| reader.finish()).is_ok()
}

/// Reads a text value by value. It recurses: for texts that don't nest deeply.
pub fn json(text: &str) -> Option<Json<'_>> {
    let mut reader = Reader::new(text);
    let json = value(&mut reader).ok()?;
    reader.finish().ok()?;
    Some(json)
}

fn value<'j>(reader: &mut Reader<'j>) -> Result<Json<'j>, Syntax> {
    Ok(match reader.kind()? {
        Kind::String => match reader.plain_string() {
            Some(text) => Json::Text(text.into()),
            None => Json::Text(reader.string()?),
        },
        Kind::Number => Json::Number(reader.raw()?),
        Kind::True | Kind::False => Json::Bool(reader.raw()? == "true"),
        Kind::Null => {
            reader.skip()?;
            Json::Null
        }
        Kind::Array => {
            let mut items = Vec::new();
            reader.array(|reader, _| {
                items.push(value(reader)?);
                Ok(())
            })?;
            Json::List(items)
        }
        Kind::Object => {
            let mut members = Vec::new();
            reader.object(|reader, key| {
                members.push((key, value(reader)?));
                Ok(())
            })?;
            Json::Object(members)
        }
    })
}

/// The number that a JSON number reads as, and Python's text of it.
pub fn float(token: &str) -> Option<(f64, String)> {
    let value = pyjson::float::parse(token)?;
    Some((value, pyjson::float::repr(value)))
}

/// `str(json.loads(text))` of Python; the error is its message, none where it gives up at the depth, or we at the length.
pub fn python_str(text: &str) -> Result<String, Option<String>> {
    match pyjson::parse(text) {
        Ok(value) => Ok(value.printed()),
        Err(pyjson::Unreadable::Syntax(message)) => Err(Some(message)),
        Err(pyjson::Unreadable::TooDeep | pyjson::Unreadable::TooLong) => Err(None),
    }
}
