//! A group of buckets: its crashes, the lines responsible, the signatures.

use std::ops::Range;

use anstyle::{Effects, Style};
use siggen_analysis::{BucketDiff, Diff};

use super::{View, marked};
use crate::diff::rows::{Row, needs_ways, rows, ways};
use crate::diff::words::{crashes, number, or_empty, place, sign, so_many};
use crate::text::{printable, shorten, width, wrap};

/// How many signatures of each sort and how many ways are shown of a group.
const SIGNATURES: usize = 8;

/// How many of the lines responsible and of the examples are shown.
const FEW: usize = 3;

impl View {
    pub(super) fn group(&self, diff: &Diff, group: &BucketDiff) -> Vec<String> {
        let palette = self.palette;
        let by = match &responsible(diff, group)[..] {
            [] => String::new(),
            lines => format!(", by {}", lines.join(", ")),
        };
        let mut lines = vec![format!("  {}{}", palette.heading(&crashes(group.moved)), palette.faint(&by))];
        let (rows, others) = rows(diff, group, SIGNATURES);
        let numbers = |side: fn(&Row) -> u64| rows.iter().map(|row| number(side(row)).len()).max().unwrap_or(0);
        let (before, after) = (numbers(|row| row.before), numbers(|row| row.after));
        let fates = rows.iter().map(|row| row.fate.name().len()).max().unwrap_or(0);
        for row in &rows {
            let style = marked(row.mark);
            let sign = palette.paint(style, row.mark.sign());
            let counts = format!("{:>before$} → {:>after$}", number(row.before), number(row.after));
            let fate = palette.faint(&format!("{:<fates$}", row.fate.name()));
            let indent = 4 + 2 + before + 3 + after + 2 + fates + 2;
            let signature = self.signature(&row.signature, &row.differing, style, indent);
            lines.push(format!("    {sign} {counts}  {fate}  {signature}"));
        }
        if others > 0 {
            let more = so_many(others as u64, "more signature", "more signatures");
            lines.push(format!("    {}", palette.faint(&format!("… {more}"))));
        }
        if needs_ways(group) {
            lines.extend(self.ways(diff, group));
        }
        if !group.examples.is_empty() {
            let examples: Vec<_> = group.examples.iter().take(FEW).map(|id| printable(id).into_owned()).collect();
            let wrapped = wrap(&format!("e.g. {}", examples.join(", ")), self.columns.saturating_sub(6));
            lines.extend(wrapped.iter().map(|line| format!("      {}", palette.faint(line))));
        }
        lines
    }

    /// Which crashes went where.
    fn ways(&self, diff: &Diff, group: &BucketDiff) -> Vec<String> {
        let ways = ways(diff, group);
        let shown = &ways[..ways.len().min(SIGNATURES)];
        let counts = shown.iter().map(|way| number(way.crashes).len()).max().unwrap_or(0);
        // Both signatures have a half of the line.
        let room = self.columns.saturating_sub(6 + counts + 2 + 3) / 2;
        let mut lines: Vec<String> = shown
            .iter()
            .map(|way| {
                let short = |text: &str| shorten(&printable(or_empty(text)), room).into_owned();
                let (before, after) = (short(&way.before), short(&way.after));
                let arrow = self.palette.faint("→");
                format!("      {:>counts$}  {before} {arrow} {after}", number(way.crashes))
            })
            .collect();
        if let left @ 1.. = ways.len() - shown.len() {
            let more = so_many(left as u64, "more way", "more ways");
            lines.push(format!("      {}", self.palette.faint(&format!("… {more}"))));
        }
        lines
    }

    /// A signature with what differs marked, broken between words where the line ends.
    fn signature(&self, text: &str, differing: &Range<usize>, style: Style, indent: usize) -> String {
        let lines = broken(text, self.columns.saturating_sub(indent).max(20));
        let marked = style.effects(Effects::BOLD);
        let paint = |line: Range<usize>| {
            let from = differing.start.clamp(line.start, line.end);
            let to = differing.end.clamp(from, line.end);
            let piece = |range: Range<usize>, style| self.palette.paint(style, &text[range]);
            [piece(line.start..from, Style::new()), piece(from..to, marked), piece(to..line.end, Style::new())].concat()
        };
        let painted: Vec<String> = lines.into_iter().map(paint).collect();
        painted.join(&format!("\n{:indent$}", ""))
    }
}

/// The lines responsible for a group, by their places; those with most crashes where there are many.
pub(super) fn responsible(diff: &Diff, group: &BucketDiff) -> Vec<String> {
    let mut lines: Vec<_> = group.lines.iter().filter_map(|&at| diff.lines.get(at)).collect();
    if lines.len() > FEW {
        lines.sort_by_key(|line| std::cmp::Reverse(line.crashes));
    }
    let mut shown: Vec<String> =
        lines.iter().take(FEW).map(|line| format!("{}{}", sign(line.edit), place(line))).collect();
    if let left @ 1.. = lines.len().saturating_sub(FEW) {
        shown.push(so_many(left as u64, "more entry", "more entries"));
    }
    shown
}

/// The parts of a text that fit on lines of some columns: cut at spaces, which stay out.
fn broken(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut line = 0..0;
    let mut at = 0;
    for word in text.split(' ') {
        let end = at + word.len();
        if line.start < line.end && width(&text[line.start..end]) > columns {
            lines.push(line);
            line = at..end;
        } else {
            line.end = end;
        }
        at = end + 1;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_at_spaces() {
        let parts = |text: &'static str, columns| -> Vec<&str> {
            broken(text, columns).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(parts("one | two", 20), ["one | two"]);
        assert_eq!(parts("one | two", 6), ["one |", "two"]);
        assert_eq!(parts("unbreakable | b", 5), ["unbreakable", "| b"]);
        assert_eq!(parts("", 5), [""]);
        assert_eq!(parts("a  b", 2), ["a ", "b"]);
    }
}
