//! Matching a normalized frame against a list.

use std::ops::Range;

use once_cell::sync::OnceCell;
use regex_syntax::hir::Hir;

use super::asked::Asked;
use super::engine::Engine;
use super::entry::{Entry, EntryKind};
use super::index::Index;
use super::weight::Room;
use super::{SiglistError, SiglistLine, SiglistName};
use crate::order::{order, sorted};

/// A list of regexes that are matched from the start of a frame.
///
/// Nearly all entries of real lists are plain text, so they are looked up in a sorted table; only
/// what is left goes into one regex.
#[derive(Debug)]
pub(super) struct RegexList {
    entries: Vec<Entry>,
    /// The plain entries, sorted, without those that start with another one: of such a table, only
    /// the last that is not greater than a text can be a prefix of it.
    literals: Vec<Box<str>>,
    /// Where in that table the entries with each first byte begin.
    by_first_byte: Box<[usize; 257]>,
    /// The entries that are more than text, compiled.
    engines: OnceCell<Engines>,
    /// What finds the entries that match, made when somebody asks which they are.
    index: OnceCell<Index>,
}

/// The entries that are more than text, each of the two kinds compiled into one regex.
#[derive(Debug)]
struct Engines {
    inside: Option<Engine>,
    regex: Option<Engine>,
}

/// When to compile what is more than text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Compile {
    /// At once, so that what can't be compiled is an error.
    Now,
    /// When the first frame asks: the entries are known to be good.
    Needed,
}

impl RegexList {
    pub(super) fn compile(
        name: SiglistName,
        lines: Vec<SiglistLine>,
        when: Compile,
        room: &mut Room,
    ) -> Result<Self, SiglistError> {
        room.take_lines(name, &lines)?;
        let mut entries = Vec::with_capacity(lines.len());
        let mut literals: Vec<Box<str>> = Vec::new();
        for line in lines {
            let asked = Asked::read(&line.text).map_err(|message| SiglistError::new(name, &line, &message))?;
            room.take(name, &line, asked.weight())?;
            let kind = match asked {
                Asked::Start(text) => {
                    literals.push(text.as_str().into());
                    EntryKind::Start(text.into())
                }
                Asked::Inside(text) => EntryKind::Inside(text.into()),
                Asked::Regex(_) => EntryKind::Regex(Box::default()),
            };
            entries.push(Entry { line, kind });
        }
        let mut literals = sorted(literals, Ord::cmp);
        literals.dedup_by(|later, earlier| later.starts_with(&**earlier));
        let mut by_first_byte = Box::new([0; 257]);
        for (byte, start) in by_first_byte.iter_mut().enumerate() {
            *start = literals
                .partition_point(|literal| literal.bytes().next().is_some_and(|first| usize::from(first) < byte));
        }
        let list = RegexList { entries, literals, by_first_byte, engines: OnceCell::new(), index: OnceCell::new() };
        if when == Compile::Now {
            let engines = list.engines.get_or_try_init(|| list.compile_rest());
            engines.map_err(|message| SiglistError::whole(name, message))?;
        }
        Ok(list)
    }

    fn compile_rest(&self) -> Result<Engines, &'static str> {
        let inside = |entry: &Entry| match &entry.kind {
            EntryKind::Inside(text) => Some(text.to_string()),
            _ => None,
        };
        let insides: Vec<String> = self.entries.iter().filter_map(inside).collect();
        let mut regexes: Vec<Hir> = self.entries.iter().filter_map(Entry::regex).collect();
        if self.literals.first().is_some_and(|literal| literal.is_empty()) {
            // An entry such as `(?#…)` matches the start of everything.
            regexes = vec![Hir::empty()];
        }
        let inside = if insides.is_empty() { None } else { Some(Engine::inside(&insides)?) };
        let regex = if regexes.is_empty() { None } else { Some(Engine::from_start(Hir::alternation(regexes))?) };
        Ok(Engines { inside, regex })
    }

    /// Whether any entry matches.
    #[inline]
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.starts_with_literal(text) || self.engines().is_some_and(|engines| engines.is_match(text))
    }

    /// There are always some: what is compiled when it is needed is known to be good.
    #[inline]
    fn engines(&self) -> Option<&Engines> {
        self.engines.get_or_try_init(|| self.compile_rest()).ok()
    }

    #[inline]
    fn starts_with_literal(&self, text: &str) -> bool {
        let Some(&first) = text.as_bytes().first() else { return false };
        let range = self.by_first_byte[usize::from(first)]..self.by_first_byte[usize::from(first) + 1];
        let literals = &self.literals[range];
        let after = literals.partition_point(|literal| **literal <= *text);
        after.checked_sub(1).is_some_and(|last| text.starts_with(&*literals[last]))
    }

    /// The first entry that matches, in the order of the list, and what it matches.
    pub(super) fn find(&self, text: &str) -> Option<(&SiglistLine, Range<usize>)> {
        let entry = &self.entries[*self.find_all(text).first()?];
        Some((&entry.line, entry.find(text)?))
    }

    /// The indices of all entries that match, in order.
    pub(super) fn find_all(&self, text: &str) -> Vec<usize> {
        if !self.is_match(text) {
            return Vec::new();
        }
        self.index.get_or_init(|| Index::of(&self.entries)).matching(text, &self.entries)
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &SiglistLine> {
        self.entries.iter().map(|entry| &entry.line)
    }
}

impl Engines {
    #[inline]
    fn is_match(&self, text: &str) -> bool {
        self.inside.as_ref().is_some_and(|inside| inside.is_match(text))
            || self.regex.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

/// The list of exact frames.
#[derive(Debug)]
pub(super) struct Sentinels {
    lines: Vec<SiglistLine>,
    sorted: Vec<Box<str>>,
    /// The indices of the lines that these are, those of the same text in order.
    order: Vec<usize>,
    /// A bit for each length that a sentinel has, up to 127: most frames have none of them.
    lengths: u128,
}

impl Sentinels {
    pub(super) fn new(lines: Vec<SiglistLine>, room: &mut Room) -> Result<Self, SiglistError> {
        room.take_lines(SiglistName::Sentinels, &lines)?;
        let order = order(lines.len(), &|one, other| lines[one].text.cmp(&lines[other].text));
        let sorted: Vec<Box<str>> = order.iter().map(|&index| lines[index].text.as_str().into()).collect();
        let lengths = sorted.iter().fold(0, |lengths, text| lengths | length_bit(text));
        Ok(Sentinels { lines, sorted, order, lengths })
    }

    #[inline]
    pub(super) fn contains(&self, text: &str) -> bool {
        self.lengths & length_bit(text) != 0 && self.sorted.binary_search_by(|sentinel| (**sentinel).cmp(text)).is_ok()
    }

    pub(super) fn find(&self, text: &str) -> Option<&SiglistLine> {
        Some(&self.lines[*self.find_all(text).first()?])
    }

    /// The indices of all lines that are the text, in order.
    pub(super) fn find_all(&self, text: &str) -> Vec<usize> {
        let first = self.sorted.partition_point(|sentinel| **sentinel < *text);
        let same = self.sorted[first..].iter().zip(&self.order[first..]);
        same.take_while(|(sentinel, _)| ***sentinel == *text).map(|(_, &index)| index).collect()
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &SiglistLine> {
        self.lines.iter()
    }
}

/// Long texts share the last bit.
fn length_bit(text: &str) -> u128 {
    1 << text.len().min(127)
}
