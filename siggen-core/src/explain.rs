//! Why a signature is what it is: recorded while the rules run, never guessed afterwards.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use crate::crash::Thread;
use crate::debug_log;
use crate::outcome::{NormalizedFrames, Outcome};
use crate::rule::{Applies, RuleInfo, given};
use crate::siglist::{SiglistMatch, SiglistName, Siglists};
use crate::stack::{self, StackFrame, Step, Walk};

/// A signature and the reasons for it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// The signature.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// Where the lists come from: a folder, or `built-in`.
    pub siglists: String,
    /// What each rule did, in the order of the pipeline.
    pub rules: Vec<RuleTrail>,
}

/// What a rule did.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleTrail {
    /// The rule's name.
    pub rule: &'static str,
    /// Whether the rule ran.
    pub applied: bool,
    /// The fact that decided whether it runs.
    pub why: &'static str,
    /// The signature before.
    pub before: Arc<str>,
    /// The signature after.
    pub after: Arc<str>,
    /// The rule's notes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The stack that the rule made a signature from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stack: Option<StackTrail>,
    /// Each change of the signature, with the rule that made it: a rule can run another rule.
    #[serde(skip)]
    pub changes: Vec<Change>,
}

/// A change of the signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The rule that made it.
    pub rule: &'static str,
    /// The signature before.
    pub before: Arc<str>,
    /// The signature after.
    pub after: Arc<str>,
}

/// A stack that became a signature.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum StackTrail {
    /// A Java stack trace.
    JavaStackTrace,
    /// A Java exception.
    JavaException,
    /// A stack of C++ and Rust frames.
    Native {
        /// Index of the thread.
        thread: i64,
        /// Name of the thread.
        #[serde(skip_serializing_if = "Option::is_none")]
        thread_name: Option<String>,
        /// Its frames, as many as count.
        frames: Vec<FrameTrail>,
        /// Whether all frames were skipped, so that the signature is the first one.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        nothing_kept: bool,
    },
}

/// What was decided about a frame.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameTrail {
    /// Index of the frame in its thread. Functions that were inlined into it have the same.
    pub frame: usize,
    /// Whether this is a function that was inlined into the frame.
    pub inlined: bool,
    /// Name of the module.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// The frame as crash reports show it.
    pub displayed: Arc<str>,
    /// The frame as signatures see it.
    pub normalized: Arc<str>,
    /// What the walk did with it.
    pub verdict: Verdict,
    /// The entry that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Decision>,
    /// The sentinel that the walk starts at, if it is this frame.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentinel: Option<Decision>,
    /// The entry that added the source line number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numbered_by: Option<Decision>,
    /// Whether the frame is part of the stack's signature.
    pub kept: bool,
}

/// What the walk along a stack does with a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The walk starts at a sentinel further down.
    BeforeSentinel,
    /// The normalized frame is empty; skipped.
    Empty,
    /// On the irrelevant list; skipped.
    Irrelevant,
    /// The same module as the frame kept before; skipped.
    RepeatedModule,
    /// On the prefix list; kept, and the walk continues.
    Prefix,
    /// On no list; kept, and the walk ends.
    Stop,
    /// The walk had ended.
    NotReached,
}

impl Verdict {
    /// The verdict in words.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::BeforeSentinel => "before sentinel",
            Verdict::Empty => "empty",
            Verdict::Irrelevant => "irrelevant",
            Verdict::RepeatedModule => "repeated module",
            Verdict::Prefix => "prefix",
            Verdict::Stop => "stop",
            Verdict::NotReached => "not reached",
        }
    }
}

impl From<Step> for Verdict {
    fn from(step: Step) -> Self {
        match step {
            Step::Empty => Verdict::Empty,
            Step::Irrelevant => Verdict::Irrelevant,
            Step::RepeatedModule => Verdict::RepeatedModule,
            Step::Prefix => Verdict::Prefix,
            Step::Stop => Verdict::Stop,
        }
    }
}

