//! What many crashes, or two sets of signature lists, tell.
//!
//! - [`lint`] finds lines of lists that don't compile, are superfluous, match nothing or too much.
//! - [`Differ`] puts two sets of lists to the same crashes: what becomes of which bucket, and by which lines.
//! - [`Coverer`] says what each line of a set of lists does to crashes, and what would be without it.
//! - [`Corpus`] keeps reports, reduced to what signatures depend on, to go through them again and again.
//! - [`without`] takes single lines out of lists, and [`with_line`] adds one.
//!
//! ```
//! use siggen_analysis::{Code, lint};
//! use siggen_core::{SiglistFiles, SiglistName};
//!
//! let lists = SiglistFiles { prefix: "memcpy_s\nmemcpy".into(), ..Default::default() };
//! let findings = lint(&lists, &SiglistName::ALL);
//! assert_eq!((findings[0].line, findings[0].code), (1, Code::Shadowed));
//! ```
//!
//! The crate is pure: it reads no files, no clock and no environment, starts no threads and prints nothing.

mod buckets;
mod corpus;
mod coverage;
mod diff;
mod interned;
mod lint;
mod smallest;
mod with_line;
mod without;

pub use buckets::BucketKind;
pub use corpus::{Corpus, Reduced, reduced};
pub use coverage::{Coverage, CoverageTally, Coverer, CovererMemory, LineCoverage, SignatureCount, Without};
pub use diff::{
    BucketCount, BucketDiff, ChangedCrash, Diff, DiffTally, Differ, DifferMemory, Edit, EditedLine, Fate, Migration,
    Stored,
};
pub use lint::{Code, Finding, Fix, LineEdit, Related, Severity, apply, lint};
pub use with_line::with_line;
pub use without::{NoEntry, without};
