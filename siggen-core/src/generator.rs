//! The generator: lists and rules, put to a crash.

use crate::asker::Asker;
use crate::crash::{Crash, Mistyped};
use crate::memory::{Memory, SessionMemory};
use crate::outcome::Outcome;
use crate::recorder::Recorder;
use crate::rule::{Applies, Rule, RuleContext};
use crate::rules::RULES;
use crate::siglist::{ListSet, SiglistError, SiglistName, Siglists};
use crate::trail::Explanation;

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

    /// A generator with a set of lists. The built-in ones are compiled once for all generators.
    ///
    /// # Errors
    ///
    /// As [`ListSet::compile`].
    pub fn with_lists(lists: &ListSet<'_>) -> Result<Self, SiglistError> {
        if lists.is_built_in() { Ok(Self::new()) } else { lists.compile().map(Self::with_siglists) }
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
        self.run(RULES, crash, Outcome::default(), Asker::new(&mut Memory::default()), None).0
    }

    /// The signature of a crash, sooner: `memory` keeps the names of frames, which crashes share, with what the lists
    /// say of them.
    ///
    /// ```
    /// # use siggen_core::{Crash, Generator, SessionMemory};
    /// let generator = Generator::new();
    /// let mut memory = SessionMemory::default();
    /// for report in [r#"{"threads": [{"frames": [{"function": "f(int)"}]}]}"#; 3] {
    ///     let crash = Crash::from_json(report.as_bytes())?;
    ///     assert_eq!(generator.generate_with(&mut memory, &crash).signature, "f");
    /// }
    /// # Ok::<(), siggen_core::Error>(())
    /// ```
    pub fn generate_with(&self, memory: &mut SessionMemory, crash: &Crash<'_>) -> Outcome {
        self.run(RULES, crash, Outcome::default(), Asker::new(memory.of(self.siglists())), None).0
    }

    /// The signature of a crash as it were if the lists' answers were others.
    ///
    /// `judge` hears each question that the rules put to a list: the list, the frame, and whether the list has a line
    /// that matches the frame. What it gives back is what the rules are told. So it can listen (a run is decided by
    /// the crash and these answers alone), and it can have lines added or taken out without lists being compiled.
    ///
    /// Whether a name is one with a line number is asked before anything else about the frame, with the name as it is
    /// by then. A memory that knows that a name has none doesn't ask again: of this list, only a yes is always heard.
    ///
    /// ```
    /// # use siggen_core::{Crash, Generator, SessionMemory, SiglistName};
    /// let crash = Crash::from_json(br#"{"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw"}]}]}"#)?;
    /// let (generator, mut memory) = (Generator::new(), SessionMemory::default());
    /// let mut without_memcpy =
    ///     |list, frame: &str, answer| answer && !(list == SiglistName::Prefix && frame == "memcpy");
    /// assert_eq!(generator.generate_with(&mut memory, &crash).signature, "memcpy | draw");
    /// assert_eq!(generator.generate_judged(&mut memory, &crash, &mut without_memcpy).signature, "memcpy");
    /// # Ok::<(), siggen_core::Error>(())
    /// ```
    pub fn generate_judged<'j>(
        &'j self,
        memory: &'j mut SessionMemory,
        crash: &'j Crash<'_>,
        judge: &'j mut (dyn FnMut(SiglistName, &str, bool) -> bool + 'j),
    ) -> Outcome {
        let asker = Asker { memory: memory.of(self.siglists()), judge: Some(judge) };
        self.run(RULES, crash, Outcome::default(), asker, None).0
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
        self.explain_with(RULES, crash, Outcome::default())
    }

    /// Whether a rule would run after what came before, and the fact that decides.
    #[doc(hidden)]
    pub fn applies(&self, rule: &dyn Rule, crash: &Crash<'_>, so_far: &Outcome) -> Applies {
        let mut memory = Memory::default();
        let asker = Asker::new(&mut memory);
        rule.predicate(&RuleContext::new(crash, self.siglists(), so_far.clone(), asker, None))
    }

    /// Runs some rules on what others have made: for pipelines with rules of their own between these.
    ///
    /// A mistyped field is reported by the first of these rules that reads it, unless `so_far` has
    /// that failure already. So a pipeline can be run in parts.
    ///
    /// ```
    /// # use siggen_core::{Crash, Generator, rules::RULES};
    /// let generator = Generator::new();
    /// let crash = Crash::from_json(br#"{"hang": "ui", "threads": [{"frames": [{"function": "f"}]}]}"#)?;
    /// let (stack, rest) = RULES.split_at(1);
    /// let mut outcome = generator.continue_with(stack, &crash, Default::default());
    /// outcome.signature.insert_str(0, "mine | ");
    /// assert_eq!(generator.continue_with(rest, &crash, outcome).signature, "hang: ui | mine | f");
    /// # Ok::<(), siggen_core::Error>(())
    /// ```
    pub fn continue_with(&self, rules: &[&dyn Rule], crash: &Crash<'_>, so_far: Outcome) -> Outcome {
        self.run(rules, crash, so_far, Asker::new(&mut Memory::default()), None).0
    }

    /// As [`Generator::continue_with`], and why: the outcome is that of all rules, the trails are
    /// those of these.
    pub fn explain_with(&self, rules: &[&dyn Rule], crash: &Crash<'_>, so_far: Outcome) -> Explanation {
        let recorder = Some(Recorder::default());
        let (outcome, recorder) = self.run(rules, crash, so_far, Asker::new(&mut Memory::default()), recorder);
        self.explanation(outcome, recorder)
    }

    /// Runs one rule's action without asking whether it applies. What keeps it from its work is in
    /// the outcome's failures, as always.
    #[doc(hidden)]
    pub fn explain_action(&self, rule: &dyn Rule, crash: &Crash<'_>, so_far: Outcome) -> Explanation {
        let mut mistyped = unreported(crash, &so_far);
        let recorder = Some(Recorder::default());
        let mut memory = Memory::default();
        let mut cx = RuleContext::new(crash, self.siglists(), so_far, Asker::new(&mut memory), recorder);
        run_action(rule, Applies::Yes("nobody asked whether it applies"), &mut cx, &mut mistyped);
        self.explanation(cx.outcome, cx.recorder)
    }

    fn explanation(&self, outcome: Outcome, recorder: Option<Recorder>) -> Explanation {
        Explanation {
            outcome,
            siglists: self.siglists().source().to_owned(),
            rules: recorder.unwrap_or_default().rules,
        }
    }

    fn run<'r>(
        &'r self,
        rules: &[&dyn Rule],
        crash: &'r Crash<'_>,
        so_far: Outcome,
        asker: Asker<'r>,
        recorder: Option<Recorder>,
    ) -> (Outcome, Option<Recorder>) {
        let mut mistyped = unreported(crash, &so_far);
        let mut cx = RuleContext::new(crash, self.siglists(), so_far, asker, recorder);
        for rule in rules {
            let applies = rule.predicate(&cx);
            run_action(*rule, applies, &mut cx, &mut mistyped);
        }
        (cx.outcome, cx.recorder)
    }
}

