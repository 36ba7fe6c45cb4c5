//! Many crash reports on all cores.
//!
//! How a signature is made is siggen-core's alone; this crate brings the crashes there and takes what
//! becomes of them back, for every face that runs where there are files and threads.
//!
//! The way of a record: [`input`] finds the files, unpacks them and cuts them into chunks of records,
//! [`run`] puts the chunks to all cores and gives back what comes of them in input order. What is
//! done with each record is the caller's [`run::Work`]. [`siglist_folder`] reads the lists to do it
//! with.
//!
//! Parquet and Arrow are read with the feature `tables`. Without it, a table is a [`Problem`].
//!
//! ```
//! use siggen_batch::run::{Options, Work, in_order};
//! use siggen_batch::{Input, Problem, Record};
//! use siggen_core::Generator;
//!
//! struct Signatures(Generator);
//!
//! impl Work for Signatures {
//!     type Part = Vec<String>;
//!     type Local = ();
//!
//!     fn record(&self, record: Result<Record<'_>, Problem>, (): &mut (), part: &mut Vec<String>) {
//!         part.push(match record.and_then(|record| record.read(None)) {
//!             Ok(crash) => self.0.generate(&crash).signature,
//!             Err(problem) => problem.to_string(),
//!         });
//!     }
//! }
//!
//! let lines = br#"{"threads": [{"frames": [{"function": "draw(int)"}]}]}
//! {"threads": [{"frames": [{"function": "paint"}]}]}
//! "#;
//! let input = Input::Bytes { name: "reports".to_owned(), bytes: lines.as_slice().into() };
//! let mut signatures = Vec::new();
//! for done in in_order([Ok(input)], Options::default(), Signatures(Generator::new()))? {
//!     signatures.extend(done?.part);
//! }
//! assert_eq!(signatures, ["draw", "paint"]);
//! # Ok::<(), std::io::Error>(())
//! ```

// What only tables need is in every build, so that it isn't marked item by item.
#![cfg_attr(not(feature = "tables"), expect(dead_code, reason = "used by tables"))]

mod error;
pub mod input;
mod ruleset;
pub mod run;
pub mod siglist_folder;

pub use input::{FolderOrder, Input, Inputs, MaxRecord, Problem, Record, Skipped};
pub use ruleset::Ruleset;
