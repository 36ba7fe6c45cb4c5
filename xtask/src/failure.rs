//! Failures, as all commands have them.

/// Why a command failed.
pub(crate) type Failure = Box<dyn std::error::Error>;
