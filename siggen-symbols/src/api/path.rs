//! Paths of source files as the API gives them: without `.`, without `..` where that can be, and with one separator.

use std::borrow::Cow;

/// A path made simple. One with a drive letter or a backslash is of Windows, whose separators become backslashes.
pub(super) fn simple(path: &str) -> Cow<'_, str> {
    let is_separator = |c: char| c == '/' || c == '\\';
    let bytes = path.as_bytes();
    let has_drive = matches!(bytes, [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic());
    let is_windows = path.contains('\\') || has_drive;
    let is_simple = !path.split(is_separator).any(|part| matches!(part, "." | ".."));
    if is_simple && !(is_windows && path.contains('/')) {
        return Cow::Borrowed(path);
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(is_separator) {
        match part {
            "." => {}
            // What is before the first separator of an absolute path stays.
            ".." if parts.last().is_some_and(|last| !matches!(*last, "" | ".."))
                && !(has_drive && parts.len() == 1) =>
            {
                parts.pop();
            }
            ".." if parts.last().is_some_and(|last| last.is_empty()) => {}
            part => parts.push(part),
        }
    }
    Cow::Owned(parts.join(if is_windows { "\\" } else { "/" }))
}

#[cfg(test)]
mod tests {
    use super::simple;

    #[test]
    fn redundant_parts_are_left_out() {
        for (path, expected) in [
            ("/a/./b", "/a/b"),
            ("/a/b/../c", "/a/c"),
            ("a/../../b", "../b"),
            ("../b", "../b"),
            ("./b", "b"),
            ("/../b", "/b"),
            (r"c:\a\..\b\.\c.cc", r"c:\b\c.cc"),
            ("c:/a/b.cc", r"c:\a\b.cc"),
            (r"c:\..\b", r"c:\..\b"),
            (r"a\b/c", r"a\b\c"),
            ("hg:hg.example.org/kite:wing/kite.cpp:8f2e", "hg:hg.example.org/kite:wing/kite.cpp:8f2e"),
            ("/a/..b/c..", "/a/..b/c.."),
            ("<stdin>", "<stdin>"),
            ("", ""),
        ] {
            assert_eq!(simple(path), expected, "{path}");
        }
    }
}
