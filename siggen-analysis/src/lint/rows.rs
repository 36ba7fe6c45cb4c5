//! The lines of a list's file: entries in groups, and what comments tell the linter.

use siggen_core::SiglistLine;

/// The file of a list, line by line.
pub(super) struct Rows<'f> {
    rows: Vec<Row<'f>>,
    /// For each line, the first of the comments for the linter right above it, or the line itself.
    firsts: Vec<usize>,
}

/// A line of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row<'f> {
    /// An entry.
    Entry(&'f str),
    /// A comment for the linter: what stands behind `siggen-lint:`.
    Directive(&'f str),
    /// Another comment, or nothing.
    Other,
}

/// What a comment for the linter begins with.
const DIRECTIVE: &str = "siggen-lint:";

impl<'f> Rows<'f> {
    pub(super) fn new(text: &'f str, entries: &'f [SiglistLine]) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut rows: Vec<Row<'f>> = text.split('\n').map(other).collect();
        for entry in entries {
            rows[entry.number - 1] = Row::Entry(&entry.text);
        }
        let mut firsts: Vec<usize> = Vec::with_capacity(rows.len());
        for index in 0..rows.len() {
            let is_below = index > 0 && matches!(rows[index - 1], Row::Directive(_));
            firsts.push(if is_below { firsts[index - 1] } else { index + 1 });
        }
        Rows { rows, firsts }
    }

    /// All lines with their numbers.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, Row<'f>)> {
        self.rows.iter().enumerate().map(|(index, &row)| (index + 1, row))
    }

    /// The first line of what belongs to an entry: the comments for the linter above it, and itself.
    pub(super) fn first_of(&self, number: usize) -> usize {
        number.checked_sub(1).and_then(|index| self.firsts.get(index)).copied().unwrap_or(number)
    }

    /// For each line, the entry that stands below it with nothing but comments for the linter between.
    pub(super) fn entries_below(&self) -> Vec<Option<usize>> {
        let mut entries = vec![None; self.rows.len()];
        let mut below = None;
        for (number, row) in self.iter().rev() {
            entries[number - 1] = below;
            match row {
                Row::Entry(_) => below = Some(number),
                Row::Directive(_) => {}
                Row::Other => below = None,
            }
        }
        entries
    }

    /// The entries between comments and empty lines, with their numbers, group by group.
    pub(super) fn groups(&self) -> Vec<Vec<(usize, &'f str)>> {
        let mut groups = vec![Vec::new()];
        for (number, row) in self.iter() {
            match (row, groups.last_mut()) {
                (Row::Entry(text), Some(group)) => group.push((number, text)),
                (Row::Other, Some(group)) if !group.is_empty() => groups.push(Vec::new()),
                _ => {}
            }
        }
        groups
    }
}

/// A line that is no entry.
fn other(line: &str) -> Row<'_> {
    let line = line.trim();
    let directive = line.strip_prefix('#').and_then(|comment| comment.trim_start().strip_prefix(DIRECTIVE));
    directive.map_or(Row::Other, |directive| Row::Directive(directive.trim()))
}
