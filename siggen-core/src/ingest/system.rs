//! Operating systems, which each source of crashes has its own names for.

use std::borrow::Cow;

/// What systems are called elsewhere, and in crash reports.
const NAMES: [(&str, &str); 7] = [
    ("Windows", "Windows NT"),
    ("Windows_NT", "Windows NT"),
    ("WINNT", "Windows NT"),
    ("Darwin", "Mac OS X"),
    ("Mac", "Mac OS X"),
    ("macOS", "Mac OS X"),
    ("OSX", "Mac OS X"),
];

/// The name that crash reports have for a system; any other name stays as it is.
pub(super) fn in_reports(name: Cow<'_, str>) -> Cow<'_, str> {
    let known = NAMES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
    known.map_or(name, |(_, in_reports)| Cow::Borrowed(in_reports))
}
