//! Analysis of signature lists and of many crashes.
//!
//! - [`lint`] finds entries that are invalid, redundant, ineffective or too broad.
//! - [`Differ`] compares two sets of lists on the same crashes: what happens to which bucket, and by which entries.
//! - [`Coverer`] counts what each list entry does across crashes, and what would change without it.
//! - [`Corpus`] keeps reports, reduced to what signatures depend on, for repeated evaluation.
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

pub use buckets::BucketKind;
pub use corpus::{Corpus, Reduced, reduced};
pub use coverage::{Coverage, CoverageTally, Coverer, CovererMemory, LineCoverage, SignatureCount, Without};
pub use diff::{
    BucketCount, BucketDiff, ChangedCrash, Diff, DiffTally, Differ, DifferMemory, Edit, EditedLine, Fate, Migration,
    Stored,
};
pub use lint::{Code, Finding, Fix, LineEdit, Related, Severity, UnknownCode, apply, lint};
