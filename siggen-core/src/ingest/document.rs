//! One pass over a document: its members by name, their values still JSON text.

use std::borrow::Cow;

use crate::crash::threads::Threads;
use crate::crash::{AllocationSize, Mistyped};
use crate::json::{Kind, Reader, Syntax};
use crate::pyjson::{self, float};
use crate::pytext;

use super::names::{DESCENDED, DOCUMENT, MAX_DEPTH};

/// An object's members, in the order of the input.
#[derive(Debug, Default)]
pub(super) struct Document<'a> {
    members: Vec<(Cow<'a, str>, Value<'a>)>,
    /// A bit for each length that a member's name has: most names that are asked for have none of them.
    lengths: u64,
    /// How many members were left out, as no shape has them.
    left_out: usize,
}

/// So many members of an input are kept as they come, with those of the objects inside. Of what follows, only those
/// that a shape has, each once: an input of nothing but members takes no more than a few times its own size.
const MANY: usize = 1024;

/// The value of a member.
#[derive(Debug)]
pub(super) enum Value<'a> {
    /// Any value, as JSON text.
    Json(&'a str),
    /// One of the objects that are looked into.
    Object(Document<'a>),
    /// The list of threads.
    Threads(Threads<'a>),
}

impl<'a> Document<'a> {
    /// Reads the object at the reader, descending into those objects that shapes look at.
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, Syntax> {
        Self::read_at(reader, "", 0, &mut 0)
    }

    /// Follows the nesting, so it goes no deeper than shapes look.
    fn read_at(reader: &mut Reader<'a>, path: &'static str, depth: usize, kept: &mut usize) -> Result<Self, Syntax> {
        let mut document = Document { members: Vec::with_capacity(8), ..Document::default() };
        // The thread that will probably be asked for, as far as the document has been read: looked for once, as there
        // can be many members of this name.
        let mut likely = None;
        reader.object(|reader, key| {
            let value = match (&*key, reader.kind()?) {
                ("threads", Kind::Array) => {
                    let likely = *likely.get_or_insert_with(|| document.likely_thread());
                    Value::Threads(Threads::read(reader, path, likely)?)
                }
                (name, Kind::Object) if depth < MAX_DEPTH => {
                    match DESCENDED.iter().find(|&&descended| descended == name) {
                        Some(name) => Value::Object(Document::read_at(reader, name, depth + 1, kept)?),
                        None => Value::Json(reader.raw()?),
                    }
                }
                _ => Value::Json(reader.raw()?),
            };
            if *kept < MANY && matches!(value, Value::Json(_)) {
                *kept += 1;
                document.push(key, value);
            } else {
                document.put(key, value);
            }
            Ok(())
        })?;
        Ok(document)
    }

    #[inline]
    fn push(&mut self, key: Cow<'a, str>, value: Value<'a>) {
        self.lengths |= length_bit(&key);
        self.members.push((key, value));
    }

    /// Adds a member that may be large, or one of too many: in the place of an earlier one of this name.
    #[inline(never)]
    fn put(&mut self, key: Cow<'a, str>, value: Value<'a>) {
        // What is no JSON text has a name that is known.
        if matches!(value, Value::Json(_)) && !DOCUMENT.contains(&&*key) {
            self.left_out += 1;
            return;
        }
        let may_be_there = self.lengths & length_bit(&key) != 0;
        // There are no more than a few names, and some of the first members.
        let members = may_be_there.then(|| self.members.iter_mut().rev());
        match members.and_then(|mut members| members.find(|(name, _)| *name == key)) {
            Some((_, before)) => *before = value,
            None => self.push(key, value),
        }
    }

    fn likely_thread(&self) -> usize {
        let index = self.thread_index("crashing_thread");
        let index = index.or_else(|| self.object("crash_info")?.thread_index("crashing_thread"));
        index.and_then(|index| usize::try_from(index).ok()).unwrap_or(0)
    }

    /// The last member of this name: a later duplicate overrides, as in Python's reader.
    #[inline]
    fn get(&self, name: &str) -> Option<&Value<'a>> {
        debug_assert!(DOCUMENT.contains(&name), "{name} is missing from names::DOCUMENT");
        if self.lengths & length_bit(name) == 0 { None } else { self.find(name) }
    }

    fn find(&self, name: &str) -> Option<&Value<'a>> {
        self.members.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The same, to take it.
    fn get_mut(&mut self, name: &str) -> Option<&mut Value<'a>> {
        debug_assert!(DOCUMENT.contains(&name), "{name} is missing from names::DOCUMENT");
        self.members.iter_mut().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Whether there is a member of this name, whatever its value. Asked often, and in many places.
    #[inline(never)]
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether there is a member of this name that is not null.
    #[inline(never)]
    pub(super) fn has_value(&self, name: &str) -> bool {
        !matches!(self.get(name), None | Some(Value::Json("null")))
    }

    /// Whether the first frame of the first thread that has one names its module by an index, as those of pings
    /// do; `None` where there are no frames.
    pub(super) fn names_modules(&self) -> Option<bool> {
        match self.get("threads") {
            Some(Value::Threads(threads)) => threads.names_modules(),
            _ => None,
        }
    }

    /// Whether there are no members.
    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The names of the members, in the order of the input, but for those that were left out.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|(name, _)| &**name)
    }

    /// How many members were left out.
    pub(super) fn left_out(&self) -> usize {
        self.left_out
    }

    /// The member of this name as JSON text; `None` for the objects that were looked into.
    #[inline]
    pub(super) fn json(&self, name: &str) -> Option<&'a str> {
        match self.get(name)? {
            Value::Json(text) => Some(text),
            Value::Object(_) | Value::Threads(_) => None,
        }
    }

    /// One of the objects that are looked into.
    #[inline(never)]
    pub(super) fn object(&self, name: &str) -> Option<&Document<'a>> {
        match self.get(name)? {
            Value::Object(document) => Some(document),
            Value::Json(_) | Value::Threads(_) => None,
        }
    }

    /// Takes the threads out of the document.
    pub(super) fn take_threads(&mut self) -> Threads<'a> {
        match self.get_mut("threads") {
            Some(Value::Threads(threads)) => std::mem::take(threads),
            _ => Threads::default(),
        }
    }

    /// Takes one of the objects that are looked into out of the document.
    #[inline(never)]
    pub(super) fn take_object(&mut self, name: &str) -> Option<Document<'a>> {
        match self.get_mut(name) {
            Some(Value::Object(document)) => Some(std::mem::take(document)),
            _ => None,
        }
    }

    /// The text of this name, whatever else could stand there: nothing else is an error.
    #[inline(never)]
    pub(super) fn text_or_nothing(&self, name: &str) -> Option<Cow<'a, str>> {
        Reader::new(self.json(name)?).string().ok()
    }

    /// The list of this name as JSON text.
    #[inline(never)]
    pub(super) fn list(&self, name: &str) -> Option<&'a str> {
        self.json(name).filter(|json| json.starts_with('['))
    }

    /// A thread index: a number, true or false, or text that reads as a whole number.
    pub(super) fn thread_index(&self, name: &str) -> Option<i64> {
        let mut reader = Reader::new(self.json(name)?);
        match reader.kind().ok()? {
            Kind::Number => float::whole(reader.raw().ok()?),
            Kind::String => pytext::int(&reader.string().ok()?),
            Kind::True => Some(1),
            Kind::False => Some(0),
            Kind::Null | Kind::Array | Kind::Object => None,
        }
    }
}

