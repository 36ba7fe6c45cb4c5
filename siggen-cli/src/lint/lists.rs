//! The lists to lint: where they come from, what messages call their files, and how those are written.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use siggen_batch::{Ruleset, input, siglist_folder};
use siggen_core::{SiglistFiles, SiglistName};

use crate::disk::{create_anew, sync_folder_of};
use crate::failure::Failure;

/// Lists to lint.
pub(crate) struct LintedLists {
    ruleset: Ruleset,
    /// Their texts.
    pub(crate) files: SiglistFiles<'static>,
    /// Those that are there.
    pub(crate) names: Vec<SiglistName>,
}

impl LintedLists {
    /// Reads the lists that somebody names. A folder needn't have all four.
    pub(crate) fn read(name: &str) -> Result<Self, Failure> {
        let usage = |error: siglist_folder::ListsError| Failure::Usage(error.to_string());
        let ruleset: Ruleset = name.parse().map_err(usage)?;
        let names = match &ruleset {
            Ruleset::Folder(folder) => lists_in(folder),
            _ => SiglistName::ALL.to_vec(),
        };
        let files = match &ruleset {
            Ruleset::Folder(folder) if !names.is_empty() && names.len() < SiglistName::ALL.len() => {
                siglist_folder::extending(folder).map(|[added, _]| added)
            }
            other => other.files(),
        };
        Ok(LintedLists { files: files.map_err(usage)?, ruleset, names })
    }

    /// What people call them.
    pub(crate) fn source(&self) -> String {
        self.ruleset.to_string()
    }

    /// Whether they are files that can be written.
    pub(crate) fn is_folder(&self) -> bool {
        matches!(self.ruleset, Ruleset::Folder(_))
    }

    /// The path of a list's file, as people name the folder.
    pub(crate) fn path(&self, list: SiglistName) -> PathBuf {
        let file = format!("{list}.txt");
        match &self.ruleset {
            Ruleset::BuiltIn => file.into(),
            Ruleset::Folder(folder) => folder.join(file),
            Ruleset::Revision { folder, .. } => Path::new(folder).join(file),
        }
    }

    pub(crate) fn check_can_be_written(&self) -> Result<(), Failure> {
        if self.is_folder() {
            return Ok(());
        }
        let message = format!("--fix edits the files of a directory, which {} is not", self.source());
        Err(Failure::Usage(message))
    }

    /// Writes the files that are no longer what they were.
    pub(crate) fn write(&self, before: &SiglistFiles<'_>) -> Result<(), Failure> {
        for &list in self.names.iter().filter(|&&list| self.files.get(list) != before.get(list)) {
            let path = self.path(list);
            replace(&path, self.files.get(list)).map_err(|error| {
                let (path, reason) = (path.display(), input::reason(&error));
                Failure::Usage(format!("{path}: cannot write: {reason}; the file is unchanged"))
            })?;
        }
        Ok(())
    }
}

/// The lists that a folder has.
fn lists_in(folder: &Path) -> Vec<SiglistName> {
    let is_there = |list: &SiglistName| folder.join(format!("{list}.txt")).exists();
    SiglistName::ALL.into_iter().filter(is_there).collect()
}

/// Puts another text into a file, at once: whoever reads it meanwhile gets the one or the other.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    // Where the file is a link, the file that it points to is meant.
    let path = fs::canonicalize(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let replaced = write_beside(&path, &beside, text)
        .and_then(|()| fs::rename(&beside, &path))
        .and_then(|()| sync_folder_of(&path));
    if replaced.is_err() {
        // It may not be there at all.
        drop(fs::remove_file(&beside));
    }
    replaced
}

fn write_beside(path: &Path, beside: &Path, text: &str) -> io::Result<()> {
    let permissions = fs::metadata(path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let mut file = create_anew(beside)?;
    file.write_all(text.as_bytes())?;
    file.set_permissions(permissions)?;
    file.sync_all()
}
