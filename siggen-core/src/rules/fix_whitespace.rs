//! White space that makes no difference makes no signature either.

use crate::pytext;
use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, rule};

rule! {
    /// Trims the signature and replaces each run of white space with a single space.
    struct SigFixWhitespace = "SigFixWhitespace",
        reads: [],
        bugs: [];
}

impl Rule for SigFixWhitespace {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        if is_fixed(cx.signature()) {
            Applies::No("there are only single spaces inside")
        } else {
            Applies::Yes("there is white space to fix")
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        let mut signature = String::new();
        for word in cx.signature().split(pytext::is_space).filter(|word| !word.is_empty()) {
            if !signature.is_empty() {
                signature.push(' ');
            }
            signature.push_str(word);
        }
        cx.set_signature(signature);
        Ok(())
    }
}

fn is_fixed(signature: &str) -> bool {
    // What the rule before this one leaves is printable ASCII, where the space is the only one.
    if pytext::is_printable(signature) {
        return !signature.starts_with(' ')
            && !signature.ends_with(' ')
            && !memchr::memchr_iter(b' ', signature.as_bytes())
                .any(|at| signature.as_bytes().get(at + 1) == Some(&b' '));
    }
    let mut after_space = true;
    for c in signature.chars() {
        let is_space = pytext::is_space(c);
        if is_space && (c != ' ' || after_space) {
            return false;
        }
        after_space = is_space;
    }
    !after_space || signature.is_empty()
}
