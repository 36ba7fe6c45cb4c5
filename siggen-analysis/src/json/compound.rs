//! What is between brackets: lists and objects, part by part.

use serde::ser::{self, Serialize};

use super::text::push_text;
use super::{NotPlain, Writer};

/// Writes the parts of a list or an object.
pub(super) struct Compound<'o> {
    out: &'o mut String,
    close: &'static str,
    is_first: bool,
}

impl<'o> Compound<'o> {
    /// The bracket that opens it is there already.
    pub(super) fn new(out: &'o mut String, close: &'static str) -> Self {
        Compound { out, close, is_first: true }
    }

    /// What writes the next part.
    fn next(&mut self) -> Writer<'_> {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(',');
        }
        Writer { out: self.out }
    }

    /// Writes the name of a member, and gives what writes the value.
    fn member(&mut self, name: &str) -> Writer<'_> {
        push_text(self.next().out, name);
        self.value()
    }

    fn value(&mut self) -> Writer<'_> {
        self.out.push(':');
        Writer { out: self.out }
    }

    fn close(self) {
        self.out.push_str(self.close);
    }
}

impl ser::SerializeSeq for Compound<'_> {
    type Ok = ();
    type Error = NotPlain;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotPlain> {
        value.serialize(self.next())
    }

    fn end(self) -> Result<(), NotPlain> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTuple for Compound<'_> {
    type Ok = ();
    type Error = NotPlain;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotPlain> {
        value.serialize(self.next())
    }

    fn end(self) -> Result<(), NotPlain> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTupleStruct for Compound<'_> {
    type Ok = ();
    type Error = NotPlain;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotPlain> {
        value.serialize(self.next())
    }

    fn end(self) -> Result<(), NotPlain> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = NotPlain;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NotPlain> {
        let writer = self.next();
        let at = writer.out.len();
        key.serialize(writer)?;
        // Anything else than a text would be no JSON.
        if self.out[at..].starts_with('"') { Ok(()) } else { Err(NotPlain) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotPlain> {
        value.serialize(self.value())
    }

    fn end(self) -> Result<(), NotPlain> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeStruct for Compound<'_> {
    type Ok = ();
    type Error = NotPlain;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), NotPlain> {
        value.serialize(self.member(name))
    }

    fn end(self) -> Result<(), NotPlain> {
        self.close();
        Ok(())
    }
}
