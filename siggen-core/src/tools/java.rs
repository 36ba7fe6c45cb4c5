//! Java stacks.

use super::StackSignature;
use crate::crash::{JavaException, JavaFrame};
use crate::normalize::java::{self, JavaSignature};

/// The signature of a Java stack trace; the pipeline's delimiter is `": "`.
///
/// ```
/// let trace = "java.lang.IllegalStateException: gone\n\tat a.Kite.fly(Kite.java:7)";
/// let signature = siggen_core::tools::java_stack_trace_signature(trace, ": ").signature;
/// assert_eq!(signature, "java.lang.IllegalStateException: gone at a.Kite.fly(Kite.java)");
/// ```
pub fn java_stack_trace_signature(trace: &str, delimiter: &str) -> StackSignature {
    java::trace_signature(trace, delimiter).into()
}

/// The signature of a Java stack trace that is not text.
pub fn unusable_java_stack_trace() -> StackSignature {
    java::unusable_trace().into()
}

/// The signature of a Java exception.
pub fn java_exception_signature(exception: &JavaException<'_>) -> StackSignature {
    java::exception_signature(exception).into()
}

/// A frame of a Java exception, as signatures show it. Empty text is absent.
pub fn java_frame(module: &str, function: &str, filename: &str) -> String {
    java::exception_frame(&JavaFrame {
        module: Some(module.into()),
        function: Some(function.into()),
        filename: Some(filename.into()),
    })
}

impl From<JavaSignature> for StackSignature {
    fn from(java: JavaSignature) -> Self {
        let notes = java.notes.into_iter().map(str::to_owned).collect();
        StackSignature { signature: java.signature, notes, debug_log: Vec::new() }
    }
}
