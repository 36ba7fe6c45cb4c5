//! Inner parts that fuzz targets look at. No other build has this module.

use siggen_analysis::Diff;

use crate::args::{DiffFormat, When};
use crate::cells::Cells;
use crate::diff::{Look, Report, View, write};

/// A diff in all formats, as it is written for people: in the cells nothing that a spreadsheet would run.
///
/// # Panics
///
/// Where it can't be written.
pub fn diff_formats(diff: &Diff) -> Vec<(DiffFormat, String)> {
    use DiffFormat::{Csv, Html, Json, Markdown, Ndjson, Text};
    let report = Report { diff, failed: 0, is_stopped: false, limit: None };
    let look = Look { view: View::new(true, false), cells: Cells::new(When::Always, None) };
    let written = |format| {
        let mut out = Vec::new();
        write(&report, format, look, &mut out).expect("it goes into memory");
        (format, String::from_utf8(out).expect("all formats are text"))
    };
    [Text, Markdown, Json, Ndjson, Csv, Html].map(written).into()
}
