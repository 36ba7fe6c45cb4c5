//! Parts of a text.

use std::borrow::Cow;

use memchr::memchr;

/// A line with its end, and what is behind it.
#[inline]
pub(crate) fn cut(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(memchr(b'\n', text).map_or(text.len(), |end| end + 1))
}

/// A part, where the text has it.
pub(crate) fn part(text: &[u8], at: u64, length: u64) -> Option<&[u8]> {
    let at = usize::try_from(at).ok()?;
    text.get(at..at.checked_add(usize::try_from(length).ok()?)?)
}

/// A name as text: what is invalid UTF-8 is replaced.
pub(crate) fn text_of(name: &[u8]) -> Cow<'_, str> {
    // Mostly it is ASCII, which this sees faster.
    std::str::from_utf8(name).map_or_else(|_| String::from_utf8_lossy(name), Cow::Borrowed)
}
