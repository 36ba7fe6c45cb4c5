//! What keeps the work for one function within bounds, whatever the file has.

/// The most line records, and the most ranges of inlined calls, that are read of one function.
pub const MAX_RECORDS: usize = 1 << 20;

/// The most functions that are inlined into each other at one place. Deeper ones are left out.
pub const MAX_DEPTH: usize = 1_000;
