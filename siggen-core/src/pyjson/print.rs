//! `str` and `repr`.

use super::Value;
use crate::pytext;

impl Value<'_> {
    /// The value as `str` gives it: text as it is, lists and objects with their text in quotes.
    pub(crate) fn printed(&self) -> String {
        if let Value::Str(text) = self {
            text.clone().into_owned()
        } else {
            let mut out = String::new();
            self.print(&mut out);
            out
        }
    }

    /// The value as `repr` gives it.
    fn print(&self, out: &mut String) {
        match self {
            Value::None => out.push_str("None"),
            Value::Bool(true) => out.push_str("True"),
            Value::Bool(false) => out.push_str("False"),
            Value::Int(digits) => out.push_str(&pytext::number(digits)),
            Value::Float(text) => out.push_str(text),
            Value::Str(text) => print_text(text, out),
            Value::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    item.print(out);
                }
                out.push(']');
            }
            Value::Dict(members) => {
                out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    print_text(key, out);
                    out.push_str(": ");
                    value.print(out);
                }
                out.push('}');
            }
        }
    }
}

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
    match c {
        ' '..='~' => true,
        _ => !c.is_ascii() && !pytext::is_unprintable(c),
    }
}

#[cfg(test)]
mod tests {
    use crate::pyjson::parse;

    /// The expected texts are what Python's `str(json.loads(…))` gives.
    #[test]
    fn prints_as_python_does() {
        for (json, expected) in [
            (r#""a'b""#, "a'b"),
            ("1.50", "1.5"),
            ("-0", "0"),
            ("null", "None"),
            ("[NaN, -Infinity]", "[nan, -inf]"),
            (r#"["l", 1]"#, "['l', 1]"),
            (r#"{"k": {"v": [false, null, 1e22]}}"#, "{'k': {'v': [False, None, 1e+22]}}"),
            (r#"["b'c", "b\"c", "b'\"c", "\\", "\n"]"#, r#"["b'c", 'b"c', 'b\'"c', '\\', '\n']"#),
            (r#"["\u0001\u00a0\u2028é"]"#, r"['\x01\xa0\u2028é']"),
            (r#"{"a": 1, "b": 2, "a": 3}"#, "{'a': 3, 'b': 2}"),
            ("[]", "[]"),
            ("{}", "{}"),
        ] {
            let printed = parse(json).map(|value| value.printed());
            assert_eq!(printed, Ok(expected.to_owned()), "{json}");
        }
    }
}
