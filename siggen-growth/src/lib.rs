//! What the library does with hostile input, to be counted.
//!
//! `cargo xtask growth` compiles this for WebAssembly and runs each operation with inputs of growing size in an
//! interpreter that counts instructions, those of the standard library among them. The counts are the same on every
//! machine. An operation whose count grows faster than its input fails the test.

mod analysis;
mod lists;
mod names;
mod records;
mod reports;
mod symbols;

use std::cell::RefCell;
use std::hint::black_box;

use siggen_core::{Crash, Generator, Siglists};

/// Something that the library does, with input of any size.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// What is done, and with what.
    pub name: &'static str,
    /// The size that counting starts at.
    pub size: usize,
    /// Makes input of about this size, and what does the work.
    prepare: fn(usize) -> Work,
}

/// Does the work once.
type Work = Box<dyn FnMut()>;

/// All operations.
pub fn operations() -> Vec<Operation> {
    let core = [reports::OPERATIONS, records::OPERATIONS, names::OPERATIONS, lists::OPERATIONS].concat();
    [&core, analysis::OPERATIONS, symbols::OPERATIONS].concat()
}

thread_local! {
    static WORK: RefCell<Work> = RefCell::new(Box::new(|| ()));
}

/// Makes the input of an operation, known by its place among all.
#[expect(unsafe_code, reason = "the host calls it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn prepare(operation: u32, size: u32) {
    let operation = operations()[operation as usize];
    WORK.set((operation.prepare)(size as usize));
}

/// Does the work that has been prepared.
#[expect(unsafe_code, reason = "the host calls it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn run() {
    WORK.with_borrow_mut(|work| work());
}

/// A generator with a few lines of each kind: the built-in lists take longer to compile than all that is counted.
fn generator() -> Generator {
    let text = "memcpy\n.*free\nstd::(a|b)";
    Generator::with_siglists(Siglists::new(&lists::files(text)).unwrap_or_else(|error| unreachable!("{error}")))
}

/// Reads a report and makes its signature, whatever comes of it.
fn generate(report: Vec<u8>) -> Work {
    let generator = generator();
    Box::new(move || {
        if let Ok(crash) = Crash::from_json(black_box(&report)) {
            black_box(generator.generate(&crash));
        }
    })
}

/// The text so many times.
fn times(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

/// The texts with something between.
fn joined(count: usize, between: &str, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().join(between)
}
