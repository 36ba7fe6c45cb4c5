//! What stands in parentheses.

use std::mem;

use regex_syntax::hir::Hir;

use super::Result;
use super::level::{Level, MOST_LEVELS};
use super::reader::{Flags, Last, Reader};

impl Reader<'_> {
    pub(super) fn open(&mut self) -> Result<()> {
        if !self.eat('?') {
            self.open_level(self.flags);
            return Ok(());
        }
        match self.input.next() {
            Some(':') => self.open_level(self.flags),
            Some('P') => match self.input.next() {
                Some('<') => {
                    self.group_name()?;
                    self.open_level(self.flags);
                }
                Some('=') => return Err("a back-reference is not supported".into()),
                _ => return Err("unknown extension (?P".into()),
            },
            Some('#') => while self.input.next().ok_or("missing ), unterminated comment")? != ')' {},
            Some('=' | '!') => return Err("look-around is not supported".into()),
            Some('<') => {
                return Err(match self.input.next() {
                    Some('=' | '!') => "look-around is not supported".into(),
                    _ => "unknown extension (?<".into(),
                });
            }
            Some('(') => return Err("a conditional group is not supported".into()),
            Some('>') => return Err("an atomic group is not supported".into()),
            Some(c) => self.flag_group(c)?,
            None => return Err("unexpected end of pattern".into()),
        }
        Ok(())
    }

    fn open_level(&mut self, flags: Flags) {
        let level = mem::take(&mut self.level);
        self.around.push((level, mem::replace(&mut self.flags, flags)));
        self.is_more_than_text();
    }

    pub(super) fn close(&mut self) -> Result<()> {
        let Some((level, flags)) = self.around.pop() else { return Err("unbalanced parenthesis".into()) };
        let (group, levels) = self.end_level(level)?;
        self.level.part(group, levels + 1);
        self.flags = flags;
        self.last = Last::Item;
        Ok(())
    }

    /// Ends what is being read, and goes on with what is around it.
    pub(super) fn end_level(&mut self, around: Level) -> Result<(Hir, usize)> {
        let (read, levels) = mem::replace(&mut self.level, around).end();
        if levels > MOST_LEVELS {
            return Err(format!("groups and repetitions nest deeper than {MOST_LEVELS} levels"));
        }
        Ok((read, levels))
    }

    /// Steps over a group's name, which says nothing to a match.
    fn group_name(&mut self) -> Result<()> {
        let mut name = String::new();
        loop {
            match self.input.next() {
                Some('>') => break,
                Some(c) => name.push(c),
                None => return Err("missing >, unterminated name".into()),
            }
        }
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        if name.is_empty() {
            return Err("missing group name".into());
        }
        if !name.chars().all(is_part) || name.starts_with(char::is_numeric) {
            return Err("bad character in group name".into());
        }
        if self.names.insert(name) { Ok(()) } else { Err("redefinition of group name".into()) }
    }

    /// `(?i)` at the start of the pattern, or `(?i-s:…)` anywhere.
    fn flag_group(&mut self, first: char) -> Result<()> {
        let mut flags = self.flags;
        let mut on = true;
        let mut next = Some(first);
        loop {
            match next {
                Some('a') => flags.ascii = on,
                Some('u') => flags.ascii = false,
                Some('i') => flags.ignore_case = on,
                Some('m') => flags.multi_line = on,
                Some('s') => flags.dot_all = on,
                Some('x') => flags.verbose = on,
                Some('L') => return Err("bad inline flags: `L` is for bytes".into()),
                Some('-') if on => on = false,
                Some(':') => {
                    self.open_level(flags);
                    return Ok(());
                }
                Some(')') if on => {
                    // Several groups of flags may stand there.
                    if !self.around.is_empty() || !self.level.is_empty() {
                        return Err("global flags not at the start of the expression".into());
                    }
                    if flags.ignore_case {
                        self.is_more_than_text();
                    }
                    self.flags = flags;
                    return Ok(());
                }
                _ => return Err("unknown extension or flag after (?".into()),
            }
            next = self.input.next();
        }
    }
}
