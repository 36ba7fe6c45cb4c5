//! A diff as people read it at a terminal.

mod group;

use anstyle::{AnsiColor, Style};
use siggen_analysis::{Diff, Edit};

use super::rows::Mark;
use super::words::{agreement, crashes, heading, headline, number, or_empty, place, remarks, sign, so_many};
use super::{Report, sections, shown_lines};
use crate::terminal::{Palette, columns};
use crate::text::{printable, shorten, width, wrap};

/// How many groups are shown.
const GROUPS: usize = 50;

/// How many edited lines are shown.
const LINES: usize = 40;

/// How to print a diff.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View {
    palette: Palette,
    columns: usize,
    /// Whether to list each crash that changes.
    changes: bool,
}

impl View {
    pub(crate) fn new(changes: bool, has_colours: bool) -> Self {
        View { palette: Palette::new(has_colours), columns: columns(), changes }
    }

    /// The diff as text.
    pub(super) fn render(&self, report: &Report<'_>) -> String {
        let diff = report.diff;
        let limit = report.limit.unwrap_or(GROUPS);
        let mut lines = self.head(report);
        lines.extend(self.edits(diff));
        for section in sections(diff, limit) {
            lines.extend([String::new(), self.palette.heading(&heading(&section))]);
            for group in &section.shown {
                lines.extend(self.group(diff, group));
            }
            if let left @ 1.. = section.groups - section.shown.len() {
                lines.push(format!("  {}", self.palette.faint(&format!("… {} more", number(left as u64)))));
            }
        }
        if self.changes {
            lines.extend(self.changed_crashes(diff));
        }
        lines.extend(self.more(diff, limit));
        lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
    }

    fn head(&self, report: &Report<'_>) -> Vec<String> {
        let diff = report.diff;
        let row = |name: &str, text: &str| format!("{}  {text}", self.palette.faint(&format!("{name:<6}")));
        let headline = wrap(&headline(diff), self.columns);
        let mut lines: Vec<String> = headline.iter().map(|line| self.palette.heading(line)).collect();
        lines.extend([row("before", &printable(&diff.before)), row("after", &printable(&diff.after))]);
        if let Some(stored) = &diff.stored {
            let wrapped = wrap(&agreement(stored), self.columns - 8);
            lines.extend((0..).zip(wrapped).map(|(at, line)| row(if at == 0 { "stored" } else { "" }, &line)));
        }
        lines.extend(remarks(report).iter().map(|remark| self.palette.bad(remark)));
        lines
    }

    /// The edited lines and how many crashes each changes.
    fn edits(&self, diff: &Diff) -> Vec<String> {
        if diff.lines.is_empty() {
            return vec![];
        }
        let mut lines = vec![String::new(), self.palette.heading("Edited entries")];
        let shown = shown_lines(diff, LINES);
        let touched = |count: u64| if count == 0 { "no effect".to_owned() } else { crashes(count) };
        let facts: Vec<_> = shown.iter().map(|&at| (&diff.lines[at], touched(diff.lines[at].crashes))).collect();
        let places = facts.iter().map(|(line, _)| width(&place(line))).max().unwrap_or(0);
        let counts = facts.iter().map(|(_, count)| width(count)).max().unwrap_or(0);
        for (line, count) in &facts {
            let count = format!("{count:>counts$}");
            let count = if line.crashes == 0 { self.palette.bad(&count) } else { count };
            let text = shorten(&printable(&line.text), self.columns.saturating_sub(8 + places + counts)).into_owned();
            let sign = self.palette.paint(edited(line.edit), sign(line.edit));
            lines.push(format!("  {sign} {:<places$}  {count}  {}", place(line), self.palette.pattern(&text)));
        }
        if let left @ 1.. = diff.lines.len() - shown.len() {
            let more = so_many(left as u64, "more edited entry", "more edited entries");
            lines.push(format!("  {}", self.palette.faint(&format!("… {more} with fewer crashes or none"))));
        }
        lines
    }

    fn changed_crashes(&self, diff: &Diff) -> Vec<String> {
        let mut lines = vec![String::new(), self.palette.heading("Crashes that change")];
        for change in &diff.changes {
            let way = &diff.migrations[change.migration];
            let [before, after] = [&way.before, &way.after].map(|text| printable(or_empty(text)).into_owned());
            lines.push(format!("  {}  {before}  {}  {after}", printable(&change.id), self.palette.good("→")));
        }
        lines
    }

    /// How to see more.
    fn more(&self, diff: &Diff, limit: usize) -> Vec<String> {
        let groups = diff.buckets.len();
        if groups == 0 {
            return vec![];
        }
        let page = "--format html -o diff.html makes a page with a picture";
        let text = match groups.saturating_sub(limit) {
            0 => format!("--changes lists each crash, {page}."),
            left => format!(
                "{} not shown: --limit {groups} shows all, {page}.",
                so_many(left as u64, "smaller group is", "smaller groups are")
            ),
        };
        let wrapped = wrap(&text, self.columns).into_iter().map(|line| self.palette.faint(&line));
        std::iter::once(String::new()).chain(wrapped).collect()
    }
}

/// The style of an edited line's sign.
fn edited(edit: Edit) -> Style {
    match edit {
        Edit::Added => TAKEN,
        Edit::Removed => LEFT,
    }
}

const TAKEN: Style = AnsiColor::Green.on_default();
const LEFT: Style = AnsiColor::Red.on_default();

/// The style of what is left, and of what is taken.
fn marked(mark: Mark) -> Style {
    match mark {
        Mark::From => LEFT,
        Mark::Both => Style::new(),
        Mark::To => TAKEN,
    }
}

#[cfg(test)]
mod tests;
