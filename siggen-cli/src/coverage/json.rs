//! Coverage for programs: the members that the library's type has, and what keeps it from being about all crashes.

use serde::Serialize;
use siggen_analysis::{Coverage, LineCoverage, SignatureCount, Without};

use super::Report;

#[derive(Serialize)]
struct Document<'a> {
    source: &'a str,
    crashes: u64,
    signatures: u64,
    /// Records that failed.
    failed: u64,
    /// Whether somebody stopped it before the end.
    stopped: bool,
    lines: Vec<Entry<'a>>,
}

/// A line; without what nobody found out.
#[derive(Serialize)]
struct Entry<'a> {
    list: &'static str,
    line: usize,
    text: &'a str,
    matched: u64,
    fired: u64,
    only_match: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<u64>,
    signature_count: u64,
    signatures: &'a [SignatureCount],
    #[serde(skip_serializing_if = "Option::is_none")]
    change_count: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'a [Without]>,
    examples: &'a [String],
}

pub(super) fn render(report: &Report<'_>) -> String {
    let Coverage { source, crashes, signatures, lines: _ } = report.coverage;
    let document = Document {
        source,
        crashes: *crashes,
        signatures: *signatures,
        failed: report.failed,
        stopped: report.is_stopped,
        lines: report.shown().into_iter().map(|line| of(line, report.has_without())).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("plain data can be written as JSON");
    text.push('\n');
    text
}

fn of(line: &LineCoverage, has_without: bool) -> Entry<'_> {
    let LineCoverage {
        list,
        line,
        text,
        matched,
        fired,
        only_match,
        changed,
        signature_count,
        signatures,
        change_count,
        changes,
        examples,
    } = line;
    Entry {
        list: list.name(),
        line: *line,
        text,
        matched: *matched,
        fired: *fired,
        only_match: *only_match,
        changed: has_without.then_some(*changed),
        signature_count: *signature_count,
        signatures,
        change_count: has_without.then_some(*change_count),
        changes: has_without.then_some(changes),
        examples,
    }
}
