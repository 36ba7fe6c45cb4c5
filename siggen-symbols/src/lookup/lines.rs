//! Line records of a function: of those that overlap, the one that begins first is kept, and of those that begin
//! together the shorter one.

use super::names::{Finder, NONE};
use super::window::Window;
use crate::record;

/// Where a place in the source begins to hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) start: u32,
    pub(super) number: u32,
    /// The row of the file; none where no line record holds.
    pub(super) file: u32,
}

/// Sorts line records, and gives what holds from where on.
pub(super) fn settle(records: &mut Vec<record::Line>, lines: &mut Vec<Line>, window: Window, files: &mut Finder<'_>) {
    records.retain(|line| line.size > 0 && line.address.checked_add(line.size).is_some());
    let key = |line: &record::Line| (line.address, line.size);
    if !records.is_sorted_by_key(key) {
        records.sort_by_key(key);
    }
    records.dedup_by(|line, kept| line.address - kept.address < kept.size);
    let mut end = 0;
    for line in records {
        let (start, next) = window.clip(line.address, line.size);
        if start >= next {
            continue;
        }
        if start > end {
            lines.push(Line { start: end, number: 0, file: NONE });
        }
        lines.push(Line { start, number: line.line, file: files.find(line.file) });
        end = next;
    }
    lines.push(Line { start: end, number: 0, file: NONE });
}
