//! A name and what became of it.

use crate::normalize::{Name, NameKind};
use crate::siglist::SiglistName;

/// A name, its normalized form and what the lists say of that, in half a cache line.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
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
    pub(super) fn new(name: Name<'_>, normalized: &str) -> Option<Self> {
        let name_len = u32::try_from(name.text.len()).ok()?;
        let (text, at) = match name.text.find(normalized) {
            Some(at) => (name.text.into(), u32::try_from(at).ok()?),
            None => ([name.text, normalized].concat().into(), name_len),
        };
        let normalized_len = u32::try_from(normalized.len()).ok()?;
        Some(Known { text, name_len, normalized_at: at, normalized_len, kind: name.kind, answered: 0, matches: 0 })
    }

    /// How many bytes its text has.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    #[inline]
    pub(super) fn is(&self, name: Name<'_>) -> bool {
        self.name_len as usize == name.text.len() && self.kind == name.kind && self.text.starts_with(name.text)
    }

    #[inline]
    pub(super) fn normalized(&self) -> &str {
        let start = self.normalized_at as usize;
        &self.text[start..start + self.normalized_len as usize]
    }

    /// Whether a list has a line that matches; `ask` is called where that isn't known yet.
    #[inline]
    pub(super) fn is_match(&mut self, list: SiglistName, ask: impl FnOnce() -> bool) -> bool {
        let bit = 1 << list as u8;
        if self.answered & bit == 0 {
            self.answered |= bit;
            if ask() {
                self.matches |= bit;
            }
        }
        self.matches & bit != 0
    }
}
