//! A table for people.

use std::io::IsTerminal;

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table as Grid};

use super::{Answer, Formatter};
use crate::run::Part;
use crate::text::printable;

pub(super) struct Table;

impl Formatter for Table {
    fn answer(&self, answer: &Answer<'_>, part: &mut Part) {
        let cells = [
            // A crash without an id is known by where it stands.
            answer.crash_id.unwrap_or(answer.record.source),
            &answer.outcome.signature,
            answer.original_signature.unwrap_or_default(),
            answer.same(),
        ];
        part.rows.push(cells.map(|cell| printable(cell).into_owned()).to_vec());
    }

    fn tail(&self, rows: &[Vec<String>]) -> String {
        let mut grid = Grid::new();
        grid.load_style(UTF8_FULL_CONDENSED).set_header(["crash", "signature", "original signature", "same?"]);
        // A terminal's width is filled; what goes to a file keeps one line a crash.
        if let Some((terminal_size::Width(width), _)) = terminal_size::terminal_size()
            && std::io::stdout().is_terminal()
        {
            grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        grid.add_rows(rows);
        format!("{grid}\n")
    }
}
