//! What other lists would give, beside what is.

use schemars::JsonSchema;
use serde::Serialize;
use siggen_core::{Crash, Explanation, FrameTrail, RuleTrail, StackTrail};

use super::edited_lists::{EditedLists, ListedLine};

/// The outcome without some list entries, or with others.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Counterfactual<'a> {
    /// The entries that are left out.
    pub(crate) without: &'a [ListedLine],
    /// The entries that are added.
    pub(crate) with: &'a [ListedLine],
    /// Whether the signature would differ.
    pub(crate) changed: bool,
    /// The frames with another verdict, or decided by other entries.
    pub(crate) frames: Vec<FrameChange>,
    /// The explanation with these edits, with the same fields as the one around this.
    #[serde(flatten)]
    pub(crate) explanation: Explanation,
}

/// A frame with another verdict, or decided by another entry.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct FrameChange {
    /// The rule that made a signature from the frame's stack.
    pub(crate) rule: &'static str,
    /// The frame's place among the frames of that stack, from 0.
    pub(crate) place: usize,
    /// What is decided about it; absent if the rule doesn't look at the stack.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) now: Option<FrameTrail>,
    /// What would be decided about it; absent if the rule wouldn't look at the stack.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) then: Option<FrameTrail>,
}

/// A frame as it is and as it would be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'e> {
    pub(super) now: Option<&'e FrameTrail>,
    pub(super) then: Option<&'e FrameTrail>,
}

impl<'a> Counterfactual<'a> {
    pub(crate) fn new(edited: &'a EditedLists, crash: &Crash<'_>, now: &Explanation) -> Self {
        let explanation = edited.generator.explain(crash);
        let mut frames = Vec::new();
        for (rule, pairs) in stacks(now, &explanation) {
            let others = pairs.iter().enumerate().filter(|(_, pair)| pair.is_other());
            frames.extend(others.map(|(place, pair)| {
                let Pair { now, then } = pair;
                FrameChange { rule, place, now: now.cloned(), then: then.cloned() }
            }));
        }
        let changed = explanation.outcome.signature != now.outcome.signature;
        Counterfactual { without: &edited.without, with: &edited.with, changed, frames, explanation }
    }
}

/// The frames of each stack that a rule made a signature of, as they are and as they would be.
pub(super) fn stacks<'e>(now: &'e Explanation, then: &'e Explanation) -> Vec<(&'static str, Vec<Pair<'e>>)> {
    // All rules stand in an explanation, in the same order.
    let rules = now.rules.iter().zip(&then.rules);
    let stacks = rules.map(|(now, then)| {
        let (frames, frames_then) = (frames(now), frames(then));
        let pairs = (0..frames.len().max(frames_then.len()))
            .map(|place| Pair { now: frames.get(place), then: frames_then.get(place) });
        (now.rule, pairs.collect())
    });
    stacks.collect()
}

fn frames(rule: &RuleTrail) -> &[FrameTrail] {
    match &rule.stack {
        Some(StackTrail::Native { frames, .. }) => frames,
        _ => &[],
    }
}

impl<'e> Pair<'e> {
    /// Whether something else would be decided, or by another line.
    pub(super) fn is_other(&self) -> bool {
        let decided = |frame: &'e FrameTrail| {
            let FrameTrail { normalized, verdict, decided_by, sentinel, numbered_by, kept, .. } = frame;
            (normalized, verdict, decided_by, sentinel, numbered_by, kept)
        };
        self.now.map(decided) != self.then.map(decided)
    }
}
