#![doc = include_str!("../README.md")]

mod cache;
mod circuit;
mod clock;
mod directory;
mod error;
mod fault;
mod fetch;
mod found;
mod http;
mod identity;
mod intake;
mod missing;
mod paths;
mod policy;
mod retry;
mod server;
mod sources;
mod stop;
#[cfg(test)]
mod test_clock;
mod unpack;

pub use cache::Cache;
pub use clock::{Clock, SystemClock};
pub use error::Error;
pub use fault::{Fault, Stage};
pub use found::{Found, Origin};
pub use missing::{Failure, Missing};
pub use policy::{Limits, Policy};
pub use server::Server;
pub use siggen_symbols::layout::ModuleKey;
pub use sources::{Source, Sources};
pub use stop::Stop;
