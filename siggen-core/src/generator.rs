//! The generator: lists and rules, put to a crash.

use crate::crash::{Crash, Mistyped};
use crate::explain::{Explanation, Recorder};
use crate::memory::Memory;
use crate::outcome::Outcome;
use crate::rule::{Applies, Rule, RuleContext};
use crate::rules::RULES;
use crate::siglist::Siglists;

/// Generates signatures.
///
/// ```
/// use siggen_core::{Crash, Generator};
///
/// let crash = Crash::from_json(br#"{
///     "crashing_thread": 0,
///     "threads": [{"frames": [
///         {"function": "mozilla::Span<int>::operator[](unsigned int) const"},
///         {"function": "memcpy"},
///         {"function": "PaintLayer::draw(Canvas*, int) const"},
///         {"function": "main"}
///     ]}]
/// }"#)?;
/// let outcome = Generator::new().generate(&crash);
/// assert_eq!(outcome.signature, "memcpy | PaintLayer::draw");
/// # Ok::<(), siggen_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Generator {
    siglists: Lists,
}

#[derive(Debug)]
enum Lists {
    BuiltIn(&'static Siglists),
    Custom(Box<Siglists>),
}

impl Generator {
    /// A generator with the built-in lists.
    pub fn new() -> Self {
        Generator { siglists: Lists::BuiltIn(Siglists::built_in()) }
    }

    /// A generator with other lists.
    pub fn with_siglists(siglists: Siglists) -> Self {
        Generator { siglists: Lists::Custom(Box::new(siglists)) }
    }

    /// The lists.
    pub fn siglists(&self) -> &Siglists {
        match &self.siglists {
            Lists::BuiltIn(siglists) => siglists,
            Lists::Custom(siglists) => siglists,
        }
    }

    /// The signature of a crash. Every crash has one.
    pub fn generate(&self, crash: &Crash<'_>) -> Outcome {
        self.run(crash, &mut Memory::default(), None).0
    }

    /// A session for one thread's work on many crashes.
    pub fn session(&self) -> Session<'_> {
        Session { generator: self, memory: Memory::of_session() }
    }

    /// The signature of a crash, and why it is what it is.
    ///
    /// ```
    /// # use siggen_core::{Crash, Generator, Verdict};
    /// let crash = Crash::from_json(br#"{"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw"}]}]}"#)?;
    /// let explanation = Generator::new().explain(&crash);
    /// let memcpy = &explanation.frames()[0];
    /// assert_eq!(memcpy.verdict, Verdict::Prefix);
    /// assert_eq!(memcpy.decided_by.as_ref().unwrap().pattern, "memcpy");
    /// # Ok::<(), siggen_core::Error>(())
    /// ```
    pub fn explain(&self, crash: &Crash<'_>) -> Explanation {
        let (outcome, recorder) = self.run(crash, &mut Memory::default(), Some(Recorder::default()));
        Explanation {
            outcome,
            siglists: self.siglists().source().to_owned(),
            rules: recorder.unwrap_or_default().rules,
        }
    }

    fn run(&self, crash: &Crash<'_>, memory: &mut Memory, recorder: Option<Recorder>) -> (Outcome, Option<Recorder>) {
        let mut cx = RuleContext::new(crash, self.siglists(), std::mem::take(memory), recorder);
        let mut mistyped: Vec<&Mistyped> = crash.mistyped.iter().collect();
        for rule in RULES {
            run_rule(*rule, &mut cx, &mut mistyped);
        }
        *memory = cx.memory;
        (cx.outcome, cx.recorder)
    }
}

/// One thread's work on many crashes: it remembers the frames that they share.
///
/// The signatures are those of [`Generator::generate`], sooner.
///
/// ```
/// # use siggen_core::{Crash, Generator};
/// let generator = Generator::new();
/// let mut session = generator.session();
/// for report in [r#"{"threads": [{"frames": [{"function": "f(int)"}]}]}"#; 3] {
///     let crash = Crash::from_json(report.as_bytes())?;
///     assert_eq!(session.generate(&crash).signature, "f");
/// }
/// # Ok::<(), siggen_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Session<'g> {
    generator: &'g Generator,
    memory: Memory,
}

impl Session<'_> {
    /// The signature of a crash.
    pub fn generate(&mut self, crash: &Crash<'_>) -> Outcome {
        self.generator.run(crash, &mut self.memory, None).0
    }
}

/// Runs a rule. `mistyped` holds what no rule has reported yet.
fn run_rule(rule: &dyn Rule, cx: &mut RuleContext<'_>, mistyped: &mut Vec<&Mistyped>) {
    let info = rule.info();
    let notes_before = cx.outcome.notes.len();
    let applies = rule.predicate(cx);
    if let Some(recorder) = &mut cx.recorder {
        recorder.begin(info, applies, &cx.outcome.signature);
    }
    // A field of a wrong type counts as absent, and the first rule that would read it says so.
    mistyped.retain(|mistyped| {
        let is_read = info.reads.contains(&mistyped.field);
        // The stack's signature itself says that the trace is unusable.
        if is_read && mistyped.field != "java_stack_trace" {
            cx.note(info, &format!("Rule failed: {mistyped}"));
        }
        !is_read
    });
    if let Applies::Yes(_) = applies
        && let Err(error) = rule.action(cx)
    {
        cx.note(info, &format!("Rule failed: {error}"));
    }
    if let Some(recorder) = &mut cx.recorder {
        recorder.end(&cx.outcome.signature, &cx.outcome.notes[notes_before..]);
    }
}

impl Default for Generator {
    fn default() -> Self {
        Generator::new()
    }
}
