//! What is being read: the pattern as a whole, or a group in it.

use std::mem;

use regex_syntax::hir::{Hir, Repetition};

/// How deep groups, repetitions, alternatives and sequences may nest, all counted. Engines follow a regex by recursion.
pub(super) const MOST_LEVELS: usize = 250;

/// A group that is open.
#[derive(Default)]
pub(super) struct Level {
    /// The alternatives before this one.
    alternatives: Vec<Hir>,
    /// This alternative's parts.
    parts: Vec<Hir>,
    /// The characters behind these.
    text: String,
    /// How many levels are in the last part, in this alternative, and in those before.
    in_last: usize,
    in_parts: usize,
    in_alternatives: usize,
}

impl Level {
    pub(super) fn is_empty(&self) -> bool {
        self.alternatives.is_empty() && self.parts.is_empty() && self.text.is_empty()
    }

    pub(super) fn char(&mut self, c: char) {
        self.text.push(c);
        self.in_last = 0;
    }

    /// A part with so many levels in it.
    pub(super) fn part(&mut self, part: Hir, levels: usize) {
        self.end_text();
        self.parts.push(part);
        self.in_last = levels;
        self.in_parts = self.in_parts.max(levels);
    }

    /// Repeats the last part, or the last character.
    pub(super) fn repeat(&mut self, min: u32, max: Option<u32>, greedy: bool) {
        let last = match self.text.pop() {
            Some(c) => literal(c),
            None => self.parts.pop().unwrap_or_else(Hir::empty),
        };
        let repetition = Repetition { min, max, greedy, sub: Box::new(last) };
        self.part(Hir::repetition(repetition), self.in_last + 1);
    }

    /// Ends an alternative, after which another one comes.
    pub(super) fn bar(&mut self) {
        let alternative = self.end_alternative();
        self.alternatives.push(alternative);
    }

    /// What has been read, and how many levels are in it.
    pub(super) fn end(mut self) -> (Hir, usize) {
        let last = self.end_alternative();
        if self.alternatives.is_empty() {
            return (last, self.in_alternatives);
        }
        self.alternatives.push(last);
        (Hir::alternation(self.alternatives), self.in_alternatives + 1)
    }

    /// The text of a pattern that is nothing else.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn end_alternative(&mut self) -> Hir {
        self.end_text();
        let levels = mem::take(&mut self.in_parts) + usize::from(self.parts.len() > 1);
        self.in_alternatives = self.in_alternatives.max(levels);
        Hir::concat(mem::take(&mut self.parts))
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.parts.push(Hir::literal(mem::take(&mut self.text).into_bytes()));
        }
    }
}

/// A character by itself.
fn literal(c: char) -> Hir {
    Hir::literal(c.encode_utf8(&mut [0; 4]).as_bytes())
}
