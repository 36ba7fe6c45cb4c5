//! The reader.

use std::borrow::Cow;

use super::Value;
use crate::order::order;
use crate::pytext;

/// Python gives up at about a thousand levels, counting the calls around them.
const MAX_DEPTH: usize = 950;

/// Longer texts aren't read: as values they take up to thirty times their length.
const LONGEST: usize = 1 << 20;

/// Why a text can't be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is no JSON: Python's message, with line, column and position in characters.
    Syntax(String),
    /// It nests too deeply. Python takes that for a fault of the program, not of the text.
    TooDeep,
    /// It is longer than any annotation.
    TooLong,
}

/// Parses a text.
pub(crate) fn parse(text: &str) -> Result<Value<'_>, Unreadable> {
    if text.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    let mut parser = Parser { text, pos: 0, depth: 0 };
    let value = parser.document();
    value.map_err(|Failure { message, at }| {
        if message == TOO_DEEP {
            return Unreadable::TooDeep;
        }
        let before = &text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Unreadable::Syntax(format!("{message}: line {line} column {column} (char {})", before.chars().count()))
    })
}

const TOO_DEEP: &str = "maximum recursion depth exceeded";

struct Failure {
    message: &'static str,
    /// Byte offset.
    at: usize,
}

type Members<'j> = Vec<(Cow<'j, str>, Value<'j>)>;

type Parsed<T> = std::result::Result<T, Failure>;

struct Parser<'j> {
    text: &'j str,
    pos: usize,
    depth: usize,
}

impl<'j> Parser<'j> {
    fn document(&mut self) -> Parsed<Value<'j>> {
        if self.text.starts_with('\u{feff}') {
            return fail("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0);
        }
        self.skip_space();
        let value = self.value()?;
        self.skip_space();
        if self.pos < self.text.len() { fail("Extra data", self.pos) } else { Ok(value) }
    }

