//! Which lines match a frame, remembered.

use siggen_core::{SiglistName, Siglists};

use crate::interned::Interned;

/// How many frames are remembered a list. Then they are forgotten, all at once.
const FRAMES: usize = 1 << 15;

/// How many numbers of lines, about: many lines can match many frames.
const LINES: usize = 1 << 20;

/// The lines that match frames, by their indices in their lists.
#[derive(Debug, Default)]
pub(super) struct Matching {
    known: [Known; 4],
}

/// Frames, and by their numbers the lines.
#[derive(Debug, Default)]
struct Known {
    frames: Interned,
    lines: Vec<Vec<usize>>,
    /// How many lines these are.
    count: usize,
}

impl Matching {
    /// All lines of a list that match a frame.
    pub(super) fn lines(&mut self, list: SiglistName, frame: &str, siglists: &Siglists) -> &[usize] {
        let known = &mut self.known[list as usize];
        if known.lines.len() == FRAMES || known.count > LINES {
            *known = Known::default();
        }
        let number = known.frames.number(frame) as usize;
        if number == known.lines.len() {
            let lines = siglists.find_all(list, frame);
            known.count += lines.len();
            known.lines.push(lines);
        }
        &known.lines[number]
    }
}
