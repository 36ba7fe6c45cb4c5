//! JSON as Python's `json.loads` reads it and `str` prints it.
//!
//! One annotation is JSON inside a text, and signatures and notes are made of whatever Python makes
//! of it, errors included. This reader is for such small texts: it builds values, accepts what
//! Python accepts (`NaN` among it) and fails in Python's words. Documents go through
//! [`crate::json`].

pub(crate) mod float;
mod parse;
mod print;

use std::borrow::Cow;

pub(crate) use parse::{Unreadable, parse};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'j> {
    None,
    Bool(bool),
    /// An integer's digits, as many as there are.
    Int(&'j str),
    /// A float, as Python prints it.
    Float(Cow<'j, str>),
    Str(Cow<'j, str>),
    List(Vec<Value<'j>>),
    /// Members in the order of their names' first appearance.
    Dict(Vec<(Cow<'j, str>, Value<'j>)>),
}

impl<'j> Value<'j> {
    /// Python's name of the value's type.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Value::None => "NoneType",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "str",
            Value::List(_) => "list",
            Value::Dict(_) => "dict",
        }
    }

    /// Whether the value counts as true.
    pub(crate) fn is_truthy(&self) -> bool {
        match self {
            Value::None => false,
            Value::Bool(value) => *value,
            Value::Int(digits) => digits.bytes().any(|digit| matches!(digit, b'1'..=b'9')),
            Value::Float(text) => !matches!(&**text, "0.0" | "-0.0"),
            Value::Str(text) => !text.is_empty(),
            Value::List(items) => !items.is_empty(),
            Value::Dict(members) => !members.is_empty(),
        }
    }

    /// A member of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Value<'j>> {
        match self {
            Value::Dict(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }
}
