//! An entry of a list of regexes, which can be asked by itself.

use std::ops::Range;

use once_cell::sync::OnceCell;
use regex_syntax::hir::Hir;

use super::SiglistLine;
use super::asked::Asked;
use super::engine::Engine;

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) line: SiglistLine,
    pub(super) kind: EntryKind,
}

/// What an entry is. Trees of regexes take many times what the lines do, so they are read again when they are compiled.
#[derive(Debug)]
pub(super) enum EntryKind {
    Start(Box<str>),
    Inside(Box<str>),
    /// With its own regex, compiled when somebody asks which entry it was.
    Regex(Box<OnceCell<Option<Engine>>>),
}

impl Entry {
    /// What is compiled of an entry that is a regex.
    pub(super) fn regex(&self) -> Option<Hir> {
        match (&self.kind, Asked::read(&self.line.text)) {
            (EntryKind::Regex(_), Ok(Asked::Regex(regex))) => Some(regex),
            _ => None,
        }
    }

    /// The bytes of a text that the entry matches.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        let end = match &self.kind {
            EntryKind::Start(start) => text.starts_with(&**start).then_some(start.len()),
            // A point matches no line break, and as much as it can.
            EntryKind::Inside(inside) => {
                let first_line = text.split('\n').next().unwrap_or_default();
                first_line.rfind(&**inside).map(|start| start + inside.len())
            }
            EntryKind::Regex(engine) => {
                let engine = engine.get_or_init(|| Engine::from_start(self.regex()?).ok());
                engine.as_ref()?.end(text)
            }
        };
        Some(0..end?)
    }
}
