//! Inner parts that fuzz targets look at. No other build has this module.

use siggen_analysis::Diff;

use crate::args::DiffFormat;
use crate::diff::{Report, View, write};

/// A diff in all formats.
///
/// # Panics
///
/// Where it can't be written.
pub fn diff_formats(diff: &Diff) -> Vec<(DiffFormat, String)> {
    use DiffFormat::{Csv, Html, Json, Markdown, Ndjson, Text};
    let report = Report { diff, failed: 0, is_stopped: false, limit: None };
    let written = |format| {
        let mut out = Vec::new();
        write(&report, format, View::new(true, false), &mut out).expect("it goes into memory");
        (format, String::from_utf8(out).expect("all formats are text"))
    };
    [Text, Markdown, Json, Ndjson, Csv, Html].map(written).into()
}
