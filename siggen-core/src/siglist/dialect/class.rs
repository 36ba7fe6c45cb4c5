//! Sets of characters.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir};

use super::Result;
use super::reader::{Flags, Reader};
use crate::pytext;
use crate::siglist::weight::{MOST_RANGES, TOO_LARGE};

/// An item of a character class.
pub(super) enum Item {
    Char(char),
    /// The set that the escape with this letter stands for.
    Set(char),
}

impl Reader<'_> {
    /// A set by itself.
    pub(super) fn set(&mut self, letter: char) -> Result<()> {
        self.one_of(set(letter, self.flags), false)
    }

    /// The rest of a class that has been opened.
    pub(super) fn class(&mut self) -> Result<()> {
        let is_negated = self.eat('^');
        let unterminated = || "unterminated character set".to_owned();
        // The sets together are no larger than all characters are, however many there are.
        let (mut ranges, mut sets) = (Vec::new(), ClassUnicode::empty());
        let mut is_empty = true;
        loop {
            let c = self.input.next().ok_or_else(unterminated)?;
            // A bracket that stands first is a bracket.
            if c == ']' && !is_empty {
                break;
            }
            is_empty = false;
            let low = self.class_item(c)?;
            let high = if self.eat('-') { Some(self.input.next().ok_or_else(unterminated)?) } else { None };
            match (low, high) {
                (low, None | Some(']')) => {
                    match low {
                        Item::Char(c) => ranges.push(ClassUnicodeRange::new(c, c)),
                        Item::Set(letter) => sets.union(&set(letter, self.flags)),
                    }
                    if high.is_some() {
                        ranges.push(ClassUnicodeRange::new('-', '-'));
                        break;
                    }
                }
                (low, Some(high)) => match (low, self.class_item(high)?) {
                    (Item::Char(low), Item::Char(high)) if low <= high => {
                        ranges.push(ClassUnicodeRange::new(low, high));
                    }
                    _ => return Err("bad character range".into()),
                },
            }
        }
        sets.union(&ClassUnicode::new(ranges));
        self.one_of(sets, is_negated)
    }

    fn class_item(&mut self, c: char) -> Result<Item> {
        if c != '\\' {
            return Ok(Item::Char(c));
        }
        match self.input.next() {
            None => Err("unterminated character set".into()),
            Some('b') => Ok(Item::Char('\x08')),
            Some(c @ '1'..='9') => match self.octal_of_three(c) {
                Some(octal) => octal.map(Item::Char),
                None => self.short_octal(c).map(Item::Char),
            },
            Some(c) => self.common_escape(c),
        }
    }

    /// A character of a set, or none of it.
    fn one_of(&mut self, mut set: ClassUnicode, is_negated: bool) -> Result<()> {
        if self.flags.ignore_case {
            set.case_fold_simple();
        }
        if is_negated {
            set.negate();
        }
        self.ranges += set.ranges().len();
        if self.ranges > MOST_RANGES {
            return Err(TOO_LARGE.to_owned());
        }
        self.item(Hir::class(Class::Unicode(set)));
        Ok(())
    }
}

/// The set that an escape stands for.
fn set(letter: char, flags: Flags) -> ClassUnicode {
    let mut set = match (letter.to_ascii_lowercase(), flags.ascii) {
        ('d', false) => ranges(pytext::digits()),
        ('s', false) => ranges(pytext::SPACES),
        ('w', false) => ranges(pytext::word().chain([('_', '_')])),
        ('d', true) => ranges([('0', '9')]),
        ('s', true) => ranges([('\t', '\r'), (' ', ' ')]),
        _ => ranges([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
    };
    if letter.is_ascii_uppercase() {
        // Not in the set, in no case.
        if flags.ignore_case {
            set.case_fold_simple();
        }
        set.negate();
    }
    set
}

fn ranges(ranges: impl IntoIterator<Item = (char, char)>) -> ClassUnicode {
    ClassUnicode::new(ranges.into_iter().map(|(first, last)| ClassUnicodeRange::new(first, last)))
}
