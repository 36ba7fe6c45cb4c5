//! The scanner: steps over tokens and whole values.

#![expect(clippy::inline_always, reason = "the loop over a document is a third faster for it")]

use super::run::{plain_end, short_end};
use super::{Result, Syntax};

/// Containers that are open around the scanner: one bit each, set for an object.
#[derive(Default)]
struct Open {
    innermost: u64,
    depth: usize,
    outer: Vec<u64>,
}

impl Open {
    #[inline]
    fn push(&mut self, is_object: bool) {
        if self.depth.is_multiple_of(64) && self.depth > 0 {
            self.outer.push(self.innermost);
        }
        self.innermost = self.innermost << 1 | u64::from(is_object);
        self.depth += 1;
    }

    #[inline]
    fn pop(&mut self) {
        self.depth -= 1;
        self.innermost >>= 1;
        if self.depth.is_multiple_of(64) && self.depth > 0 {
            self.innermost = self.outer.pop().unwrap_or_default();
        }
    }

    #[inline]
    fn is_object(&self) -> bool {
        self.innermost & 1 == 1
    }
}

/// The byte at `pos`, 0 past the end: a byte that no token starts with.
#[inline(always)]
pub(super) fn byte(bytes: &[u8], pos: usize) -> u8 {
    bytes.get(pos).copied().unwrap_or(0)
}

#[cold]
pub(super) fn error<T>(offset: usize, expected: &'static str) -> Result<T> {
    Err(Syntax { offset, expected })
}

/// Steps over white space.
#[inline(always)]
pub(super) fn space(bytes: &[u8], pos: usize) -> usize {
    if byte(bytes, pos) > b' ' { pos } else { more_space(bytes, pos) }
}

fn more_space(bytes: &[u8], mut pos: usize) -> usize {
    while matches!(byte(bytes, pos), b' ' | b'\n' | b'\r' | b'\t') {
        pos += 1;
    }
    pos
}

/// Steps over a string whose opening quote is at `pos`; gives the offset behind it, and whether the
/// string holds an escape.
#[inline(always)]
pub(super) fn string(bytes: &[u8], pos: usize) -> Result<(usize, bool)> {
    let end = short_end(bytes, pos + 1).unwrap_or_else(|| plain_end(bytes, pos + 1));
    if byte(bytes, end) == b'"' { Ok((end + 1, false)) } else { Ok((string_with_escapes(bytes, end)?, true)) }
}

/// The rest of a string, from the first byte that is not a plain one.
#[inline(never)]
fn string_with_escapes(bytes: &[u8], mut pos: usize) -> Result<usize> {
    loop {
        match bytes.get(pos) {
            Some(b'"') => return Ok(pos + 1),
            Some(b'\\') => pos = escape(bytes, pos)?,
            Some(_) => return error(pos, "an escaped control character"),
            None => return error(pos, "a closing `\"`"),
        }
        pos = plain_end(bytes, pos);
    }
}

/// Steps over an escape sequence.
fn escape(bytes: &[u8], pos: usize) -> Result<usize> {
    match byte(bytes, pos + 1) {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(pos + 2),
        b'u' => match (pos + 2..pos + 6).find(|&at| !byte(bytes, at).is_ascii_hexdigit()) {
            Some(at) => error(at, "four hexadecimal digits after `\\u`"),
            None => Ok(pos + 6),
        },
        _ => error(pos + 1, "a valid escape"),
    }
}

