//! Two sets of lists, put to the same crashes.

mod differ;
mod edits;
mod model;
mod tally;

pub(crate) use differ::named;
pub use differ::{Differ, DifferMemory};
pub use model::{BucketCount, BucketDiff, ChangedCrash, Diff, Edit, EditedLine, Fate, Migration, Stored};
pub use tally::DiffTally;

#[cfg(test)]
mod tests;
