//! A document that is a list of crashes, cut into its items.
//!
//! Only the list's own commas and brackets are looked at. What stands between them is left to the
//! reader of crashes, which says what is wrong with it.

use std::ops::Range;

use super::detect::{end_of_string, end_of_value};
use crate::error::Error;

/// The items of a list, as ranges of bytes.
///
/// ```
/// # use siggen_core::records::Items;
/// let items = Items::of(br#"[{"a": 1}, {}]"#).unwrap();
/// assert_eq!(items.collect::<Result<Vec<_>, _>>()?, [1..9, 11..13]);
/// # Ok::<(), siggen_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Items<'d> {
    document: &'d [u8],
    at: usize,
    state: State,
}

/// A place between items.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    at: usize,
    state: State,
}

impl Position {
    /// Its byte offset.
    pub(super) fn at(self) -> usize {
        self.at
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    AfterItem,
    Done,
}

impl<'d> Items<'d> {
    /// The items of a document that is a list; `None` if it is something else.
    pub fn of(document: &'d [u8]) -> Option<Self> {
        let start = if document.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let start = space(document, start);
        let is_list = document.get(start) == Some(&b'[');
        is_list.then_some(Items { document, at: start + 1, state: State::Start })
    }

    /// The items from a place on that was told of the same document.
    pub(super) fn at(document: &'d [u8], position: Position) -> Self {
        let Position { at, state } = position;
        Items { document, at, state }
    }

    /// Where the next item is looked for.
    pub(super) fn position(&self) -> Position {
        Position { at: self.at, state: self.state }
    }

    fn fail(&mut self, expected: &'static str) -> Result<Range<usize>, Error> {
        self.state = State::Done;
        Err(Error::Json {
            offset: self.at,
            path: String::new(),
            expected,
            found: found_at(self.document, self.at),
            looks_like: None,
        })
    }

    /// Steps over the end of the list; nothing but space may follow.
    fn finish(&mut self) -> Option<Result<Range<usize>, Error>> {
        self.at = space(self.document, self.at + 1);
        self.state = State::Done;
        (self.at < self.document.len()).then(|| self.fail("the end of the input"))
    }

    fn item(&mut self) -> Result<Range<usize>, Error> {
        let start = self.at;
        let end = match self.document.get(start) {
            None | Some(b',' | b']' | b'}') => return self.fail("a value"),
            Some(b'{' | b'[') => end_of_value(self.document, start),
            Some(b'"') => end_of_string(self.document, start).map(|quote| quote + 1),
            Some(_) => {
                let rest = &self.document[start..];
                rest.iter().position(|byte| matches!(byte, b',' | b']')).map(|length| start + length)
            }
        };
        // An item without an end is the rest of the document, whose reader will say what is missing.
        self.at = end.unwrap_or(self.document.len());
        self.state = if end.is_some() { State::AfterItem } else { State::Done };
        Ok(start..self.at)
    }
}

impl Iterator for Items<'_> {
    type Item = Result<Range<usize>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.state == State::Done {
            return None;
        }
        self.at = space(self.document, self.at);
        match (self.document.get(self.at), self.state) {
            (Some(b']'), _) => self.finish(),
            (_, State::Start) => Some(self.item()),
            (Some(b','), _) => {
                self.at = space(self.document, self.at + 1);
                Some(self.item())
            }
            _ => Some(self.fail("`,` or `]`")),
        }
    }
}

fn found_at(document: &[u8], offset: usize) -> String {
    match document.get(offset) {
        None => "the end of the input".to_owned(),
        Some(byte @ b' '..=b'~') => format!("`{}`", char::from(*byte)),
        Some(byte @ (..b' ' | 0x7f)) => format!("the control character U+{byte:04X}"),
        Some(byte) => format!("the byte 0x{byte:02x}"),
    }
}

fn space(document: &[u8], from: usize) -> usize {
    let rest = document.get(from..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
    from + blank
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(document: &str) -> Vec<Result<&str, (usize, &'static str)>> {
        let items = Items::of(document.as_bytes()).unwrap();
        let place = |error| match error {
            Error::Json { offset, expected, .. } => (offset, expected),
            other => panic!("{other}"),
        };
        items.map(|item| item.map(|range| &document[range]).map_err(place)).collect()
    }

    #[test]
    fn whole_lists() {
        assert_eq!(items("[]"), []);
        assert_eq!(items(" [ ] \n"), []);
        assert_eq!(
            items(r#"[{"a": ["]", "\""]}, {} ,[1], 2]"#),
            [Ok(r#"{"a": ["]", "\""]}"#), Ok("{}"), Ok("[1]"), Ok("2")]
        );
        assert!(Items::of(b"{}").is_none() && Items::of(b"").is_none());
        assert!(Items::of(b"\xef\xbb\xbf[]").is_some());
    }

    #[test]
    fn broken_lists() {
        assert_eq!(items("["), [Err((1, "a value"))]);
        assert_eq!(items("[{}, ]"), [Ok("{}"), Err((5, "a value"))]);
        assert_eq!(items("[{} {}]"), [Ok("{}"), Err((4, "`,` or `]`"))]);
        assert_eq!(items("[{}"), [Ok("{}"), Err((3, "`,` or `]`"))]);
        assert_eq!(items("[{}] x"), [Ok("{}"), Err((5, "the end of the input"))]);
        assert_eq!(items(r#"[{}, {"a": "#), [Ok("{}"), Ok(r#"{"a": "#)]);
        assert_eq!(items("[}"), [Err((1, "a value"))]);
    }
}
