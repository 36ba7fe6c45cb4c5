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

use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

pub use collection::{Reports, lint};
pub use facts::{built_in_siglists, rules};
pub use generator::Engine;
pub use lists::Lists;
pub use records::{items, layout, recognize};

/// JSON text of what comes out, which is plain data. What an error says would have to be downloaded too.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| panic!("plain data can be written as JSON"))
}

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
