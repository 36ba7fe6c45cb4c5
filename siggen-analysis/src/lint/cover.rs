//! Which line of a list matches all that another line matches.

use siggen_core::{SiglistFiles, SiglistName, Siglists};

use crate::order::sorted;

use super::line::{Line, What};

/// The lines of a list, sorted by what they can do to others. Lines that match everything do nothing: whatever they
/// are meant to be, the other lines are meant to be something.
pub(super) struct Cover<'l> {
    lines: &'l [Line],
    /// Lines of plain text, sorted by it, without those that start with another one: of such a table, only the last
    /// that is not greater than a text can be a start of it.
    starts: Vec<usize>,
    /// Lines of the form `.*text`.
    insides: Vec<usize>,
    /// Regexes that match, with a text, all longer ones.
    regexes: Vec<usize>,
    /// All of these at once, where they fit into one.
    any_regex: Option<Siglists>,
}

impl<'l> Cover<'l> {
    pub(super) fn new(lines: &'l [Line]) -> Self {
        let mut cover = Cover { lines, starts: Vec::new(), insides: Vec::new(), regexes: Vec::new(), any_regex: None };
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_everything()) {
            match line.what {
                What::Start => cover.starts.push(index),
                What::Inside(_) => cover.insides.push(index),
                What::Regex { is_open_ended: true, .. } => cover.regexes.push(index),
                What::Exactly | What::Regex { .. } => {}
            }
        }
        // Of two that are equal, the first one stays.
        cover.starts = sorted(cover.starts, |&one, &other| lines[one].start.cmp(&lines[other].start));
        cover.starts.dedup_by(|later, earlier| lines[*later].start.starts_with(&lines[*earlier].start));
        let regexes: Vec<&str> = cover.regexes.iter().map(|&index| lines[index].written.as_str()).collect();
        let all = SiglistFiles { irrelevant: regexes.join("\n").into(), ..SiglistFiles::default() };
        cover.any_regex = Siglists::new(&all).ok();
        cover
    }

    pub(super) fn line(&self, index: usize) -> &'l Line {
        &self.lines[index]
    }

    /// The line of plain text that all starts with that a line matches: the line itself if there is no other.
    pub(super) fn start_of(&self, line: &Line) -> Option<usize> {
        let after = self.starts.partition_point(|&index| self.lines[index].start <= line.start);
        let last = self.starts[after.checked_sub(1)?];
        line.start.starts_with(&self.lines[last].start).then_some(last)
    }

    /// The lines of the form `.*text` whose text is in all that a line matches, the line itself among them.
    pub(super) fn insides_of(&self, line: &Line) -> impl Iterator<Item = usize> {
        // The start up to its first line break, which the point doesn't match.
        let inside = match &line.what {
            What::Inside(text) => text,
            _ => line.start.as_str(),
        };
        let is_inside = move |index: &usize| match &self.lines[*index].what {
            What::Inside(text) => inside.find(text).is_some_and(|at| !inside[..at].contains('\n')),
            _ => false,
        };
        self.insides.iter().copied().filter(is_inside)
    }

    /// The other regexes that match all that a line matches, the line itself among them.
    pub(super) fn regexes_of(&self, line: &Line) -> impl Iterator<Item = usize> {
        let is_any = !line.start.is_empty()
            && self.any_regex.as_ref().is_none_or(|any| any.is_match(SiglistName::Irrelevant, &line.start));
        let regexes = if is_any { self.regexes.as_slice() } else { &[] };
        regexes.iter().copied().filter(|&index| match &self.lines[index].what {
            What::Regex { pattern, .. } => pattern.find(&line.start).is_some(),
            _ => false,
        })
    }

    /// A line of another list that matches all that this one matches.
    pub(super) fn of(&self, line: &Line) -> Option<&'l Line> {
        let covering = self.start_of(line).or_else(|| self.insides_of(line).next());
        covering.or_else(|| self.regexes_of(line).next()).map(|index| self.line(index))
    }
}
