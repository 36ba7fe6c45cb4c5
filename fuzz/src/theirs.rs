//! JSON as `serde_json` reads it, with repeated members.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use siggen_core::fuzzing::Json;

/// A JSON value.
#[derive(Debug)]
pub enum Theirs {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number without sign and point that fits.
    Unsigned(u64),
    /// A negative one.
    Signed(i64),
    /// Any other.
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Theirs>),
    /// An object.
    Object(Vec<(String, Theirs)>),
}

impl Theirs {
    /// Whether it is the same value.
    pub fn is(&self, ours: &Json<'_>) -> bool {
        match (self, ours) {
            (Theirs::Null, Json::Null) => true,
            (Theirs::Bool(one), Json::Bool(other)) => one == other,
            (Theirs::Unsigned(number), Json::Number(token)) => token.parse() == Ok(*number),
            (Theirs::Signed(number), Json::Number(token)) => token.parse() == Ok(*number),
            // By default it is not exact in the last bits.
            (Theirs::Float(number), Json::Number(token)) => {
                token.parse::<f64>().is_ok_and(|ours| (ours - number).abs() <= ours.abs() * 1e-14 + 1e-320)
            }
            (Theirs::Text(one), Json::Text(other)) => one == other,
            (Theirs::List(one), Json::List(other)) => {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.is(other))
            }
            (Theirs::Object(one), Json::Object(other)) => {
                one.len() == other.len()
                    && one.iter().zip(other).all(|((name, one), (key, other))| name == key && one.is(other))
            }
            _ => false,
        }
    }
}

impl<'de> Deserialize<'de> for Theirs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read)
    }
}

struct Read;

impl<'de> Visitor<'de> for Read {
    type Value = Theirs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Theirs, E> {
        Ok(Theirs::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Theirs, E> {
        Ok(Theirs::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Theirs, E> {
        Ok(Theirs::Unsigned(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Theirs, E> {
        Ok(Theirs::Signed(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Theirs, E> {
        Ok(Theirs::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Theirs, E> {
        Ok(Theirs::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Theirs, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Theirs::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Theirs, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Theirs::Object(members))
    }
}
