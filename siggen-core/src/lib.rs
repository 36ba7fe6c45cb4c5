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
//! The crate is pure: it reads no files, no clock and no environment, starts no threads and prints
//! nothing.

#![forbid(unsafe_code)]

mod asker;
pub mod crash;
mod debug_log;
mod error;
#[cfg(fuzzing)]
pub mod fuzzing;
mod generator;
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
pub mod records;
pub mod rule;
pub mod rules;
mod siglist;
mod stack;
pub mod texts;
pub mod tools;
mod trail;
mod wide;

pub use crash::Crash;
pub use crash::input::{Form, Input, Shape};
pub use crash::threads::Threads;
pub use error::Error;
pub use generator::{Generator, Session};
pub use ingest::{ANNOTATIONS, Annotation, names as members};
pub use memory::SessionMemory;
pub use outcome::{Failure, NormalizedFrames, Outcome};
pub use printable::{is_hidden, printable, shortened};
pub use siglist::{
    SiglistError, SiglistFiles, SiglistLine, SiglistLineError, SiglistMatch, SiglistName, SiglistPattern, Siglists,
};
pub use trail::{Change, Decision, Explanation, FrameTrail, RuleTrail, StackTrail, Verdict};
