//! What many crashes, or two sets of signature lists, tell.
//!
//! - [`lint`] finds lines of lists that don't compile, are superfluous, match nothing or too much.
//! - [`compare`] says what became of buckets when signatures changed.
//! - [`Corpus`] keeps reports, reduced to what signatures depend on, to go through them again and again.
//! - [`without`] takes single lines out of lists.
//! - [`to_json`] writes what comes out as JSON, with little code.
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

mod compare;
mod corpus;
mod json;
mod lint;
mod order;
mod without;

pub use compare::{Bucket, BucketChange, Comparison, Kind, ReportChange, compare};
pub use corpus::{Corpus, Reduced, reduced};
pub use json::to_json;
pub use lint::{Code, Finding, Other, Severity, lint};
pub use without::{NoEntry, without};
