//! The WebAssembly module of the npm package `siggen-wasm`.
//!
//! This crate takes bytes and texts, and gives JSON text back; the package's JavaScript, in `js/`, makes
//! values of it, checks what it is given, and is what others call. How a signature is made is siggen-core's alone, and what lists and many
//! reports tell is siggen-analysis's.

#![expect(clippy::needless_pass_by_value, reason = "an optional text can come from JavaScript as a value only")]

mod collection;
mod facts;
mod generator;
mod lists;
mod records;
mod refusal;

use std::panic;

use siggen_analysis::to_json as json;
use wasm_bindgen::prelude::wasm_bindgen;

pub use collection::{Reports, lint};
pub use facts::{built_in_siglists, rules};
pub use generator::Engine;
pub use lists::Lists;
pub use records::{items, layout, recognize};

#[wasm_bindgen(raw_module = "./panic.js")]
extern "C" {
    /// Keeps what a panic says: the trap that follows it says nothing.
    fn panicked(message: &str);
}

/// Runs when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    panic::set_hook(Box::new(|panic| panicked(&panic.to_string())));
}
