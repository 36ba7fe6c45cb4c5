//! Which line of a list matches all that another line matches.

use siggen_core::texts::{Insides, Starts};
use siggen_core::{SiglistFiles, SiglistName, Siglists};

use siggen_core::order::sorted;

use super::line::{Line, What};

/// The lines of a list, sorted by what they can do to others. Lines that match everything do nothing: whatever they
/// are meant to be, the other lines are meant to be something.
pub(super) struct Cover<'l> {
    lines: &'l [Line],
    /// Lines of plain text, sorted by it, without those that start with another one: of such a table, only the last
    /// that is not greater than a text can be a start of it.
    starts: Vec<usize>,
    insides: InsideLines,
    /// Regexes that match, with a text, all longer ones: by what all that they match starts with.
    regexes: (Starts, Vec<usize>),
    /// All that is more than text, at once; `None` where that fails, which the size of the lists rules out.
    any: Option<Siglists>,
}

/// Lines of the form `.*text`.
pub(super) struct InsideLines {
    texts: Insides,
    lines: Vec<usize>,
}

impl InsideLines {
    /// Those of some lines, which are of this form.
    pub(super) fn new(lines: &[Line], of: Vec<usize>) -> Self {
        let text = |&index: &usize| match &lines[index].what {
            What::Inside(text) => text.as_str(),
            _ => "",
        };
        InsideLines { texts: Insides::new(of.iter().map(text)), lines: of }
    }

    /// The first whose text is in the first line of a text: the point matches no line break.
    pub(super) fn first_in(&self, text: &str) -> Option<usize> {
        let first_line = text.split('\n').next().unwrap_or_default();
        self.texts.first_in(first_line).map(|at| self.lines[at])
    }
}

impl<'l> Cover<'l> {
    pub(super) fn new(lines: &'l [Line]) -> Self {
        let (mut starts, mut insides, mut regexes) = (Vec::new(), Vec::new(), Vec::new());
        let mut more_than_text = Vec::new();
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_everything()) {
            match line.what {
                What::Start => starts.push(index),
                What::Inside(_) => insides.push(index),
                What::Regex { is_open_ended: true, .. } => regexes.push(index),
                What::Exactly | What::Regex { .. } => {}
            }
            if line.is_more_than_text() {
                more_than_text.push(line.written.as_str());
            }
        }
        // Of two that are equal, the first one stays.
        starts = sorted(starts, |&one, &other| lines[one].start.cmp(&lines[other].start));
        starts.dedup_by(|later, earlier| lines[*later].start.starts_with(&lines[*earlier].start));
        let files = SiglistFiles { irrelevant: more_than_text.join("\n").into(), ..SiglistFiles::default() };
        Cover {
            lines,
            starts,
            insides: InsideLines::new(lines, insides),
            regexes: (Starts::new(regexes.iter().map(|&index| lines[index].start.as_str())), regexes),
            any: Siglists::new(&files).ok(),
        }
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

    /// The lines of the form `.*text`.
    pub(super) fn insides(&self) -> &InsideLines {
        &self.insides
    }

    /// The first regex that matches all that a line matches, among those that `is_asked` names.
    ///
    /// Those are tried that begin as the line does. They are no more than fit into one regex.
    pub(super) fn regex_of(&self, line: &Line, is_asked: impl Fn(usize) -> bool) -> Option<usize> {
        let is_any = |any: &Siglists| !line.start.is_empty() && any.is_match(SiglistName::Irrelevant, &line.start);
        let (starts, regexes) = &self.regexes;
        let mut first = None;
        if self.any.as_ref().is_some_and(is_any) {
            for group in starts.of(&line.start) {
                let indices = group.iter().map(|&at| regexes[at]);
                let mut earlier = indices.take_while(|&index| first.is_none_or(|first| index < first));
                let found = earlier.find(|&index| is_asked(index) && self.lines[index].has_match_in(&line.start));
                first = found.or(first);
            }
        }
        first
    }

    /// A line of another list that matches all that this one matches.
    pub(super) fn of(&self, line: &Line) -> Option<&'l Line> {
        let inside = || self.insides.first_in(line.text_inside());
        let covering = self.start_of(line).or_else(inside);
        covering.or_else(|| self.regex_of(line, |_| true)).map(|index| self.line(index))
    }
}
