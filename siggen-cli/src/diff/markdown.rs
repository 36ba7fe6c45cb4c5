//! A diff as a comment on a pull request.

use siggen_analysis::{BucketDiff, Diff};

use super::rows::{Mark, Row, needs_ways, rows, ways};
use super::words::{agreement, crashes, heading, headline, number, or_empty, place, remarks, sign, so_many};
use super::{Report, Section, sections, shown_lines};
use crate::markdown::{code, is_report_id};
use crate::text::{printable, shorten};

/// How many groups are shown.
const GROUPS: usize = 20;

/// How many signatures of each sort and how many ways are shown of a group.
const SIGNATURES: usize = 5;

/// How many edited lines are shown, and how many lines responsible and examples of a group.
const LINES: usize = 30;
const FEW: usize = 3;

/// How long the whole may be. Comments of GitHub are cut at 65,536.
const ROOM: usize = 60_000;

/// How much of it is kept for what ends the comment.
const END: usize = 1_000;

/// How wide a signature, a line or an id may be. No real signature is longer, but a stored one may be anything.
const COLUMNS: usize = 300;

pub(super) fn render(report: &Report<'_>) -> String {
    let diff = report.diff;
    let mut text = head(report);
    text.push_str(&edits(diff));
    let mut missing = 0;
    for section in sections(diff, report.limit.unwrap_or(GROUPS)) {
        missing += section.groups - section.shown.len();
        missing += add_section(diff, &section, &mut text);
    }
    if missing > 0 {
        let groups = so_many(missing as u64, "smaller group of signatures is", "smaller groups of signatures are");
        text.push_str(&format!(
            "\n{groups} not shown. `siggen diff --format html -o diff.html` makes a page of all, \
             `--format csv` a map from old signatures to new ones.\n"
        ));
    }
    text
}

fn head(report: &Report<'_>) -> String {
    let diff = report.diff;
    let source = |text: &str| code(&shorten(&printable(text), COLUMNS));
    let mut text = format!("### {}\n\n", headline(diff));
    text.push_str(&format!("Lists before: {}, after: {}", source(&diff.before), source(&diff.after)));
    if let Some(stored) = &diff.stored {
        text.push_str(&format!("; {}", agreement(stored)));
    }
    text.push_str(".\n");
    for remark in remarks(report) {
        text.push_str(&format!("\n**{remark}**\n"));
    }
    text
}

/// The edited lines. Regexes are full of what means something in a table of Markdown, so it is one of HTML, which ends
/// at the next empty line.
fn edits(diff: &Diff) -> String {
    if diff.lines.is_empty() {
        return String::new();
    }
    let mut text =
        "\n<table>\n<tr><th align=\"left\">Edited entry</th><th></th><th align=\"right\">Crashes</th></tr>\n"
            .to_owned();
    let shown = shown_lines(diff, LINES);
    for &at in &shown {
        let line = &diff.lines[at];
        let pattern = html(&shorten(&printable(&line.text), COLUMNS));
        let count = if line.crashes == 0 { "none".to_owned() } else { number(line.crashes) };
        let (sign, place) = (sign(line.edit), place(line));
        text.push_str(&format!(
            "<tr><td><code>{sign} {place}</code></td><td><code>{pattern}</code></td><td align=\"right\">{count}</td></tr>\n"
        ));
    }
    text.push_str("</table>\n");
    if let left @ 1.. = diff.lines.len() - shown.len() {
        let lines = so_many(left as u64, "more entry is edited", "more entries are edited");
        text.push_str(&format!("\n{lines}, with fewer crashes or none.\n"));
    }
    text
}

/// Adds a section, as far as there is room, and returns how many of the groups to show had none.
fn add_section(diff: &Diff, section: &Section<'_>, text: &mut String) -> usize {
    let start = format!("\n<details><summary>{}</summary>\n", heading(section));
    let end = "\n</details>\n";
    let mut left = ROOM.saturating_sub(text.len() + start.len() + end.len() + END);
    let mut groups = Vec::new();
    for group in &section.shown {
        let group = group_text(diff, group);
        // The next one may be shorter, but then the largest ones would not be those that are shown.
        let Some(rest) = left.checked_sub(group.len()) else { break };
        left = rest;
        groups.push(group);
    }
    if !groups.is_empty() {
        text.extend([start, groups.concat(), end.to_owned()]);
    }
    section.shown.len() - groups.len()
}

fn group_text(diff: &Diff, group: &BucketDiff) -> String {
    let mut text = format!("\n**{}**", crashes(group.moved));
    let lines: Vec<_> = group.lines.iter().filter_map(|&at| diff.lines.get(at)).collect();
    if !lines.is_empty() {
        let shown = lines.iter().take(FEW);
        let mut shown: Vec<_> = shown.map(|line| code(&format!("{} {}", sign(line.edit), place(line)))).collect();
        if let left @ 1.. = lines.len() - shown.len() {
            shown.push(so_many(left as u64, "more entry", "more entries"));
        }
        text.push_str(&format!(" by {}", shown.join(", ")));
    }
    if !group.examples.is_empty() {
        let examples: Vec<_> = group.examples.iter().take(FEW).map(|id| example(id)).collect();
        text.push_str(&format!(", such as {}", examples.join(", ")));
    }
    text.push_str("\n\n");
    text.push_str(&fenced(&block(diff, group)));
    text
}

/// A crash's id, as a link where it is one of crash-stats.mozilla.org.
fn example(id: &str) -> String {
    if is_report_id(id) {
        return format!("[{id}](https://crash-stats.mozilla.org/report/index/{id})");
    }
    code(&shorten(&printable(id), COLUMNS))
}

/// The signatures as the lines of a patch, which are shown in colours.
fn block(diff: &Diff, group: &BucketDiff) -> String {
    let (rows, others) = rows(diff, group, SIGNATURES);
    let counts = rows.iter().map(|row| row.counts().chars().count()).max().unwrap_or(0);
    let line = |row: &Row| {
        let sign = match row.mark {
            Mark::Both => "!",
            mark => mark.sign(),
        };
        let fate = row.fate.name();
        format!("{sign} {:<counts$}  {fate:<6}  {}\n", row.counts(), shorten(&row.signature, COLUMNS))
    };
    let mut block: String = rows.iter().map(line).collect();
    if others > 0 {
        block.push_str(&format!("# {}\n", so_many(others as u64, "more signature", "more signatures")));
    }
    if needs_ways(group) {
        let ways = ways(diff, group);
        for way in ways.iter().take(SIGNATURES) {
            let [before, after] = [&way.before, &way.after].map(|text| printable(or_empty(text)).into_owned());
            let (before, after) = (shorten(&before, COLUMNS), shorten(&after, COLUMNS));
            block.push_str(&format!("# {}: {before} → {after}\n", crashes(way.crashes)));
        }
        if let left @ 1.. = ways.len().saturating_sub(SIGNATURES) {
            block.push_str(&format!("# {}\n", so_many(left as u64, "more way", "more ways")));
        }
    }
    block
}

/// A block of code between more backquotes than it has in a row.
fn fenced(block: &str) -> String {
    let longest = block.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    format!("{fence}diff\n{block}{fence}\n")
}

/// A printable text as HTML.
fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests;
