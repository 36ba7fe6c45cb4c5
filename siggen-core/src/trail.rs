//! Why a signature is what it is.

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use crate::outcome::Outcome;
use crate::siglist::SiglistMatch;
use crate::stack::Step;

/// A signature and the reasons for it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Explanation {
    /// The signature.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// Where the lists come from: a directory, or `built-in`.
    pub siglists: String,
    /// What each rule did, in the order of the pipeline.
    pub rules: Vec<RuleTrail>,
}

/// What a rule did.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
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
#[non_exhaustive]
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
#[non_exhaustive]
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
    /// The normalized frame, which the lists are matched against.
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
#[non_exhaustive]
pub struct Decision {
    /// The list's name.
    pub list: &'static str,
    /// Where the list's file comes from: a directory, or `built-in`.
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
}
