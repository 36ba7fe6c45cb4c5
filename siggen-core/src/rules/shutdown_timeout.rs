//! Shutdowns that took too long: what they waited for says more than the stack.

use std::borrow::Cow;

use crate::json::{Kind, Reader, Syntax};
use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, given, rule};

rule! {
    /// Replaces the signature of a shutdown that timed out with
    /// `AsyncShutdownTimeout | <phase> | <conditions>`.
    ///
    /// The annotation is JSON as text, with the `phase` of shutdown and the `conditions` that it
    /// waited for, each a name or an object with a `name`. The conditions are sorted, so that their
    /// order makes no difference. A note keeps the signature that is replaced.
    pub struct SignatureShutdownTimeout = "SignatureShutdownTimeout",
        reads: ["async_shutdown_timeout"],
        bugs: [];
}

impl Rule for SignatureShutdownTimeout {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        match given(&cx.crash.async_shutdown_timeout) {
            Some(_) => Applies::Yes("there is an async_shutdown_timeout"),
            None => Applies::No("there is no async_shutdown_timeout"),
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        let json = given(&cx.crash.async_shutdown_timeout).unwrap_or_default();
        let signature = match Timeout::parse(json) {
            Ok(timeout) => timeout.signature(cx)?,
            Err(Unreadable::Syntax(error)) => {
                let text = format!("expected {} at byte {}", error.expected, error.offset);
                cx.note(&Self::INFO, &format!("Error parsing AsyncShutdownTimeout: {text}"));
                "AsyncShutdownTimeout | UNKNOWN".to_owned()
            }
            Err(Unreadable::NoObject(kind)) => {
                return Err(RuleError::new(format!("async_shutdown_timeout holds {}, not an object", kind.name())));
            }
        };
        let note = format!("Signature replaced with a Shutdown Timeout signature, was: \"{}\"", cx.signature());
        cx.note(&Self::INFO, &note);
        cx.set_signature(&Self::INFO, signature);
        Ok(())
    }
}

/// The annotation's content.
#[derive(Default)]
struct Timeout<'j> {
    phase: Option<Cow<'j, str>>,
    conditions: Conditions,
}

#[derive(Default)]
enum Conditions {
    #[default]
    None,
    Names(Vec<String>),
    /// An object without a name is among them.
    Nameless,
    Unusable(Kind),
}

enum Unreadable {
    Syntax(Syntax),
    NoObject(Kind),
}

impl From<Syntax> for Unreadable {
    fn from(error: Syntax) -> Self {
        Unreadable::Syntax(error)
    }
}

impl<'j> Timeout<'j> {
    fn parse(json: &'j str) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(json);
        reader.skip()?;
        reader.finish()?;
        let mut reader = Reader::new(json);
        let kind = reader.kind()?;
        if kind != Kind::Object {
            return Err(Unreadable::NoObject(kind));
        }
        let mut timeout = Timeout::default();
        reader.object(|reader, key| {
            match &*key {
                // Of two members of a name the last counts.
                "phase" if reader.kind()? == Kind::String => timeout.phase = Some(reader.string()?),
                "phase" => {
                    timeout.phase = None;
                    reader.skip()?;
                }
                "conditions" => timeout.conditions = read_conditions(reader)?,
                _ => reader.skip()?,
            }
            Ok(())
        })?;
        Ok(timeout)
    }

    fn signature(&self, cx: &mut RuleContext<'_>) -> Result<String, RuleError> {
        const RULE: &RuleInfo = &SignatureShutdownTimeout::INFO;
        let phase = self.phase.as_deref().unwrap_or("(unknown)");
        let conditions = match &self.conditions {
            Conditions::None => "(none)".to_owned(),
            Conditions::Names(names) => names.join(","),
            Conditions::Nameless => {
                cx.note(RULE, "Error parsing AsyncShutdownTimeout: a condition has no name");
                "UNKNOWN".to_owned()
            }
            Conditions::Unusable(kind) => {
                return Err(RuleError::new(format!(
                    "conditions of async_shutdown_timeout is {}, not a list",
                    kind.name()
                )));
            }
        };
        Ok(format!("AsyncShutdownTimeout | {phase} | {conditions}"))
    }
}

fn read_conditions(reader: &mut Reader<'_>) -> Result<Conditions, Syntax> {
    let mut names = Vec::new();
    let mut is_nameless = false;
    match reader.kind()? {
        Kind::Array => reader.array(|reader, _| {
            match reader.kind()? {
                Kind::Object => match read_name(reader)? {
                    Some(name) => names.push(name.into_owned()),
                    None => is_nameless = true,
                },
                _ => names.push(reader.printed()?.into_owned()),
            }
            Ok(())
        })?,
        // Python walks over anything that has parts: text by its characters, objects by their keys.
        Kind::String => names.extend(reader.string()?.chars().map(String::from)),
        Kind::Object => reader.object(|reader, key| {
            if !names.iter().any(|name| *name == key) {
                names.push(key.into_owned());
            }
            reader.skip()
        })?,
        Kind::Null | Kind::False => reader.skip()?,
        kind @ (Kind::True | Kind::Number) => {
            if reader.raw()?.parse() != Ok(0.0) {
                return Ok(Conditions::Unusable(kind));
            }
        }
    }
    Ok(if is_nameless {
        Conditions::Nameless
    } else if names.is_empty() {
        Conditions::None
    } else {
        names.sort_unstable();
        Conditions::Names(names)
    })
}

fn read_name<'j>(reader: &mut Reader<'j>) -> Result<Option<Cow<'j, str>>, Syntax> {
    let mut name = None;
    reader.object(|reader, key| {
        if key == "name" {
            name = Some(reader.printed()?);
            Ok(())
        } else {
            reader.skip()
        }
    })?;
    Ok(name)
}