/// The mistyped fields that no rule has reported yet.
fn unreported<'c>(crash: &'c Crash<'_>, so_far: &Outcome) -> Vec<&'c Mistyped> {
    let is_reported = |mistyped: &Mistyped| {
        !so_far.failures.is_empty() && {
            let message = mistyped.to_string();
            so_far.failures.iter().any(|failure| failure.message == message)
        }
    };
    crash.mistyped.iter().filter(|mistyped| !is_reported(mistyped)).collect()
}

/// Runs a rule, where it applies. `mistyped` holds what no rule has reported yet.
fn run_action(rule: &dyn Rule, applies: Applies, cx: &mut RuleContext<'_>, mistyped: &mut Vec<&Mistyped>) {
    let info = rule.info();
    cx.rule = info.name;
    let notes_before = cx.outcome.notes.len();
    if let Some(recorder) = &mut cx.recorder {
        recorder.begin(info, applies, &cx.outcome.signature);
    }
    // A field of a wrong type counts as absent, and the first rule that would read it says so.
    mistyped.retain(|mistyped| {
        let is_read = info.reads.contains(&mistyped.field);
        // The stack's signature itself says that the trace is unusable.
        if is_read && mistyped.field != "java_stack_trace" {
            cx.fail(mistyped.to_string());
        }
        !is_read
    });
    if let Applies::Yes(_) = applies
        && let Err(error) = rule.action(cx)
    {
        cx.fail(error.to_string());
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
