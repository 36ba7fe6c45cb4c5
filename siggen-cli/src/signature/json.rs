//! JSON: one object per line, or a list of objects.

use std::io::{self, Write};

use serde::Serialize;
use siggen_batch::{Problem, Record};
use siggen_core::Outcome;

use super::{CrashOutcome, Formatter};
use crate::run::{Part, Spooled};

/// One object per line.
pub(super) struct Lines;

/// A list of objects, which also name their sources.
pub(super) struct List;

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    outcome: &'a Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_signature: Option<&'a str>,
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    crash_id: Option<&'a str>,
    source: Source<'a>,
    #[serde(flatten)]
    line: Line<'a>,
}

#[derive(Serialize)]
struct Source<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

#[derive(Serialize)]
struct FailedLine<'a> {
    error: &'a str,
}

#[derive(Serialize)]
struct FailedItem<'a> {
    source: Source<'a>,
    error: &'a str,
}

impl<'a> Line<'a> {
    fn of(crash: &CrashOutcome<'a>) -> Self {
        Line { outcome: crash.outcome, original_signature: crash.original_signature }
    }
}

impl<'a> Source<'a> {
    fn of(record: &Record<'a>) -> Self {
        Source { file: record.source, line: record.line, index: record.index }
    }
}

impl Formatter for Lines {
    fn outcome(&self, crash: &CrashOutcome<'_>, part: &mut Part) {
        part.text.push_json(&Line::of(crash));
    }

    fn problem(&self, problem: &Problem, part: &mut Part) {
        part.text.push_json(&FailedLine { error: &problem.message });
    }

    fn is_json(&self) -> bool {
        true
    }
}

impl Formatter for List {
    fn outcome(&self, crash: &CrashOutcome<'_>, part: &mut Part) {
        item(part, &Item { crash_id: crash.crash_id, source: Source::of(crash.record), line: Line::of(crash) });
    }

    fn problem(&self, problem: &Problem, part: &mut Part) {
        let source = Source { file: &problem.source, line: problem.line, index: None };
        item(part, &FailedItem { source, error: &problem.message });
    }

    fn head(&self) -> &'static str {
        "[\n"
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn tail(&self, _: &[Vec<String>]) -> String {
        "\n]\n".to_owned()
    }

    fn is_json(&self) -> bool {
        true
    }
}

fn item(part: &mut Part, value: &impl Serialize) {
    part.separate(",\n");
    part.text.push("  ");
    let mut indented = serde_json::Serializer::pretty(Indented(&mut part.text));
    value.serialize(&mut indented).expect("plain data can be written to memory");
}

/// Writes each line but the first two columns further right. Strings hold no line ends, so each of them is the layout's.
struct Indented<'a>(&'a mut Spooled);

impl Write for Indented<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.0.write_all(line)?;
            if line.ends_with(b"\n") {
                self.0.write_all(b"  ")?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
