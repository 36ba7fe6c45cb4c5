//! Python's notions of text, where signatures depend on them.
//!
//! Signatures were defined by a Python program, so "white space", "line", "integer" and the text of
//! a number mean what they mean there. Each of these differs from Rust's notion in some corner.

mod chars;

use std::borrow::Cow;

use crate::pyjson::float;

pub(crate) use chars::{digits, is_unprintable, word};

/// White space as `str.isspace` sees it: Unicode's, and the four ASCII separators.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

/// The same characters: the first and the last of each run.
pub(crate) const SPACES: [(char, char); 10] = [
    ('\t', '\r'),
    ('\x1c', ' '),
    ('\u{85}', '\u{85}'),
    ('\u{a0}', '\u{a0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202f}', '\u{202f}'),
    ('\u{205f}', '\u{205f}'),
    ('\u{3000}', '\u{3000}'),
];

/// `str.strip`: without white space at both ends.
pub(crate) fn strip(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// `str.rstrip`: without white space at the end.
pub(crate) fn strip_end(text: &str) -> &str {
    text.trim_end_matches(is_space)
}

/// The printable ASCII characters of a text.
pub(crate) fn printable(text: &str) -> String {
    text.chars().filter(|c| matches!(c, ' '..='~')).collect()
}

/// Whether all characters of a text are printable ASCII.
pub(crate) fn is_printable(text: &str) -> bool {
    // To the end in any case: so many bytes are looked at at once.
    text.bytes().fold(true, |all, byte| all & matches!(byte, b' '..=b'~'))
}

/// `str.splitlines`: lines without their ends, which are more characters than `\n`.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let (end, len) =
            (0..bytes.len()).find_map(|at| line_end(&bytes[at..]).map(|len| (at, len))).unwrap_or((bytes.len(), 0));
        let line = &rest[..end];
        rest = &rest[end + len..];
        Some(line)
    })
}

/// The length of the line end that the bytes start with, in UTF-8.
#[inline]
fn line_end(bytes: &[u8]) -> Option<usize> {
    match bytes[0] {
        b'\r' if bytes.get(1) == Some(&b'\n') => Some(2),
        b'\n'..=b'\r' | 0x1c..=0x1e => Some(1),
        0xc2 if bytes.starts_with("\u{85}".as_bytes()) => Some(2),
        0xe2 if bytes.starts_with("\u{2028}".as_bytes()) || bytes.starts_with("\u{2029}".as_bytes()) => Some(3),
        _ => None,
    }
}

/// The first `count` code points.
pub(crate) fn first_chars(text: &str, count: usize) -> &str {
    match text.char_indices().nth(count) {
        Some((at, _)) => &text[..at],
        None => text,
    }
}

/// Whether the text has more than `count` code points.
pub(crate) fn is_longer_than(text: &str, count: usize) -> bool {
    text.len() > count && text.chars().nth(count).is_some()
}

/// A decimal digit as `\d` and `int` see it: of any script.
pub(crate) fn is_decimal(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && chars::decimal(c).is_some())
}

/// `int(text)`: optional white space, a sign, digits with single underscores between them.
/// What does not fit is the nearest `i64`: no caller tells such numbers apart.
pub(crate) fn int(text: &str) -> Option<i64> {
    // Unlike `strip`, numbers know no ASCII separators.
    let text = text.trim();
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let digits = digits_between_underscores(digits, 10)?;
    let magnitude = digits.parse::<i64>().unwrap_or(i64::MAX);
    Some(if negative { -magnitude } else { magnitude })
}

/// `hex(int(text, 16))`, or `None` where Python would raise `ValueError`. Of any length.
pub(crate) fn hex(text: &str) -> Option<String> {
    // Unlike `strip`, numbers know no ASCII separators.
    let text = text.trim();
    let (sign, rest) = match text.as_bytes().first()? {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", text),
    };
    let digits = match hex_prefix(rest).map(|len| &rest[len..]) {
        // One underscore may follow the prefix.
        Some(after) => after.strip_prefix('_').unwrap_or(after),
        None => rest,
    };
    let digits = digits_between_underscores(digits, 16)?;
    let digits = digits.trim_start_matches('0');
    Some(match digits {
        "" => "0x0".to_owned(),
        _ => format!("{sign}0x{}", digits.to_ascii_lowercase()),
    })
}

