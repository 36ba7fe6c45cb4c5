//! Hangs: the process was ended because it did not answer.

use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, rule};

rule! {
    /// Prepends `hang: <kind>` to the signature of a hang.
    ///
    /// Any kind counts, even an empty one: there was no hang only if the field is missing or null.
    struct HungProcess = "HungProcess",
        reads: ["hang"],
        bugs: [1826703];
}

impl Rule for HungProcess {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        match cx.crash.hang {
            Some(_) => Applies::Yes("there is a hang"),
            None => Applies::No("there is no hang"),
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        let kind = cx.crash.hang.as_deref().unwrap_or_default();
        cx.prepend(&format!("hang: {kind}"));
        Ok(())
    }
}
