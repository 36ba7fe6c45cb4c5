//! What is in a directory, whatever the files are called: each one's first records are read once.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use siggen_symbols::DebugId;
use siggen_symbols::layout::ModuleKey;

use super::open;
use crate::identity::{HEAD, Identity};
use crate::unpack::fill;

/// How many files and directories are looked at. Directories with more than that are for layouts.
const MOST: usize = 100_000;

/// How deep directories are looked into.
const DEPTH: usize = 32;

/// The symbol files of a directory, by what they say. Of several with one id, the first by name.
#[derive(Debug, Default)]
pub(super) struct Scan {
    by_debug_id: HashMap<DebugId, PathBuf>,
    /// In lower case.
    by_code_id: HashMap<String, PathBuf>,
}

impl Scan {
    /// Looks at a directory and those in it, or at a single file. Links to directories are not followed.
    pub(super) fn new(path: &Path) -> Self {
        let mut scan = Self::default();
        if path.is_file() {
            scan.look(path);
            return scan;
        }
        let mut left = MOST;
        let mut open = vec![(path.to_owned(), 0)];
        while let Some((directory, depth)) = open.pop() {
            let Ok(entries) = fs::read_dir(directory) else { continue };
            let mut entries: Vec<_> = entries.filter_map(Result::ok).take(left).collect();
            left -= entries.len();
            entries.sort_by_key(fs::DirEntry::file_name);
            for entry in &entries {
                if entry.file_type().is_ok_and(|kind| !kind.is_dir()) {
                    scan.look(&entry.path());
                }
            }
            let inner = entries.iter().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
            if depth < DEPTH {
                open.extend(inner.rev().map(|entry| (entry.path(), depth + 1)));
            }
        }
        scan
    }

    /// The file of a module.
    pub(super) fn get(&self, key: &ModuleKey<'_>) -> Option<&Path> {
        let path = match key.debug_id.filter(|id| !id.is_nil()) {
            Some(id) => self.by_debug_id.get(&id),
            None => self.by_code_id.get(&key.code_id?.as_str().to_ascii_lowercase()),
        };
        path.map(PathBuf::as_path)
    }

    /// Takes a file if it is a symbol file.
    fn look(&mut self, path: &Path) {
        let Ok(Some(mut reader)) = open(path) else { return };
        let mut head = vec![0; HEAD];
        let Ok(length) = fill(&mut reader, &mut head) else { return };
        let Ok(identity) = Identity::read(&head[..length]) else { return };
        if let Some(id) = identity.debug_id().filter(|id| !id.is_nil()) {
            self.by_debug_id.entry(id).or_insert_with(|| path.to_owned());
        }
        if let Some(id) = identity.code_id {
            self.by_code_id.entry(id).or_insert_with(|| path.to_owned());
        }
    }
}
