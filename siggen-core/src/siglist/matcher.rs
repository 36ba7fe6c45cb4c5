//! Matching a normalized frame against a list.

use std::ops::Range;

use once_cell::sync::OnceCell;
use regex_syntax::hir::Hir;

use super::dialect::{self, Pattern};
use super::engine::Engine;
use super::index::Index;
use super::{SiglistError, SiglistLine, SiglistName};

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
    rest: Rest,
    /// The rest, compiled.
    engines: OnceCell<Engines>,
    /// What finds the entries that match, made when somebody asks which they are.
    index: OnceCell<Index>,
}

/// The entries that are more than text.
#[derive(Debug)]
struct Rest {
    /// The text of all entries of the form `.*text`: they only ask whether it occurs.
    insides: Vec<String>,
    /// All others, as one regex where there are any.
    regex: Option<Hir>,
}

/// The rest, compiled: each of the two kinds into one regex.
#[derive(Debug)]
struct Engines {
    inside: Option<Engine>,
    regex: Option<Engine>,
}

/// When to compile what is more than text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// At once, so that a bad entry is an error.
    Now,
    /// When the first frame asks: the entries are known to be good.
    Needed,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) line: SiglistLine,
    pub(super) pattern: Pattern,
    /// The entry's own regex, compiled when somebody asks which entry it was.
    engine: OnceCell<Option<Engine>>,
}

impl RegexList {
    pub(super) fn compile(name: SiglistName, lines: Vec<SiglistLine>, when: When) -> Result<Self, SiglistError> {
        let mut entries = Vec::with_capacity(lines.len());
        for line in lines {
            let pattern = dialect::read(&line.text).map_err(|message| SiglistError::new(name, &line, &message))?;
            entries.push(Entry { line, pattern, engine: OnceCell::new() });
        }
        let mut literals: Vec<Box<str>> = Vec::new();
        let mut alternatives = Vec::new();
        let mut insides = Vec::new();
        for entry in &entries {
            match &entry.pattern {
                Pattern::Literal(literal) => literals.push(literal.as_str().into()),
                Pattern::Regex(regex) => {
                    if let Some(text) = text_inside(&entry.line.text) {
                        insides.push(text);
                    } else {
                        alternatives.push(regex.clone());
                    }
                }
            }
        }
        literals.sort_unstable();
        literals.dedup_by(|later, earlier| later.starts_with(&**earlier));
        let matches_all = literals.first().is_some_and(|literal| literal.is_empty());
        if matches_all {
            // An entry such as `(?#…)` matches the start of everything.
            alternatives = vec![Hir::empty()];
        }
        let regex = if alternatives.is_empty() { None } else { Some(Hir::alternation(alternatives)) };
        let mut by_first_byte = Box::new([0; 257]);
        for (byte, start) in by_first_byte.iter_mut().enumerate() {
            *start = literals
                .partition_point(|literal| literal.bytes().next().is_some_and(|first| usize::from(first) < byte));
        }
        let list = RegexList {
            entries,
            literals,
            by_first_byte,
            rest: Rest { insides, regex },
            engines: OnceCell::new(),
            index: OnceCell::new(),
        };
        if when == When::Now {
            list.engines.get_or_try_init(|| list.rest.compile()).map_err(|_| first_bad_entry(name, &list.entries))?;
        }
        Ok(list)
    }

    /// Whether any entry matches.
    #[inline]
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.starts_with_literal(text) || self.engines().is_some_and(|engines| engines.is_match(text))
    }

    /// There are always some: what is compiled when it is needed is known to be good.
    #[inline]
    fn engines(&self) -> Option<&Engines> {
        self.engines.get_or_try_init(|| self.rest.compile()).ok()
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

impl Rest {
    fn compile(&self) -> Result<Engines, &'static str> {
        let inside = if self.insides.is_empty() { None } else { Some(Engine::inside(&self.insides)?) };
        let regex = self.regex.as_ref().map(Engine::from_start).transpose()?;
        Ok(Engines { inside, regex })
    }
}

impl Engines {
    #[inline]
    fn is_match(&self, text: &str) -> bool {
        self.inside.as_ref().is_some_and(|inside| inside.is_match(text))
            || self.regex.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

impl Entry {
    /// The bytes of a text that the entry matches.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        match &self.pattern {
            Pattern::Literal(literal) => text.starts_with(literal.as_str()).then_some(0..literal.len()),
            Pattern::Regex(regex) => {
                let engine = self.engine.get_or_init(|| Engine::from_start(regex).ok());
                Some(0..engine.as_ref()?.end(text)?)
            }
        }
    }
}

/// The text of an entry of the form `.*text`.
pub(super) fn text_inside(entry: &str) -> Option<String> {
    match dialect::read(entry.strip_prefix(".*")?) {
        Ok(Pattern::Literal(text)) if !text.is_empty() && !text.contains('\n') => Some(text),
        _ => None,
    }
}

/// The entry that keeps a list from compiling, for the message.
fn first_bad_entry(name: SiglistName, entries: &[Entry]) -> SiglistError {
    for entry in entries {
        let Pattern::Regex(regex) = &entry.pattern else { continue };
        if let Err(message) = Engine::from_start(regex) {
            return SiglistError::new(name, &entry.line, message);
        }
    }
    SiglistError::whole(name, "the list is too large when compiled")
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
    pub(super) fn new(lines: Vec<SiglistLine>) -> Self {
        let mut order: Vec<usize> = (0..lines.len()).collect();
        order.sort_unstable_by(|&one, &other| lines[one].text.cmp(&lines[other].text).then(one.cmp(&other)));
        let sorted: Vec<Box<str>> = order.iter().map(|&index| lines[index].text.as_str().into()).collect();
        let lengths = sorted.iter().fold(0, |lengths, text| lengths | length_bit(text));
        Sentinels { lines, sorted, order, lengths }
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
