//! Stack overflows: the frame that went over is chance.

use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, given, rule};

rule! {
    /// Prepends `stackoverflow` to the signature if the reason is `EXCEPTION_STACK_OVERFLOW`.
    struct StackOverflowSignature = "StackOverflowSignature",
        reads: ["reason"],
        bugs: [1796389];
}

impl Rule for StackOverflowSignature {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        if given(cx.crash.reason.as_ref()) == Some("EXCEPTION_STACK_OVERFLOW") {
            Applies::Yes("reason is EXCEPTION_STACK_OVERFLOW")
        } else {
            Applies::No("reason isn't EXCEPTION_STACK_OVERFLOW")
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        cx.prepend("stackoverflow");
        Ok(())
    }
}
