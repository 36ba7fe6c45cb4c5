//! Lines that another line of their list makes superfluous.

use super::code::Code;
use super::cover::{Cover, InsideLines};
use super::finding::{Finding, Severity, shown};
use super::line::{Line, What};

/// For each line the one that matches all that it matches, where there is one. No signature changes if all lines
/// that have one are taken out at once.
pub(super) fn shadows(lines: &[Line], cover: &Cover<'_>) -> Vec<Option<usize>> {
    // A line goes only for one that stays, as far as is known then. That one may go later for a third one, which
    // matches all that the two match: so no two lines go for each other.
    let mut shadows: Vec<Option<usize>> = vec![None; lines.len()];
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_everything()) {
        shadows[index] = match &line.what {
            What::Exactly => None,
            What::Start | What::Regex { .. } => cover.start_of(line).filter(|&other| other != index),
            What::Inside(text) => shorter(index, text, cover.insides()),
        };
    }
    let is_left = |&index: &usize| matches!(lines[index].what, What::Inside(_)) && shadows[index].is_none();
    let insides = InsideLines::new(lines, (0..lines.len()).filter(is_left).collect());
    // Regexes first, so that no text goes for a regex that goes; of two that match the same, the later one.
    let (texts, others): (Vec<_>, Vec<_>) =
        lines.iter().enumerate().partition(|(_, line)| matches!(line.what, What::Start));
    for (index, line) in others.into_iter().rev().chain(texts) {
        if shadows[index].is_some() || line.is_everything() || matches!(line.what, What::Inside(_)) {
            continue;
        }
        let regex = || cover.regex_of(line, |other| other != index && shadows[other].is_none());
        shadows[index] = insides.first_in(&line.start).or_else(regex);
    }
    // Each goes for one whose text is shorter, or after a few that are regexes.
    let last = |mut index: usize| {
        while let Some(next) = shadows[index] {
            index = next;
        }
        index
    };
    shadows.iter().map(|shadow| shadow.map(last)).collect()
}

/// The first line of the form `.*text` that matches all that such a line matches: its text is shorter, or the same and
/// further up.
fn shorter(index: usize, text: &str, insides: &InsideLines) -> Option<usize> {
    let first = insides.first_in(text)?;
    if first != index {
        return Some(first);
    }
    // What is shorter is in the text without its first character or without its last one.
    let mut behind = text.chars();
    behind.next();
    let mut before = text.chars();
    before.next_back();
    [behind, before].into_iter().filter_map(|part| insides.first_in(part.as_str())).min()
}

pub(super) fn finding(line: &Line, by: &Line) -> Finding {
    let place = if by.number < line.number { "earlier" } else { "later" };
    let place = format!("line {}, {place} in the list,", by.number);
    let message = match &by.what {
        What::Exactly | What::Start => {
            format!("{place} matches every frame that starts with `{}`, including these", shown(&by.start))
        }
        What::Inside(text) => format!("{place} matches every frame that contains `{}`, including these", shown(text)),
        What::Regex { .. } => format!("{place} also matches all of these frames: `{}`", shown(&by.written)),
    };
    let mut finding =
        line.finding(Severity::Warning, Code::Shadowed, message, "Remove the entry: no signature changes.");
    finding.related = Some(by.as_related());
    finding
}
