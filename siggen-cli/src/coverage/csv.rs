//! Coverage as comma-separated values: one line a line of a list.

use super::Report;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let mut write = |fields: &[&str]| report.cells.write(&mut writer, fields).expect("memory takes all");
    write(&[
        "list",
        "line",
        "text",
        "matched",
        "fired",
        "only_match",
        "changed",
        "signature_count",
        "signature",
        "signature_crashes",
        "change_count",
        "change",
        "change_without",
        "change_crashes",
        "examples",
    ]);
    for line in report.shown() {
        let signature = line.signatures.first();
        let change = line.changes.iter().flatten().next();
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        write(&[
            line.list.name(),
            &line.line.to_string(),
            &line.text,
            &line.matched.to_string(),
            &line.fired.to_string(),
            &line.only_match.to_string(),
            // What nobody found out is empty, not zero.
            &number(line.changed),
            &line.signature_count.to_string(),
            signature.map(|count| count.signature.as_str()).unwrap_or_default(),
            &number(signature.map(|count| count.crashes)),
            &number(line.change_count),
            change.map(|change| change.signature.as_str()).unwrap_or_default(),
            change.map(|change| change.without.as_str()).unwrap_or_default(),
            &number(change.map(|change| change.crashes)),
            &line.examples.join(" "),
        ]);
    }
    let bytes = writer.into_inner().expect("memory takes all");
    String::from_utf8(bytes).expect("it is made of texts")
}
