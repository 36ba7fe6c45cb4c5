//! How `siggen diff` prints what it finds: one file a format.

mod csv;
mod html;
mod json;
mod markdown;
mod rows;
mod text;
mod words;

#[cfg(test)]
mod samples;

use std::cmp::Reverse;
use std::io::{self, Write};

use siggen_analysis::{BucketDiff, BucketKind, Diff};

use crate::args::DiffFormat;
use crate::cells::Cells;

pub(crate) use text::View;

/// How a report looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// As text.
    pub(crate) view: View,
    /// As comma-separated values.
    pub(crate) cells: Cells,
}

/// A diff, and what there is to say about how it was made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Report<'d> {
    pub(crate) diff: &'d Diff,
    /// How many records could not be read.
    pub(crate) failed: u64,
    /// Whether it was stopped before all crashes were compared.
    pub(crate) is_stopped: bool,
    /// How many groups of buckets to show, for people; `None` for as many as the format likes.
    pub(crate) limit: Option<usize>,
}

/// Writes a report in a format.
pub(crate) fn write(report: &Report<'_>, format: DiffFormat, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let Look { view, cells } = look;
    match format {
        DiffFormat::Text => out.write_all(view.render(report).as_bytes()),
        DiffFormat::Markdown => out.write_all(markdown::render(report).as_bytes()),
        DiffFormat::Json => json::write_all(report, out),
        DiffFormat::Ndjson => json::write_changes(report.diff, out),
        DiffFormat::Csv => csv::write(report.diff, cells, out),
        DiffFormat::Html => out.write_all(html::render(report).as_bytes()),
    }
}

/// What can happen to buckets.
const KINDS: [BucketKind; 4] = [BucketKind::Renamed, BucketKind::Split, BucketKind::Merged, BucketKind::Mixed];

/// The groups of one kind.
struct Section<'d> {
    kind: BucketKind,
    /// All there are.
    groups: usize,
    /// How many crashes change their signature in all of them.
    moved: u64,
    /// Those to show.
    shown: Vec<&'d BucketDiff>,
}

/// The groups by kind, that of most changed crashes first. Of all groups, those with most changed crashes are shown.
fn sections(diff: &Diff, limit: usize) -> Vec<Section<'_>> {
    let section = |kind| {
        let groups: Vec<(usize, &BucketDiff)> =
            diff.buckets.iter().enumerate().filter(|(_, group)| group.kind == kind).collect();
        Section {
            kind,
            groups: groups.len(),
            moved: groups.iter().map(|(_, group)| group.moved).sum(),
            shown: groups.iter().filter(|(at, _)| *at < limit).map(|(_, group)| *group).collect(),
        }
    };
    let mut sections: Vec<Section<'_>> = KINDS.into_iter().map(section).filter(|section| section.groups > 0).collect();
    sections.sort_by_key(|section| Reverse(section.moved));
    sections
}

/// The edited lines to show, by their indices: those with most crashes, in their order.
fn shown_lines(diff: &Diff, limit: usize) -> Vec<usize> {
    let mut shown: Vec<usize> = (0..diff.lines.len()).collect();
    shown.sort_by_key(|&at| Reverse(diff.lines[at].crashes));
    shown.truncate(limit);
    shown.sort_unstable();
    shown
}

#[cfg(test)]
mod tests {
    use super::samples::{diff, group};
    use super::*;

    #[test]
    fn sections_have_the_largest_groups() {
        let mut diff = diff();
        diff.buckets = vec![
            group(BucketKind::Split, 9),
            group(BucketKind::Renamed, 7),
            group(BucketKind::Split, 5),
            group(BucketKind::Renamed, 2),
        ];
        let facts = |limit| -> Vec<(BucketKind, usize, u64, Vec<u64>)> {
            let fact = |section: Section<'_>| {
                let shown = section.shown.iter().map(|group| group.moved).collect();
                (section.kind, section.groups, section.moved, shown)
            };
            sections(&diff, limit).into_iter().map(fact).collect()
        };
        assert_eq!(facts(9), [(BucketKind::Split, 2, 14, vec![9, 5]), (BucketKind::Renamed, 2, 9, vec![7, 2])]);
        assert_eq!(facts(1), [(BucketKind::Split, 2, 14, vec![9]), (BucketKind::Renamed, 2, 9, vec![])]);
    }

    #[test]
    fn lines_with_most_crashes_in_their_order() {
        let mut diff = diff();
        let line = diff.lines[0].clone();
        diff.lines = [3, 9, 0, 5].map(|crashes| siggen_analysis::EditedLine { crashes, ..line.clone() }).to_vec();
        assert_eq!(shown_lines(&diff, 2), [1, 3]);
        assert_eq!(shown_lines(&diff, 9), [0, 1, 2, 3]);
    }
}
