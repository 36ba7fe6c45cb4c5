//! What one thread's work remembers from crash to crash.
//!
//! Crashes share most of their frames: the same event loop, the same allocator, the same hot
//! functions. A session keeps the names that it has seen, of functions and modules, with their
//! normalized forms and what the lists say of them. The memory is a table in which a name that comes
//! later takes the place of an earlier one: at most 20 MiB, however long the session and its names.
//! Where names don't come again, the memory steps aside.

mod known;
mod names;
mod payoff;
#[cfg(test)]
mod tests;

use crate::normalize::{Name, Rewriter};
use crate::siglist::{Identity, SiglistName, Siglists};

use names::{Hash, Names, Place};
use payoff::Payoff;

/// What a [`Session`](crate::Session) remembers, kept beside its generator: for callers that can't
/// keep a session, which borrows the generator.
///
/// A memory is that of the lists it was used with. With others it starts anew.
///
/// It holds at most 24 MiB.
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
    /// Whether the names of the stack at hand are looked for.
    is_asked: bool,
    payoff: Payoff,
    names: Names,
    /// The place of each frame of the stack at hand; `None` where it isn't remembered. None of a stack that isn't
    /// asked about.
    places: Vec<Option<Place>>,
}

impl Memory {
    /// Forgets the stack at hand.
    pub(crate) fn begin_stack(&mut self) {
        let names = self.places.len();
        self.places.clear();
        self.is_asked = self.remembers_functions && self.payoff.begin_stack(names);
        if self.is_asked {
            self.names.make_room();
        }
    }

    /// All frames of the stack are normalized.
    pub(crate) fn end_stack(&mut self) {
        self.rewriter.shrink();
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
        if !self.is_asked {
            normalize(&mut self.rewriter, out);
            return;
        }
        let Some(name) = name.filter(|name| Names::takes(*name)) else {
            normalize(&mut self.rewriter, out);
            self.places.push(None);
            return;
        };
        let hash = Hash::of(name.text);
        if let Some((place, known)) = self.names.find(hash, name) {
            out.push_str(known.normalized());
            self.places.push(Some(place));
            return;
        }
        let start = out.len();
        let can_be_remembered = normalize(&mut self.rewriter, out);
        let place = self.meet(hash, name, &out[start..], can_be_remembered);
        self.places.push(place);
    }

    /// A name came that isn't remembered, yet.
    #[inline(never)]
    fn meet(&mut self, hash: Hash, name: Name<'_>, normalized: &str, can_be_remembered: bool) -> Option<Place> {
        if !self.names.came_before(hash) {
            self.payoff.count_unknown();
            return None;
        }
        let place = can_be_remembered.then(|| self.names.remember(hash, name, normalized)).flatten()?;
        // Earlier frames of the same stack can have been in this row.
        for earlier in &mut self.places {
            *earlier = earlier.filter(|earlier| !earlier.is_in_row_of(place));
        }
        Some(place)
    }

    /// Whether a list has a line that matches the frame of this index.
    #[inline]
    pub(crate) fn is_match(&mut self, index: usize, frame: &str, list: SiglistName, siglists: &Siglists) -> bool {
        match self.places.get(index).copied().flatten() {
            Some(place) => self.names.get_mut(place).is_match(list, || siglists.is_match(list, frame)),
            None => siglists.is_match(list, frame),
        }
    }
}
