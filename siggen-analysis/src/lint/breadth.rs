//! Lines that match more than they seem to be meant for.

use super::code::Code;
use super::finding::{Finding, Fix, LineEdit, Severity};
use super::line::{Line, What};
use super::syntax::{SHORT, escaped, has_point_in_name, is_short_word, without_tail};

/// A line that matches every frame.
pub(super) fn everything(line: &Line) -> Option<Finding> {
    line.is_everything().then(|| {
        let message = "matches every frame, since it matches empty text".to_owned();
        let help = "Write what the frames start with.";
        line.finding(Severity::Warning, Code::OverBroad, message, help)
    })
}

/// A line that is a short word, at the start of a frame or anywhere.
pub(super) fn too_broad(line: &Line) -> Option<Finding> {
    let (message, help) = match &line.what {
        What::Start if is_short_word(&line.start) => {
            let word = &line.start;
            let message = format!("matches all frames that start with `{word}`, including other functions and modules");
            (message, format!("Write `{word}$` to match only this name."))
        }
        What::Inside(text) if text.len() <= SHORT && text.chars().all(char::is_alphanumeric) => {
            let message = format!("matches all frames that contain `{text}`, even inside longer words");
            (message, format!("Write the names that are meant, or `.*{}$` for those that end with it.", escaped(text)))
        }
        _ => return None,
    };
    Some(line.finding(Severity::Warning, Code::OverBroad, message, help))
}

/// A line with a point that is probably meant as one.
pub(super) fn point(line: &Line) -> Option<Finding> {
    (matches!(line.what, What::Regex { .. }) && has_point_in_name(&line.written)).then(|| {
        let message = "this `.` matches any character".to_owned();
        line.finding(Severity::Hint, Code::UnescapedDot, message, r"Write `\.` if a dot is meant.")
    })
}

/// A line with `.*` at its end, where nothing is asked anyway.
pub(super) fn tail(line: &Line) -> Option<Finding> {
    let What::Regex { .. } = line.what else { return None };
    let text = without_tail(&line.written)?;
    let message = "an entry says nothing about the end of a frame, so the `.*` at its end has no effect".to_owned();
    let mut finding = line.finding(Severity::Hint, Code::RedundantTail, message, format!("Write `{text}`."));
    finding.fix = Some(Fix { edits: vec![LineEdit::Replace { line: line.number, text: text.to_owned() }] });
    Some(finding)
}
