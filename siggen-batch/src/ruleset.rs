//! Sets of lists by what people call them: the built-in ones, a folder, a folder at a revision of a git repository.

mod git;

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use siggen_core::SiglistFiles;

use crate::error::ListsError;
use crate::siglist_folder;

/// Where a set of lists is.
///
/// ```
/// use siggen_batch::Ruleset;
///
/// let before: Ruleset = "HEAD~1:siglists".parse()?;
/// assert_eq!(before, Ruleset::Revision { revision: "HEAD~1".to_owned(), folder: "siglists".to_owned() });
/// let after: Ruleset = "built-in".parse()?;
/// assert_eq!(after.files()?.source, "built-in");
/// # Ok::<(), siggen_batch::siglist_folder::ListsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruleset {
    /// The lists that are built in.
    BuiltIn,
    /// A folder with all four lists.
    Folder(PathBuf),
    /// Such a folder as it is at a revision of the git repository that the current directory is in.
    Revision {
        /// The revision, in any of git's ways to name one.
        revision: String,
        /// The folder, from the root of the repository; with `./` or `../` in front, from the current directory.
        folder: String,
    },
}

/// What the built-in lists are called.
const BUILT_IN: &str = "built-in";

impl FromStr for Ruleset {
    type Err = ListsError;

    /// `built-in`, an existing folder, or else `REVISION:FOLDER`. A folder that is called like one of the others can
    /// be written with `./` in front.
    fn from_str(name: &str) -> Result<Self, ListsError> {
        let unknown = |reason| ListsError::Unknown { name: name.to_owned(), reason };
        if name.is_empty() {
            return Err(unknown("the name is empty"));
        }
        if name == BUILT_IN {
            return Ok(Ruleset::BuiltIn);
        }
        let path = Path::new(name);
        if path.is_dir() {
            return Ok(Ruleset::Folder(path.to_owned()));
        }
        let Some(colon) = colon(name).filter(|_| !starts_with_drive(name)) else {
            return Err(unknown(if path.exists() { "not a directory" } else { "no such directory" }));
        };
        let (revision, folder) = (&name[..colon], &name[colon + 1..]);
        if revision.is_empty() {
            return Err(unknown("the revision before the colon is missing"));
        }
        if revision.starts_with('-') {
            return Err(unknown("no such directory, and a revision can't start with `-`"));
        }
        if name.chars().any(char::is_control) {
            return Err(unknown("no such directory, and a revision can't have control characters"));
        }
        Ok(Ruleset::Revision { revision: revision.to_owned(), folder: folder.to_owned() })
    }
}

impl Ruleset {
    /// Reads the texts of the lists.
    ///
    /// # Errors
    ///
    /// As [`siglist_folder::replacing`]; where there is a revision, also if git can't be asked or doesn't know it.
    pub fn files(&self) -> Result<SiglistFiles<'static>, ListsError> {
        match self {
            Ruleset::BuiltIn => Ok(SiglistFiles::built_in()),
            Ruleset::Folder(folder) => siglist_folder::replacing(folder),
            Ruleset::Revision { revision, folder } => git::files(&self.to_string(), revision, folder),
        }
    }
}

impl fmt::Display for Ruleset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ruleset::BuiltIn => f.write_str(BUILT_IN),
            Ruleset::Folder(folder) => folder.display().fmt(f),
            Ruleset::Revision { revision, folder } => write!(f, "{revision}:{folder}"),
        }
    }
}

/// Where the revision ends: at the first colon that is not in braces, as in `main@{12:30}` and `HEAD^{/fix: it}`.
fn colon(name: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in name.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b':' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// Whether a name is a path on a drive of Windows, whose colon is no revision's.
fn starts_with_drive(name: &str) -> bool {
    cfg!(windows) && matches!(name.as_bytes(), [drive, b':', b'/' | b'\\', ..] if drive.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision(name: &str) -> (String, String) {
        match name.parse() {
            Ok(Ruleset::Revision { revision, folder }) => (revision, folder),
            other => panic!("{name}: {other:?}"),
        }
    }

    fn refusal(name: &str) -> String {
        name.parse::<Ruleset>().unwrap_err().to_string()
    }

    #[test]
    fn names() {
        assert_eq!("built-in".parse::<Ruleset>().unwrap(), Ruleset::BuiltIn);
        // Tests run in the folder of their crate.
        assert_eq!("src".parse::<Ruleset>().unwrap(), Ruleset::Folder("src".into()));
        for (name, parts) in [
            ("HEAD~1:siglists", ("HEAD~1", "siglists")),
            ("v1.0:", ("v1.0", "")),
            ("origin/main:./lists", ("origin/main", "./lists")),
            ("main@{12:30}:a:b", ("main@{12:30}", "a:b")),
            ("HEAD^{/fix: it}:lists", ("HEAD^{/fix: it}", "lists")),
        ] {
            assert_eq!(revision(name), (parts.0.to_owned(), parts.1.to_owned()));
            assert_eq!(name.parse::<Ruleset>().unwrap().to_string(), name);
        }
    }

    #[test]
    fn names_of_nothing() {
        let all = "lists are `built-in`, a directory, or REVISION:DIRECTORY in the current Git repository";
        for (name, reason) in [
            ("", "the name is empty"),
            ("no-such-folder", "no such directory"),
            ("Cargo.toml", "not a directory"),
            (":lists", "the revision before the colon is missing"),
            ("--output=x:lists", "a revision can't start with `-`"),
            ("HEAD:a\nHEAD:b", "a revision can't have control characters"),
            ("HEAD\0:a", "a revision can't have control characters"),
        ] {
            let refusal = refusal(name);
            assert!(refusal.starts_with(&format!("`{}`: ", siggen_core::printable(name))), "{refusal}");
            assert!(refusal.contains(reason) && refusal.contains(all), "{refusal}");
        }
    }
}
