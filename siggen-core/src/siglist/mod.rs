//! Signature lists: which frames a signature skips, keeps, starts at and numbers.

mod asked;
mod dialect;
mod engine;
mod entry;
mod file;
mod find;
#[cfg(fuzzing)]
mod fuzzing;
mod index;
mod line;
mod matcher;
mod name;
mod pattern;
mod set;
mod weight;

use std::ops::Range;
use std::sync::Arc;

use once_cell::sync::OnceCell;
use serde::{Serialize, Serializer};

pub use file::SiglistFiles;
pub use find::Wanted;
#[cfg(fuzzing)]
pub use fuzzing::engines;
pub use line::SiglistLine;
pub use pattern::SiglistPattern;
pub use set::{ListEntry, ListSet};

use crate::printable::{printable, shortened};
use matcher::{Compile, RegexList, Sentinels};
use weight::Room;

/// One of the four lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SiglistName {
    /// Frames that a signature skips.
    Irrelevant,
    /// Frames that a signature keeps and goes on after.
    Prefix,
    /// Functions whose line number matters.
    LineNumbers,
    /// Exact frames that a signature starts at.
    Sentinels,
}

impl SiglistName {
    /// All lists.
    pub const ALL: [SiglistName; 4] =
        [SiglistName::Irrelevant, SiglistName::Prefix, SiglistName::LineNumbers, SiglistName::Sentinels];

    /// The list's name: its file is called that, with `.txt` behind.
    pub fn name(self) -> &'static str {
        match self {
            SiglistName::Irrelevant => "irrelevant_signature_re",
            SiglistName::Prefix => "prefix_signature_re",
            SiglistName::LineNumbers => "signatures_with_line_numbers_re",
            SiglistName::Sentinels => "signature_sentinels",
        }
    }
}

impl Serialize for SiglistName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl std::fmt::Display for SiglistName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// What is wrong with lists: with an entry, with a list as a whole, or with what somebody names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SiglistError {
    /// The list; absent where there is none yet, as for a pattern by itself.
    pub list: Option<SiglistName>,
    /// The entry at fault; absent where it is no single one.
    pub line: Option<SiglistLine>,
    /// What is wrong.
    pub message: String,
}

impl SiglistError {
    fn new(list: SiglistName, line: &SiglistLine, message: &str) -> Self {
        SiglistError { list: Some(list), line: Some(line.clone()), message: message.to_owned() }
    }

    fn whole(list: SiglistName, message: &str) -> Self {
        SiglistError { list: Some(list), line: None, message: message.to_owned() }
    }

    fn of_no_list(message: String) -> Self {
        SiglistError { list: None, line: None, message }
    }
}

impl std::fmt::Display for SiglistError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let line = self.line.as_ref();
        if let Some(source) = line.map(|line| &*line.source) {
            write!(f, "{}: ", printable(source))?;
        }
        if let Some(list) = self.list {
            write!(f, "{list}.txt")?;
        }
        if let Some(SiglistLine { number, text, .. }) = line {
            write!(f, ", line {number}: `{}`", printable(&shortened(text, MOST_SHOWN)))?;
        }
        let colon = if self.list.is_some() || line.is_some() { ": " } else { "" };
        write!(f, "{colon}{}", printable(&self.message))
    }
}

/// How much of a line is shown in messages.
const MOST_SHOWN: usize = 256;

impl std::error::Error for SiglistError {}

/// The compiled lists.
///
/// ```
/// use siggen_core::{SiglistFiles, SiglistName, Siglists};
///
/// let files = SiglistFiles { source: "mine".into(), irrelevant: "(Nt|Zw)?Wait\n{thunk}".into(), ..Default::default() };
/// let siglists = Siglists::new(&files)?;
/// assert!(siglists.is_match(SiglistName::Irrelevant, "ZwWaitForSingleObject"));
/// let found = siglists.find(SiglistName::Irrelevant, "{thunk}::call").unwrap();
/// assert_eq!((found.line.number, found.span), (2, 0..7));
/// # Ok::<(), siggen_core::SiglistError>(())
/// ```
#[derive(Debug)]
pub struct Siglists {
    identity: Identity,
    source: String,
    irrelevant: RegexList,
    prefix: RegexList,
    line_numbers: RegexList,
    sentinels: Sentinels,
}

/// Tells these lists from all others that there are or have been.
#[derive(Clone, Debug)]
pub(crate) struct Identity(Arc<()>);

