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

/// What work on many crashes remembers, for [`Generator::generate_with`](crate::Generator::generate_with): one for each
/// thread.
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
///     assert_eq!(generator.generate_with(&mut memory, &crash).signature, "f");
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
    #[doc(hidden)]
    pub fn is_of(&self, siglists: &Siglists) -> bool {
        self.siglists.as_ref() == Some(siglists.identity())
    }

    /// This memory, emptied if it is not that of these lists.
    pub(crate) fn of(&mut self, siglists: &Siglists) -> &mut Memory {
        if !self.is_of(siglists) {
            self.siglists = Some(siglists.identity().clone());
            self.memory = Memory { remembers_functions: true, ..Memory::default() };
        }
        &mut self.memory
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

/// What a memory knows of the name of a frame.
pub(crate) enum Recalled<'n> {
    /// The normalized form.
    Known,
    /// Nothing, so far.
    New(Hash, Name<'n>),
    /// It wasn't asked, or there is no name that it keeps.
    Passed,
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

    /// Appends the normalized form of the stack's next frame to `out`, if its name is known.
    #[inline]
    pub(crate) fn recall<'n>(&mut self, name: Option<Name<'n>>, out: &mut String) -> Recalled<'n> {
        if !self.is_asked {
            return Recalled::Passed;
        }
        let Some(name) = name.filter(|name| Names::takes(*name)) else {
            self.places.push(None);
            return Recalled::Passed;
        };
        let hash = Hash::of(name.text);
        let Some((place, known)) = self.names.find(hash, name) else { return Recalled::New(hash, name) };
        out.push_str(known.normalized());
        self.places.push(Some(place));
        Recalled::Known
    }

    /// A name came that isn't remembered, yet: the stack's next frame has it.
    #[inline(never)]
    pub(crate) fn meet(&mut self, hash: Hash, name: Name<'_>, normalized: &str, can_be_remembered: bool) {
        let place = self.place(hash, name, normalized, can_be_remembered);
        self.places.push(place);
    }

    fn place(&mut self, hash: Hash, name: Name<'_>, normalized: &str, can_be_remembered: bool) -> Option<Place> {
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
