//! Sentinels that are written as regexes.

use super::code::Code;
use super::finding::{Finding, Severity};
use super::line::Line;

/// A sentinel with signs of a regex that no frame has.
pub(super) fn regex(line: &Line) -> Option<Finding> {
    let text = line.written.as_str();
    let is_regex = text.contains('\\')
        || text.starts_with('^')
        || [".*", ".+", "(?", ")?", "]+", "]*"].iter().any(|sign| text.contains(sign))
        // Names may end with `$`, but not behind what no name ends with.
        || text.strip_suffix('$').is_some_and(|name| !name.ends_with("::") && !name.is_empty());
    is_regex.then(|| {
        let message = "is compared as plain text; a sentinel is not a regex".to_owned();
        let help = "Write the complete normalized frame, one entry for each that is meant.";
        line.finding(Severity::Warning, Code::RegexInSentinel, message, help)
    })
}
