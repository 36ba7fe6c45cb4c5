//! Aborts: the program said what was wrong.

use std::borrow::Cow;

use crate::pytext;
use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, given, rule};

rule! {
    /// Prepends `Abort | <message>` to the signature of an abort.
    ///
    /// The text before `###!!! ABORT:` and after `: file ` changes between builds, so it is removed
    /// from the message. If nothing is left, only `Abort` is prepended. A message is cut at 80
    /// characters.
    struct AbortSignature = "AbortSignature",
        reads: ["abort_message"],
        bugs: [803779];
}

/// A longer message is cut, in characters.
const MAX_LENGTH: usize = 80;

impl Rule for AbortSignature {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        match given(cx.crash.abort_message.as_ref()) {
            Some(_) => Applies::Yes("there is an abort_message"),
            None => Applies::No("there is no abort_message"),
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        let message = given(cx.crash.abort_message.as_ref()).unwrap_or_default();
        if message.contains("###!!! ABORT: file ") {
            cx.prepend("Abort");
        } else {
            let part = format!("Abort | {}", lasting_part(message));
            cx.prepend(&part);
        }
        Ok(())
    }
}

/// What of a message stays the same between builds.
fn lasting_part(message: &str) -> String {
    let message = message.split_once("###!!! ABORT:").map_or(message, |(_, message)| message);
    let message = message.split_once(": file ").map_or(message, |(message, _)| message);
    let message = without_font_names(message);
    let printable = pytext::printable(&message);
    let message = pytext::strip(&printable);
    if message.len() > MAX_LENGTH { format!("{}...", &message[..MAX_LENGTH - 3]) } else { message.to_owned() }
}

/// bug 1385966: the names of fonts are in parentheses, in the user's language.
fn without_font_names(message: &str) -> Cow<'_, str> {
    if message.contains("unable to find a usable font")
        && let (Some(open), Some(close)) = (message.find('('), message.rfind(')'))
    {
        return Cow::Owned(format!("{}{}", &message[..open], &message[close + 1..]));
    }
    Cow::Borrowed(message)
}
