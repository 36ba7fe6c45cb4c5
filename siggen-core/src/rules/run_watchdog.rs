//! Hangs at shutdown: the thread that crashed is not the one that hung.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::signature_generation;
use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, rule};

rule! {
    /// Makes the signature again from thread 0 and prepends `shutdownhang`, if the signature
    /// contains `RunWatchdog`.
    ///
    /// When shutdown takes too long, a watchdog thread crashes the process. The thread that hung is
    /// the main thread.
    struct SignatureRunWatchDog = "SignatureRunWatchDog",
        reads: ["threads"],
        bugs: [];
}

// Every crash is searched, so the search is prepared once.
static WATCHDOG: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("RunWatchdog"));

impl Rule for SignatureRunWatchDog {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        if WATCHDOG.find(cx.signature().as_bytes()).is_some() {
            Applies::Yes("the signature contains RunWatchdog")
        } else {
            Applies::No("the signature doesn't contain RunWatchdog")
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        signature_generation::generate(cx, 0)?;
        cx.prepend("shutdownhang");
        Ok(())
    }
}
