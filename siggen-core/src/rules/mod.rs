//! The pipeline: one ordered list of rules, one file a rule.
//!
//! A rule never calls another one; what several share is a function of `stack` or `normalize`, or
//! [`signature_generation::generate`], which is the first rule's work and the watchdog rule's too.

mod abort;
mod bad_hardware;
mod fix_whitespace;
mod hung_process;
mod ipc_channel_error;
mod ipc_message_name;
mod oom;
mod printable_chars_only;
mod run_watchdog;
mod shutdown_timeout;
mod signature_generation;
mod stack_overflow;
mod stackwalker_error;
mod truncate;

pub use abort::AbortSignature;
pub use bad_hardware::BadHardware;
pub use fix_whitespace::SigFixWhitespace;
pub use hung_process::HungProcess;
pub use ipc_channel_error::SignatureIpcChannelError;
pub use ipc_message_name::SignatureIpcMessageName;
pub use oom::OomSignature;
pub use printable_chars_only::SigPrintableCharsOnly;
pub use run_watchdog::SignatureRunWatchDog;
pub use shutdown_timeout::SignatureShutdownTimeout;
pub use signature_generation::SignatureGenerationRule;
pub use stack_overflow::StackOverflowSignature;
pub use stackwalker_error::StackwalkerErrorSignatureRule;
pub use truncate::SigTruncate;

use crate::rule::Rule;

/// The rule of a name, such as `OOMSignature`.
pub fn by_name(name: &str) -> Option<&'static dyn Rule> {
    RULES.iter().copied().find(|rule| rule.info().name == name)
}

/// All rules, in the order in which they run.
pub static RULES: &[&dyn Rule] = &[
    &SignatureGenerationRule,
    &StackwalkerErrorSignatureRule,
    &BadHardware,
    &OomSignature,
    &AbortSignature,
    &SignatureShutdownTimeout,
    &SignatureRunWatchDog,
    &SignatureIpcChannelError,
    &SignatureIpcMessageName,
    &StackOverflowSignature,
    &HungProcess,
    // These finish the signature, whatever it is made of: last, and in this order.
    &SigPrintableCharsOnly,
    &SigFixWhitespace,
    &SigTruncate,
];
