//! What each line of a set of lists does to many crashes.

mod coverer;
mod matching;
mod model;
mod tally;

pub use coverer::{Coverer, CovererMemory};
pub use model::{Coverage, LineCoverage, SignatureCount, Without};
pub use tally::CoverageTally;