/// The entry that decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision {
    /// The list's name.
    pub list: &'static str,
    /// Where the list's file comes from: a folder, or `built-in`.
    pub source: String,
    /// Number of the line in its file, from 1.
    pub line: usize,
    /// The entry: a regex in Python's dialect, or text for a sentinel.
    pub pattern: String,
    /// The bytes of the normalized frame that the entry matches.
    pub span: Range<usize>,
}

impl From<SiglistMatch<'_>> for Decision {
    fn from(found: SiglistMatch<'_>) -> Self {
        Decision {
            list: found.list.name(),
            source: found.line.source.to_string(),
            line: found.line.number,
            pattern: found.line.text.clone(),
            span: found.span,
        }
    }
}

impl Explanation {
    /// The frames of the stack that the signature was last made of.
    pub fn frames(&self) -> &[FrameTrail] {
        let mut stacks = self.rules.iter().rev().filter_map(|rule| rule.stack.as_ref());
        let native = stacks.find_map(|stack| match stack {
            StackTrail::Native { frames, .. } => Some(frames.as_slice()),
            StackTrail::JavaStackTrace | StackTrail::JavaException => None,
        });
        native.unwrap_or_default()
    }

    /// The log that the reference implementation keeps, line by line.
    pub fn debug_log(&self) -> Vec<String> {
        let mut log = Vec::new();
        self.each_logged(|line| log.push(line.to_string()));
        log
    }

    /// Tells each line of [`Explanation::debug_log`], which may be long, without making a text of it.
    pub fn each_logged(&self, mut line: impl FnMut(fmt::Arguments<'_>)) {
        for rule in &self.rules {
            if let Some(stack) = &rule.stack {
                self.log_stack(stack, &mut line);
            }
            for Change { rule, before, after } in &rule.changes {
                line(format_args!("{rule}: change signature: \"{before}\" -> \"{after}\""));
            }
        }
    }

    /// The lines of that log that tell of no change of the signature.
    pub fn stack_log(&self) -> Vec<String> {
        let mut log = Vec::new();
        for stack in self.rules.iter().filter_map(|rule| rule.stack.as_ref()) {
            self.log_stack(stack, &mut |line| log.push(line.to_string()));
        }
        log
    }

    fn log_stack(&self, stack: &StackTrail, log: &mut dyn FnMut(fmt::Arguments<'_>)) {
        let mut line = |text: &str| log(format_args!("SignatureGenerationRule: {text}"));
        let frames = match stack {
            StackTrail::JavaStackTrace => return line("using JavaSignatureTool"),
            StackTrail::JavaException => return line("using JavaExceptionSignatureTool"),
            StackTrail::Native { frames, .. } => frames,
        };
        line("using CSignatureTool");
        line(&debug_log::siglists(&self.siglists));
        for (index, frame) in frames.iter().enumerate() {
            if frame.sentinel.is_some() {
                line(&debug_log::sentinel(index, &frame.normalized));
            }
            if let Some(text) = debug_log::frame(frame.verdict, &frame.normalized) {
                line(&text);
            }
        }
    }
}

/// Takes down what the rules do.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    pub(crate) rules: Vec<RuleTrail>,
    /// The signature as it was last: all that don't change it share its text.
    signature: Arc<str>,
}

impl Recorder {
    pub(crate) fn begin(&mut self, rule: &RuleInfo, applies: Applies, signature: &str) {
        let (Applies::Yes(why) | Applies::No(why)) = applies;
        let signature = self.share(signature);
        self.rules.push(RuleTrail {
            rule: rule.name,
            applied: matches!(applies, Applies::Yes(_)),
            why,
            before: Arc::clone(&signature),
            after: signature,
            notes: Vec::new(),
            stack: None,
            changes: Vec::new(),
        });
    }

    pub(crate) fn end(&mut self, signature: &str, notes: &[String]) {
        let signature = self.share(signature);
        if let Some(rule) = self.rules.last_mut() {
            rule.after = signature;
            rule.notes = notes.to_vec();
        }
    }

    pub(crate) fn change(&mut self, rule: &'static str, before: String, after: &str) {
        let shared = self.share(&before);
        // A signature can be a large part of what there is: never three times at once.
        drop(before);
        let (before, after) = (shared, self.share(after));
        if let Some(trail) = self.rules.last_mut() {
            trail.changes.push(Change { rule, before, after });
        }
    }

