//! Frames that show findings.

use siggen_core::{SiglistName, SiglistPattern};

use super::code::Code;
use super::example::example;
use super::finding::Finding;
use super::syntax::text_inside;

/// A normalized frame that shows a finding, where one can be made.
pub(super) fn of(finding: &Finding) -> Option<String> {
    let line = finding.pattern.as_str();
    let trigger = match finding.code {
        // Nothing matches these, or what they match is not the matter.
        Code::Invalid | Code::Order | Code::Allowance => return None,
        Code::Unreachable if finding.related.is_none() => return None,
        Code::Duplicate if finding.list == SiglistName::Sentinels => return Some(line.to_owned()),
        Code::RegexInSentinel => example(line).filter(|frame| frame != line)?,
        Code::OverBroad => Some(too_much(line)).filter(|frame| is_match(line, frame))?,
        _ => example(line)?,
    };
    let other = finding.related.as_ref().map(|other| other.pattern.as_str());
    other.is_none_or(|line| is_match(line, &trigger)).then_some(trigger)
}

fn is_match(line: &str, frame: &str) -> bool {
    SiglistPattern::new(line).is_ok_and(|pattern| pattern.find(frame).is_some())
}

/// A frame that a line was hardly meant for.
fn too_much(line: &str) -> String {
    match (line, text_inside(line)) {
        ("zero", _) => "zeroconf::Browser::poll".to_owned(),
        (_, Some(text)) => format!("un{text}able::run"),
        (word, None) if word.chars().all(char::is_alphanumeric) => format!("{word}able::run"),
        // It matches every frame.
        _ => "main".to_owned(),
    }
}
