//! Values as Python prints them: signatures can hold what was never meant to be text.

use std::borrow::Cow;

use once_cell::sync::Lazy;
use regex::Regex;

use super::{Kind, Reader, Result, Syntax};
use crate::pytext;

/// Deeper values are refused: printing follows the nesting.
const MAX_DEPTH: usize = 200;

impl<'a> Reader<'a> {
    /// Steps over a value and gives it as `str` gives it: text as it is, lists and objects with
    /// their text in quotes.
    pub(crate) fn printed(&mut self) -> Result<Cow<'a, str>> {
        match self.kind()? {
            Kind::String => self.string(),
            Kind::Number => self.raw().map(pytext::number),
            _ => {
                let mut out = String::new();
                self.print(&mut out, 0)?;
                Ok(Cow::Owned(out))
            }
        }
    }

    fn print(&mut self, out: &mut String, depth: usize) -> Result<()> {
        match self.kind()? {
            _ if depth > MAX_DEPTH => return Err(Syntax { offset: self.pos, expected: "less nesting" }),
            Kind::String => print_text(&self.string()?, out),
            Kind::Number => out.push_str(&pytext::number(self.raw()?)),
            Kind::True => out.push_str(self.raw().map(|_| "True")?),
            Kind::False => out.push_str(self.raw().map(|_| "False")?),
            Kind::Null => out.push_str(self.raw().map(|_| "None")?),
            Kind::Array => {
                out.push('[');
                self.array(|reader, index| {
                    out.push_str(if index > 0 { ", " } else { "" });
                    reader.print(out, depth + 1)
                })?;
                out.push(']');
            }
            Kind::Object => {
                let mut members: Vec<(Cow<'a, str>, String)> = Vec::new();
                self.object(|reader, key| {
                    let mut value = String::new();
                    reader.print(&mut value, depth + 1)?;
                    // Of two members of a name the last counts, in the place of the first.
                    match members.iter_mut().find(|(name, _)| *name == key) {
                        Some(member) => member.1 = value,
                        None => members.push((key, value)),
                    }
                    Ok(())
                })?;
                out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    print_text(key, out);
                    out.push_str(": ");
                    out.push_str(value);
                }
                out.push('}');
            }
        }
        Ok(())
    }
}

/// Text as `repr` gives it.
fn print_text(text: &str, out: &mut String) {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str(r"\\"),
            '\n' => out.push_str(r"\n"),
            '\r' => out.push_str(r"\r"),
            '\t' => out.push_str(r"\t"),
            _ if c == quote => out.extend(['\\', c]),
            _ if is_printable(c) => out.push(c),
            '\0'..='\u{ff}' => *out += &format!(r"\x{:02x}", u32::from(c)),
            '\u{100}'..='\u{ffff}' => *out += &format!(r"\u{:04x}", u32::from(c)),
            _ => *out += &format!(r"\U{:08x}", u32::from(c)),
        }
    }
    out.push(quote);
}

fn is_printable(c: char) -> bool {
    static UNPRINTABLE: Lazy<Option<Regex>> = Lazy::new(|| Regex::new(r"[\p{C}\p{Z}]").ok());
    match c {
        ' '..='~' => true,
        _ if c.is_ascii() => false,
        _ => !UNPRINTABLE.as_ref().is_some_and(|regex| regex.is_match(c.encode_utf8(&mut [0; 4]))),
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;

    /// The expected texts are what Python's `str(json.loads(…))` gives.
    #[test]
    fn prints_as_python_does() {
        for (json, expected) in [
            (r#""a'b""#, "a'b"),
            ("1.50", "1.5"),
            ("null", "None"),
            ("true", "True"),
            (r#"["l", 1]"#, "['l', 1]"),
            (r#"{"k": {"v": [false, null, 1e22]}}"#, "{'k': {'v': [False, None, 1e+22]}}"),
            (r#"["b'c", "b\"c", "b'\"c", "\\", "\n"]"#, r#"["b'c", 'b"c', 'b\'"c', '\\', '\n']"#),
            (r#"["\u0001\u00a0\u2028é"]"#, r"['\x01\xa0\u2028é']"),
            (r#"{"a": 1, "b": 2, "a": 3}"#, "{'a': 3, 'b': 2}"),
            ("[]", "[]"),
            ("{}", "{}"),
        ] {
            assert_eq!(Reader::new(json).printed().as_deref(), Ok(expected), "{json}");
        }
    }

    #[test]
    fn deep_values_are_refused() {
        assert!(Reader::new(&("[".repeat(100_000) + &"]".repeat(100_000))).printed().is_err());
    }
}
