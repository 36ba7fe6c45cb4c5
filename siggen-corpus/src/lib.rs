//! Synthetic crashes of known truth, to measure with.
//!
//! There is a world of invented code with a few thousand bugs, made from the seed. Each crash is of a bug, and each
//! looks a little different, as crashes do; the truth says which bug it was and what was done to it. The same number,
//! seed and version of this crate give the same bytes everywhere, and the first crashes of many are those of few.

mod crash;
mod options;
mod platform;
mod random;
mod report;
mod scene;
#[cfg(test)]
mod tests;
mod variation;
mod words;
mod world;
mod write;

pub use options::{Options, Output, Shape};
pub use write::{Failure, Written, write_corpus};
