//! Matching a normalized frame against a list.

use std::ops::Range;

use once_cell::sync::OnceCell;

use super::dialect::{self, Pattern};
use super::engine::Engine;
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
    /// The text of all entries of the form `.*text` at once: they only ask whether it occurs.
    inside: Option<Engine>,
    /// All other entries at once.
    regex: Option<Engine>,
}

#[derive(Debug)]
struct Entry {
    line: SiglistLine,
    pattern: Pattern,
    /// The entry's own regex, compiled when somebody asks which entry it was.
    regex: OnceCell<Option<Engine>>,
}

impl RegexList {
    pub(super) fn compile(name: SiglistName, lines: Vec<SiglistLine>) -> Result<Self, SiglistError> {
        let mut entries = Vec::with_capacity(lines.len());
        for line in lines {
            let pattern = dialect::translate(&line.text).map_err(|message| SiglistError::new(name, &line, &message))?;
            entries.push(Entry { line, pattern, regex: OnceCell::new() });
        }
        let mut literals: Vec<Box<str>> = Vec::new();
        let mut alternatives = String::new();
        let mut insides = Vec::new();
        for entry in &entries {
            match &entry.pattern {
                Pattern::Literal(literal) => literals.push(literal.as_str().into()),
                Pattern::Regex(regex) => match text_inside(&entry.line.text) {
                    Some(text) => insides.push(text),
                    None => {
                        let bar = if alternatives.is_empty() { "" } else { "|" };
                        alternatives += &format!("{bar}(?:{regex})");
                    }
                },
            }
        }
        literals.sort_unstable();
        literals.dedup_by(|later, earlier| later.starts_with(&**earlier));
        let matches_all = literals.first().is_some_and(|literal| literal.is_empty());
        if matches_all {
            // An entry such as `(?#…)` matches the start of everything.
            alternatives = String::from("(?:)");
        }
        let mut by_first_byte = Box::new([0; 257]);
        for (byte, start) in by_first_byte.iter_mut().enumerate() {
            *start = literals
                .partition_point(|literal| literal.bytes().next().is_some_and(|first| usize::from(first) < byte));
        }
        let some = |engine: Result<Engine, String>| engine.map(Some).map_err(|_| first_bad_entry(name, &entries));
        let regex = if alternatives.is_empty() { None } else { some(Engine::from_start(&alternatives))? };
        let inside = if insides.is_empty() { None } else { some(Engine::inside(&insides))? };
        Ok(RegexList { entries, literals, by_first_byte, inside, regex })
    }

    /// Whether any entry matches.
    #[inline]
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.starts_with_literal(text)
            || self.inside.as_ref().is_some_and(|inside| inside.is_match(text))
            || self.regex.as_ref().is_some_and(|regex| regex.is_match(text))
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
        self.entries.iter().find_map(|entry| Some((&entry.line, entry.find(text)?)))
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &SiglistLine> {
        self.entries.iter().map(|entry| &entry.line)
    }
}

impl Entry {
    fn find(&self, text: &str) -> Option<Range<usize>> {
        match &self.pattern {
            Pattern::Literal(literal) => text.starts_with(literal.as_str()).then_some(0..literal.len()),
            Pattern::Regex(pattern) => {
                let regex = self.regex.get_or_init(|| Engine::from_start(pattern).ok());
                Some(0..regex.as_ref()?.end(text)?)
            }
        }
    }
}

/// The text of an entry of the form `.*text`.
fn text_inside(entry: &str) -> Option<String> {
    match dialect::translate(entry.strip_prefix(".*")?) {
        Ok(Pattern::Literal(text)) if !text.is_empty() && !text.contains('\n') => Some(text),
        _ => None,
    }
}

/// The entry that keeps a list from compiling, for the message.
fn first_bad_entry(name: SiglistName, entries: &[Entry]) -> SiglistError {
    for entry in entries {
        let Pattern::Regex(pattern) = &entry.pattern else { continue };
        if let Err(message) = Engine::from_start(pattern) {
            return SiglistError::new(name, &entry.line, &message);
        }
    }
    SiglistError::whole(name, "the list is too large when compiled")
}

/// The list of exact frames.
#[derive(Debug)]
pub(super) struct Sentinels {
    lines: Vec<SiglistLine>,
    sorted: Vec<Box<str>>,
    /// A bit for each length that a sentinel has, up to 127: most frames have none of them.
    lengths: u128,
}

impl Sentinels {
    pub(super) fn new(lines: Vec<SiglistLine>) -> Self {
        let mut sorted: Vec<Box<str>> = lines.iter().map(|line| line.text.as_str().into()).collect();
        sorted.sort_unstable();
        let lengths = sorted.iter().fold(0, |lengths, text| lengths | length_bit(text));
        Sentinels { lines, sorted, lengths }
    }

    #[inline]
    pub(super) fn contains(&self, text: &str) -> bool {
        self.lengths & length_bit(text) != 0 && self.sorted.binary_search_by(|sentinel| (**sentinel).cmp(text)).is_ok()
    }

    pub(super) fn find(&self, text: &str) -> Option<&SiglistLine> {
        self.lines.iter().find(|line| line.text == text)
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &SiglistLine> {
        self.lines.iter()
    }
}

/// Long texts share the last bit.
fn length_bit(text: &str) -> u128 {
    1 << text.len().min(127)
}
