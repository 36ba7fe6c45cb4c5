//! What keeps the work for one function within bounds, whatever the file has.

/// The most line records, and the most ranges of inlined calls, that are read of one function.
pub const MAX_RECORDS: usize = 1 << 20;

/// The most functions that are inlined into each other at one place. Deeper ones are left out.
pub const MAX_DEPTH: usize = 1_000;

/// The most lines that are read of one function: twice the records that are kept, and as many lines that are none.
pub(super) const MAX_LINES: usize = 4 * MAX_RECORDS;

/// The most lines that are read of a function with more than 4 GiB of code, whose lines are read anew for each 4 GiB.
pub(super) const MAX_LINES_OF_PART: usize = 1 << 12;