    fn rest(&self) -> &'j str {
        &self.text[self.pos..]
    }

    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.pos).copied().unwrap_or(0)
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.pos += 1;
        }
    }

    fn value(&mut self) -> Parsed<Value<'j>> {
        match self.peek() {
            b'"' => self.string().map(Value::Str),
            b'{' | b'[' if self.depth >= MAX_DEPTH => fail(TOO_DEEP, self.pos),
            b'{' => self.nested(Self::object),
            b'[' => self.nested(Self::array),
            _ => {
                let words = [
                    ("null", Value::None),
                    ("true", Value::Bool(true)),
                    ("false", Value::Bool(false)),
                    ("NaN", Value::Float("nan".into())),
                    ("Infinity", Value::Float("inf".into())),
                    ("-Infinity", Value::Float("-inf".into())),
                ];
                match words.into_iter().find(|(word, _)| self.rest().starts_with(word)) {
                    Some((word, value)) => {
                        self.pos += word.len();
                        Ok(value)
                    }
                    None => self.number(),
                }
            }
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Parsed<Value<'j>>) -> Parsed<Value<'j>> {
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// As much as reads as a number: `1.` is 1 with something behind it.
    fn number(&mut self) -> Parsed<Value<'j>> {
        let bytes = self.rest().as_bytes();
        let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let start = usize::from(bytes.first() == Some(&b'-'));
        let mut end = match bytes.get(start) {
            Some(b'0') => start + 1,
            Some(b'1'..=b'9') => start + digits(start),
            _ => return fail("Expecting value", self.pos),
        };
        let mut is_float = false;
        if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
            end += 1 + digits(end + 1);
            is_float = true;
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            if bytes.get(end + 1 + sign).is_some_and(u8::is_ascii_digit) {
                end += 1 + sign + digits(end + 1 + sign);
                is_float = true;
            }
        }
        let token = &self.rest()[..end];
        self.pos += end;
        Ok(if is_float { Value::Float(pytext::number(token)) } else { Value::Int(token) })
    }

    fn object(&mut self) -> Parsed<Value<'j>> {
        let mut members: Members<'j> = Vec::new();
        self.pos += 1;
        self.skip_space();
        if self.peek() == b'}' {
            self.pos += 1;
            return Ok(Value::Dict(members));
        }
        loop {
            if self.peek() != b'"' {
                return fail("Expecting property name enclosed in double quotes", self.pos);
            }
            let key = self.string()?;
            self.skip_space();
            if self.peek() != b':' {
                return fail("Expecting ':' delimiter", self.pos);
            }
            self.pos += 1;
            self.skip_space();
            let value = self.value()?;
            members.push((key, value));
            if self.ends_with(b'}')? {
                return Ok(Value::Dict(unique(members)));
            }
        }
    }

    fn array(&mut self) -> Parsed<Value<'j>> {
        let mut items = Vec::new();
        self.pos += 1;
        self.skip_space();
        if self.peek() == b']' {
            self.pos += 1;
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value()?);
            if self.ends_with(b']')? {
                return Ok(Value::List(items));
            }
        }
    }

    /// Steps over what follows an item; true at the closing bracket.
    fn ends_with(&mut self, close: u8) -> Parsed<bool> {
        self.skip_space();
        let byte = self.peek();
        if byte != close && byte != b',' {
            return fail("Expecting ',' delimiter", self.pos);
        }
        self.pos += 1;
        if byte == close {
            return Ok(true);
        }
        self.skip_space();
        Ok(false)
    }

    fn string(&mut self) -> Parsed<Cow<'j, str>> {
        let begin = self.pos;
        self.pos += 1;
        let mut owned: Option<String> = None;
        loop {
            let run = self.rest().find(|c: char| matches!(c, '"' | '\\' | '\0'..='\x1f'));
            let Some(run) = run else { return fail("Unterminated string starting at", begin) };
            let plain = &self.rest()[..run];
            self.pos += run;
            match self.peek() {
                b'"' => {
                    self.pos += 1;
                    return Ok(match owned {
                        Some(text) => Cow::Owned(text + plain),
                        None => Cow::Borrowed(plain),
                    });
                }
                b'\\' => {
                    let text = owned.get_or_insert_default();
                    text.push_str(plain);
                    text.push(self.escape(begin)?);
                }
                _ => return fail("Invalid control character at", self.pos),
            }
        }
    }

    fn escape(&mut self, begin: usize) -> Parsed<char> {
        let at = self.pos;
        let Some(c) = self.text[at + 1..].chars().next() else {
            return fail("Unterminated string starting at", begin);
        };
        let c = match c {
            '"' | '\\' | '/' => c,
            'b' => '\x08',
            'f' => '\x0c',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.code_point(at),
            _ => return fail("Invalid \\escape", at),
        };
        self.pos += 2;
        Ok(c)
    }

    /// `\uXXXX`, twice for a surrogate pair; a lone surrogate becomes U+FFFD.
    fn code_point(&mut self, at: usize) -> Parsed<char> {
        let unit = |at: usize| {
            let digits = self.text.as_bytes().get(at + 2..at + 6)?;
            // Something must stand behind the digits: at the least the closing quote.
            let is_inside = at + 6 < self.text.len() && digits.iter().all(u8::is_ascii_hexdigit);
            is_inside
                .then(|| digits.iter().fold(0, |unit, &digit| unit * 16 + char::from(digit).to_digit(16).unwrap_or(0)))
        };
        let Some(first) = unit(at) else { return fail("Invalid \\uXXXX escape", at + 1) };
        self.pos = at + 6;
        if (0xd800..0xdc00).contains(&first) && self.rest().starts_with("\\u") {
            let Some(second) = unit(self.pos) else { return fail("Invalid \\uXXXX escape", self.pos + 1) };
            if (0xdc00..0xe000).contains(&second) {
                self.pos += 6;
                let code_point = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }
}

/// The members as a dict keeps them: each name where it stood first, with its last value.
///
/// Sorted, since the names are somebody else's: a table could be made to collide.
fn unique(mut members: Members<'_>) -> Members<'_> {
    let order = order(members.len(), &|one, other| members[one].0.cmp(&members[other].0));
    let mut is_repeated = vec![false; members.len()];
    // Each hands its value on to the one of its name before it, from the last to the first.
    for pair in order.windows(2).rev() {
        if members[pair[0]].0 == members[pair[1]].0 {
            members[pair[0]].1 = std::mem::replace(&mut members[pair[1]].1, Value::None);
            is_repeated[pair[1]] = true;
        }
    }
    let mut is_repeated = is_repeated.into_iter();
    members.retain(|_| is_repeated.next() == Some(false));
    members
}

fn fail<T>(message: &'static str, at: usize) -> Parsed<T> {
    Err(Failure { message, at })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Members, Unreadable, Value, parse, unique};

    /// The expected messages are those of Python 3.11.
    #[test]
    fn fails_in_the_words_of_python() {
        for (json, expected) in [
            ("", "Expecting value: line 1 column 1 (char 0)"),
            ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
            (r#"{"a":1,}"#, "Expecting property name enclosed in double quotes: line 1 column 8 (char 7)"),
            (r#"{"a" 1}"#, "Expecting ':' delimiter: line 1 column 6 (char 5)"),
            ("{\"é\":\n1 2}", "Expecting ',' delimiter: line 2 column 3 (char 8)"),
            ("[1,", "Expecting value: line 1 column 4 (char 3)"),
            ("[1", "Expecting ',' delimiter: line 1 column 3 (char 2)"),
            ("\"abc", "Unterminated string starting at: line 1 column 1 (char 0)"),
            ("\"abc\\", "Unterminated string starting at: line 1 column 1 (char 0)"),
            ("\"a\tb\"", "Invalid control character at: line 1 column 3 (char 2)"),
            (r#""a\x""#, r"Invalid \escape: line 1 column 3 (char 2)"),
            (r#""a\u12""#, r"Invalid \uXXXX escape: line 1 column 4 (char 3)"),
            ("1.", "Extra data: line 1 column 2 (char 1)"),
            ("01", "Extra data: line 1 column 2 (char 1)"),
            ("-", "Expecting value: line 1 column 1 (char 0)"),
            ("{} x", "Extra data: line 1 column 4 (char 3)"),
        ] {
            assert_eq!(parse(json), Err(Unreadable::Syntax(expected.to_owned())), "{json}");
        }
    }

    /// A dict, name by name.
    fn dict(members: Members<'_>) -> Members<'_> {
        let mut dict: Members<'_> = Vec::new();
        for (name, value) in members {
            match dict.iter_mut().find(|(known, _)| *known == name) {
                Some(member) => member.1 = value,
                None => dict.push((name, value)),
            }
        }
        dict
    }

    #[test]
    fn a_name_stands_where_it_was_first_with_its_last_value() {
        let object = parse(r#"{"a": 1, "b": 2, "a": 3, "c": 4, "b": 5, "a": null}"#).unwrap();
        let expected = [("a", Value::None), ("b", Value::Int("5")), ("c", Value::Int("4"))];
        assert_eq!(object, Value::Dict(expected.map(|(name, value)| (name.into(), value)).into()));
        let mut random = 1_u64;
        for names in 1..60 {
            let members: Members<'_> = (0..50)
                .map(|number: u32| {
                    random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    (Cow::Owned(format!("{}", (random >> 33) % names)), Value::Str(number.to_string().into()))
                })
                .collect();
            assert_eq!(unique(members.clone()), dict(members));
        }
    }

    #[test]
    fn nesting_without_end_is_refused() {
        assert_eq!(parse(&"[".repeat(100_000)), Err(Unreadable::TooDeep));
    }
}
