//! Goes through a pattern and puts together what it means.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Dot, Hir, Look, Repetition};

use super::level::Level;
use super::{Pattern, Result};

#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a regex, each by itself")]
pub(super) struct Flags {
    pub(super) ascii: bool,
    pub(super) dot_all: bool,
    pub(super) ignore_case: bool,
    pub(super) multi_line: bool,
    pub(super) verbose: bool,
}

/// What a repetition would apply to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    Nothing,
    Item,
    Repetition,
}

pub(super) struct Reader<'p> {
    pub(super) input: Peekable<Chars<'p>>,
    pub(super) flags: Flags,
    pub(super) last: Last,
    /// The innermost group that is open, or the pattern itself.
    pub(super) level: Level,
    /// What is around it, from the outside in, and the flags there.
    pub(super) around: Vec<(Level, Flags)>,
    /// The names of groups, which must differ.
    pub(super) names: BTreeSet<String>,
    /// How many ranges its classes have.
    pub(super) ranges: usize,
    /// Whether the pattern so far is nothing but text.
    is_text: bool,
}

impl<'p> Reader<'p> {
    pub(super) fn new(pattern: &'p str) -> Self {
        Reader {
            input: pattern.chars().peekable(),
            flags: Flags::default(),
            last: Last::Nothing,
            level: Level::default(),
            around: Vec::new(),
            names: BTreeSet::new(),
            ranges: 0,
            is_text: true,
        }
    }

    pub(super) fn run(mut self) -> Result<Pattern> {
        while let Some(c) = self.input.next() {
            if self.flags.verbose {
                if matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') {
                    continue;
                }
                if c == '#' {
                    while self.input.next().is_some_and(|c| c != '\n') {}
                    continue;
                }
            }
            match c {
                '\\' => self.escape()?,
                '[' => self.class()?,
                '.' => self.item(Hir::dot(if self.flags.dot_all { Dot::AnyChar } else { Dot::AnyCharExceptLF })),
                '^' => self.anchor(Hir::look(if self.flags.multi_line { Look::StartLF } else { Look::Start })),
                '$' => self.anchor(if self.flags.multi_line { Hir::look(Look::EndLF) } else { end() }),
                '(' => self.open()?,
                ')' => self.close()?,
                '|' => {
                    self.level.bar();
                    self.is_more_than_text();
                }
                '*' => self.repeat(0, None)?,
                '+' => self.repeat(1, None)?,
                '?' => self.repeat(0, Some(1))?,
                '{' => self.brace()?,
                _ => self.char(c),
            }
        }
        if !self.around.is_empty() {
            return Err("missing ), unterminated subpattern: an opening parenthesis is never closed".into());
        }
        if self.is_text {
            return Ok(Pattern::Literal(self.level.into_text()));
        }
        Ok(Pattern::Regex(self.end_level(Level::default())?.0))
    }

    pub(super) fn eat(&mut self, c: char) -> bool {
        self.input.next_if_eq(&c).is_some()
    }

    /// What has no meaning as text has been read, and nothing that can be repeated.
    pub(super) fn is_more_than_text(&mut self) {
        self.is_text = false;
        self.last = Last::Nothing;
    }

    /// Adds something that is not plain text.
    pub(super) fn item(&mut self, item: Hir) {
        self.level.part(item, 0);
        self.is_text = false;
        self.last = Last::Item;
    }

    pub(super) fn anchor(&mut self, anchor: Hir) {
        self.item(anchor);
        // Python refuses to repeat an anchor.
        self.last = Last::Nothing;
    }

    pub(super) fn char(&mut self, c: char) {
        self.last = Last::Item;
        if !self.flags.ignore_case {
            return self.level.char(c);
        }
        self.is_text = false;
        match cases(c) {
            Some(cases) => self.item(cases),
            None => self.level.char(c),
        }
    }

    fn repeat(&mut self, min: u32, max: Option<u32>) -> Result<()> {
        match self.last {
            Last::Nothing => return Err("nothing to repeat".into()),
            Last::Repetition => return Err("multiple repeat".into()),
            Last::Item => {}
        }
        let is_lazy = self.eat('?');
        if !is_lazy && self.eat('+') {
            return Err("a possessive repetition is not supported: drop the final `+`".into());
        }
        self.level.repeat(min, max, !is_lazy);
        self.is_text = false;
        self.last = Last::Repetition;
        Ok(())
    }

    /// `{2}`, `{2,}`, `{,3}`, `{2,3}`; any other brace is a brace.
    fn brace(&mut self) -> Result<()> {
        let mut ahead = self.input.clone();
        let digits = |ahead: &mut Peekable<Chars<'_>>| {
            let mut digits = String::new();
            while let Some(digit) = ahead.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            digits
        };
        let low = digits(&mut ahead);
        let comma = ahead.next_if_eq(&',').is_some();
        let high = if comma { digits(&mut ahead) } else { low.clone() };
        if ahead.next() != Some('}') || (low.is_empty() && !comma) {
            self.char('{');
            return Ok(());
        }
        self.input = ahead;
        let number = |digits: &str| match digits {
            "" => Ok(None),
            _ => digits.parse().map(Some).map_err(|_| "the repetition number is too large".to_owned()),
        };
        let (min, max) = (number(&low)?.unwrap_or(0), number(&high)?);
        if max.is_some_and(|max| max < min) {
            return Err("min repeat greater than max repeat".into());
        }
        self.repeat(min, max)
    }
}

/// The end of a text, or a newline before it.
fn end() -> Hir {
    let newline = Box::new(Hir::literal(*b"\n"));
    let newline = Hir::repetition(Repetition { min: 0, max: Some(1), greedy: true, sub: newline });
    Hir::concat(vec![newline, Hir::look(Look::End)])
}

/// The upper and lower cases of a character, where there are several.
fn cases(c: char) -> Option<Hir> {
    let mut cases = ClassUnicode::new([ClassUnicodeRange::new(c, c)]);
    cases.case_fold_simple();
    cases.literal().is_none().then(|| Hir::class(Class::Unicode(cases)))
}
