//! What one thread's work remembers from crash to crash.
//!
//! Crashes share most of their frames: the same event loop, the same allocator, the same hot
//! functions. A session keeps the names that it has seen, of functions and modules, with their
//! normalized forms and what the lists say of them. The memory is a table of fixed size in which a
//! name that comes later takes the place of an earlier one, so the table never grows.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::normalize::{Name, NameKind, Rewriter};
use crate::siglist::{Identity, SiglistName, Siglists};

/// How many rows of names are remembered; a power of two.
const ROWS: usize = 1 << 13;

/// How many names there are in a row: those of one hash.
const ROW: usize = 4;

/// What a [`Session`](crate::Session) remembers, kept beside its generator: for callers that can't
/// keep a session, which borrows the generator.
///
/// A memory is that of the lists it was used with. With others it starts anew.
///
/// ```
/// # use siggen_core::{Crash, Generator, SessionMemory};
/// let generator = Generator::new();
/// let mut memory = SessionMemory::default();
/// for report in [r#"{"threads": [{"frames": [{"function": "f(int)"}]}]}"#; 3] {
///     let crash = Crash::from_json(report.as_bytes())?;
///     let mut session = generator.session_with(memory);
///     assert_eq!(session.generate(&crash).signature, "f");
///     memory = session.into_memory();
/// }
/// # Ok::<(), siggen_core::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct SessionMemory {
    /// The lists whose answers are remembered.
    siglists: Option<Identity>,
    pub(crate) memory: Memory,
}

impl SessionMemory {
    /// Whether it is that of these lists. A memory that has seen no crash is that of none.
    pub fn is_of(&self, siglists: &Siglists) -> bool {
        self.siglists.as_ref() == Some(siglists.identity())
    }

    /// This memory if it is that of these lists, else an empty one of theirs.
    pub(crate) fn of(self, siglists: &Siglists) -> Self {
        let memory = if self.is_of(siglists) { self.memory } else { Memory::default() };
        SessionMemory {
            siglists: Some(siglists.identity().clone()),
            memory: Memory { remembers_functions: true, ..memory },
        }
    }
}

/// Buffers that are used again, and in a session the names seen.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) rewriter: Rewriter,
    remembers_functions: bool,
    /// Empty before the first name.
    known: Box<[[Known; ROW]]>,
    /// The row and column of each frame of the stack at hand; `None` where it isn't remembered.
    places: Vec<Option<(u16, usize)>>,
}

/// A name and what became of it, in half a cache line.
#[derive(Clone, Debug, Default)]
struct Known {
    /// The name, and behind it the normalized form, unless that is a part of the name.
    text: Box<str>,
    name_len: u32,
    normalized_at: u32,
    normalized_len: u32,
    kind: NameKind,
    /// A bit for each list whose answer is known.
    answered: u8,
    /// The answers.
    matches: u8,
}

impl Known {
    /// `None` where it is too long for what is kept of it.
    fn new(name: Name<'_>, normalized: &str) -> Option<Self> {
        let name_len = u32::try_from(name.text.len()).ok()?;
        let (text, at) = match name.text.find(normalized) {
            Some(at) => (name.text.into(), u32::try_from(at).ok()?),
            None => ([name.text, normalized].concat().into(), name_len),
        };
        let normalized_len = u32::try_from(normalized.len()).ok()?;
        Some(Known { text, name_len, normalized_at: at, normalized_len, kind: name.kind, answered: 0, matches: 0 })
    }

    #[inline]
    fn is(&self, name: Name<'_>) -> bool {
        self.name_len as usize == name.text.len() && self.kind == name.kind && self.text.starts_with(name.text)
    }

    #[inline]
    fn normalized(&self) -> &str {
        let start = self.normalized_at as usize;
        &self.text[start..start + self.normalized_len as usize]
    }
}

impl Memory {
    /// Forgets the stack at hand.
    pub(crate) fn begin_stack(&mut self) {
        self.places.clear();
    }

    /// Appends the normalized form of the stack's next frame to `out`. Where it depends on nothing
    /// but a name, it is remembered.
    ///
    /// `normalize` appends the form and says whether it can be remembered.
    #[inline]
    pub(crate) fn normalize(
        &mut self,
        name: Option<Name<'_>>,
        out: &mut String,
        normalize: impl FnOnce(&mut Rewriter, &mut String) -> bool,
    ) {
        // No name at all is what an empty place holds.
        let Some(name) = name.filter(|name| self.remembers_functions && !name.text.is_empty()) else {
            normalize(&mut self.rewriter, out);
            self.places.push(None);
            return;
        };
        if self.known.is_empty() {
            self.known = vec![<[Known; ROW]>::default(); ROWS].into();
        }
        let row = row_of(name.text);
        if let Some(column) = self.known[usize::from(row)].iter().position(|known| known.is(name)) {
            out.push_str(self.known[usize::from(row)][column].normalized());
            self.places.push(Some((row, column)));
            return;
        }
        let start = out.len();
        let can_be_remembered = normalize(&mut self.rewriter, out);
        let known = if can_be_remembered { Known::new(name, &out[start..]) } else { None };
        let place = known.map(|known| self.remember(row, known));
        self.places.push(place);
    }

    /// Puts a name at the head of its row, from which the oldest falls out.
    #[inline(never)]
    fn remember(&mut self, row: u16, known: Known) -> (u16, usize) {
        let names = &mut self.known[usize::from(row)];
        names.rotate_right(1);
        names[0] = known;
        // Earlier frames of the same stack can have been in this row.
        for earlier in &mut self.places {
            *earlier = earlier.filter(|(taken, _)| *taken != row);
        }
        (row, 0)
    }

    /// Whether a list has a line that matches the frame of this index.
    #[inline]
    pub(crate) fn is_match(&mut self, index: usize, frame: &str, list: SiglistName, siglists: &Siglists) -> bool {
        let Some((row, column)) = self.places.get(index).copied().flatten() else {
            return siglists.is_match(list, frame);
        };
        let known = &mut self.known[usize::from(row)][column];
        let bit = 1 << list as u8;
        if known.answered & bit == 0 {
            known.answered |= bit;
            if siglists.is_match(list, frame) {
                known.matches |= bit;
            }
        }
        known.matches & bit != 0
    }
}

/// The row that a name can be in.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "it is a number below ROWS")]
fn row_of(name: &str) -> u16 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    // The upper bits are the well mixed ones.
    ((hasher.finish() >> 32) as usize % ROWS) as u16
}
