//! What other lists would give, for people.

use siggen_core::{Decision, Explanation, FrameTrail};

use super::counterfactual::{Counterfactual, Pair, stacks};
use super::edited_lists::ListedLine;
use super::{View, row};
use crate::terminal::Palette;
use crate::text::{readable, shorten, width, wrap};

/// Columns of a verdict with its mark and the line that it comes from.
const VERDICT: usize = 18;

/// Columns in front of a name: the index, both verdicts and the space between them.
const BEFORE_NAME: usize = 2 + 3 + 1 + VERDICT + 3 + VERDICT + 1;

/// Runs of frames with nothing to compare are folded from this length.
const FOLD: usize = 2;

impl View {
    /// What the edits change, below what is.
    pub(super) fn compare(&self, now: &Explanation, then: &Counterfactual<'_>) -> Vec<String> {
        let palette = self.palette;
        let mut lines = vec![palette.heading("With these edits")];
        for (what, edited) in [("without", then.without), ("with", then.with)] {
            lines.extend(edited.iter().map(|line| row(palette, what, &self.listed(line))));
        }
        let signature = &then.explanation.outcome.signature;
        let shown = match (then.changed, signature.is_empty()) {
            (false, _) => palette.good("the same"),
            (true, true) => palette.bad("(empty)"),
            (true, false) => palette.signature(&readable(signature)),
        };
        lines.push(row(palette, "signature", &shown));
        let mut is_same = true;
        for (rule, pairs) in stacks(now, &then.explanation) {
            let others = self.others(&pairs);
            if !others.is_empty() {
                is_same = false;
                lines.extend([String::new(), self.head(rule)]);
                lines.extend(others);
            }
        }
        if is_same {
            lines.push(row(palette, "", "the same entries decide the same about every frame"));
        }
        lines.extend(self.other_rules(now, then));
        if now.outcome.notes != then.explanation.outcome.notes {
            let notes = &then.explanation.outcome.notes;
            lines.extend([String::new(), palette.heading("Notes with these edits")]);
            lines.extend(
                notes.iter().flat_map(|note| wrap(&readable(note), self.columns - 4)).map(|line| format!("  {line}")),
            );
            if notes.is_empty() {
                lines.push("  none".to_owned());
            }
        }
        lines
    }

    fn listed(&self, line: &ListedLine) -> String {
        let ListedLine { list, source, line, pattern } = line;
        let place = format!("{list}:{line}");
        let pattern =
            self.palette.pattern(&shorten(&readable(pattern), self.columns.saturating_sub(13 + width(&place))));
        match source.as_str() {
            "built-in" => format!("{}  {pattern}", self.palette.faint(&place)),
            source => format!("{}  {pattern}  {}", self.palette.faint(&place), self.palette.faint(source)),
        }
    }

    fn head(&self, rule: &str) -> String {
        let columns = format!("{:>5}   {:<w$} {:<w$}", "frame", "now", "then", w = VERDICT + 1);
        format!(" {}{}", self.palette.heading(&columns), self.palette.faint(&format!("by {rule}")))
    }

    /// The frames from the first that differs to the last.
    fn others(&self, pairs: &[Pair<'_>]) -> Vec<String> {
        let Some(first) = pairs.iter().position(Pair::is_other) else { return Vec::new() };
        let last = pairs.iter().rposition(Pair::is_other).unwrap_or(first);
        let mut lines = Vec::new();
        for run in pairs[first..=last].chunk_by(|one, other| !one.is_other() && !other.is_other()) {
            if run.len() >= FOLD && !self.all {
                let text = format!("… {} unchanged frames", run.len());
                lines.push(format!("{:BEFORE_NAME$}{}", "", self.palette.faint(&text)));
            } else {
                lines.extend(run.iter().flat_map(|pair| self.pair(*pair)));
            }
        }
        lines
    }

    /// A frame's line, and below it what decides otherwise.
    fn pair(&self, pair: Pair<'_>) -> Vec<String> {
        let Some(frame) = pair.now.or(pair.then) else { return Vec::new() };
        let palette = self.palette;
        let index = if frame.inlined { "inl".to_owned() } else { frame.frame.to_string() };
        let room = self.columns - BEFORE_NAME;
        let style = frame_style(pair.then);
        let name = palette.paint(style, &shorten(&readable(&frame.normalized), room));
        let arrow = if pair.is_other() { "→" } else { " " };
        let mut lines = vec![format!(
            "  {} {} {} {} {name}",
            palette.faint(&format!("{index:>3}")),
            self.cell(pair.now),
            palette.faint(arrow),
            self.cell(pair.then),
        )];
        if let (Some(now), Some(then)) = (pair.now, pair.then)
            && now.normalized != then.normalized
        {
            let name = palette.paint(style, &shorten(&readable(&then.normalized), room.saturating_sub(2)));
            lines.push(format!("{:BEFORE_NAME$}{} {name}", "", palette.faint("→")));
        }
        // The lines that decide now stand in the explanation above.
        let whats: [(&str, Deciding); 3] = [
            ("by", |frame| frame.decided_by.as_ref()),
            ("starts here:", |frame| frame.sentinel.as_ref()),
            ("line number added:", |frame| frame.numbered_by.as_ref()),
        ];
        for (what, part) in whats {
            let (now, then) = (pair.now.and_then(part), pair.then.and_then(part));
            if let Some(decision) = then
                && now != then
            {
                let what = palette.faint(&format!("then {what}"));
                lines.push(format!("{:BEFORE_NAME$}{what} {}", "", self.pattern(decision, room)));
            }
        }
        lines
    }

    /// A verdict with its mark and the number of the line that it comes from.
    fn cell(&self, frame: Option<&FrameTrail>) -> String {
        let Some(frame) = frame else { return format!("{:VERDICT$}", "  not looked at") };
        let style = Palette::verdict(frame.verdict);
        let mark = if frame.kept { "▸ " } else { "  " };
        let line = frame.decided_by.as_ref().map(|decision| format!(":{}", decision.line)).unwrap_or_default();
        let name = frame.verdict.name();
        let gap = VERDICT.saturating_sub(2 + width(name) + line.len());
        format!("{}{}{:gap$}", self.palette.paint(style, &format!("{mark}{name}")), self.palette.faint(&line), "")
    }

    /// The rules that would apply, or wouldn't, other than now.
    fn other_rules(&self, now: &Explanation, then: &Counterfactual<'_>) -> Vec<String> {
        let rules = now.rules.iter().zip(&then.explanation.rules);
        let mut lines = Vec::new();
        for (now, then) in rules.filter(|(now, then)| now.applied != then.applied) {
            let does = if then.applied { "would apply" } else { "would not apply" };
            let why = self.palette.faint(then.why);
            lines.push(format!("  {} {does}: {why}", self.palette.heading(now.rule)));
        }
        if !lines.is_empty() {
            lines.splice(..0, [String::new(), self.palette.heading("Rules that would differ")]);
        }
        lines
    }
}

/// Which of the entries that decided about a frame is compared.
type Deciding = fn(&FrameTrail) -> Option<&Decision>;

fn frame_style(frame: Option<&FrameTrail>) -> anstyle::Style {
    frame.map_or_else(anstyle::Style::new, |frame| Palette::name(frame.verdict))
}
