#![doc = include_str!("../README.md")]

pub mod api;
mod cfi;
mod check;
mod context;
mod error;
mod faults;
mod file;
mod index;
pub mod layout;
mod lookup;
mod module_id;
pub mod record;
mod search;
mod text;

pub use cfi::{CfiRules, MAX_CFI};
pub use check::check;
pub use error::Error;
pub use faults::{Fault, Faults, Reason};
pub use file::{Module, SymbolFile};
pub use index::{IndexBuilder, SymbolIndex, Verify};
pub use lookup::{InlineFunction, Location, MAX_DEPTH, MAX_RECORDS, Scratch, Symbol};
pub use module_id::{CodeId, DebugId};
