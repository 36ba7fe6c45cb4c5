//! Findings as SARIF 2.1.0.

use std::io::{self, Write};

use serde_json::{Value, json};
use siggen_analysis::{Code, Severity};

use super::fingerprint::Fingerprints;
use super::report::{Found, Report};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(crate) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    let rules = Code::ALL.map(|code| json!({"id": code.name(), "shortDescription": {"text": code.about()}}));
    let results: Vec<Value> = report.findings.iter().map(|found| result(found, &mut fingerprints)).collect();
    let driver = json!({"name": "siggen lint", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules});
    let run = json!({"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results});
    let log = json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]});
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn result(found: &Found, fingerprints: &mut Fingerprints) -> Value {
    let finding = &found.finding;
    let mut result = json!({
        "ruleId": finding.code.name(),
        "ruleIndex": Code::ALL.iter().position(|&code| code == finding.code),
        "level": match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "note",
        },
        "message": {"text": found.told().join("\n")},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": uri(&found.slashed_path())},
            "region": {"startLine": finding.line},
        }}],
        "partialFingerprints": {"siggenLint/v1": fingerprints.next(found)},
    });
    if let Some(reason) = &finding.allowed {
        result["suppressions"] = json!([{"kind": "inSource", "justification": reason}]);
    }
    if let Some(crashes) = &found.crashes {
        result["properties"] = json!({"crashes": crashes});
    }
    result
}

/// A path as a reference to where it is.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    // What looks like a scheme is the drive of a path on Windows.
    if path.split('/').next().is_some_and(|first| first.contains(':')) {
        uri.push_str(if path.starts_with(|c: char| c.is_ascii_alphabetic()) && path[1..].starts_with(':') {
            "file:///"
        } else {
            "./"
        });
    }
    for byte in path.bytes() {
        match byte {
            b'/' | b':' | b'-' | b'_' | b'.' | b'~' => uri.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_references() {
        for (path, expected) in [
            ("my lists/ä#1.txt", "my%20lists/%C3%A4%231.txt"),
            ("/srv/lists/a.txt", "/srv/lists/a.txt"),
            ("C:/lists/a.txt", "file:///C:/lists/a.txt"),
            ("odd:name/a.txt", "./odd:name/a.txt"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
