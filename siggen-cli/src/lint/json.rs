//! Findings for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::report::{Found, Report, Summary};

#[derive(Serialize)]
struct Document<'r> {
    source: &'r str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    fixed: &'r [Found],
    findings: &'r [Found],
    summary: Summary,
}

pub(crate) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        source: &report.source,
        fixed: &report.fixed,
        findings: &report.findings,
        summary: report.summary(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
