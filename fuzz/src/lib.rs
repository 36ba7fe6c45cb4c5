//! What the fuzz targets share.
//!
//! A target is run by `cargo xtask fuzz` or by cargo-fuzz. It knows its own seeds: with `SIGGEN_FUZZ_SEEDS=FOLDER` in
//! its environment it writes them there, and ends.

pub mod corpus;
pub mod document;
pub mod html;
pub mod numbers;
pub mod sections;
pub mod seeds;
pub mod splice;
pub mod tables;
pub mod theirs;

use std::sync::LazyLock;

use siggen_core::Generator;

/// The generator with the built-in lists.
pub static GENERATOR: LazyLock<Generator> = LazyLock::new(Generator::new);