/// The length of `0x`, whose zero can be that of any script.
fn hex_prefix(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let zero = chars.next()?;
    let is_zero = zero == '0' || !zero.is_ascii() && ascii_digit(zero) == Some('0');
    (is_zero && matches!(chars.next(), Some('x' | 'X'))).then_some(zero.len_utf8() + 1)
}

/// The digits in ASCII, without their underscores, each of which must stand between two digits.
fn digits_between_underscores(text: &str, radix: u32) -> Option<Cow<'_, str>> {
    if !text.is_empty() && text.chars().all(|c| c.is_digit(radix)) {
        return Some(Cow::Borrowed(text));
    }
    let mut digits = String::with_capacity(text.len());
    for group in text.split('_') {
        if group.is_empty() {
            return None;
        }
        for c in group.chars() {
            digits.push(if c.is_digit(radix) { c } else { ascii_digit(c)? });
        }
    }
    Some(Cow::Owned(digits))
}

/// The ASCII digit of a decimal digit of any script.
fn ascii_digit(c: char) -> Option<char> {
    char::from_digit(chars::decimal(c)?, 10)
}

/// `str(number)` of a JSON number: integers as written, floats as `repr` writes them.
pub(crate) fn number(token: &str) -> Cow<'_, str> {
    if token == "-0" {
        return Cow::Borrowed("0");
    }
    if !token.contains(['.', 'e', 'E']) {
        return Cow::Borrowed(token);
    }
    float::parse(token).map_or(Cow::Borrowed(token), |value| Cow::Owned(float::repr(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_includes_the_ascii_separators() {
        assert_eq!(strip("\x1f\u{a0} a b \x1c"), "a b");
        assert_eq!(strip_end(" a \u{2028}"), " a");
        for c in '\0'..=char::MAX {
            assert_eq!(SPACES.iter().any(|&(first, last)| (first..=last).contains(&c)), is_space(c), "{c:?}");
        }
    }

    #[test]
    fn lines_end_where_python_ends_them() {
        let all = |text| lines(text).collect::<Vec<_>>();
        assert_eq!(all("a\r\nb\rc\x1cd\u{85}e\u{2029}f"), ["a", "b", "c", "d", "e", "f"]);
        assert_eq!(all("a\n"), ["a"]);
        assert_eq!(all("\n\nb"), ["", "", "b"]);
        assert_eq!(all("a\x1fb"), ["a\x1fb"]);
        assert!(all("").is_empty());
    }

    #[test]
    fn integers_read_as_python_reads_them() {
        assert_eq!(int(" 1\n"), Some(1));
        assert_eq!(int("1_0"), Some(10));
        assert_eq!(int("+7"), Some(7));
        assert_eq!(int("-3"), Some(-3));
        assert_eq!(int("\u{661}\u{1d7d9}"), Some(11));
        for bad in ["", " ", "\x1f1", "1__0", "_1", "1_", "1.5", "x", "0x1", "- 1"] {
            assert_eq!(int(bad), None, "{bad:?}");
        }
        assert_eq!(int("99999999999999999999"), Some(i64::MAX));
    }

    #[test]
    fn hexadecimal_loses_its_leading_zeros() {
        for (text, expected) in [
            ("0x0000000000032ec0", "0x32ec0"),
            ("0x0", "0x0"),
            ("0X1A", "0x1a"),
            ("beef", "0xbeef"),
            ("-0x10", "-0x10"),
            (" 0x2f ", "0x2f"),
            ("0x_1", "0x1"),
            ("0x1_0", "0x10"),
            ("-0", "0x0"),
            ("\u{ff10}x1", "0x1"),
        ] {
            assert_eq!(hex(text).as_deref(), Some(expected), "{text:?}");
        }
        for bad in ["", "\x1f1", "0x", "xyz", "0x__1", "1 2", "0x1g"] {
            assert_eq!(hex(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn numbers_print_as_python_prints_them() {
        for (token, expected) in [
            ("1", "1"),
            ("-0", "0"),
            ("1.0", "1.0"),
            ("1.50", "1.5"),
            ("1e16", "1e+16"),
            ("1e15", "1000000000000000.0"),
            ("1e22", "1e+22"),
            ("0.0001", "0.0001"),
            ("0.00001", "1e-05"),
            ("1e999", "inf"),
            ("-0.0", "-0.0"),
            ("100000000000000000000000", "100000000000000000000000"),
        ] {
            assert_eq!(number(token), expected, "{token}");
        }
    }
}
