//! Calls that are inlined into a function, as a tree.
//!
//! By Breakpad's rules, what is inlined at an address at some depth is the last range of that depth that begins up to
//! there, if it reaches so far; and the first depth that has none ends the search. So each range ends where the next
//! one of its depth begins, and counts only as far as there is one of the depth above: cut like this, ranges are inside
//! each other.

use std::ops::Range;

use super::limits::{MAX_DEPTH, MAX_RECORDS};
use super::names::{Finder, NONE};
use super::window::Window;
use crate::record::{Inline, parse_inline};

/// A call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Call {
    /// The call that it is inside of.
    pub(super) parent: u32,
    /// The line of the call.
    pub(super) line: u32,
    /// The row of the file that has the call.
    pub(super) file: u32,
    /// The row of the name of what is called.
    pub(super) origin: u32,
}

/// A range as it is read, in the order of Breakpad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Code {
    depth: u32,
    address: u64,
    size: u64,
    file: u64,
    line: u32,
    origin: u64,
}

/// The calls of one function.
#[derive(Debug, Default)]
pub(super) struct Calls {
    ranges: Vec<Code>,
    nested: Vec<Call>,
    /// Where each of `nested` holds.
    spans: Vec<(u32, u32)>,
    /// The calls in the order of their addresses; of those that begin together, the outer one first.
    order: Vec<(u32, u32)>,
    /// From which address on which call is the innermost.
    changes: Vec<(u32, u32)>,
}

impl Calls {
    pub(super) fn clear(&mut self, kept: usize) {
        self.ranges.clear();
        self.ranges.shrink_to(kept);
        self.nested.clear();
        self.nested.shrink_to(kept);
        self.spans.clear();
        self.spans.shrink_to(kept);
        self.order.clear();
        self.order.shrink_to(kept);
        self.changes.clear();
        self.changes.shrink_to(kept);
    }

    /// Adds the ranges of a record, by what stands behind `INLINE`. A line that is no such record adds nothing.
    #[inline]
    pub(super) fn read(&mut self, fields: &[u8]) {
        let before = self.ranges.len();
        let read = parse_inline(fields, |inline, address, size| {
            let Inline { line, file, origin, .. } = *inline;
            if let Ok(depth) = u32::try_from(inline.depth)
                && depth as usize <= MAX_DEPTH
                && self.ranges.len() < MAX_RECORDS
            {
                self.ranges.push(Code { depth, address, size, file, line, origin });
            }
        });
        if read.is_err() {
            self.ranges.truncate(before);
        }
    }

    /// The tree.
    pub(super) fn nested(&self) -> &[Call] {
        &self.nested
    }

    /// From which address on which call is the innermost, in order.
    pub(super) fn changes(&self) -> &[(u32, u32)] {
        &self.changes
    }

    /// Makes the tree of what has been added.
    pub(super) fn settle(&mut self, window: Window, files: &mut Finder<'_>, origins: &mut Finder<'_>) {
        let mut ranges = std::mem::take(&mut self.ranges);
        if !ranges.is_sorted() {
            ranges.sort_unstable();
        }
        let mut above = 0..0;
        for (depth, ranges) in ranges.chunk_by(|a, b| a.depth == b.depth).enumerate() {
            if ranges[0].depth as usize != depth {
                break;
            }
            let first = self.nested.len();
            for (index, range) in ranges.iter().enumerate() {
                let (start, mut end) = window.clip(range.address, range.size);
                if let Some(next) = ranges.get(index + 1) {
                    end = end.min(window.clip(next.address, 0).0);
                }
                let call = Call {
                    parent: NONE,
                    line: range.line,
                    file: files.find(range.file),
                    origin: origins.find(range.origin),
                };
                if depth == 0 {
                    self.nest(call, start, end);
                } else {
                    self.nest_in(&mut above, call, start, end);
                }
            }
            above = first..self.nested.len();
        }
        self.ranges = ranges;
        self.find_changes();
    }

    /// Adds a call wherever there is one of the depth above, of which those up to its beginning are passed.
    fn nest_in(&mut self, above: &mut Range<usize>, call: Call, start: u32, end: u32) {
        while above.start < above.end && self.spans[above.start].1 <= start {
            above.start += 1;
        }
        for parent in above.clone() {
            let (first, last) = self.spans[parent];
            if first >= end {
                break;
            }
            let parent = u32::try_from(parent).unwrap_or(NONE);
            self.nest(Call { parent, ..call }, start.max(first), end.min(last));
        }
    }

    fn nest(&mut self, call: Call, start: u32, end: u32) {
        // Ranges that contradict each other can be cut into more pieces than there are ranges.
        if start < end && self.nested.len() < 2 * MAX_RECORDS {
            self.nested.push(call);
            self.spans.push((start, end));
        }
    }

    /// Goes along the addresses, into calls and out of them.
    fn find_changes(&mut self) {
        let mut order = std::mem::take(&mut self.order);
        order.extend(self.spans.iter().zip(0..).map(|((start, _), call)| (*start, call)));
        order.sort_unstable();
        let mut inside = NONE;
        for &(start, call) in &order {
            self.leave(&mut inside, start);
            self.changes.push((start, call));
            inside = call;
        }
        self.leave(&mut inside, u32::MAX);
        self.order = order;
    }

    /// Leaves the calls that end up to an address.
    fn leave(&mut self, inside: &mut u32, at: u32) {
        while let Some(&(_, end)) = self.spans.get(*inside as usize)
            && end <= at
        {
            *inside = self.nested[*inside as usize].parent;
            self.changes.push((end, *inside));
        }
    }
}
