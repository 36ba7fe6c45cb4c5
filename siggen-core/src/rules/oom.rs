//! Out-of-memory crashes: how much was asked for matters more than who asked.

use crate::crash::AllocationSize;
use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, given, rule};

rule! {
    /// Prepends `OOM | <size>` to the signature of an out-of-memory crash.
    ///
    /// Which code asks for a small block is chance, so up to 256 KiB the stack is dropped and the
    /// signature becomes `OOM | small`. Above that, the prefix is `OOM | large`, or `OOM | unknown`
    /// if the size is not known.
    ///
    /// A crash is out of memory if it has an allocation size; if its signature contains
    /// `NS_ABORT_OOM`, `mozalloc_handle_oom`, `CrashAtUnhandlableOOM`, `AutoEnterOOMUnsafeRegion`
    /// or `alloc::oom::oom`; if the crashing thread's last error is `ERROR_COMMITMENT_LIMIT` or
    /// `ERROR_NOT_ENOUGH_MEMORY`; if the reason is `STATUS_FATAL_MEMORY_EXHAUSTION` or
    /// `STATUS_NO_MEMORY`; or if a large JavaScript allocation failed and it crashed while
    /// reporting that.
    struct OomSignature = "OOMSignature",
        reads: ["oom_allocation_size", "reason", "js_large_allocation_failure", "threads"],
        bugs: [1007530];
}

/// The largest size that is small, in bytes: 256 KiB.
const SMALL: i64 = 256 * 1024;

impl Rule for OomSignature {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        let crash = cx.crash;
        if crash.oom_allocation_size.is_some_and(AllocationSize::is_given) {
            return Applies::Yes("there is an oom_allocation_size");
        }
        if cx.signature().is_empty() {
            return Applies::No("there is no oom_allocation_size and no signature");
        }
        if names_oom(cx.signature()) {
            return Applies::Yes("the signature names a function that runs when memory is out");
        }
        let last_error = cx.crashing_thread().and_then(|thread| thread.last_error_value.as_deref());
        if matches!(last_error, Some("ERROR_COMMITMENT_LIMIT" | "ERROR_NOT_ENOUGH_MEMORY")) {
            return Applies::Yes("the crashing thread's last_error_value says that memory is out");
        }
        if matches!(given(crash.reason.as_ref()), Some("STATUS_FATAL_MEMORY_EXHAUSTION" | "STATUS_NO_MEMORY")) {
            return Applies::Yes("reason says that memory is out");
        }
        if large_js_allocation_failed(cx) {
            return Applies::Yes("js_large_allocation_failure is Reporting");
        }
        Applies::No("nothing says that memory is out")
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        match cx.crash.oom_allocation_size {
            _ if large_js_allocation_failed(cx) => cx.prepend("OOM | large"),
            Some(size) if size.bytes <= SMALL => cx.set_signature("OOM | small"),
            Some(_) => cx.prepend("OOM | large"),
            None => cx.prepend("OOM | unknown"),
        }
        Ok(())
    }
}

fn names_oom(signature: &str) -> bool {
    has_double_o(signature.as_bytes())
        && [
            "NS_ABORT_OOM",
            "mozalloc_handle_oom",
            "CrashAtUnhandlableOOM",
            "AutoEnterOOMUnsafeRegion",
            "alloc::oom::oom",
        ]
        .iter()
        .any(|name| signature.contains(name))
}

/// Whether there is `OO` or `oo`, which all these names have and hardly any other signature has.
fn has_double_o(bytes: &[u8]) -> bool {
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    // To the end in any case: so many bytes are looked at at once.
    let found =
        pairs.fold(0, |found, (&first, &second)| found | u8::from(first | 0x20 == b'o') & u8::from(first == second));
    found != 0
}

fn large_js_allocation_failed(cx: &RuleContext<'_>) -> bool {
    cx.crash.js_large_allocation_failure.as_deref() == Some("Reporting")
}
