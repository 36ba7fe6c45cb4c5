//! Detects from the beginning of an input whether it is one document or one record per line.

/// What is known after a look at the beginning of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One JSON document, over as many lines as it likes.
    Document,
    /// One record per line.
    Lines,
    /// There is not enough to detect it yet.
    Unknown,
}

/// Detects the layout of an input from its first two lines that aren't blank.
///
/// In an input with one record per line, at least one of these is a complete object. Checking both
/// means that a broken first line doesn't spoil the others.
pub fn layout(beginning: &[u8], is_all: bool) -> Layout {
    let beginning = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
    let undecided = if is_all { Layout::Document } else { Layout::Unknown };
    let mut lines = beginning.split_inclusive(|byte| *byte == b'\n').filter_map(|line| {
        let is_whole = is_all || line.ends_with(b"\n");
        let line = line.trim_ascii();
        (!line.is_empty()).then_some((line, is_whole))
    });
    let Some((first, first_is_whole)) = lines.next() else { return undecided };
    if first.starts_with(b"[") || (first_is_whole && first.ends_with(b"{")) {
        return Layout::Document;
    }
    let Some((second, second_is_whole)) = lines.next() else { return undecided };
    if is_record(first) {
        return Layout::Lines;
    }
    // After one of these, the document goes on.
    if matches!(first.last(), Some(b'{' | b'[' | b':' | b',')) || !second.starts_with(b"{") {
        return Layout::Document;
    }
    match (second_is_whole, is_record(second)) {
        (true, true) => Layout::Lines,
        (true, false) => Layout::Document,
        (false, _) => undecided,
    }
}

/// Detects the layout of an input from its second line, if the first one is not available.
pub fn layout_behind_line(rest: &[u8], is_all: bool) -> Layout {
    let undecided = if is_all { Layout::Document } else { Layout::Unknown };
    let start = rest.iter().position(|byte| !byte.is_ascii_whitespace());
    let Some(rest) = start.map(|start| &rest[start..]) else { return undecided };
    if !rest.starts_with(b"{") {
        return Layout::Document;
    }
    match memchr::memchr(b'\n', rest) {
        None if !is_all => Layout::Unknown,
        end if is_record(rest[..end.unwrap_or(rest.len())].trim_ascii()) => Layout::Lines,
        _ => Layout::Document,
    }
}

/// Whether a line holds an object and nothing else, going by its brackets: it may have faults
/// inside, and still be one record.
fn is_record(line: &[u8]) -> bool {
    if !line.starts_with(b"{") {
        return false;
    }
    match end_of_value(line, 0) {
        Some(end) => end == line.len(),
        None => false,
    }
}

/// Where the object or list at `start` ends, going by its brackets; `None` if it doesn't.
pub(super) fn end_of_value(text: &[u8], start: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = start;
    while let Some(byte) = text.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'"' => at = end_of_string(text, at)?,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The quote that ends the string whose quote is at `start`.
pub(super) fn end_of_string(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match text.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Layout {
        layout(text.as_bytes(), true)
    }

    #[test]
    fn one_record_a_line() {
        for text in [
            "{}\n{}\n",
            "\n {\"a\": \"}\\\"\"}\r\n\r\n{}",
            "\u{feff}{\"a\": [1]}\nnonsense",
            // The first line is broken, inside or at its end.
            "{\"a\": [}\n{}\n",
            "{\"a\": \"br\n{\"a\": 1}\n{}",
            "nonsense\n{\"a\": 1}\n",
        ] {
            assert_eq!(of(text), Layout::Lines, "{text}");
        }
    }

    #[test]
    fn one_document() {
        for text in [
            "",
            " \n\n",
            "{}",
            "{\"a\": 1}\n\n",
            "{\n\"a\": 1}\n",
            "{ \"a\":\n{\"b\": 1}\n}",
            "{ \"a\": 1\n  \"b\": 2 }\n",
            "[{}\n, {}]\n",
            "[\n{\"a\": 1}\n]",
            "{ \"hang\": \"ui\" } # a note\n",
            "<html>\n<title>",
        ] {
            assert_eq!(of(text), Layout::Document, "{text}");
        }
    }

    #[test]
    fn what_follows_a_line_that_is_not_to_be_had() {
        for text in ["{}", "{\"a\": 1}\n", "\n {}\r\nnonsense"] {
            assert_eq!(layout_behind_line(text.as_bytes(), true), Layout::Lines, "{text}");
        }
        for text in ["", "\n", "}", "{\n}", "{", ", {}\n", "[1]\n"] {
            assert_eq!(layout_behind_line(text.as_bytes(), true), Layout::Document, "{text}");
        }
        assert_eq!(layout_behind_line(b"{}", false), Layout::Unknown);
        assert_eq!(layout_behind_line(b"\n", false), Layout::Unknown);
    }

    #[test]
    fn undecided_until_there_is_a_second_line() {
        assert_eq!(layout(b"{\"a\": 1}", false), Layout::Unknown);
        assert_eq!(layout(b"{\"a\": 1}\n  ", false), Layout::Unknown);
        assert_eq!(layout(b"{\"a\": 1}\n{", false), Layout::Lines);
        assert_eq!(layout(b"{\n", false), Layout::Document);
    }
}
