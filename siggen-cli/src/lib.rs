//! The program `siggen`.
//!
//! This crate parses arguments and prints outcomes. siggen-core makes signatures, and siggen-batch reads crashes.
//!
//! siggen-batch finds each record and gives it to a core, where a command ([`commands`]) processes it. [`run`] prints
//! the results in input order.

pub mod args;
mod cells;
pub mod commands;
mod counts;
mod coverage;
mod diff;
mod disk;
mod explain;
mod failure;
#[cfg(fuzzing)]
pub mod fuzzing;
mod interrupt;
mod lint;
mod markdown;
mod numbers;
mod output;
mod progress;
pub mod run;
mod signature;
mod terminal;
mod text;
