//! A rule of your own, behind those of the crate.
//!
//! ```sh
//! cargo run -p siggen-core --example own_rule
//! ```

use std::error::Error;
use std::io::{Write, stdout};

use siggen_core::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo};
use siggen_core::rules::RULES;
use siggen_core::{Crash, Generator, Outcome};

/// Prepends `gpu` to the signatures of crashes in the graphics driver's threads.
struct GpuThread;

static GPU_THREAD: RuleInfo =
    RuleInfo::new("GpuThread", "Prepends `gpu` to what crashes in a thread of the driver.").reading(&["threads"]);

impl Rule for GpuThread {
    fn info(&self) -> &'static RuleInfo {
        &GPU_THREAD
    }

    // The fact that decides, as a clause: `explain` shows it.
    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        match cx.crashing_thread().and_then(|thread| thread.thread_name.as_deref()) {
            Some(name) if name.starts_with("gpu-") => Applies::Yes("the crashing thread's name starts with gpu-"),
            _ => Applies::No("the crashing thread's name doesn't start with gpu-"),
        }
    }

    // The only ways to change the outcome are those of the context, which records who did.
    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        if cx.signature().is_empty() {
            return Err(RuleError::new("there is no signature to prepend to"));
        }
        cx.prepend("gpu");
        cx.note("the driver's log has more");
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "an example is a program, which prints")]
fn main() -> Result<(), Box<dyn Error>> {
    run(&mut stdout().lock())
}

pub(crate) fn run(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let report = br#"{"threads": [{"thread_name": "gpu-1", "frames": [{"function": "draw(int)"}]}]}"#;
    let crash = Crash::from_json(report)?;

    // The last three rules finish the signature, so a rule stands before them.
    let (rules, last) = RULES.split_at(RULES.len() - 3);
    let rules: Vec<&dyn Rule> =
        rules.iter().copied().chain([&GpuThread as &dyn Rule]).chain(last.iter().copied()).collect();

    let explanation = Generator::new().explain_with(&rules, &crash, Outcome::default());
    writeln!(out, "{}", explanation.outcome.signature)?;
    for rule in explanation.rules.iter().filter(|rule| rule.applied) {
        writeln!(out, "{}: {}", rule.rule, rule.why)?;
    }
    for note in &explanation.outcome.notes {
        writeln!(out, "note: {note}")?;
    }
    Ok(())
}