/// So many items of a list of texts are read.
const TEXTS_THAT_COUNT: usize = 1024;

/// Long names share the last bit.
#[inline]
fn length_bit(name: &str) -> u64 {
    1 << name.len().min(63)
}

/// Reads fields of a document and notes those whose type says nothing.
pub(super) struct Fields<'d, 'a> {
    pub(super) document: &'d Document<'a>,
    /// The path of the document, for messages.
    path: &'static str,
    pub(super) mistyped: Vec<Mistyped>,
}

impl<'d, 'a> Fields<'d, 'a> {
    pub(super) fn new(document: &'d Document<'a>) -> Self {
        Self::of("", document)
    }

    /// The fields of an object inside the input, whose path ends with a dot.
    pub(super) fn of(path: &'static str, document: &'d Document<'a>) -> Self {
        Fields { document, path, mistyped: Vec::new() }
    }

    /// A reader at a member and what stands there. A value that Python counts as false is no value.
    #[inline]
    pub(super) fn value(&self, name: &str) -> Option<(Kind, Reader<'a>)> {
        self.document.json(name).and_then(value)
    }

    /// Notes that the field holds something that says nothing.
    pub(super) fn mistype<T>(&mut self, name: Name, expected: &'static str, found: Kind) -> Option<T> {
        self.push_mistyped(name, expected, found);
        None
    }

    #[cold]
    fn push_mistyped(&mut self, name: Name, expected: &'static str, found: Kind) {
        let path = format!("{}{}", self.path, name.here);
        self.mistyped.push(Mistyped { field: name.in_crash_data, path, expected, found: found.name() });
    }

