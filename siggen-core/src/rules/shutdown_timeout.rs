//! Shutdowns that took too long: what they waited for says more than the stack.

use crate::order::sorted;
use crate::pyjson::{self, Unreadable, Value};
use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, given, rule};

rule! {
    /// Replaces the signature of a shutdown that timed out with
    /// `AsyncShutdownTimeout | <phase> | <conditions>`.
    ///
    /// The annotation is JSON as text, with the `phase` of shutdown and the `conditions` that it
    /// waited for, each a name or an object with a `name`. The conditions are sorted, so that their
    /// order makes no difference. A note keeps the signature that is replaced.
    struct SignatureShutdownTimeout = "SignatureShutdownTimeout",
        reads: ["async_shutdown_timeout"],
        bugs: [];
}

impl Rule for SignatureShutdownTimeout {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        match given(cx.crash.async_shutdown_timeout.as_ref()) {
            Some(_) => Applies::Yes("there is an async_shutdown_timeout"),
            None => Applies::No("there is no async_shutdown_timeout"),
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        let mut parts = vec!["AsyncShutdownTimeout".to_owned()];
        let json = given(cx.crash.async_shutdown_timeout.as_ref()).unwrap_or_default();
        match pyjson::parse(json) {
            Ok(timeout @ Value::Dict(_)) => {
                parts.push(match timeout.get("phase") {
                    Some(Value::Str(phase)) => phase.clone().into_owned(),
                    _ => "(unknown)".to_owned(),
                });
                parts.push(match conditions(timeout.get("conditions"))? {
                    Some(names) if names.is_empty() => "(none)".to_owned(),
                    Some(names) => names.join(","),
                    None => {
                        cx.note("Error parsing AsyncShutdownTimeout: 'name'");
                        "UNKNOWN".to_owned()
                    }
                });
            }
            Ok(other) => {
                return Err(RuleError::new(format!("'{}' object has no attribute 'get'", other.type_name())));
            }
            Err(Unreadable::TooDeep) => return Err(RuleError::new("maximum recursion depth exceeded")),
            Err(Unreadable::TooLong) => return Err(RuleError::new("the annotation is longer than 1 MiB")),
            Err(Unreadable::Syntax(message)) => {
                cx.note(&format!("Error parsing AsyncShutdownTimeout: {message}"));
                parts.push("UNKNOWN".to_owned());
            }
        }
        let note = format!("Signature replaced with a Shutdown Timeout signature, was: \"{}\"", cx.signature());
        cx.note(&note);
        cx.set_signature(parts.join(" | "));
        Ok(())
    }
}

/// The names of the conditions, sorted; `None` where one has no name.
///
/// Anything that Python can walk over holds conditions: text its characters, an object its keys.
fn conditions(value: Option<&Value<'_>>) -> Result<Option<Vec<String>>, RuleError> {
    let Some(value) = value.filter(|value| value.is_truthy()) else { return Ok(Some(Vec::new())) };
    let names: Option<Vec<String>> = match value {
        Value::List(items) => items
            .iter()
            .map(|item| match item {
                Value::Dict(_) => item.get("name").map(Value::printed),
                _ => Some(item.printed()),
            })
            .collect(),
        Value::Str(text) => Some(text.chars().map(String::from).collect()),
        Value::Dict(members) => Some(members.iter().map(|(key, _)| key.clone().into_owned()).collect()),
        _ => return Err(RuleError::new(format!("'{}' object is not iterable", value.type_name()))),
    };
    Ok(names.map(|names| sorted(names, Ord::cmp)))
}