    fn share(&mut self, signature: &str) -> Arc<str> {
        if *self.signature != *signature {
            self.signature = self.frame(signature).unwrap_or_else(|| signature.into());
        }
        Arc::clone(&self.signature)
    }

    /// The text of the frame that a signature is, where it is made of one alone.
    fn frame(&self, signature: &str) -> Option<Arc<str>> {
        let Some(StackTrail::Native { frames, .. }) = &self.rules.last()?.stack else { return None };
        let frame = frames.iter().find(|frame| *frame.normalized == *signature)?;
        Some(Arc::clone(&frame.normalized))
    }

    pub(crate) fn stack(&mut self, stack: StackTrail) {
        if let Some(rule) = self.rules.last_mut() {
            rule.stack = Some(stack);
        }
    }
}

/// What a walk decided about each frame of a thread, with the lines that decided.
pub(crate) fn native_stack(
    index: i64,
    thread: &Thread<'_>,
    frames: &NormalizedFrames,
    walk: &Walk,
    steps: &[(usize, Step)],
    siglists: &Siglists,
) -> StackTrail {
    let decision = |list, name: &str| siglists.find(list, name).map(Decision::from);
    let trails = stack::expand(thread).zip(frames.iter()).enumerate().map(|(at, (frame, normalized))| {
        let step = steps.iter().find(|(decided, _)| *decided == at).map(|(_, step)| *step);
        let verdict = match step {
            None if at < walk.start => Verdict::BeforeSentinel,
            None => Verdict::NotReached,
            Some(step) => step.into(),
        };
        let list = match verdict {
            Verdict::Irrelevant => Some(SiglistName::Irrelevant),
            Verdict::Prefix => Some(SiglistName::Prefix),
            _ => None,
        };
        let is_sentinel = walk.starts_at_sentinel && at == walk.start;
        let (shared, displayed) = (Arc::<str>::from(normalized), displayed(&frame));
        FrameTrail {
            frame: frame.index,
            inlined: frame.inline.is_some(),
            module: frame.frame.module.as_deref().map(str::to_owned),
            displayed: if *displayed == *normalized { Arc::clone(&shared) } else { displayed.into() },
            normalized: shared,
            verdict,
            decided_by: list.and_then(|list| decision(list, normalized)),
            sentinel: if is_sentinel { decision(SiglistName::Sentinels, normalized) } else { None },
            numbered_by: decision(SiglistName::LineNumbers, normalized).filter(|_| normalized.contains(':')),
            kept: matches!(step, Some(Step::Prefix | Step::Stop)),
        }
    });
    StackTrail::Native {
        thread: index,
        thread_name: thread.thread_name.as_deref().map(str::to_owned),
        frames: trails.collect(),
        nothing_kept: walk.signature.is_empty() && !frames.is_empty(),
    }
}

/// A frame as crash reports show it.
fn displayed<'t>(stack_frame: &StackFrame<'t>) -> Cow<'t, str> {
    let frame = stack_frame.frame;
    let (function, file, line) = match stack_frame.inline {
        Some(inline) => (&inline.function, &inline.file, &inline.line),
        None => (&frame.function, &frame.file, &frame.line),
    };
    let offset = given(frame.offset.as_ref()).unwrap_or_default();
    if let Some(function) = given(function.as_ref()) {
        return Cow::Borrowed(function);
    }
    Cow::Owned(if let (Some(file), Some(line)) = (given(file.as_ref()), line.as_ref().filter(|line| line.is_given())) {
        format!("{file}#{line}")
    } else if let Some(module) = given(frame.module.as_ref()) {
        format!("{module}@{}", given(frame.module_offset.as_ref()).unwrap_or(offset))
    } else if let Some(unloaded) = frame.unloaded_modules.first() {
        format!("(unloaded {}@{offset})", unloaded.module.as_deref().unwrap_or_default())
    } else if offset.is_empty() {
        String::new()
    } else {
        format!("@{offset}")
    })
}
