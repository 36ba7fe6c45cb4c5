//! The walk along a stack, a frame a line.

use std::ops::Range;

use anstyle::Style;
use siggen_core::{Decision, FrameTrail, Verdict};

use super::View;
use crate::terminal::Palette;
use crate::text::{kept_ends, readable, readable_part, shorten, width};

/// Columns in front of a name: the mark, the index, the verdict and the space between them.
const BEFORE_NAME: usize = 26;

/// Columns of the verdict and the line that it comes from.
const VERDICT: usize = 16;

/// A name that leaves room for what decided about it.
const NAME: usize = 42;

/// Runs of frames that nothing was decided about are folded from this length.
const FOLD: usize = 2;

impl View {
    pub(super) fn walk(&self, frames: &[FrameTrail]) -> Vec<String> {
        let decided = frames.iter().filter(|frame| frame.decided_by.is_some());
        let name = decided.map(|frame| width(&readable(&frame.normalized)));
        let name = name.filter(|width| *width <= NAME).max().unwrap_or(NAME);
        let mut lines = Vec::new();
        let runs = frames.chunk_by(|a, b| a.verdict == b.verdict && is_undecided(a) && is_undecided(b));
        for run in runs {
            if run.len() >= FOLD && is_undecided(&run[0]) && !self.all {
                let what = match run[0].verdict {
                    Verdict::BeforeSentinel => "frames before the sentinel",
                    _ => "more frames not reached",
                };
                lines.push(format!("{:BEFORE_NAME$}{}", "", self.palette.faint(&format!("… {} {what}", run.len()))));
            } else {
                lines.extend(run.iter().flat_map(|frame| self.frame(frame, name)));
            }
        }
        lines
    }

    /// A frame's line, with the line of the list that decided to the right, or below where there is
    /// no room.
    fn frame(&self, frame: &FrameTrail, name: usize) -> Vec<String> {
        let palette = self.palette;
        let mark = if frame.kept { palette.paint(Palette::verdict(frame.verdict), "▸") } else { " ".to_owned() };
        let index = if frame.inlined { "inl".to_owned() } else { frame.frame.to_string() };
        let index = palette.faint(&format!("{index:>3}"));
        let decided = frame.decided_by.as_ref();
        // The list is called like the verdict, so its line is all there is to add.
        let line = decided.map(|decision| format!(":{}", decision.line)).unwrap_or_default();
        let verdict = palette.paint(Palette::verdict(frame.verdict), frame.verdict.name());
        let gap = VERDICT.saturating_sub(width(frame.verdict.name()) + line.len());
        let verdict = format!("{verdict}{}{:gap$}", palette.faint(&line), "");
        let room = self.columns - BEFORE_NAME;
        let span = decided.map_or(0..0, |decision| decision.span.clone());
        let (text, span) = readable_part(&frame.normalized, span);
        let style = Palette::name(frame.verdict);
        let mut lines = vec![format!("  {mark} {index}  {verdict} {}", self.name(&text, &span, style, room))];
        if let Some(decision) = decided {
            let pad = name.saturating_sub(width(&text)) + 2;
            let pattern = self.pattern(decision, room);
            if width(&text) <= name && name + 2 + width(&readable(&decision.pattern)) <= room {
                lines[0].extend([" ".repeat(pad), pattern]);
            } else {
                lines.push(format!("{:BEFORE_NAME$}{pattern}", ""));
            }
        }
        let others = [("starts here", frame.sentinel.as_ref()), ("line number added", frame.numbered_by.as_ref())];
        for (what, decision) in others {
            let Some(decision) = decision else { continue };
            let place = palette.faint(&format!("{what}: {}:{} ", decision.list, decision.line));
            lines.push(format!("{:BEFORE_NAME$}{place} {}", "", self.pattern(decision, room)));
        }
        lines
    }

    /// A line of a list, with the folder that it comes from if that isn't plain.
    pub(super) fn pattern(&self, decision: &Decision, columns: usize) -> String {
        let pattern = self.palette.pattern(&shorten(&readable(&decision.pattern), columns));
        match decision.source.as_str() {
            "built-in" => pattern,
            source => format!("{pattern}  {}", self.palette.faint(source)),
        }
    }

    /// A frame's name in so many columns, with the matched part marked.
    fn name(&self, text: &str, span: &Range<usize>, style: Style, columns: usize) -> String {
        match kept_ends(text, columns) {
            None => self.pieces(text, 0..text.len(), span, style),
            Some((start, end)) => format!(
                "{}{}{}",
                self.pieces(text, 0..start, span, style),
                self.palette.faint("…"),
                self.pieces(text, end..text.len(), span, style)
            ),
        }
    }

    /// A part of a text, with what of it is in the span marked.
    fn pieces(&self, text: &str, part: Range<usize>, span: &Range<usize>, style: Style) -> String {
        let from = span.start.clamp(part.start, part.end);
        let to = span.end.clamp(from, part.end);
        let piece = |range: Range<usize>, style| self.palette.paint(style, text.get(range).unwrap_or_default());
        [piece(part.start..from, style), piece(from..to, Palette::matched(style)), piece(to..part.end, style)].concat()
    }
}

/// Whether nothing was decided about the frame.
fn is_undecided(frame: &FrameTrail) -> bool {
    matches!(frame.verdict, Verdict::NotReached | Verdict::BeforeSentinel)
}
