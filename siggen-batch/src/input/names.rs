//! The names of a folder's entries, held so that a million of them cost little.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// What an entry of a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    /// A file to read.
    Crashes,
    /// A folder to search.
    Folder,
}

/// Names one behind the other in one text. A name that is no text, as some systems permit, stands by itself.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: String,
    odd: Vec<OsString>,
    entries: Vec<Entry>,
    folders: usize,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The name's first bytes, which mostly decide about the order without a look at the text.
    head: [u8; 8],
    /// Where the name starts in the text; of an odd one its index.
    start: usize,
    length: u32,
    kind: EntryKind,
    is_odd: bool,
}

impl Names {
    pub(super) fn push(&mut self, name: OsString, kind: EntryKind) {
        self.folders += usize::from(kind == EntryKind::Folder);
        let text = name.to_str().and_then(|name| Some((name, u32::try_from(name.len()).ok()?)));
        let head = head(name.as_encoded_bytes());
        if let Some((name, length)) = text {
            self.entries.push(Entry { head, start: self.text.len(), length, kind, is_odd: false });
            self.text.push_str(name);
        } else {
            self.entries.push(Entry { head, start: self.odd.len(), length: 0, kind, is_odd: true });
            self.odd.push(name);
        }
    }

    /// Puts the names in order, so that [`Names::pop`] gives the first one first.
    pub(super) fn sort(&mut self) {
        let Names { text, odd, entries, .. } = self;
        let name = |entry: &Entry| name_of(text, odd, *entry).as_encoded_bytes();
        entries.sort_unstable_by(|a, b| b.head.cmp(&a.head).then_with(|| name(b).cmp(name(a))));
    }

    /// The next name, as a path in the folder.
    pub(super) fn pop(&mut self, folder: &Path) -> Option<(PathBuf, EntryKind)> {
        let entry = self.entries.pop()?;
        self.folders -= usize::from(entry.kind == EntryKind::Folder);
        Some((folder.join(name_of(&self.text, &self.odd, entry)), entry.kind))
    }

    /// How many files are left; nothing where there are folders, which may hold more.
    pub(super) fn files(&self) -> Option<usize> {
        (self.folders == 0).then_some(self.entries.len())
    }
}

/// The first bytes of a name; what it lacks is less than any byte that it could have.
fn head(name: &[u8]) -> [u8; 8] {
    let mut head = [0; 8];
    let length = name.len().min(head.len());
    head[..length].copy_from_slice(&name[..length]);
    head
}

fn name_of<'n>(text: &'n str, odd: &'n [OsString], entry: Entry) -> &'n OsStr {
    if entry.is_odd {
        return &odd[entry.start];
    }
    text[entry.start..entry.start + entry.length as usize].as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_in_the_order_of_their_bytes() {
        let mut names = Names::default();
        for name in ["b.json", "a.json", "B.json", "a", "a.json.gz", "ä.json", "a.json.xz"] {
            names.push(name.into(), EntryKind::Crashes);
        }
        #[cfg(unix)]
        names.push(std::os::unix::ffi::OsStringExt::from_vec(b"a\xff.json".to_vec()), EntryKind::Folder);
        names.sort();
        let mut sorted = Vec::new();
        while let Some((path, kind)) = names.pop(Path::new("f")) {
            sorted.push((path.to_string_lossy().into_owned(), kind));
        }
        let mut expected = vec!["f/B.json", "f/a", "f/a.json", "f/a.json.gz", "f/a.json.xz", "f/b.json", "f/ä.json"];
        if cfg!(unix) {
            expected.insert(5, "f/a\u{fffd}.json");
            assert_eq!(sorted[5].1, EntryKind::Folder);
        }
        assert!(sorted.iter().map(|(path, _)| path.replace('\\', "/")).eq(expected));
    }
}