#[inline]
fn digits(bytes: &[u8], mut pos: usize) -> Result<usize> {
    if !byte(bytes, pos).is_ascii_digit() {
        return error(pos, "a digit");
    }
    if let Some(chunk) = bytes[pos..].first_chunk::<8>() {
        // Bytes that are no digits keep a bit outside 0..=9 after the digits' offset is taken off.
        let word = u64::from_le_bytes(*chunk) ^ 0x3030_3030_3030_3030;
        let others = (word.wrapping_add(0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080;
        if others != 0 {
            return Ok(pos + others.trailing_zeros() as usize / 8);
        }
        pos += 8;
    }
    while byte(bytes, pos).is_ascii_digit() {
        pos += 1;
    }
    Ok(pos)
}

#[inline]
pub(super) fn number(bytes: &[u8], mut pos: usize) -> Result<usize> {
    pos += usize::from(byte(bytes, pos) == b'-');
    pos = if byte(bytes, pos) == b'0' { pos + 1 } else { digits(bytes, pos)? };
    if byte(bytes, pos) == b'.' {
        pos = digits(bytes, pos + 1)?;
    }
    if matches!(byte(bytes, pos), b'e' | b'E') {
        let signed = matches!(byte(bytes, pos + 1), b'+' | b'-');
        pos = digits(bytes, pos + 1 + usize::from(signed))?;
    }
    Ok(pos)
}

#[inline]
pub(super) fn word(bytes: &[u8], pos: usize, word: &'static str) -> Result<usize> {
    if bytes[pos..].starts_with(word.as_bytes()) {
        return Ok(pos + word.len());
    }
    not_the_word(bytes, pos, word)
}

#[cold]
fn not_the_word(bytes: &[u8], pos: usize, word: &'static str) -> Result<usize> {
    let same = word.bytes().enumerate().take_while(|&(at, expected)| byte(bytes, pos + at) == expected).count();
    error(pos + same, word)
}

/// Steps over an object's key and colon, to the first byte of the value.
#[inline(always)]
fn key(bytes: &[u8], pos: usize) -> Result<usize> {
    let mut pos = space(bytes, pos);
    if byte(bytes, pos) != b'"' {
        return error(pos, "a key in double quotes");
    }
    pos = space(bytes, string(bytes, pos)?.0);
    if byte(bytes, pos) != b':' {
        return error(pos, "`:` after the key");
    }
    Ok(space(bytes, pos + 1))
}

/// Steps over a whole value, checking all of its grammar.
#[inline(never)]
pub(super) fn value(bytes: &[u8], pos: usize) -> Result<usize> {
    let mut open = Open::default();
    let mut pos = space(bytes, pos);
    loop {
        match byte(bytes, pos) {
            b'"' => pos = string(bytes, pos)?.0,
            b'{' => {
                pos = space(bytes, pos + 1);
                if byte(bytes, pos) != b'}' {
                    open.push(true);
                    pos = key(bytes, pos)?;
                    continue;
                }
                pos += 1;
            }
            b'[' => {
                pos = space(bytes, pos + 1);
                if byte(bytes, pos) != b']' {
                    open.push(false);
                    continue;
                }
                pos += 1;
            }
            b'-' | b'0'..=b'9' => pos = number(bytes, pos)?,
            b't' => pos = word(bytes, pos, "true")?,
            b'f' => pos = word(bytes, pos, "false")?,
            b'n' => pos = word(bytes, pos, "null")?,
            _ => return error(pos, "a value"),
        }
        loop {
            if open.depth == 0 {
                return Ok(pos);
            }
            pos = space(bytes, pos);
            match (byte(bytes, pos), open.is_object()) {
                (b',', true) => {
                    pos = key(bytes, pos + 1)?;
                    break;
                }
                (b',', false) => {
                    pos = space(bytes, pos + 1);
                    break;
                }
                (b'}', true) | (b']', false) => {
                    pos += 1;
                    open.pop();
                }
                (_, true) => return error(pos, "`,` or `}`"),
                (_, false) => return error(pos, "`,` or `]`"),
            }
        }
    }
}

/// The text of a string's content, whose escapes are known to be well formed.
pub(super) fn unescape(content: &str) -> String {
    let mut text = String::with_capacity(content.len());
    let mut rest = content;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        let (c, len) = unescape_one(&rest[at..]);
        text.push(c);
        rest = &rest[at + len..];
    }
    text.push_str(rest);
    text
}

/// The character of the escape that `rest` starts with, and the escape's length.
fn unescape_one(rest: &str) -> (char, usize) {
    let c = match rest.as_bytes()[1] {
        b'b' => '\x08',
        b'f' => '\x0c',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unescape_code_point(rest),
        other => char::from(other),
    };
    (c, 2)
}

fn unescape_code_point(rest: &str) -> (char, usize) {
    let unit = |at: usize| rest.get(at..at + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let first = unit(2).unwrap_or_default();
    if (0xd800..0xdc00).contains(&first)
        && rest[6..].starts_with("\\u")
        && let Some(second @ 0xdc00..0xe000) = unit(8)
    {
        let code_point = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        return (char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER), 12);
    }
    (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 6)
}
