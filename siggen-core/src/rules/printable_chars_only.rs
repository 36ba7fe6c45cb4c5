//! Signatures are plain ASCII, so that every system they pass through keeps them.

use crate::pytext;
use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, rule};

rule! {
    /// Drops all characters from the signature that are not printable ASCII.
    struct SigPrintableCharsOnly = "SigPrintableCharsOnly",
        reads: [],
        bugs: [];
}

impl Rule for SigPrintableCharsOnly {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        let signature = cx.signature();
        if pytext::is_printable(signature) && pytext::strip(signature) == signature {
            Applies::No("all characters are printable")
        } else {
            Applies::Yes("there are characters to drop")
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        let printable = pytext::printable(pytext::strip(cx.signature()));
        cx.set_signature(printable);
        cx.note("unprintable characters removed");
        Ok(())
    }
}
