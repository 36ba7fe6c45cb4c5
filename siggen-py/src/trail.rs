//! What an explanation has to say, in words.

use std::fmt::Write;

use siggen_core::{Decision, Explanation, FrameTrail, RuleTrail};

/// The line that decided about a frame, in words: the sentinel and the verdict's own.
pub(crate) fn decided(frame: &FrameTrail) -> String {
    let line = |decision: &Decision| format!("{} line {}: {}", decision.list, decision.line, decision.pattern);
    let decisions = [&frame.sentinel, &frame.decided_by, &frame.numbered_by];
    decisions.into_iter().flatten().map(line).collect::<Vec<_>>().join("; ")
}

/// The rules that changed the signature or had something to say.
pub(crate) fn telling(explanation: &Explanation) -> impl Iterator<Item = &RuleTrail> {
    explanation.rules.iter().filter(|rule| rule.before != rule.after || !rule.notes.is_empty())
}

/// An explanation for a terminal.
pub(crate) fn text(explanation: &Explanation) -> String {
    let mut text = format!("{}\n", explanation.outcome.signature);
    let frames = explanation.frames();
    let names = frames.iter().map(|frame| frame.normalized.chars().count().min(60)).max().unwrap_or(0);
    for frame in frames {
        let index = if frame.inlined { String::new() } else { frame.frame.to_string() };
        let (verdict, name) = (frame.verdict.name(), &frame.normalized);
        let line = format!("{index:>4}  {verdict:15}  {name:names$}  {}", decided(frame));
        // Writing to a String can't fail.
        let _ = writeln!(text, "{}", line.trim_end());
    }
    for rule in telling(explanation) {
        let _ = writeln!(text, "{}: {}", rule.rule, rule.why);
        if rule.before != rule.after {
            let _ = writeln!(text, "    {}", rule.after);
        }
        for note in &rule.notes {
            let _ = writeln!(text, "    note: {note}");
        }
    }
    text.truncate(text.trim_end().len());
    text
}
