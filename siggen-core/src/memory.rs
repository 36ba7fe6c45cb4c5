//! What one thread's work remembers from crash to crash.
//!
//! Crashes share most of their frames: the same event loop, the same allocator, the same hot
//! functions. A session keeps the normalized names of functions that it has seen and what the lists
//! say of them. The memory is a table of fixed size in which a function that comes later takes the
//! place of an earlier one, so it never grows and nothing has to be thrown out.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::normalize::Rewriter;
use crate::siglist::{Identity, SiglistName, Siglists};

/// How many functions are remembered; a power of two.
const PLACES: usize = 1 << 14;

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
    /// This memory if it is that of these lists, else an empty one of theirs.
    pub(crate) fn of(self, siglists: &Siglists) -> Self {
        let memory = if self.siglists.as_ref() == Some(siglists.identity()) { self.memory } else { Memory::default() };
        SessionMemory {
            siglists: Some(siglists.identity().clone()),
            memory: Memory { remembers_functions: true, ..memory },
        }
    }
}

/// Buffers that are used again, and in a session the functions seen.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) rewriter: Rewriter,
    remembers_functions: bool,
    /// Empty before the first function.
    functions: Box<[Function]>,
    /// The place of each frame of the stack at hand; `None` where it isn't remembered.
    places: Vec<Option<usize>>,
}

/// A function and what became of it.
#[derive(Clone, Debug, Default)]
struct Function {
    name: String,
    is_rust: bool,
    normalized: String,
    /// A bit for each list whose answer is known.
    known: u8,
    /// The answers.
    matches: u8,
}

impl Memory {
    /// Forgets the stack at hand.
    pub(crate) fn begin_stack(&mut self) {
        self.places.clear();
    }

    /// Appends the normalized form of the stack's next frame to `out`. Where the frame has a
    /// function whose form depends on nothing else, it is remembered.
    ///
    /// `normalize` appends the form and says whether it can be remembered.
    pub(crate) fn normalize(
        &mut self,
        function: Option<(&str, bool)>,
        out: &mut String,
        normalize: impl FnOnce(&mut Rewriter, &mut String) -> bool,
    ) {
        let Some((name, is_rust)) = function.filter(|_| self.remembers_functions) else {
            normalize(&mut self.rewriter, out);
            self.places.push(None);
            return;
        };
        if self.functions.is_empty() {
            self.functions = vec![Function::default(); PLACES].into();
        }
        let place = place_of(name);
        let known = &mut self.functions[place];
        if known.is_rust == is_rust && known.name == name {
            out.push_str(&known.normalized);
            self.places.push(Some(place));
            return;
        }
        let start = out.len();
        let can_be_remembered = normalize(&mut self.rewriter, out);
        if can_be_remembered {
            // An earlier frame of the same stack can have had the place.
            for earlier in &mut self.places {
                if *earlier == Some(place) {
                    *earlier = None;
                }
            }
            name.clone_into(&mut known.name);
            out[start..].clone_into(&mut known.normalized);
            (known.is_rust, known.known, known.matches) = (is_rust, 0, 0);
        }
        self.places.push(can_be_remembered.then_some(place));
    }

    /// Whether a list has a line that matches the frame of this index.
    pub(crate) fn is_match(&mut self, index: usize, frame: &str, list: SiglistName, siglists: &Siglists) -> bool {
        let Some(place) = self.places.get(index).copied().flatten() else {
            return siglists.is_match(list, frame);
        };
        let known = &mut self.functions[place];
        let bit = 1 << list as u8;
        if known.known & bit == 0 {
            known.known |= bit;
            if siglists.is_match(list, frame) {
                known.matches |= bit;
            }
        }
        known.matches & bit != 0
    }
}

/// The one place that a function can have.
fn place_of(name: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    // The upper bits are the well mixed ones.
    (hasher.finish() >> 32) as usize % PLACES
}
