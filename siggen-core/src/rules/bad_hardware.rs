//! Crashes that no program can be blamed for.

use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, given, rule};

rule! {
    /// Prepends `bad hardware` to the signature of a crash that a failing device caused.
    ///
    /// If a page can't be read back from disk, Windows gives a reason that contains
    /// `STATUS_DEVICE_DATA_ERROR`. That can happen to any code.
    struct BadHardware = "BadHardware",
        reads: ["reason"],
        bugs: [1733904];
}

impl Rule for BadHardware {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        match given(cx.crash.reason.as_ref()) {
            Some(reason) if reason.contains("STATUS_DEVICE_DATA_ERROR") => {
                Applies::Yes("reason contains STATUS_DEVICE_DATA_ERROR")
            }
            _ => Applies::No("reason doesn't contain STATUS_DEVICE_DATA_ERROR"),
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        cx.prepend("bad hardware");
        Ok(())
    }
}
