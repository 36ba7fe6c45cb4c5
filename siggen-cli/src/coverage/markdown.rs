//! Coverage for a wiki or a pull request.

use siggen_analysis::LineCoverage;
use siggen_core::SiglistName;

use super::{EXAMPLES, ROT, Report, SIGNATURES, rest};
use crate::markdown::{code, is_report_id};
use crate::numbers::{number, percent, so_many};

pub(super) fn render(report: &Report<'_>) -> String {
    let mut paragraphs = vec![format!("**{}** (lists: {})", report.head(), code(&report.coverage.source))];
    paragraphs.extend(report.gaps());
    if !report.args.unused {
        for list in report.lists() {
            paragraphs.extend(fired(report, list));
        }
    }
    let unused = report.lists().map(|list| unused(report, list)).collect::<Vec<_>>().concat();
    if !unused.is_empty() {
        paragraphs.push(format!("### Entries that never fired\n\n{ROT}"));
        paragraphs.extend(unused);
    }
    let mut text = paragraphs.join("\n\n");
    text.push('\n');
    text
}

/// A table of the lines of a list that fired.
fn fired(report: &Report<'_>, list: SiglistName) -> Vec<String> {
    let fired = report.fired(list);
    let all = so_many(report.lines(list).count() as u64, "entry", "entries");
    let heading = format!("### {list}\n\n{} of {all} fired.", number(fired.len() as u64));
    if fired.is_empty() {
        return vec![heading];
    }
    let what = if report.has_without() { "would change without it" } else { "only this entry decides so" };
    let mut table = format!(
        "| line | entry | crashes | % | {what} | signatures | crashes such as |\n|--:|---|--:|--:|--:|---|---|"
    );
    for line in fired.iter().take(report.limit()) {
        table.extend(["\n", &row(report, line)]);
    }
    let more = rest(fired.len() as u64, report.limit());
    let more = (more > 0).then(|| format!("… {}", so_many(more, "more entry fired", "more entries fired")));
    [heading, table].into_iter().chain(more).collect()
}

fn row(report: &Report<'_>, line: &LineCoverage) -> String {
    let shown = line.signatures.iter().take(SIGNATURES);
    let mut signatures: Vec<String> =
        shown.map(|count| format!("{} {}", number(count.crashes), cell(&count.signature))).collect();
    if let more @ 1.. = rest(line.signature_count, signatures.len()) {
        signatures.push(format!("… {} more", number(more)));
    }
    let examples: Vec<String> = line.examples.iter().take(EXAMPLES).map(|id| crash(id)).collect();
    let count = line.changed.unwrap_or(line.only_match);
    format!(
        "| {} | {} | {} | {} | {} | {} | {} |",
        line.line,
        cell(&line.text),
        number(line.fired),
        percent(line.fired, report.coverage.crashes).replace('<', "&lt;").replace('>', "&gt;"),
        number(count),
        signatures.join("<br>"),
        examples.join(", ")
    )
}

/// The lines of a list that never fired, folded.
fn unused(report: &Report<'_>, list: SiglistName) -> Vec<String> {
    let unused = report.unused(list);
    if unused.is_empty() {
        return Vec::new();
    }
    let number = unused.len() as u64;
    let mut text =
        format!("<details>\n<summary>{list}: {} never fired</summary>\n", so_many(number, "entry", "entries"));
    for line in unused.iter().take(report.limit()) {
        text += &format!("\n- {}: {}", line.line, code(&line.text));
        if line.matched > 0 {
            let crashes = so_many(line.matched, "crash", "crashes");
            text += &format!(" (matches in {crashes}, but entries above it match first)");
        }
    }
    if let more @ 1.. = rest(number, report.limit()) {
        text += &format!("\n- … {}", so_many(more, "more entry", "more entries"));
    }
    vec![text + "\n\n</details>"]
}

/// A text as code in a table, where a bar would begin the next cell.
fn cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// A crash id, with a link to the report where it is on crash-stats.mozilla.org.
fn crash(id: &str) -> String {
    if is_report_id(id) { format!("[{id}](https://crash-stats.mozilla.org/report/index/{id})") } else { cell(id) }
}
