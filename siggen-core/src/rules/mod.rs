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

use abort::AbortSignature;
use bad_hardware::BadHardware;
use fix_whitespace::SigFixWhitespace;
use hung_process::HungProcess;
use ipc_channel_error::SignatureIpcChannelError;
use ipc_message_name::SignatureIpcMessageName;
use oom::OomSignature;
use printable_chars_only::SigPrintableCharsOnly;
use run_watchdog::SignatureRunWatchDog;
use shutdown_timeout::SignatureShutdownTimeout;
use signature_generation::SignatureGenerationRule;
use stack_overflow::StackOverflowSignature;
use stackwalker_error::StackwalkerErrorSignatureRule;
pub use truncate::SIGNATURE_MAX_LENGTH;
use truncate::SigTruncate;

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
