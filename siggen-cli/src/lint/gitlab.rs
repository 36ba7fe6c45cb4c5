//! Findings as a code quality report of GitLab.

use std::io::{self, Write};

use serde_json::{Value, json};
use siggen_analysis::Severity;

use super::fingerprint::Fingerprints;
use super::report::Report;

pub(crate) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    let entries = report.open().map(|found| {
        json!({
            "description": found.told().join("\n"),
            "check_name": found.finding.code.name(),
            "fingerprint": fingerprints.next(found),
            "severity": match found.finding.severity {
                Severity::Error => "critical",
                Severity::Warning => "minor",
                Severity::Hint => "info",
            },
            "location": {"path": found.slashed_path(), "lines": {"begin": found.finding.line}},
        })
    });
    let entries: Vec<Value> = entries.collect();
    serde_json::to_writer_pretty(&mut *out, &entries)?;
    writeln!(out)
}
