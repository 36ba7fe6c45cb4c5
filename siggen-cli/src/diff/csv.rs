//! The map from old signatures to new ones, as comma-separated values.

use std::io::{self, Write};

use siggen_analysis::{Diff, Edit, EditedLine};

use crate::cells::Cells;

pub(super) fn write(diff: &Diff, cells: Cells, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(["before", "after", "crashes", "whole", "lines", "examples"])?;
    for way in &diff.migrations {
        let lines: Vec<String> = way.lines.iter().map(|&line| place(&diff.lines[line])).collect();
        let row = [
            way.before.as_str(),
            &way.after,
            &way.crashes.to_string(),
            if way.is_whole { "yes" } else { "no" },
            &lines.join("; "),
            &way.examples.join("; "),
        ];
        cells.write(&mut writer, &row)?;
    }
    writer.flush()
}

/// A line by its place. The edit stands behind: with a sign in front, spreadsheets would take it for a formula.
fn place(line: &EditedLine) -> String {
    let edit = match line.edit {
        Edit::Added => "added",
        Edit::Removed => "removed",
    };
    format!("{}:{} {edit}", line.list, line.line)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::samples::diff;
    use super::*;
    use crate::args::When;

    #[test]
    fn a_way_a_row() {
        let mut diff = diff();
        diff.migrations[1].before = "a, \"b\"".to_owned();
        diff.migrations[1].lines = vec![0, 1];
        diff.migrations[1].examples = vec!["one".to_owned(), "two".to_owned()];
        let mut out = Vec::new();
        write(&diff, Cells::new(When::Never, Some(Path::new("none"))), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "before,after,crashes,whole,lines,examples\n\
             memcpy,memcpy | paint,1200,yes,prefix_signature_re:12 added,memcpy | paint-1\n\
             \"a, \"\"b\"\"\",draw | fill,3,no,irrelevant_signature_re:5 added; prefix_signature_re:7 removed,one; two\n"
        );
    }
}
