//! What stands at the start of the page: all in numbers, and the edited lines.

use siggen_analysis::{Diff, Edit};

use super::escaped::Escaped;
use super::parts::{cell, code, table_head};
use crate::diff::words::{agreement, headline, number, percent, place, remarks, sign, so_many};
use crate::diff::{KINDS, Report, shown_lines};

/// How many edited lines are shown.
const LINES: usize = 500;

pub(super) fn header(report: &Report<'_>) -> Escaped {
    let diff = report.diff;
    let sources = Escaped::from([
        Escaped::html("Lists before: "),
        code(&diff.before),
        Escaped::html(". Lists after: "),
        code(&diff.after),
        Escaped::html("."),
    ]);
    let mut pieces = Escaped::from([
        Escaped::with_text("h1", &[], &headline(diff)),
        Escaped::element("p", &[("class", "sources")], &sources),
        facts(diff),
    ]);
    pieces.extend(remarks(report).iter().map(|remark| Escaped::with_text("p", &[("class", "remark")], remark)));
    if let Some(stored) = &diff.stored {
        pieces.push(&Escaped::with_text("p", &[], &format!("{}.", agreement(stored))));
    }
    Escaped::element("header", &[], &pieces)
}

/// What can be told in numbers.
fn facts(diff: &Diff) -> Escaped {
    let fact = |name: &str, value: &str, class: &str| {
        let pieces = [Escaped::with_text("dt", &[], name), Escaped::with_text("dd", &[], value)];
        Escaped::element("div", &[("class", class)], &Escaped::from(pieces))
    };
    let mut facts = Escaped::from([
        fact("crashes", &number(diff.crashes), ""),
        fact("of them change", &percent(diff.changed, diff.crashes), ""),
        fact("signatures before", &number(diff.signatures_before), ""),
        fact("signatures after", &number(diff.signatures_after), ""),
    ]);
    for kind in KINDS {
        let groups = diff.buckets.iter().filter(|group| group.kind == kind).count();
        if groups > 0 {
            facts.push(&fact(kind.name(), &number(groups as u64), kind.name()));
        }
    }
    Escaped::element("dl", &[("class", "facts")], &facts)
}

/// The edited lines.
pub(super) fn edits(diff: &Diff) -> Escaped {
    if diff.lines.is_empty() {
        return Escaped::default();
    }
    let shown = shown_lines(diff, LINES);
    let row = |&at: &usize| {
        let line = &diff.lines[at];
        let class = match line.edit {
            Edit::Added => "taken",
            Edit::Removed => "left",
        };
        let edit = format!("{} {}", sign(line.edit), place(line));
        let cells = [
            cell("Edit", "place", &Escaped::text(&edit)),
            cell("Crashes", "number", &Escaped::text(&number(line.crashes))),
            cell("Line", class, &Escaped::element("code", &[], &Escaped::with_text("mark", &[], &line.text))),
        ];
        Escaped::element(
            "tr",
            &[("role", "row"), ("class", if line.crashes == 0 { "idle" } else { "" })],
            &cells.into(),
        )
    };
    let head = table_head(
        "Entries that are in only one set of lists, and how many crashes change because of each",
        &[("Edit", ""), ("Crashes", "number"), ("Line", "")],
    );
    let rows = Escaped::element("tbody", &[("role", "rowgroup")], &shown.iter().map(row).collect());
    let mut section = Escaped::from([
        Escaped::html("<h2 id=\"edits\">Edited entries</h2>"),
        Escaped::element("table", &[("role", "table"), ("class", "edits")], &Escaped::from([head, rows])),
    ]);
    if let left @ 1.. = diff.lines.len() - shown.len() {
        let more = so_many(left as u64, "more entry is edited", "more entries are edited");
        let more = format!("{more}, with fewer crashes or none.");
        section.push(&Escaped::with_text("p", &[("class", "note")], &more));
    }
    Escaped::element("section", &[("aria-labelledby", "edits")], &section)
}
