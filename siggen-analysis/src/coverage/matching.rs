//! Which lines match a frame, remembered.

use rustc_hash::FxHashMap;
use siggen_core::{SiglistName, Siglists};

/// How many frames are remembered a list. Then they are forgotten, all at once.
const FRAMES: usize = 1 << 15;

/// The lines that match frames, by their indices in their lists.
#[derive(Debug, Default)]
pub(super) struct Matching {
    known: [FxHashMap<Box<str>, Box<[usize]>>; 4],
}

impl Matching {
    /// All lines of a list that match a frame.
    pub(super) fn lines(&mut self, list: SiglistName, frame: &str, siglists: &Siglists) -> &[usize] {
        let known = &mut self.known[list as usize];
        if !known.contains_key(frame) {
            if known.len() == FRAMES {
                known.clear();
            }
            known.insert(frame.into(), siglists.find_all(list, frame).into());
        }
        known.get(frame).map(AsRef::as_ref).unwrap_or_default()
    }
}
