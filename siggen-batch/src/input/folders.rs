//! Folders, searched for files of crashes without asking the system about each one.

use std::collections::VecDeque;
use std::fs::{self, DirEntry, ReadDir};
use std::io;
use std::path::{Path, PathBuf};

use super::names::{EntryKind, Names};
use super::skipped::Skipped;
use super::{Input, Problem, endings, reason};

/// In which order the files of a folder come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FolderOrder {
    /// By name within each folder, whose names are held meanwhile.
    #[default]
    Name,
    /// As the file system has them. Nothing is held.
    AsFound,
}

/// The files of crashes in a folder and its subfolders, and what can't be searched.
///
/// A link to a folder isn't followed: it may lead round in a circle.
#[derive(Debug)]
pub(super) struct Walk {
    order: FolderOrder,
    /// The folders from the outermost to the one that is being searched.
    open: Vec<Open>,
    /// What could not be read of the folders that were opened last.
    problems: VecDeque<Problem>,
    skipped: Skipped,
}

#[derive(Debug)]
enum Open {
    Sorted { folder: PathBuf, names: Names },
    Streamed { folder: PathBuf, entries: ReadDir },
}

impl Walk {
    /// Opens the outermost folder.
    pub(super) fn new(folder: &Path, order: FolderOrder, skipped: Skipped) -> io::Result<Self> {
        let mut walk = Walk { order, open: Vec::new(), problems: VecDeque::new(), skipped };
        walk.descend(folder)?;
        Ok(walk)
    }

    fn descend(&mut self, folder: &Path) -> io::Result<()> {
        let entries = fs::read_dir(folder)?;
        let folder = folder.to_owned();
        if self.order == FolderOrder::AsFound {
            self.open.push(Open::Streamed { folder, entries });
            return Ok(());
        }
        let mut names = Names::default();
        for entry in entries {
            match entry.and_then(|entry| Ok((kind(&entry, &self.skipped)?, entry))) {
                Ok((Some(kind), entry)) => names.push(entry.file_name(), kind),
                Ok((None, _)) => {}
                Err(error) => self.problems.push_back(cannot_read(&folder, &error)),
            }
        }
        names.sort();
        self.open.push(Open::Sorted { folder, names });
        Ok(())
    }

    /// How many are left to come, where that is known.
    pub(super) fn left(&self) -> Option<usize> {
        let names = self.open.iter().map(|open| match open {
            Open::Sorted { names, .. } => names.files(),
            Open::Streamed { .. } => None,
        });
        Some(names.sum::<Option<usize>>()? + self.problems.len())
    }

    /// The next entry of the innermost folder.
    fn entry(&mut self) -> Option<Result<(PathBuf, EntryKind), Problem>> {
        let skipped = &self.skipped;
        match self.open.last_mut()? {
            Open::Sorted { folder, names } => names.pop(folder).map(Ok),
            Open::Streamed { folder, entries } => entries.find_map(|entry| {
                let found = entry.and_then(|entry| Ok(kind(&entry, skipped)?.map(|kind| (entry.path(), kind))));
                found.map_err(|error| cannot_read(folder, &error)).transpose()
            }),
        }
    }
}

impl Iterator for Walk {
    type Item = Result<Input, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(problem) = self.problems.pop_front() {
                return Some(Err(problem));
            }
            match self.entry() {
                Some(Ok((path, EntryKind::Crashes))) => return Some(Ok(Input::Found(path))),
                Some(Ok((path, EntryKind::Folder))) => {
                    if let Err(error) = self.descend(&path) {
                        return Some(Err(cannot_read(&path, &error)));
                    }
                }
                Some(Err(problem)) => return Some(Err(problem)),
                None => drop(self.open.pop()?),
            }
        }
    }
}

/// What an entry is to a search. The folder itself says whether it is a file; only a link has to be looked at.
///
/// What waits for somebody to write, or never ends, is skipped: a folder names nothing on purpose.
fn kind(entry: &DirEntry, skipped: &Skipped) -> io::Result<Option<EntryKind>> {
    let mut file_type = entry.file_type()?;
    if file_type.is_dir() {
        return Ok(Some(EntryKind::Folder));
    }
    if !endings::is_crashes(&entry.file_name()) {
        return Ok(None);
    }
    if file_type.is_symlink() {
        match fs::metadata(entry.path()) {
            Ok(metadata) => file_type = metadata.file_type(),
            // A link that leads nowhere is a file that can't be read, and somebody should know.
            Err(_) => return Ok(Some(EntryKind::Crashes)),
        }
    }
    if !file_type.is_file() && !file_type.is_dir() {
        skipped.add(&entry.path());
    }
    Ok(file_type.is_file().then_some(EntryKind::Crashes))
}

fn cannot_read(path: &Path, error: &io::Error) -> Problem {
    let message = format!("cannot read: {}", reason(error));
    Problem { source: path.display().to_string(), line: None, index: None, message }
}
