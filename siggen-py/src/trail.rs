//! What an explanation has to say, in words.

use std::fmt::Write;

use siggen_core::{Decision, Explanation, FrameTrail, RuleTrail, Verdict, printable};

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
    let mut text = format!("{}\n", printable(&explanation.outcome.signature));
    let frames = explanation.frames();
    let reached = frames.iter().position(|frame| frame.verdict == Verdict::NotReached).unwrap_or(frames.len());
    // What the walk never came to is of interest only as far as it goes.
    let (shown, folded) = if frames.len() - reached > 3 { frames.split_at(reached) } else { (frames, &[][..]) };
    let names = shown.iter().map(|frame| printable(&frame.normalized).chars().count().min(60)).max().unwrap_or(0);
    for frame in shown {
        let index = if frame.inlined { String::new() } else { frame.frame.to_string() };
        let (verdict, name) = (frame.verdict.name(), printable(&frame.normalized));
        let line = format!("{index:>4}  {verdict:15}  {name:names$}  {}", printable(&decided(frame)));
        // Writing to a String can't fail.
        let _ = writeln!(text, "{}", line.trim_end());
    }
    if !folded.is_empty() {
        let _ = writeln!(text, "      … {} more frames not reached", folded.len());
    }
    for rule in telling(explanation) {
        let _ = writeln!(text, "{}: {}", rule.rule, rule.why);
        if rule.before != rule.after {
            let _ = writeln!(text, "    {}", printable(&rule.after));
        }
        for note in &rule.notes {
            let _ = writeln!(text, "    note: {}", printable(note));
        }
    }
    text.truncate(text.trim_end().len());
    text
}
