//! Findings as workflow commands, which GitHub shows beside the lines of a change.

use std::io::{self, Write};

use siggen_analysis::Severity;

use super::report::Report;
use crate::text::printable;

pub(crate) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for found in report.open() {
        let finding = &found.finding;
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        let file = property(&found.slashed_path());
        let title = property(&format!("siggen lint: {}", finding.code));
        let message = data(&found.told().join("\n"));
        writeln!(out, "::{command} file={file},line={},title={title}::{message}", finding.line)?;
    }
    Ok(())
}

/// A message as the command's syntax wants it.
fn data(text: &str) -> String {
    escaped(text, &['%', '\r', '\n'])
}

/// A property, which ends at a comma or a colon.
fn property(text: &str) -> String {
    escaped(text, &['%', '\r', '\n', ':', ','])
}

fn escaped(text: &str, special: &[char]) -> String {
    let escape = |c: char| match c {
        c if special.contains(&c) => format!("%{:02X}", u32::from(c)),
        // Nothing else that is no text gets into a log.
        c => printable(&c.to_string()).into_owned(),
    };
    text.chars().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(data("100 %: a,b\r\nc"), "100 %25: a,b%0D%0Ac");
        assert_eq!(property("C:/a,b%\n"), "C%3A/a%2Cb%25%0A");
        assert_eq!(data("a\u{1b}[31mé"), "a\u{241b}[31mé");
    }
}
