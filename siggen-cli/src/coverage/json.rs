//! Coverage for programs: the members that the library's type has, and what keeps it from being about all crashes.

use serde::Serialize;
use siggen_analysis::{Coverage, LineCoverage};

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
    lines: Vec<&'a LineCoverage>,
}

pub(super) fn render(report: &Report<'_>) -> String {
    let Coverage { source, crashes, signatures, .. } = report.coverage;
    let (failed, stopped, lines) = (report.failed, report.is_stopped, report.shown());
    let document = Document { source, crashes: *crashes, signatures: *signatures, failed, stopped, lines };
    let mut text = serde_json::to_string_pretty(&document).expect("plain data can be written as JSON");
    text.push('\n');
    text
}
