//! Crash signatures: a crash report goes in as bytes, its signature and the reason for it come out.
//!
//! A crash signature is the short text by which crash reports with the same cause are grouped. This
//! crate makes it the way Mozilla's crash-report server does, bit for bit, and can say which line
//! of which list decided about each frame.
//!
//! ```
//! use siggen_core::{Crash, Generator};
//!
//! let report = br#"{"threads": [{"frames": [
//!     {"function": "core::panicking::panic_fmt", "file": "/rustc/core/src/panicking.rs"},
//!     {"function": "webrender::renderer::draw::h0123456789abcdef", "file": "/src/renderer.rs"}
//! ]}]}"#;
//! let crash = Crash::from_json(report)?;
//! assert_eq!(Generator::new().generate(&crash).signature, "webrender::renderer::draw");
//! # Ok::<(), siggen_core::Error>(())
//! ```
//!
//! The way through the crate is the way of the data: a [`Crash`] is read from a document of any of
//! the known [`Shape`]s, a [`Generator`] puts the [`Siglists`] and the [rules] to it, and an
//! [`Outcome`] comes out, or an [`Explanation`].
//!
//! # Input
//!
//! [`Crash::from_json`] detects what a document is: crash data, a processed crash, the annotations of a raw crash (as
//! JSON or as `KEY=VALUE` lines), the output of minidump-stackwalk, or a crash ping in any of the forms that Firefox
//! sends or that services make of it. [`Crash::input`] says which one it was and what decided.
//! [`Crash::from_json_as`] skips the detection. A `Crash` borrows from the document; [`Crash::into_owned`] doesn't.
//!
//! ```
//! use siggen_core::{Crash, Form, Shape};
//!
//! let crash = Crash::from_json(br#"{"json_dump": {"threads": []}}"#)?;
//! let input = crash.input.unwrap();
//! assert_eq!((input.shape, input.form), (Shape::Processed, Form::Processed));
//! # Ok::<(), siggen_core::Error>(())
//! ```
//!
//! Documents are read in one pass, in time proportional to their length, however they are nested. Only the threads that
//! a signature depends on are decoded; [`Crash::threads`] decodes others when asked.
//!
//! A field of the wrong type counts as absent and leaves a note in [`Outcome::notes`]. Only a document that is not JSON,
//! not an object, or nothing like a crash report is an [`Error`]; it says where reading stopped.
//!
//! # Lists
//!
//! Four lists decide which frames a signature skips, keeps, starts at and numbers: see [`SiglistName`]. They are built
//! in. A [`ListSet`] replaces them, adds entries or removes some; [`Generator::with_lists`] compiles it.
//!
//! ```
//! use siggen_core::{Generator, ListSet, SiglistFiles};
//!
//! let added = SiglistFiles { source: "mine".into(), prefix: "kite::copy".into(), ..Default::default() };
//! let generator = Generator::with_lists(&ListSet { added, ..Default::default() })?;
//! # let _ = generator;
//! # Ok::<(), siggen_core::SiglistError>(())
//! ```
//!
//! Entries are regexes in Python's dialect, without what only a backtracking engine can do. They are matched in time
//! linear in the frame's length. [`SiglistError`] names the entry that can't be compiled.
//!
//! # Many crashes
//!
//! A [`Generator`] is made once and shared by threads. [`Generator::generate_with`] takes a [`SessionMemory`], one a
//! thread, which remembers the names of frames. It has a bound of some 24 MiB, and doesn't change any result.
//!
//! # Rules
//!
//! A signature is made by [`rules::RULES`], in their order. [`Generator::continue_with`] runs some of them, or others: a
//! [`rule::Rule`] of your own can stand between those of the crate.
//!
//! # Explanations
//!
//! [`Generator::explain`] gives the outcome of [`Generator::generate`], and for each rule whether it ran and why, and
//! for each frame its verdict and the entry that decided. [`Explanation::debug_log`] is the log that the reference
//! implementation keeps.
//!
//! # Stability
//!
//! Signatures are the contract. For input whose fields have the documented types they are those of Crash Stats;
//! [`guide::divergences`] lists all differences. A change of the built-in lists changes signatures and is a minor
//! release. Structs and enums that may grow are `#[non_exhaustive]`. Items that these pages don't show are for the
//! other crates of the project and can change in any release.
//!
//! # Features
//!
//! - `schema` derives JSON Schemas of crash data, outcomes and explanations.
//!
//! The crate is pure: it reads no files, no clock and no environment, starts no threads and prints
//! nothing.

#![forbid(unsafe_code)]

// What documentation hides is for the other crates of the workspace, and no promise to anyone else.
mod asker;
pub mod crash;
mod debug_log;
mod error;
#[cfg(fuzzing)]
pub mod fuzzing;
mod generator;
pub mod guide;
mod ingest;
mod json;
mod looks_like;
mod memory;
mod normalize;
#[doc(hidden)]
pub mod order;
mod outcome;
mod printable;
mod pyjson;
mod pytext;
mod recorder;
#[doc(hidden)]
pub mod records;
pub mod rule;
pub mod rules;
mod siglist;
mod stack;
#[doc(hidden)]
pub mod texts;
#[doc(hidden)]
pub mod tools;
mod trail;
mod wide;

pub use crash::Crash;
pub use crash::input::{Form, Input, Shape};
pub use crash::threads::Threads;
pub use error::Error;
pub use generator::Generator;
#[doc(hidden)]
pub use ingest::{ANNOTATIONS, Annotation, names as members};
pub use memory::SessionMemory;
pub use outcome::{Failure, NormalizedFrames, Outcome};
#[doc(hidden)]
pub use printable::{is_hidden, printable, shortened};
pub use siglist::{
    ListEntry, ListSet, SiglistError, SiglistFiles, SiglistLine, SiglistMatch, SiglistName, SiglistPattern, Siglists,
    Wanted,
};
pub use trail::{Change, Decision, Explanation, FrameTrail, RuleTrail, StackTrail, Verdict};