impl PartialEq for Identity {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The line of a list that decided about a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SiglistMatch<'s> {
    /// The list.
    pub list: SiglistName,
    /// The line.
    pub line: &'s SiglistLine,
    /// The bytes of the frame that the line matches.
    pub span: Range<usize>,
}

impl Siglists {
    /// The lists that are built in, compiled once; their regexes when the first frame asks.
    ///
    /// # Panics
    ///
    /// Never: a test compiles the built-in lists.
    pub fn built_in() -> &'static Siglists {
        static BUILT_IN: OnceCell<Siglists> = OnceCell::new();
        BUILT_IN.get_or_init(|| {
            let files = SiglistFiles::built_in();
            let entries = |name| Ok(files.entries(name));
            let lists = Self::compile(files.source.to_string(), entries, Compile::Needed);
            lists.unwrap_or_else(|error| panic!("built-in lists: {error}"))
        })
    }

    /// Compiles lists.
    ///
    /// # Errors
    ///
    /// The first line that is no regex of Python's dialect, or that uses what only a backtracking
    /// engine can do.
    pub fn new(files: &SiglistFiles<'_>) -> Result<Self, SiglistError> {
        Self::of(&files.source, |name| Ok(files.entries(name)))
    }

    /// Compiles lists of these entries.
    pub(super) fn of(
        source: &str,
        entries: impl Fn(SiglistName) -> Result<Vec<SiglistLine>, SiglistError>,
    ) -> Result<Self, SiglistError> {
        Self::compile(source.to_owned(), entries, Compile::Now)
    }

    fn compile(
        source: String,
        entries: impl Fn(SiglistName) -> Result<Vec<SiglistLine>, SiglistError>,
        when: Compile,
    ) -> Result<Self, SiglistError> {
        let mut room = Room::default();
        let mut list = |name| RegexList::compile(name, entries(name)?, when, &mut room);
        Ok(Siglists {
            identity: Identity(Arc::new(())),
            source,
            irrelevant: list(SiglistName::Irrelevant)?,
            prefix: list(SiglistName::Prefix)?,
            line_numbers: list(SiglistName::LineNumbers)?,
            sentinels: Sentinels::new(entries(SiglistName::Sentinels)?, &mut room)?,
        })
    }

    /// Where the lists come from.
    pub fn source(&self) -> &str {
        &self.source
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Whether a list has a line that matches a frame.
    #[inline]
    pub fn is_match(&self, list: SiglistName, frame: &str) -> bool {
        match list {
            SiglistName::Irrelevant => self.irrelevant.is_match(frame),
            SiglistName::Prefix => self.prefix.is_match(frame),
            SiglistName::LineNumbers => self.line_numbers.is_match(frame),
            SiglistName::Sentinels => self.sentinels.contains(frame),
        }
    }

    /// The first line of a list that matches a frame.
    pub fn find(&self, list: SiglistName, frame: &str) -> Option<SiglistMatch<'_>> {
        let (line, span) = match list {
            SiglistName::Irrelevant => self.irrelevant.find(frame)?,
            SiglistName::Prefix => self.prefix.find(frame)?,
            SiglistName::LineNumbers => self.line_numbers.find(frame)?,
            SiglistName::Sentinels => (self.sentinels.find(frame)?, 0..frame.len()),
        };
        Some(SiglistMatch { list, line, span })
    }

    /// All lines of a list that match a frame, by their indices among its [lines](Siglists::lines).
    ///
    /// Takes time with the frame and with how many there are, not with the list; the first time, with the list too.
    pub fn find_all(&self, list: SiglistName, frame: &str) -> Vec<usize> {
        match list {
            SiglistName::Irrelevant => self.irrelevant.find_all(frame),
            SiglistName::Prefix => self.prefix.find_all(frame),
            SiglistName::LineNumbers => self.line_numbers.find_all(frame),
            SiglistName::Sentinels => self.sentinels.find_all(frame),
        }
    }

    /// The lines of a list, in order.
    pub fn lines(&self, list: SiglistName) -> Box<dyn Iterator<Item = &SiglistLine> + '_> {
        match list {
            SiglistName::Irrelevant => Box::new(self.irrelevant.lines()),
            SiglistName::Prefix => Box::new(self.prefix.lines()),
            SiglistName::LineNumbers => Box::new(self.line_numbers.lines()),
            SiglistName::Sentinels => Box::new(self.sentinels.lines()),
        }
    }
}
