//! A table for people.

use std::io::IsTerminal;

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table as Grid};

use super::{CrashOutcome, Formatter};
use crate::run::Part;
use crate::text::printable;

pub(super) struct Table;

impl Formatter for Table {
    fn outcome(&self, crash: &CrashOutcome<'_>, part: &mut Part) {
        let cells = [
            // A crash without an id is named by its source.
            crash.crash_id.unwrap_or(crash.record.source),
            &crash.outcome.signature,
            crash.original_signature.unwrap_or_default(),
            crash.same(),
        ];
        part.rows.push(cells.map(|cell| printable(cell).into_owned()).to_vec());
    }

    fn tail(&self, rows: &[Vec<String>]) -> String {
        let mut grid = Grid::new();
        grid.load_style(UTF8_FULL_CONDENSED).set_header(["crash", "signature", "original signature", "same?"]);
        // A table fills the width of a terminal; in a file, it keeps one line per crash.
        if let Some((terminal_size::Width(width), _)) = terminal_size::terminal_size()
            && std::io::stdout().is_terminal()
        {
            grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        grid.add_rows(rows);
        format!("{grid}\n")
    }

    fn why_not_resumable(&self) -> Option<&'static str> {
        Some("the column widths of a table depend on all rows")
    }
}
