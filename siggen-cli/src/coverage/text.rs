//! Coverage for people.

use siggen_analysis::{LineCoverage, SignatureCount, Without};
use siggen_core::SiglistName;

use super::{CHANGES, EXAMPLES, ROT, Report, SIGNATURES, rest};
use crate::numbers::{number, percent, so_many};
use crate::text::{printable, shorten, width, wrap};

/// Columns in front of a line's text, and in front of what is said below it.
const BEFORE_TEXT: usize = 42;
const BEFORE_DETAIL: usize = 22;

pub(super) fn render(report: &Report<'_>, columns: usize) -> String {
    let mut lines = report.gaps();
    lines.push(format!("{} (lists: {})", report.head(), printable(&report.coverage.source)));
    if !report.args.unused {
        for list in report.lists() {
            lines.extend(fired(report, list, columns));
        }
    }
    lines.extend(unused(report, columns));
    lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// The lines of a list that fired.
fn fired(report: &Report<'_>, list: SiglistName, columns: usize) -> Vec<String> {
    let fired = report.fired(list);
    let all = so_many(report.lines(list).count() as u64, "entry", "entries");
    let mut lines = vec![String::new(), format!("{list}: {} of {all} fired", number(fired.len() as u64))];
    if fired.is_empty() {
        return lines;
    }
    let what = if report.has_without() { "would change" } else { "only this" };
    lines.push(format!("{:>7}  {:>11}  {:>6}  {what:>12}", "line", "crashes", "%"));
    for line in fired.iter().take(report.limit()) {
        lines.extend(entry(report, line, columns));
    }
    if let more @ 1.. = rest(fired.len() as u64, report.limit()) {
        lines.push(format!("{:9}… {}", "", so_many(more, "more entry fired", "more entries fired")));
    }
    lines
}

/// A line of a list, and what it does.
fn entry(report: &Report<'_>, line: &LineCoverage, columns: usize) -> Vec<String> {
    let share = percent(line.fired, report.coverage.crashes);
    let count = line.changed.unwrap_or(line.only_match);
    let numbers = format!("{:>7}  {:>11}  {share:>6}  {:>12}  ", line.line, number(line.fired), number(count));
    let text = printable(&line.text);
    let mut lines = vec![format!("{numbers}{}", shorten(&text, columns.saturating_sub(width(&numbers))))];
    let mut detail = |number: &str, text: &str| {
        let text = printable(text);
        let room = columns.saturating_sub(BEFORE_DETAIL + 2);
        lines.push(format!("{number:>BEFORE_DETAIL$}  {}", shorten(&text, room)));
    };
    let signatures = &line.signatures[..line.signatures.len().min(SIGNATURES)];
    for SignatureCount { signature, crashes } in signatures {
        detail(&number(*crashes), signature);
    }
    if let more @ 1.. = rest(line.signature_count, signatures.len()) {
        detail("", &format!("… {}", so_many(more, "more signature", "more signatures")));
    }
    if let Some(changes) = line.changes.as_ref().filter(|changes| !changes.is_empty()) {
        let changes = &changes[..changes.len().min(CHANGES)];
        for Without { signature, without, crashes } in changes {
            detail("without it:", &format!("{}  {signature}", number(*crashes)));
            detail("", &format!("→ {without}"));
        }
        if let more @ 1.. = rest(line.change_count.unwrap_or_default(), changes.len()) {
            detail("", &format!("… {}", so_many(more, "more change", "more changes")));
        }
    }
    let examples = &line.examples[..line.examples.len().min(EXAMPLES)];
    if !examples.is_empty() {
        detail("such as:", &examples.join(", "));
    }
    lines
}

/// The lines that never fired: one a line where nothing else is asked for, else one after the other.
fn unused(report: &Report<'_>, columns: usize) -> Vec<String> {
    let lists: Vec<(SiglistName, Vec<&LineCoverage>)> =
        report.lists().map(|list| (list, report.unused(list))).filter(|(_, lines)| !lines.is_empty()).collect();
    let all: usize = lists.iter().map(|(_, unused)| unused.len()).sum();
    let mut lines = vec![String::new()];
    if all == 0 {
        lines.push("All entries fired.".to_owned());
        return lines;
    }
    lines.push(format!("Never fired: {}", so_many(all as u64, "entry", "entries")));
    lines.extend(wrap(ROT, columns));
    for (list, unused) in lists {
        let number = unused.len() as u64;
        lines.extend([String::new(), format!("{list}: {} never fired", so_many(number, "entry", "entries"))]);
        let shown = &unused[..unused.len().min(report.limit())];
        if report.args.unused {
            lines.extend(shown.iter().map(|line| single(line, columns)));
        } else {
            let (hidden, silent): (Vec<&LineCoverage>, Vec<&LineCoverage>) =
                shown.iter().partition(|line| line.matched > 0);
            lines.extend(hidden.iter().map(|line| single(line, columns)));
            lines.extend(joined(&silent, columns));
        }
        if let more @ 1.. = rest(number, shown.len()) {
            lines.push(format!("  … {}", so_many(more, "more entry", "more entries")));
        }
    }
    lines
}

/// One line that never fired, and what keeps it from that, if anything.
fn single(line: &LineCoverage, columns: usize) -> String {
    let text = printable(&line.text);
    let number = format!("{:>7}  ", line.line);
    if line.matched == 0 {
        return format!("{number}{}", shorten(&text, columns - width(&number)));
    }
    let crashes = so_many(line.matched, "crash", "crashes");
    let why = format!("  matches in {crashes}, but entries above it match first");
    let room = columns.saturating_sub(width(&number) + width(&why)).max(BEFORE_TEXT / 2);
    format!("{number}{}{why}", shorten(&text, room))
}

/// Entries that never fired, as many on a line as there is room for.
fn joined(unused: &[&LineCoverage], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in unused {
        let item = format!("{} {}", line.line, shorten(&printable(&line.text), columns.saturating_sub(12)));
        match lines.last_mut() {
            Some(last) if width(last) + 3 + width(&item) <= columns => last.extend([" · ", &item]),
            _ => lines.push(format!("  {item}")),
        }
    }
    lines
}
