//! The table of all groups of signatures.

use siggen_analysis::{BucketDiff, Diff};

use super::escaped::Escaped;
use super::parts::{cell, code, counted_head, list, marked_code};
use crate::diff::rows::{Mark, Row, needs_ways, rows, ways};
use crate::diff::words::{crashes, heading, meaning, number, or_empty, place, sign, so_many};
use crate::diff::{Section, sections};
use crate::markdown::is_report_id;

/// How many groups are shown.
const GROUPS: usize = 500;

/// How many signatures of each sort, ways and lines are shown of a group.
const MANY: usize = 50;

pub(super) fn section(diff: &Diff, limit: Option<usize>) -> Escaped {
    if diff.buckets.is_empty() {
        return Escaped::default();
    }
    let sections = sections(diff, limit.unwrap_or(GROUPS));
    let left: usize = sections.iter().map(|section| section.groups - section.shown.len()).sum();
    let note = match left {
        0 => String::new(),
        left => format!(
            "{} not shown here; siggen diff --limit {} shows all.",
            so_many(left as u64, "smaller group is", "smaller groups are"),
            diff.buckets.len()
        ),
    };
    let head = counted_head(
        "Signatures that exchange crashes, with how many had each before and have it after",
        &["Signatures", "Entries responsible", "Crashes to look at"],
    );
    let mut table = head;
    table.extend(sections.iter().map(|section| body(diff, section)));
    Escaped::element(
        "section",
        &[("aria-labelledby", "changes")],
        &Escaped::from([
            Escaped::html("<h2 id=\"changes\">All changes</h2>"),
            Escaped::element("table", &[("role", "table"), ("class", "changes")], &table),
            if note.is_empty() { Escaped::default() } else { Escaped::with_text("p", &[("class", "note")], &note) },
        ]),
    )
}

fn body(diff: &Diff, section: &Section<'_>) -> Escaped {
    let kind = section.kind.name();
    let heading = Escaped::from([
        Escaped::with_text("strong", &[("class", kind)], &heading(section)),
        Escaped::html(" "),
        Escaped::with_text("span", &[("class", "meaning")], meaning(section.kind)),
    ]);
    let attributes = [("scope", "rowgroup"), ("colspan", "4"), ("role", "rowheader"), ("id", kind)];
    let mut rows =
        Escaped::element("tr", &[("role", "row"), ("class", "kind")], &Escaped::element("th", &attributes, &heading));
    rows.extend(section.shown.iter().map(|group| row(diff, group)));
    Escaped::element("tbody", &[("role", "rowgroup")], &rows)
}

fn row(diff: &Diff, group: &BucketDiff) -> Escaped {
    let number = Escaped::with_text(
        "th",
        &[("scope", "row"), ("role", "rowheader"), ("class", "number"), ("data-column", "Crashes")],
        &number(group.moved),
    );
    let cells = [
        number,
        cell("Signatures", "", &signatures(diff, group)),
        cell("Entries responsible", "", &lines(diff, group)),
        cell("Crashes to look at", "", &list("examples", group.examples.iter().map(|id| example(id)))),
    ];
    Escaped::element("tr", &[("role", "row")], &Escaped::from(cells))
}

fn signatures(diff: &Diff, group: &BucketDiff) -> Escaped {
    let (rows, others) = rows(diff, group, MANY);
    let mut items: Escaped = rows.iter().map(signature).collect();
    if others > 0 {
        let more = so_many(others as u64, "more signature", "more signatures");
        items.push(&Escaped::with_text("li", &[("class", "more")], &format!("… {more}")));
    }
    let mut all = Escaped::element("ul", &[("class", "signatures")], &items);
    if needs_ways(group) {
        let ways = ways(diff, group);
        let way = |way: &&siggen_analysis::Migration| {
            Escaped::from([
                Escaped::text(&format!("{} from ", crashes(way.crashes))),
                code(or_empty(&way.before)),
                Escaped::html(" to "),
                code(or_empty(&way.after)),
            ])
        };
        all.push(&list("ways", ways.iter().take(MANY).map(way)));
        if let left @ 1.. = ways.len().saturating_sub(MANY) {
            let more = so_many(left as u64, "more way", "more ways");
            all.push(&Escaped::with_text("p", &[("class", "more")], &format!("… {more}")));
        }
    }
    all
}

fn signature(row: &Row) -> Escaped {
    let class = match row.mark {
        Mark::From => "left",
        Mark::Both => "kept",
        Mark::To => "taken",
    };
    let fate = Escaped::with_text("span", &[("class", "fate")], &format!("{} {}", row.counts(), row.fate.name()));
    let sign = Escaped::with_text("span", &[("class", "sign")], row.mark.sign());
    let space = Escaped::html(" ");
    let pieces = [sign, space.clone(), marked_code(&row.signature, &row.differing), space, fate];
    Escaped::element("li", &[("class", class)], &Escaped::from(pieces))
}

fn lines(diff: &Diff, group: &BucketDiff) -> Escaped {
    let lines: Vec<_> = group.lines.iter().filter_map(|&at| diff.lines.get(at)).collect();
    let item = |line: &&siggen_analysis::EditedLine| {
        Escaped::from([
            Escaped::with_text("span", &[("class", "place")], &format!("{} {}", sign(line.edit), place(line))),
            Escaped::html(" "),
            code(&line.text),
        ])
    };
    let left = lines.len().saturating_sub(MANY);
    let more = (left > 0).then(|| Escaped::text(&format!("… {}", so_many(left as u64, "more entry", "more entries"))));
    list("lines", lines.iter().take(MANY).map(item).chain(more))
}

/// A crash's id, as a link where it is one of crash-stats.mozilla.org.
fn example(id: &str) -> Escaped {
    if !is_report_id(id) {
        return code(id);
    }
    let address = format!("https://crash-stats.mozilla.org/report/index/{id}");
    Escaped::element("a", &[("href", &address), ("rel", "noreferrer")], &code(id))
}
