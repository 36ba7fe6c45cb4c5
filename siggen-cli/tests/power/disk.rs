//! What is on a disk when the power goes: all that was synced, and of the rest whatever the system had come to.

use std::collections::{BTreeMap, HashMap};

use crate::common::Random;

/// What a program did to files.
#[derive(Debug)]
pub(crate) enum Step {
    Open { inode: u64, truncates: bool, path: String },
    Write { inode: u64, at: usize, bytes: Vec<u8> },
    Truncate { inode: u64, length: usize },
    Rename { from: String, to: String },
    Unlink { path: String },
    Sync { inode: u64 },
    SyncFolder,
}

/// Reads a journal.
pub(crate) fn steps(mut journal: &[u8]) -> Vec<Step> {
    let mut steps = Vec::new();
    while let Some(end) = journal.iter().position(|byte| *byte == b'\n') {
        let (line, rest) = journal.split_at(end);
        journal = &rest[1..];
        let line = std::str::from_utf8(line).unwrap();
        let fields: Vec<&str> = line.split('\t').collect();
        let number = |text: &str| text.parse::<usize>().unwrap();
        let inode = |text: &str| text.parse::<u64>().unwrap();
        steps.push(match fields[..] {
            ["O", file, truncates, path] => {
                Step::Open { inode: inode(file), truncates: truncates == "1", path: path.to_owned() }
            }
            ["W", file, at, length] => {
                let (bytes, rest) = journal.split_at(number(length));
                journal = rest;
                Step::Write { inode: inode(file), at: number(at), bytes: bytes.to_vec() }
            }
            ["T", file, length] => Step::Truncate { inode: inode(file), length: number(length) },
            ["R", from, to] => Step::Rename { from: from.to_owned(), to: to.to_owned() },
            ["U", path] => Step::Unlink { path: path.to_owned() },
            ["S", file] => Step::Sync { inode: inode(file) },
            ["D"] => Step::SyncFolder,
            _ => panic!("{line}"),
        });
    }
    steps
}

/// A change of a file.
#[derive(Clone, Copy, Debug)]
enum Change<'s> {
    Write(usize, &'s [u8]),
    Truncate(usize),
}

impl Change<'_> {
    fn apply(self, content: &mut Vec<u8>) {
        match self {
            Change::Truncate(length) => content.resize(length, 0),
            Change::Write(at, bytes) => {
                // What was lost before it is a hole.
                content.resize(content.len().max(at + bytes.len()), 0);
                content[at..at + bytes.len()].copy_from_slice(bytes);
            }
        }
    }
}

/// A file, whatever its name.
#[derive(Debug, Default)]
struct Content<'s> {
    safe: Vec<u8>,
    pending: Vec<Change<'s>>,
}

/// A change of a folder.
#[derive(Clone, Copy, Debug)]
enum Entry<'s> {
    Bind(&'s str, usize),
    Rename(&'s str, &'s str),
    Unlink(&'s str),
}

type Names<'s> = BTreeMap<&'s str, usize>;

fn enter<'s>(names: &mut Names<'s>, entry: Entry<'s>) {
    match entry {
        Entry::Bind(path, file) => drop(names.insert(path, file)),
        Entry::Unlink(path) => drop(names.remove(path)),
        Entry::Rename(from, to) => {
            // It is known where the file was renamed before its name was safe.
            let file = names.remove(from).unwrap();
            names.insert(to, file);
        }
    }
}

/// A disk with a folder, and what of it is only in memory.
#[derive(Debug, Default)]
pub(crate) struct Disk<'s> {
    files: Vec<Content<'s>>,
    inodes: HashMap<u64, usize>,
    names: Names<'s>,
    safe: Names<'s>,
    pending: Vec<Entry<'s>>,
}

impl<'s> Disk<'s> {
    pub(crate) fn apply(&mut self, step: &'s Step) {
        match step {
            Step::Open { inode, truncates, path } => {
                let file = self.names.get(path.as_str()).copied().unwrap_or_else(|| {
                    self.files.push(Content::default());
                    self.enter(Entry::Bind(path, self.files.len() - 1));
                    self.files.len() - 1
                });
                self.inodes.insert(*inode, file);
                if *truncates {
                    self.change(*inode, Change::Truncate(0));
                }
            }
            Step::Write { inode, at, bytes } => self.change(*inode, Change::Write(*at, bytes)),
            Step::Truncate { inode, length } => self.change(*inode, Change::Truncate(*length)),
            Step::Rename { from, to } => self.enter(Entry::Rename(from, to)),
            Step::Unlink { path } => self.enter(Entry::Unlink(path)),
            Step::Sync { inode } => {
                let file = &mut self.files[self.inodes[inode]];
                file.pending.drain(..).for_each(|change| change.apply(&mut file.safe));
            }
            Step::SyncFolder => {
                self.safe = self.names.clone();
                self.pending.clear();
            }
        }
    }

    fn change(&mut self, inode: u64, change: Change<'s>) {
        self.files[self.inodes[&inode]].pending.push(change);
    }

    fn enter(&mut self, entry: Entry<'s>) {
        enter(&mut self.names, entry);
        self.pending.push(entry);
    }

    /// What is there when the power comes back: of the names, those up to some moment; of what was written, any part.
    pub(crate) fn after_power_cut(&self, random: &mut Random) -> Vec<(String, Vec<u8>)> {
        let mut names = self.safe.clone();
        let count = random.below(self.pending.len() as u64 + 1);
        self.pending[..usize::try_from(count).unwrap()].iter().for_each(|entry| enter(&mut names, *entry));
        // Nothing, everything, or one thing and not another.
        let luck = random.below(3);
        let survived = |file: usize, random: &mut Random| {
            let mut content = self.files[file].safe.clone();
            for change in &self.files[file].pending {
                if luck == 1 || (luck == 2 && random.below(2) == 0) {
                    change.apply(&mut content);
                }
            }
            content
        };
        names.into_iter().map(|(path, file)| (path.to_owned(), survived(file, random))).collect()
    }
}
