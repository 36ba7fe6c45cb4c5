//! Takes down why a signature is what it is, while the rules run: never guessed afterwards.

use std::borrow::Cow;
use std::sync::Arc;

use crate::crash::{Thread, given};
use crate::outcome::NormalizedFrames;
use crate::rule::{Applies, RuleInfo};
use crate::siglist::{SiglistName, Siglists};
use crate::stack::{self, StackFrame, Step, Walk};
use crate::trail::{Change, Decision, FrameTrail, RuleTrail, StackTrail, Verdict};

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
