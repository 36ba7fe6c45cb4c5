//! Lines that another line of their list makes superfluous.

use super::code::Code;
use super::cover::Cover;
use super::finding::{Finding, Severity};
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
            // Of two that are equal, the first one stays.
            What::Inside(text) => cover.insides_of(line).find(|&other| {
                matches!(&lines[other].what, What::Inside(others) if (others.len(), other) < (text.len(), index))
            }),
        };
    }
    // Regexes first, so that no text goes for a regex that goes; of two that match the same, the later one.
    let (texts, others): (Vec<_>, Vec<_>) =
        lines.iter().enumerate().partition(|(_, line)| matches!(line.what, What::Start));
    for (index, line) in others.into_iter().rev().chain(texts) {
        if shadows[index].is_some() || line.is_everything() || matches!(line.what, What::Inside(_)) {
            continue;
        }
        let mut covering = cover.insides_of(line).chain(cover.regexes_of(line));
        shadows[index] = covering.find(|&other| other != index && shadows[other].is_none());
    }
    let last = |mut index: usize| {
        while let Some(next) = shadows[index] {
            index = next;
        }
        index
    };
    shadows.iter().map(|shadow| shadow.map(last)).collect()
}

pub(super) fn finding(line: &Line, by: &Line) -> Finding {
    let place = if by.number < line.number { "earlier" } else { "later" };
    let place = format!("line {}, {place} in the list,", by.number);
    let message = match &by.what {
        What::Exactly | What::Start => format!("{place} takes every frame that starts with `{}`, these too", by.start),
        What::Inside(text) => format!("{place} takes every frame with `{text}` in it, these too"),
        What::Regex { .. } => format!("{place} matches all of these frames too: `{}`", by.written),
    };
    let mut finding =
        line.finding(Severity::Warning, Code::Shadowed, message, "Take the line out: no signature changes.");
    finding.other = Some(by.as_other());
    finding
}
