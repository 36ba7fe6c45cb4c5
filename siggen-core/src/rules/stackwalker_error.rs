//! Why there is no stack.

use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, given, rule};

rule! {
    /// Appends minidump-stackwalk's status to a signature that begins with `EMPTY`.
    ///
    /// A report without a stack says nothing about the crash; the status at least says why there is
    /// none.
    struct StackwalkerErrorSignatureRule = "StackwalkerErrorSignatureRule",
        reads: ["mdsw_status_string"],
        bugs: [];
}

impl Rule for StackwalkerErrorSignatureRule {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        if !cx.signature().starts_with("EMPTY") {
            Applies::No("the signature doesn't begin with EMPTY")
        } else if given(cx.crash.mdsw_status_string.as_ref()).is_none() {
            Applies::No("there is no mdsw_status_string")
        } else {
            Applies::Yes("the signature begins with EMPTY and there is a mdsw_status_string")
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        let status = given(cx.crash.mdsw_status_string.as_ref()).unwrap_or_default();
        let signature = format!("{}; {status}", cx.signature());
        cx.set_signature(signature);
        Ok(())
    }
}