    /// Text.
    #[inline]
    pub(super) fn text(&mut self, name: impl Into<Name>) -> Option<Cow<'a, str>> {
        self.text_of(name.into())
    }

    #[inline(never)]
    fn text_of(&mut self, name: Name) -> Option<Cow<'a, str>> {
        match self.value(name.here)? {
            (Kind::String, mut reader) => reader.string().ok(),
            (kind, _) => self.mistype(name, "text", kind),
        }
    }

    /// Text, or anything else as Python prints it.
    pub(super) fn printed(&mut self, name: impl Into<Name>) -> Option<Cow<'a, str>> {
        let name = name.into();
        let (kind, reader) = self.value(name.here)?;
        printed(kind, reader).or_else(|| self.mistype(name, "text", kind))
    }

    /// The size of an allocation: a number, or text that reads as a whole number.
    pub(super) fn size(&mut self, name: impl Into<Name>) -> Option<AllocationSize> {
        let name = name.into();
        let json = self.document.json(name.here)?;
        let mut reader = Reader::new(json);
        let kind = reader.kind().ok()?;
        let size = match kind {
            _ if kind != Kind::Number && is_empty(kind, json) => return None,
            Kind::Number => reader.raw().ok().and_then(float::whole).map(AllocationSize::from),
            Kind::String => reader
                .string()
                .ok()
                .and_then(|text| pytext::int(&text))
                .map(|bytes| AllocationSize { bytes, as_text: true }),
            Kind::True => Some(AllocationSize::from(1)),
            _ => None,
        };
        size.or_else(|| self.mistype(name, "a whole number", kind))
    }

    /// The same where what is no number is nothing, as in processed crashes and annotations.
    pub(super) fn size_or_nothing(&self, name: &'static str) -> Option<AllocationSize> {
        let mut quiet = Fields::new(self.document);
        quiet.size(name).map(|size| size.bytes.into())
    }

    /// A list of text, or text with commas between the items. Other items don't count, nor those after very many.
    pub(super) fn texts(&mut self, name: &'static str) -> Vec<Cow<'a, str>> {
        let Some((kind, mut reader)) = self.value(name) else { return Vec::new() };
        let mut texts = Vec::new();
        let read = match kind {
            Kind::Array => reader.items(&mut |reader, _| {
                if reader.kind()? == Kind::String && texts.len() < TEXTS_THAT_COUNT {
                    texts.push(reader.string()?);
                    Ok(())
                } else {
                    reader.skip()
                }
            }),
            Kind::String => reader.string().map(|text| {
                texts.extend(text.split(',').take(TEXTS_THAT_COUNT).map(|item| Cow::Owned(item.to_owned())));
            }),
            _ => {
                self.mistype::<()>(name.into(), "a list of text", kind);
                Ok(())
            }
        };
        debug_assert!(read.is_ok(), "members are known to be well formed");
        texts
    }
}

/// A field's name here and in crash data.
#[derive(Clone, Copy)]
pub(super) struct Name {
    pub(super) here: &'static str,
    pub(super) in_crash_data: &'static str,
}

impl From<&'static str> for Name {
    fn from(name: &'static str) -> Self {
        Name { here: name, in_crash_data: name }
    }
}

impl From<(&'static str, &'static str)> for Name {
    fn from((here, in_crash_data): (&'static str, &'static str)) -> Self {
        Name { here, in_crash_data }
    }
}

/// A reader at a value and what it is, unless Python counts it as false.
fn value(json: &str) -> Option<(Kind, Reader<'_>)> {
    let mut reader = Reader::new(json);
    let kind = reader.kind().ok()?;
    (!is_empty(kind, json)).then_some((kind, reader))
}

/// Text, or anything else as Python prints it; nothing where it nests too deeply to be printed.
pub(super) fn printed(kind: Kind, mut reader: Reader<'_>) -> Option<Cow<'_, str>> {
    match kind {
        Kind::String => reader.string().ok(),
        Kind::Number => reader.raw().ok().map(pytext::number),
        _ => Some(Cow::Owned(pyjson::parse(reader.raw().ok()?).ok()?.printed())),
    }
}

/// Whether a value is one that Python counts as false: it says no more than absence.
fn is_empty(kind: Kind, json: &str) -> bool {
    match kind {
        Kind::Null | Kind::False => true,
        Kind::True => false,
        Kind::String => json == "\"\"",
        Kind::Number => float::parse(json) == Some(0.0),
        Kind::Array | Kind::Object => json[1..json.len() - 1].trim().is_empty(),
    }
}
