//! What the programs `siggen` and `signify` are made of.
//!
//! This crate reads inputs and prints outcomes; how a signature is made is siggen-core's alone.
//!
//! The way of a record: [`input`] finds the files, unpacks them and cuts them into chunks of
//! records, [`run`] puts the chunks to all cores and prints what comes back in input order, and
//! what is done with each record is a command's: [`commands`].

pub mod args;
pub mod commands;
mod explain;
mod format;
pub mod input;
mod progress;
pub mod python_json;
pub mod run;
pub mod siglist_folder;
mod text;
