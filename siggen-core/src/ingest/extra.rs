//! Annotations as `KEY=VALUE` lines, which crash reporters wrote before they wrote JSON.

use crate::error::Error;

/// Longer text is no list of annotations. A control character is six as JSON, which this keeps within bounds.
const LONGEST: usize = 16 << 20;

/// The same annotations as JSON; `None` for text that doesn't begin with such a line, or is too long.
///
/// # Errors
///
/// Where a later line is none.
pub(super) fn to_json(text: &str, before: usize) -> Option<Result<String, Error>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    split(lines.clone().next()?)?;
    let mut json = String::with_capacity(text.len() + 64);
    for line in &mut lines {
        let Some((key, value)) = split(line) else {
            let offset = before + (line.as_ptr() as usize - text.as_ptr() as usize);
            return Some(Err(Error::not_key_value(offset, line)));
        };
        json.push(if json.is_empty() { '{' } else { ',' });
        quoted(key, &mut json);
        json.push(':');
        quoted(&unescaped(value), &mut json);
    }
    json.push('}');
    Some(Ok(json))
}

fn split(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once('=')?;
    let is_name = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    is_name.then_some((key, value))
}

/// A value without its escapes: `\n`, `\t` and `\\`. Any other backslash stands for itself.
fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let (meant, len) = match rest.as_bytes().get(at + 1) {
            Some(b'n') => ('\n', 2),
            Some(b't') => ('\t', 2),
            Some(b'\\') => ('\\', 2),
            _ => ('\\', 1),
        };
        out.push(meant);
        rest = &rest[at + len..];
    }
    out.push_str(rest);
    out
}

/// Writes text as a JSON string.
fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => {
                let digit = |value| char::from_digit(value, 16).unwrap_or_default();
                out.push_str("\\u00");
                out.extend([digit(u32::from(c) >> 4), digit(u32::from(c) & 15)]);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_members() {
        let text = "ProductName=Firefox\r\n\nNotes=a\\nb\\\\n \"c\" \\x\nURL=a=b\nEmpty=\n";
        let json = to_json(text, 0).expect("it begins with one").expect("all lines are");
        let read: std::collections::BTreeMap<String, String> = serde_json::from_str(&json).expect("JSON");
        let expected = [("ProductName", "Firefox"), ("Notes", "a\nb\\n \"c\" \\x"), ("URL", "a=b"), ("Empty", "")];
        assert_eq!(read, expected.map(|(key, value)| (key.to_owned(), value.to_owned())).into());
    }

    #[test]
    fn other_text_is_none() {
        for text in ["", "nonsense", "a b=c", "=x", "#0 f (a=1)", "{\"a\": \"b=c\"}", "\u{e9}=1"] {
            assert!(to_json(text, 0).is_none(), "{text}");
        }
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let error = to_json("A=1\nB\n", 3).expect("it begins with one").expect_err("B");
        assert_eq!(error.offset(), Some(7));
    }
}
