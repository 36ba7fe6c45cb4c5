//! The lines that are in one of two sets of lists only.

use rustc_hash::FxHashSet;
use siggen_core::{SiglistFiles, SiglistName, Siglists};

use super::model::{Edit, EditedLine};

/// What was edited, and the edited lines as lists of their own: where none of them matches a frame, both sets of lists
/// say the same about it.
#[derive(Debug)]
pub(super) struct Edits {
    pub(super) lines: Vec<EditedLine>,
    edited: Siglists,
    /// Where each list's lines begin in `lines`.
    starts: [usize; 4],
    /// A bit for each list that was edited.
    lists: u8,
    /// Whether a list has other lines for some name's line number than it had.
    pub(super) has_new_line_numbers: bool,
}

impl Edits {
    pub(super) fn between(before: &Siglists, after: &Siglists) -> Self {
        let mut edits = Edits {
            lines: Vec::new(),
            edited: compiled(&SiglistFiles::default()),
            starts: [0; 4],
            lists: 0,
            has_new_line_numbers: false,
        };
        let mut files = SiglistFiles::default();
        for list in SiglistName::ALL {
            let first = edits.lines.len();
            edits.starts[list as usize] = first;
            edits.lines.extend(only_in(before, after, list, Edit::Removed));
            edits.lines.extend(only_in(after, before, list, Edit::Added));
            let edited = &edits.lines[first..];
            if !edited.is_empty() {
                edits.lists |= 1 << list as u8;
            }
            files.set(list, edited.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"));
        }
        edits.edited = compiled(&files);
        let is_new = |line: &EditedLine| line.list == SiglistName::LineNumbers && line.edit == Edit::Added;
        edits.has_new_line_numbers = edits.lines.iter().any(is_new);
        edits
    }

    /// Whether there are edited lines in a list.
    #[inline]
    pub(super) fn is_edited(&self, list: SiglistName) -> bool {
        self.lists & (1 << list as u8) != 0
    }

    /// Whether one of the edited lines of a list matches a frame.
    #[inline]
    pub(super) fn touch(&self, list: SiglistName, frame: &str) -> bool {
        self.is_edited(list) && self.edited.is_match(list, frame)
    }

    /// The edited lines of a list that match a frame, as indices in `lines`.
    pub(super) fn matching(&self, list: SiglistName, frame: &str) -> impl Iterator<Item = usize> {
        let start = self.starts[list as usize];
        self.edited.find_all(list, frame).into_iter().map(move |index| start + index)
    }
}

/// The lines of a list whose text isn't among those of the other one, each text once.
fn only_in(one: &Siglists, other: &Siglists, list: SiglistName, edit: Edit) -> Vec<EditedLine> {
    let mut known: FxHashSet<&str> = other.lines(list).map(|line| line.text.as_str()).collect();
    let lines = one.lines(list).filter(|line| known.insert(&line.text));
    let edited = |line: &siggen_core::SiglistLine| EditedLine {
        list,
        edit,
        line: line.number,
        text: line.text.clone(),
        crashes: 0,
    };
    lines.map(edited).collect()
}

fn compiled(files: &SiglistFiles<'_>) -> Siglists {
    // Each of these lines has been compiled as a part of a whole list.
    Siglists::new(files).unwrap_or_else(|error| unreachable!("{error}"))
}
