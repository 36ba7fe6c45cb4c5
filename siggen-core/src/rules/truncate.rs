//! Signatures end somewhere.

use crate::pytext;
use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, rule};

rule! {
    /// Cuts a signature of more than 255 characters to 252 and `...`.
    struct SigTruncate = "SigTruncate",
        reads: [],
        bugs: [];
}

/// The most characters that a signature has: the last rule cuts longer ones.
pub const SIGNATURE_MAX_LENGTH: usize = 255;

impl Rule for SigTruncate {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        if pytext::is_longer_than(cx.signature(), SIGNATURE_MAX_LENGTH) {
            Applies::Yes("the signature has more than 255 characters")
        } else {
            Applies::No("the signature has no more than 255 characters")
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        let signature = format!("{}...", pytext::first_chars(cx.signature(), SIGNATURE_MAX_LENGTH - 3));
        cx.set_signature(signature);
        cx.note("SigTrunc: signature truncated due to length");
        Ok(())
    }
}
