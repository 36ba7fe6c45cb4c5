//! Lists and frames as one text, so that a seed can be read and written.

use siggen_core::{SiglistFiles, SiglistName};

/// What stands between two lists.
const BETWEEN: &str = "\n---\n";

/// A set of lists and frames to put to them.
#[derive(Debug)]
pub struct Sections<'t> {
    /// The lists.
    pub files: SiglistFiles<'t>,
    /// The frames.
    pub frames: Vec<&'t str>,
}

impl<'t> Sections<'t> {
    /// Frames and the four lists.
    pub fn of(text: &'t str) -> Self {
        let mut parts = text.split(BETWEEN);
        let frames = parts.next().unwrap_or_default().split('\n').collect();
        let mut files = SiglistFiles { source: "fuzz".into(), ..SiglistFiles::default() };
        for name in SiglistName::ALL {
            files.set(name, parts.next().unwrap_or_default());
        }
        Sections { files, frames }
    }

    /// As one text.
    pub fn to_text(&self) -> String {
        let lists = SiglistName::ALL.map(|name| self.files.get(name));
        [&[&*self.frames.join("\n")], &lists[..]].concat().join(BETWEEN)
    }
}
