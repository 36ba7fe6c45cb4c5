//! Hangs at shutdown: the thread that crashed is not the one that hung.

use super::signature_generation;
use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, rule};

rule! {
    /// Makes the signature anew from thread 0 and prepends `shutdownhang`, where the signature
    /// contains `RunWatchdog`.
    ///
    /// When shutdown takes too long, a watchdog thread crashes the process. What hung is the main
    /// thread.
    pub struct SignatureRunWatchDog = "SignatureRunWatchDog",
        reads: ["threads"],
        bugs: [];
}

impl Rule for SignatureRunWatchDog {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        if cx.signature().contains("RunWatchdog") {
            Applies::Yes("the signature contains RunWatchdog")
        } else {
            Applies::No("the signature doesn't contain RunWatchdog")
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        signature_generation::generate(cx, 0)?;
        cx.prepend(&Self::INFO, "shutdownhang");
        Ok(())
    }
}
