//! Any Python value as JSON text, whole.

use std::borrow::Cow;

use pyo3::exceptions::{PyOverflowError, PyUnicodeEncodeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{
    PyBool, PyBytes, PyDict, PyFloat, PyInt, PyIterator, PyList, PyMapping, PySequence, PyString, PyTuple,
};

use super::Writer;
use crate::errors;

/// No report nests deeper; what does refers to itself.
const MAX_NESTING: usize = 100;

impl Writer<'_> {
    /// Writes any value in full.
    pub(super) fn value(&mut self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        if let Ok(text) = value.cast::<PyString>() {
            self.string(text)
        } else if value.is_none() {
            self.text("null");
            Ok(())
        } else if let Ok(boolean) = value.cast::<PyBool>() {
            self.text(if boolean.is_true() { "true" } else { "false" });
            Ok(())
        } else if let Ok(number) = value.cast::<PyInt>() {
            self.int(number)
        } else {
            self.nesting += 1;
            if self.nesting > MAX_NESTING {
                let message = format!("objects nest deeper than {MAX_NESTING} levels, or refer to themselves");
                return Err(errors::crash_error(value.py(), &message, None, None));
            }
            let written = self.container_or_float(value);
            self.nesting -= 1;
            written
        }
    }

    fn container_or_float(&mut self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        if let Some(dict) = dict_of(value)? {
            self.dict(&dict)
        } else if let Ok(list) = value.cast::<PyList>() {
            self.items(list.iter(), |writer, _, item| writer.value(&item))
        } else if let Ok(tuple) = value.cast::<PyTuple>() {
            self.items(tuple.iter(), |writer, _, item| writer.value(&item))
        } else if let Ok(number) = value.cast::<PyFloat>() {
            self.float(number.value());
            Ok(())
        } else {
            self.other(value)
        }
    }

    fn dict(&mut self, dict: &Bound<'_, PyDict>) -> PyResult<()> {
        self.out.push(b'{');
        let mut is_first = true;
        // A copy: what the values do when they are asked can change the dict.
        for (key, value) in dict.copy()?.iter() {
            let Some(key) = key_text(&key)? else { continue };
            if !is_first {
                self.out.push(b',');
            }
            is_first = false;
            self.string(&key)?;
            self.out.push(b':');
            self.value(&value)?;
        }
        self.out.push(b'}');
        Ok(())
    }

    /// Writes what is no JSON type, as data frames and databases have: numbers of their own, arrays.
    fn other(&mut self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        // What data frames have for what is missing, besides NaN.
        let type_name = value.get_type().name()?;
        if ["NAType", "NaTType"].iter().any(|name| type_name == *name) {
            self.text("null");
            return Ok(());
        }
        if !value.is_instance_of::<PyBytes>() {
            if let Ok(sequence) = value.cast::<PySequence>() {
                let items: Vec<_> = PyIterator::from_object(sequence)?.collect::<PyResult<_>>()?;
                return self.items(items.into_iter(), |writer, _, item| writer.value(&item));
            }
            for method in [intern!(value.py(), "tolist"), intern!(value.py(), "__index__")] {
                if let Ok(Some(plain)) = value.getattr_opt(method) {
                    return self.value(&plain.call0()?);
                }
            }
        }
        // Nothing that a signature could be made of; an empty object would pass for no value at all.
        self.text("{\"\":0}");
        Ok(())
    }

    pub(super) fn string(&mut self, text: &Bound<'_, PyString>) -> PyResult<()> {
        match text.encode_utf8() {
            Ok(bytes) => {
                self.quoted(bytes.as_bytes());
                Ok(())
            }
            // A lone surrogate: JSON has an escape for it.
            Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(text.py()) => self.escaped(text),
            Err(error) => Err(error),
        }
    }

    /// Writes UTF-8 as a JSON string.
    fn quoted(&mut self, text: &[u8]) {
        let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
        self.out.push(b'"');
        let mut rest = text;
        // Hardly any name has something to escape, and to ask all bytes is quicker than to find one.
        if text.iter().fold(false, |any, byte| any | is_special(byte)) {
            while let Some(at) = rest.iter().position(is_special) {
                self.out.extend_from_slice(&rest[..at]);
                self.text(&format!("\\u{:04x}", rest[at]));
                rest = &rest[at + 1..];
            }
        }
        self.out.extend_from_slice(rest);
        self.out.push(b'"');
    }

    /// Writes text with lone surrogates.
    fn escaped(&mut self, text: &Bound<'_, PyString>) -> PyResult<()> {
        let units = text.call_method1("encode", ("utf-16-le", "surrogatepass"))?;
        self.out.push(b'"');
        for unit in units.cast::<PyBytes>()?.as_bytes().chunks_exact(2) {
            self.text(&format!("\\u{:04x}", u16::from_le_bytes([unit[0], unit[1]])));
        }
        self.out.push(b'"');
        Ok(())
    }

    fn int(&mut self, number: &Bound<'_, PyInt>) -> PyResult<()> {
        match number.extract::<i64>() {
            Ok(number) => self.json(&number),
            Err(error) if error.is_instance_of::<PyOverflowError>(number.py()) => {
                // Python refuses to print integers of thousands of digits; such a one is out of
                // every range.
                let is_negative = number.lt(0)?;
                let printed = number.py().get_type::<PyInt>().getattr("__repr__")?.call1((number,));
                let printed = printed.ok().and_then(|text| text.extract::<String>().ok());
                let fallback = if is_negative { "-1e400" } else { "1e400" };
                self.text(printed.as_deref().unwrap_or(fallback));
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    fn float(&mut self, number: f64) {
        if number.is_nan() {
            // What data frames have for what is missing.
            self.text("null");
        } else if number.is_infinite() {
            self.text(if number > 0.0 { "1e400" } else { "-1e400" });
        } else {
            // As Python prints it, since the text can become part of a signature.
            self.text(&format!("{number:?}"));
        }
    }

    fn json(&mut self, value: &(impl serde::Serialize + ?Sized)) -> PyResult<()> {
        serde_json::to_writer(&mut self.out, value).map_err(|error| errors::error(&error.to_string()))
    }
}

/// A dict's key as `json.dumps` writes it; `None` for one that it refuses.
fn key_text<'k, 'py>(key: &'k Bound<'py, PyAny>) -> PyResult<Option<Cow<'k, Bound<'py, PyString>>>> {
    if let Ok(text) = key.cast::<PyString>() {
        return Ok(Some(Cow::Borrowed(text)));
    }
    let py = key.py();
    let text = |text: &str| Some(Cow::Owned(PyString::new(py, text)));
    Ok(if key.is_none() {
        text("null")
    } else if let Ok(boolean) = key.cast::<PyBool>() {
        text(if boolean.is_true() { "true" } else { "false" })
    } else if key.is_instance_of::<PyInt>() || key.is_instance_of::<PyFloat>() {
        Some(Cow::Owned(key.repr()?))
    } else {
        None
    })
}

/// A value that is some mapping, as a dict.
pub(super) fn dict_of<'py>(value: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyDict>>> {
    if let Ok(dict) = value.cast::<PyDict>() {
        return Ok(Some(dict.clone()));
    }
    // Before the question whether it is a mapping, which is slow: nearly everything is one of these.
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyString>() || value.is_instance_of::<PyFloat>() {
        return Ok(None);
    }
    match value.cast::<PyMapping>() {
        Ok(mapping) => value.py().get_type::<PyDict>().call1((mapping,))?.cast_into().map(Some).map_err(Into::into),
        Err(_) => Ok(None),
    }
}
