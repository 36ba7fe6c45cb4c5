//! Text on a terminal: its width, and what of it is shown.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub(crate) use siggen_core::printable;

/// Of a longer text people are shown both ends, of half as many bytes each.
const READABLE: usize = 64 << 10;

/// A text for people: printable, and without its middle where it is longer than anybody reads.
pub(crate) fn readable(text: &str) -> Cow<'_, str> {
    readable_part(text, 0..0).0
}

/// A text for people, and where in it a part of the text is then.
pub(crate) fn readable_part(text: &str, part: Range<usize>) -> (Cow<'_, str>, Range<usize>) {
    let length = |range: Range<usize>| printable(text.get(range).unwrap_or_default()).len();
    if text.len() <= READABLE {
        let start = length(0..part.start);
        let end = start + length(part);
        return (printable(text), start..end);
    }
    let cut = boundary(text, READABLE / 2)..boundary(text, text.len() - READABLE / 2);
    let head = format!("{}… ({} bytes are not shown) …", printable(&text[..cut.start]), cut.len());
    let place = |at: usize| {
        if at < cut.end { length(0..at.min(cut.start)) } else { head.len() + length(cut.end..at) }
    };
    let part = place(part.start)..place(part.end);
    (Cow::Owned(head + &printable(&text[cut.end..])), part)
}

/// Where the character begins that has this byte.
pub(crate) fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Cuts a text to some columns, with `…` in its middle: both ends of a name tell more than that.
pub(crate) fn shorten(text: &str, columns: usize) -> Cow<'_, str> {
    match kept_ends(text, columns) {
        None => Cow::Borrowed(text),
        Some((start, end)) => Cow::Owned(format!("{}…{}", &text[..start], &text[end..])),
    }
}

/// Where a text that is too long for some columns is cut: `…` takes the place of what is between.
pub(crate) fn kept_ends(text: &str, columns: usize) -> Option<(usize, usize)> {
    if width(text) <= columns {
        return None;
    }
    let room = columns.saturating_sub(1);
    let start = fitting(text.chars(), room - room / 3);
    let end = text.len() - fitting(text.chars().rev(), room / 3);
    Some((start, end))
}

/// How many bytes of the characters fit into some columns.
fn fitting(characters: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut left = columns;
    let mut bytes = 0;
    for c in characters {
        let Some(rest) = left.checked_sub(c.width().unwrap_or(0)) else { break };
        left = rest;
        bytes += c.len_utf8();
    }
    bytes
}

/// Breaks a text into lines of at most some columns, between words.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() {
            line.push_str(word);
        } else if width(line) + 1 + width(word) <= columns {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortened_in_the_middle() {
        assert_eq!(shorten("short", 5), "short");
        assert_eq!(shorten("abcdefghijklmnop", 10), "abcdef…nop");
        assert_eq!(shorten("日本語日本語日本語", 9), "日本語…語");
        assert_eq!(shorten("abc", 1), "…");
        assert_eq!(shorten("abc", 0), "…");
    }

    #[test]
    fn a_part_is_found_in_what_is_shown() {
        let (shown, part) = readable_part("a\u{1b}[31m\u{202e}é", 2..9);
        assert_eq!((&*shown, &shown[part]), (r"a␛[31m\u{202e}é", r"[31m\u{202e}"));
    }

    #[test]
    fn the_middle_of_a_very_long_text_is_not_shown() {
        let [start, middle, end] = ["a".repeat(READABLE / 2), "é".repeat(1 << 20), "z".repeat(READABLE / 2)];
        let text = [&*start, &middle, &end].concat();
        let expected = format!("{start}… (2097152 bytes are not shown) …{end}");
        assert!(readable(&text) == expected);
        let part = |part| {
            let (shown, part) = readable_part(&text, part);
            shown[part].to_owned()
        };
        assert_eq!([part(0..3), part(text.len() - 2..text.len())], ["aaa", "zz"]);
        assert!(part(0..text.len()) == expected);
        assert_eq!(readable(&format!("{start}{end}")), format!("{start}{end}"));
        // A character isn't cut in two.
        assert!(readable(&"日".repeat(READABLE)).contains("… ("));
    }

    #[test]
    fn wrapped_between_words() {
        assert_eq!(wrap("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrap("unbreakable", 3), ["unbreakable"]);
        assert_eq!(wrap("", 3), [""]);
    }
}
