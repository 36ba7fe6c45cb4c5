//! The Symbolication API, versions 4 and 5: requests, responses, and what is between them.
//!
//! A request is JSON with stacks of modules and offsets. [`Request::parse`] checks it, with the messages that clients
//! of the API know. [`Request::respond`] asks for symbol files module by module, each once, and fills the response.
//! Nothing here reads a file or listens to a network.

mod path;
mod request;
mod respond;
mod response;

pub use request::{ApiError, Frame, Job, Limits, MAX_JOBS, Module, Request, Version};
pub use respond::Symbols;
pub use response::{InlineFrame, JobResult, ResponseV4, ResponseV5, StackFrame};
