//! A strict JSON reader that visits what is asked for and validates the rest at memory speed.
//!
//! A processed crash is hundreds of kilobytes of which a signature reads one thread. A general
//! deserializer walks all of it through a visitor; this reader steps over what nobody asks for with
//! a scanner that still checks every byte of the grammar, and hands out text that borrows from the
//! input. It keeps no state but a position and never recurses, so nesting of any depth is fine.

#![expect(clippy::inline_always, reason = "a token takes a few instructions, fewer than a call")]

mod path;
mod run;
mod scan;

use std::borrow::Cow;

pub(crate) use path::path_at;

/// What stands at some place in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null,
}

impl Kind {
    /// The name that messages use, with its article.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Object => "an object",
            Kind::Array => "a list",
            Kind::String => "text",
            Kind::Number => "a number",
            Kind::True => "true",
            Kind::False => "false",
            Kind::Null => "null",
        }
    }
}

/// Where the input stops being JSON, and what should stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Syntax {
    /// Byte offset from the start of the text.
    pub(crate) offset: usize,
    pub(crate) expected: &'static str,
}

type Result<T> = std::result::Result<T, Syntax>;

/// A position in a JSON text.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    pos: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Reader { text, pos: 0 }
    }

    /// A reader of the same text that stands at a byte offset.
    pub(crate) fn at(text: &'a str, pos: usize) -> Self {
        Reader { text, pos }
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// The byte offset of the next token.
    pub(crate) fn offset(&mut self) -> usize {
        self.pos = scan::space(self.text.as_bytes(), self.pos);
        self.pos
    }

    /// The byte of the next token, 0 at the end.
    #[inline(always)]
    fn peek(&mut self) -> u8 {
        let next = scan::byte(self.text.as_bytes(), self.pos);
        if next > b' ' { next } else { self.peek_behind_space() }
    }

    #[inline(never)]
    fn peek_behind_space(&mut self) -> u8 {
        let at = self.offset();
        scan::byte(self.text.as_bytes(), at)
    }

    /// Steps over the next token if it is this byte.
    #[inline(always)]
    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        self.pos += usize::from(found);
        found
    }

    #[inline(always)]
    fn expect(&mut self, byte: u8, expected: &'static str) -> Result<()> {
        if self.eat(byte) { Ok(()) } else { scan::error(self.pos, expected) }
    }

    /// What the next value is, without stepping over it.
    #[inline]
    pub(crate) fn kind(&mut self) -> Result<Kind> {
        Ok(match self.peek() {
            b'"' => Kind::String,
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'-' | b'0'..=b'9' => Kind::Number,
            b't' => Kind::True,
            b'f' => Kind::False,
            b'n' => Kind::Null,
            _ => return scan::error(self.pos, "a value"),
        })
    }

    /// Reads an object member by member. `visit` must step over each member's value.
    #[inline]
    pub(crate) fn object(&mut self, mut visit: impl FnMut(&mut Self, Cow<'a, str>) -> Result<()>) -> Result<()> {
        self.expect(b'{', "an object")?;
        if self.eat(b'}') {
            return Ok(());
        }
        loop {
            let key = match self.short_string() {
                Some(key) => Cow::Borrowed(key),
                None => self.long_key()?,
            };
            self.expect(b':', "`:` after the key")?;
            visit(self, key)?;
            match self.peek() {
                b',' => self.pos += 1,
                b'}' => break,
                _ => return scan::error(self.pos, "`,` or `}`"),
            }
        }
        self.pos += 1;
        Ok(())
    }

    /// Reads a list item by item. `visit` must step over each item.
    #[inline]
    pub(crate) fn array(&mut self, mut visit: impl FnMut(&mut Self, usize) -> Result<()>) -> Result<()> {
        self.expect(b'[', "a list")?;
        if self.eat(b']') {
            return Ok(());
        }
        for index in 0.. {
            visit(self, index)?;
            match self.peek() {
                b',' => self.pos += 1,
                b']' => break,
                _ => return scan::error(self.pos, "`,` or `]`"),
            }
        }
        self.pos += 1;
        Ok(())
    }

    /// As [`Reader::object`], for objects that few crashes have: one copy of the code serves all of them.
    #[inline(never)]
    pub(crate) fn members(&mut self, visit: &mut dyn FnMut(&mut Self, Cow<'a, str>) -> Result<()>) -> Result<()> {
        self.object(visit)
    }

    /// As [`Reader::array`], for lists that few crashes have.
    #[inline(never)]
    pub(crate) fn items(&mut self, visit: &mut dyn FnMut(&mut Self, usize) -> Result<()>) -> Result<()> {
        self.array(visit)
    }

    /// Reads a short string without escapes, such as nearly all keys are.
    #[inline(always)]
    fn short_string(&mut self) -> Option<&'a str> {
        if self.peek() != b'"' {
            return None;
        }
        self.string_until(run::short_end(self.text.as_bytes(), self.pos + 1)?)
    }

    /// A key that is no short string, or what stands there instead.
    #[inline(never)]
    fn long_key(&mut self) -> Result<Cow<'a, str>> {
        if self.peek() == b'"' { self.string() } else { scan::error(self.pos, "a key in double quotes") }
    }

    /// Reads the next value if it is a string without escapes, such as nearly all are.
    ///
    /// It means no more than [`Reader::string`], but its result fits into two registers.
    #[inline(never)]
    pub(crate) fn plain_string(&mut self) -> Option<&'a str> {
        if self.peek() != b'"' {
            return None;
        }
        self.string_until(run::plain_end(self.text.as_bytes(), self.pos + 1))
    }

    /// The string at the reader if it ends here.
    #[inline(always)]
    fn string_until(&mut self, end: usize) -> Option<&'a str> {
        if scan::byte(self.text.as_bytes(), end) != b'"' {
            return None;
        }
        let content = self.text.get(self.pos + 1..end);
        self.pos = end + 1;
        content
    }

    /// Reads a string; borrowed where it holds no escape. A lone surrogate, which UTF-8 can't
    /// hold, reads as U+FFFD.
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>> {
        if self.peek() != b'"' {
            return scan::error(self.pos, "text");
        }
        let start = self.pos + 1;
        let (end, is_escaped) = scan::string(self.text.as_bytes(), self.pos)?;
        self.pos = end;
        let content = &self.text[start..end - 1];
        Ok(if is_escaped { Cow::Owned(scan::unescape(content)) } else { Cow::Borrowed(content) })
    }

    /// Steps over a value, checking all of its grammar.
    #[inline]
    pub(crate) fn skip(&mut self) -> Result<()> {
        let bytes = self.text.as_bytes();
        self.pos = match self.peek() {
            b'"' => scan::string(bytes, self.pos)?.0,
            b'-' | b'0'..=b'9' => scan::number(bytes, self.pos)?,
            b't' => scan::word(bytes, self.pos, "true")?,
            b'f' => scan::word(bytes, self.pos, "false")?,
            b'n' => scan::word(bytes, self.pos, "null")?,
            _ => scan::value(bytes, self.pos)?,
        };
        Ok(())
    }

    /// Steps over the comma between two items of a list that is known to be well formed.
    pub(crate) fn next_item(&mut self) {
        self.eat(b',');
    }

    /// Steps over a value and gives its text.
    pub(crate) fn raw(&mut self) -> Result<&'a str> {
        let start = self.offset();
        self.skip()?;
        Ok(&self.text[start..self.pos])
    }

    /// Fails unless only white space is left.
    pub(crate) fn finish(&mut self) -> Result<()> {
        if self.offset() < self.text.len() { scan::error(self.pos, "the end of the input") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts at the borders of the grammar, and what `serde_json` says of each.
    #[test]
    fn accepts_what_serde_json_accepts() {
        let pieces = [
            "",
            " ",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\"a\"",
            "1",
            "-",
            "0",
            "01",
            "1.",
            ".5",
            "1e",
            "1e+5",
            "-0",
            "1.5E-3",
            "true",
            "tru",
            "false",
            "null",
            "nul",
            "\\",
            "\"\\u00e9\"",
            "\"\\u00g0\"",
            "\"\\x\"",
            "\"\t\"",
            "NaN",
            "'a'",
            "//",
            "\u{feff}",
            "\"\u{e9}\"",
            "\"12345678\\n12345678\"",
        ];
        let mut checked = 0;
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    for text in [format!("{a}{b}{c}"), format!("[{a}{b}{c}]"), format!("{{\"k\":{a}{b}{c}}}")] {
                        let mut reader = Reader::new(&text);
                        let ours = reader.skip().and_then(|()| reader.finish());
                        let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text);
                        assert_eq!(ours.is_ok(), theirs.is_ok(), "{text:?}: {ours:?} {theirs:?}");
                        checked += 1;
                    }
                }
            }
        }
        assert!(checked > 100_000);
    }

    #[test]
    fn reads_strings_as_serde_json_does() {
        for text in [
            r#""""#,
            r#""plain""#,
            r#""a\"b\\c\/d\b\f\n\r\t""#,
            r#""\u00e9\ud83d\ude00""#,
            "\"\u{e9}\u{1f600} and more\"",
        ] {
            let ours = Reader::new(text).string().expect("valid");
            assert_eq!(ours, serde_json::from_str::<String>(text).expect("valid"), "{text}");
        }
    }

    #[test]
    fn lone_surrogates_become_replacement_characters() {
        for (text, expected) in [
            (r#""a\ud83db""#, "a\u{fffd}b"),
            (r#""\ude00""#, "\u{fffd}"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}\u{1f600}"),
            (r#""\ud83d\n""#, "\u{fffd}\n"),
            (r#""\ud83d\u0041""#, "\u{fffd}A"),
        ] {
            assert_eq!(Reader::new(text).string().expect("valid"), expected, "{text}");
        }
    }

    #[test]
    fn errors_stand_where_the_grammar_breaks() {
        let error = |text| {
            let mut reader = Reader::new(text);
            reader.skip().and_then(|()| reader.finish()).expect_err(text)
        };
        assert_eq!(error("{\"a\":1,}"), Syntax { offset: 7, expected: "a key in double quotes" });
        assert_eq!(error("[1 2]"), Syntax { offset: 3, expected: "`,` or `]`" });
        assert_eq!(error("{\"a\" 1}"), Syntax { offset: 5, expected: "`:` after the key" });
        assert_eq!(error("\"abc"), Syntax { offset: 4, expected: "a closing `\"`" });
        assert_eq!(error("{} {}"), Syntax { offset: 3, expected: "the end of the input" });
        assert_eq!(error(""), Syntax { offset: 0, expected: "a value" });
    }

    #[test]
    fn nesting_of_any_depth_is_stepped_over() {
        let deep = "[{\"k\":".repeat(200_000) + "1" + &"}]".repeat(200_000);
        let mut reader = Reader::new(&deep);
        assert_eq!(reader.skip().and_then(|()| reader.finish()), Ok(()));
        let unbalanced = "[".repeat(300_000);
        assert!(Reader::new(&unbalanced).skip().is_err());
    }
}
