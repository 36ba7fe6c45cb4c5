//! What the program `siggen` is made of.
//!
//! This crate takes arguments and prints outcomes; how a signature is made is siggen-core's alone,
//! and how crashes are read siggen-batch's.
//!
//! The way of a record: siggen-batch finds it and puts it to a core, what is done with it there is a
//! command's ([`commands`]), and [`run`] prints what comes back, in input order.

pub mod args;
mod cells;
pub mod commands;
mod counts;
mod coverage;
mod diff;
mod disk;
mod explain;
mod failure;
mod format;
#[cfg(fuzzing)]
pub mod fuzzing;
mod interrupt;
mod markdown;
mod numbers;
mod output;
mod progress;
pub mod run;
mod terminal;
mod text;
