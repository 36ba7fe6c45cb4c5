//! The single steps of the pipeline, for programs that run them separately.
//!
//! A [`Generator`](crate::Generator) runs all of them in order. The names are those of the
//! reference implementation's tools.

mod frames;
mod java;
mod stack;
mod text;

pub use frames::{fixed_function, normalize_cpp_function, normalize_frame, normalize_rust_function, normalized_frames};
pub use java::{java_exception_signature, java_frame, java_stack_trace_signature, unusable_java_stack_trace};
pub use stack::stack_signature;
pub use text::{
    collapse_arguments, collapse_types, drop_bad_characters, drop_prefix_and_return_type, find_enclosed_slices,
    parse_source_file, siglist_lines, strip_leading_zeros,
};

/// The signature of a stack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StackSignature {
    /// The signature.
    pub signature: String,
    /// Notes on it, each as `TOOL: text`.
    pub notes: Vec<String>,
    /// The log that the reference implementation keeps, line by line.
    pub debug_log: Vec<String>,
}
