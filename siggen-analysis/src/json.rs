//! JSON text of plain data.
//!
//! `serde_json` does the same, but a browser downloads what it comes with: the digits of floats above all, of which
//! there are none here.

use std::fmt::{self, Display};

use serde::ser::{self, Impossible, Serialize, Serializer};

mod compound;
mod text;

use compound::Compound;
use text::push_text;

/// JSON text of plain data: integers, texts, lists, structs, and maps with texts as keys, with enums that have no
/// fields or one. All that this project gives is such data; what it gives is written as `serde_json` writes it.
///
/// ```
/// #[derive(serde::Serialize)]
/// struct Bucket {
///     signature: &'static str,
///     reports: usize,
/// }
/// let bucket = Bucket { signature: "operator\"\"_kite", reports: 3 };
/// assert_eq!(siggen_analysis::to_json(&bucket), r#"{"signature":"operator\"\"_kite","reports":3}"#);
/// ```
///
/// # Panics
///
/// Where there is something else in the data: a float, bytes, a map with other keys.
pub fn to_json(value: &impl Serialize) -> String {
    let mut out = String::new();
    value.serialize(Writer { out: &mut out }).expect("plain data can be written as JSON");
    out
}

/// Why something can't be written. It is a defect of whoever wants it written, so nothing is said of where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NotPlain;

impl Display for NotPlain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is no plain data")
    }
}

impl std::error::Error for NotPlain {}

impl ser::Error for NotPlain {
    fn custom<T: Display>(_: T) -> Self {
        NotPlain
    }
}

/// Writes one value.
struct Writer<'o> {
    out: &'o mut String,
}

impl<'o> Writer<'o> {
    #[expect(clippy::unnecessary_wraps, reason = "it is what its callers give")]
    fn plain(self, text: &str) -> Result<(), NotPlain> {
        self.out.push_str(text);
        Ok(())
    }

    fn open(self, open: char, close: &'static str) -> Compound<'o> {
        self.out.push(open);
        Compound::new(self.out, close)
    }

    /// Writes `{"variant":`, and gives what writes the value.
    fn variant(&mut self, variant: &str) -> Writer<'_> {
        self.out.push('{');
        push_text(self.out, variant);
        self.out.push(':');
        Writer { out: self.out }
    }
}

impl<'o> Serializer for Writer<'o> {
    type Ok = ();
    type Error = NotPlain;
    type SerializeSeq = Compound<'o>;
    type SerializeTuple = Compound<'o>;
    type SerializeTupleStruct = Compound<'o>;
    type SerializeTupleVariant = Impossible<(), NotPlain>;
    type SerializeMap = Compound<'o>;
    type SerializeStruct = Compound<'o>;
    type SerializeStructVariant = Impossible<(), NotPlain>;

    fn serialize_bool(self, value: bool) -> Result<(), NotPlain> {
        self.plain(if value { "true" } else { "false" })
    }

    fn serialize_i8(self, value: i8) -> Result<(), NotPlain> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), NotPlain> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), NotPlain> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), NotPlain> {
        self.plain(&value.to_string())
    }

    fn serialize_u8(self, value: u8) -> Result<(), NotPlain> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), NotPlain> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), NotPlain> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), NotPlain> {
        self.plain(&value.to_string())
    }

    fn serialize_f32(self, _: f32) -> Result<(), NotPlain> {
        Err(NotPlain)
    }

    fn serialize_f64(self, _: f64) -> Result<(), NotPlain> {
        Err(NotPlain)
    }

    fn serialize_char(self, value: char) -> Result<(), NotPlain> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), NotPlain> {
        push_text(self.out, value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), NotPlain> {
        Err(NotPlain)
    }

    fn serialize_none(self) -> Result<(), NotPlain> {
        self.plain("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NotPlain> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), NotPlain> {
        self.plain("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), NotPlain> {
        self.plain("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), NotPlain> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), NotPlain> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), NotPlain> {
        value.serialize(self.variant(variant))?;
        self.plain("}")
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'o>, NotPlain> {
        Ok(self.open('[', "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Compound<'o>, NotPlain> {
        Ok(self.open('[', "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'o>, NotPlain> {
        Ok(self.open('[', "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), NotPlain>, NotPlain> {
        Err(NotPlain)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'o>, NotPlain> {
        Ok(self.open('{', "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Compound<'o>, NotPlain> {
        Ok(self.open('{', "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), NotPlain>, NotPlain> {
        Err(NotPlain)
    }
}

#[cfg(test)]
mod tests;
