//! Lines of the log that the reference implementation keeps.

use std::borrow::Cow;

use crate::explain::Verdict;

/// Where the lists come from.
pub(crate) fn siglists(source: &str) -> Cow<'static, str> {
    match source {
        "built-in" => "using included signature lists".into(),
        folder => format!("using signature lists from {folder}").into(),
    }
}

/// The frame that a walk starts at, where it is a sentinel.
pub(crate) fn sentinel(index: usize, frame: &str) -> String {
    format!("sentinel; starting at \"{frame}\" index {index}")
}

/// What a walk does with a frame, where that is logged.
pub(crate) fn frame(verdict: Verdict, frame: &str) -> Option<String> {
    let what = match verdict {
        Verdict::Empty => "empty string; ignoring",
        Verdict::Irrelevant => "irrelevant; ignoring",
        Verdict::Prefix => "prefix; continue iterating",
        Verdict::Stop => "not a prefix; stop",
        Verdict::BeforeSentinel | Verdict::RepeatedModule | Verdict::NotReached => return None,
    };
    Some(format!("{what}: \"{frame}\""))
}
