//! All that is known as one document, or a line a crash.

use std::io::{self, Write};

use serde::Serialize;
use siggen_analysis::{ChangedCrash, Diff, Edit};
use siggen_core::SiglistName;

use super::Report;

/// The diff, and what keeps it from being about all crashes.
#[derive(Serialize)]
struct Whole<'d> {
    /// Records that failed.
    failed: u64,
    /// Whether somebody stopped it before the end.
    stopped: bool,
    #[serde(flatten)]
    diff: &'d Diff,
}

/// A crash whose signature changes.
#[derive(Serialize)]
struct Change<'d> {
    crash_id: &'d str,
    before: &'d str,
    after: &'d str,
    lines: Vec<Edited<'d>>,
}

/// A line that is responsible.
#[derive(Serialize)]
struct Edited<'d> {
    list: SiglistName,
    edit: Edit,
    line: usize,
    text: &'d str,
}

pub(super) fn write_all(report: &Report<'_>, mut out: &mut dyn Write) -> io::Result<()> {
    let whole = Whole { failed: report.failed, stopped: report.is_stopped, diff: report.diff };
    serde_json::to_writer_pretty(&mut out, &whole)?;
    out.write_all(b"\n")
}

pub(super) fn write_changes(diff: &Diff, mut out: &mut dyn Write) -> io::Result<()> {
    for ChangedCrash { id, migration } in &diff.changes {
        let way = &diff.migrations[*migration];
        let lines = way.lines.iter().map(|&line| {
            let line = &diff.lines[line];
            Edited { list: line.list, edit: line.edit, line: line.line, text: &line.text }
        });
        let change = Change { crash_id: id, before: &way.before, after: &way.after, lines: lines.collect() };
        serde_json::to_writer(&mut out, &change)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::samples::{diff, hostile, report};
    use super::*;

    #[test]
    fn the_whole() {
        let mut out = Vec::new();
        let diff = diff();
        write_all(&Report { failed: 3, ..report(&diff) }, &mut out).unwrap();
        let value: Value = serde_json::from_slice(&out).unwrap();
        assert_eq!((&value["changed"], &value["buckets"][1]["kind"]), (&json!(1203), &json!("split")));
        assert_eq!(
            value["lines"][1],
            json!({"list": "prefix_signature_re", "edit": "removed", "line": 7, "text": "no_such`name", "crashes": 0})
        );
        assert_eq!((&value["failed"], &value["stopped"]), (&json!(3), &json!(false)));
        assert_eq!(value["buckets"][0]["before"][0]["fate"], "gone");
        assert!(out.ends_with(b"\n}\n"));
    }

    #[test]
    fn a_line_a_crash() {
        let mut out = Vec::new();
        write_changes(&diff(), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            concat!(
                r#"{"crash_id":"id-1","before":"memcpy","after":"memcpy | paint","#,
                r#""lines":[{"list":"prefix_signature_re","edit":"added","line":12,"text":"memcpy"}]}"#,
                "\n",
                r#"{"crash_id":"id-2","before":"draw","after":"draw | fill","#,
                r#""lines":[{"list":"irrelevant_signature_re","edit":"added","line":5,"text":"std::|core::"}]}"#,
                "\n"
            )
        );
    }

    #[test]
    fn what_is_hostile_stays_a_text() {
        let diff = hostile();
        let mut out = Vec::new();
        write_changes(&diff, &mut out).unwrap();
        let first: Value = serde_json::from_slice(out.split(|&byte| byte == b'\n').next().unwrap()).unwrap();
        assert_eq!(first["crash_id"], diff.changes[0].id.as_str());
    }
}
