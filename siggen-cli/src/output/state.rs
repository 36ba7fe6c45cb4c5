//! What is known of an output that isn't complete: by which command, and how far.

use std::collections::BTreeMap;
use std::fs;
use std::hash::Hasher;
use std::io::{self, Write};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use siggen_batch::run::Place;
use siggen_core::{SiglistName, Siglists};
use twox_hash::XxHash64;

use super::failed::Written;
use super::paths::with;
use crate::counts::Counts;
use crate::disk::replace;

/// What is kept of a run is smaller: its command line, which systems allow some megabytes.
const LARGEST: u64 = 64 << 20;

/// How to begin with an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begin {
    /// Where nothing of it is there yet.
    Fresh,
    /// Anew, whatever is there.
    Anew,
    /// Where an earlier run ended.
    Resume,
}

/// How far a run has come, when all that comes of the records up to there has been written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Snapshot {
    /// Where to go on.
    pub(crate) place: Place,
    /// What has been counted up to there.
    pub(crate) counts: Counts,
    /// What was in the file of failed records.
    pub(crate) failed: Written,
}

/// What was where in the output when it was last safe to go on from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// The records that are done.
    pub(super) snapshot: Snapshot,
    /// How many bytes of text come of them.
    pub(super) text: u64,
    /// How many bytes of text are in the file. Packed text ends anywhere behind the records that are done; what
    /// is too much is dropped when those after them are worked on again.
    pub(super) written: u64,
    /// How many bytes the file has with them.
    pub(super) length: u64,
}

/// No run comes as far as this, and adding to it doesn't overflow.
const TOO_FAR: u64 = 1 << 62;

impl Mark {
    /// Whether a run can have come this far: a damaged state may say anything.
    fn is_possible(&self) -> bool {
        let Mark { snapshot: Snapshot { place, counts, failed: failed_file }, text, written, length } = self;
        let Counts { crashes, failed, different, duplicates } = *counts;
        let numbers = [place.inputs, place.records, crashes, failed, different, duplicates, failed_file.length];
        text <= written && numbers.iter().chain([written, length]).all(|&number| number < TOO_FAR)
    }
}

/// The state, as it is in its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) command: Invocation,
    #[serde(flatten)]
    pub(super) mark: Mark,
    /// Whether all is written, so that the file has only to get its name.
    pub(super) is_complete: bool,
}

impl State {
    /// Reads a state; `None` where there is none.
    pub(super) fn read(path: &Path) -> io::Result<Option<Self>> {
        match read::<Self>(path)? {
            Some(state) if !state.mark.is_possible() => Err(io::Error::other("these numbers are impossible")),
            state => Ok(state),
        }
    }

    /// Writes the state: the file holds the old one or the new one, whenever the program ends or the power goes.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let text = serde_json::to_string_pretty(self)? + "\n";
        replace(path, &with(path, ".new"), |file| file.write_all(text.as_bytes()))
    }
}

/// Reads what was kept of a run; `None` where there is nothing. What isn't ours isn't read: a link, or no file at all.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> io::Result<Option<T>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if !metadata.is_file() => Err(io::Error::other("not a regular file")),
        Ok(metadata) if metadata.len() > LARGEST => Err(io::Error::other("larger than any that siggen writes")),
        Ok(_) => Ok(Some(serde_json::from_slice(&fs::read(path)?)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// What a command does: everything that the bytes of its output depend on, by the names that people know it by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Invocation(BTreeMap<String, Value>);

impl Invocation {
    /// A command of this version with these lists.
    pub(crate) fn new(siglists: &Siglists) -> Self {
        let command = Invocation::default().with("the version of siggen", env!("CARGO_PKG_VERSION"));
        command.with("the hash of the signature lists", format!("{:016x}", hash(siglists)))
    }

    /// Adds something that the output depends on.
    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// What is different from an earlier command.
    pub(super) fn differences(&self, before: &Invocation) -> Vec<String> {
        let names: std::collections::BTreeSet<_> = self.0.keys().chain(before.0.keys()).collect();
        let said = |value: Option<&Value>| match value {
            None | Some(Value::Null) => "nothing".to_owned(),
            Some(Value::Array(items)) => {
                items.iter().map(|item| item.as_str().unwrap_or_default()).collect::<Vec<_>>().join(" ")
            }
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        let different = names.into_iter().filter(|name| self.0.get(*name) != before.0.get(*name));
        different
            .map(|name| format!("{name} was {} and is {}", said(before.0.get(name)), said(self.0.get(name))))
            .collect()
    }
}

/// A hash of what the lists hold: the same with every build of the program.
fn hash(siglists: &Siglists) -> u64 {
    let mut hasher = XxHash64::default();
    let mut add = |text: &str| {
        hasher.write(text.as_bytes());
        hasher.write(b"\n");
    };
    for name in SiglistName::ALL {
        add(name.name());
        siglists.lines(name).for_each(|line| add(&line.text));
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use siggen_core::SiglistFiles;

    use super::*;

    fn lists(irrelevant: &str, prefix: &str) -> Siglists {
        let files = SiglistFiles { irrelevant: irrelevant.into(), prefix: prefix.into(), ..SiglistFiles::default() };
        Siglists::new(&files).unwrap()
    }

    #[test]
    fn lists_are_known_by_what_they_hold() {
        let one = hash(&lists("a\nb\n", "c\n"));
        assert_eq!(one, hash(&lists("# comment\na\r\n\nb", "c")));
        for other in [lists("a\n", "b\nc\n"), lists("ab\n", "c\n"), lists("a\nb\n", "d\n")] {
            assert_ne!(one, hash(&other));
        }
    }

    #[test]
    fn what_is_too_large_to_be_ours_is_not_read() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(LARGEST + 1).unwrap();
        assert!(State::read(file.path()).unwrap_err().to_string().contains("larger than any"));
    }

    #[test]
    fn differences_are_named() {
        let lists = lists("a\n", "b\n");
        let before =
            Invocation::new(&lists).with("--format", "csv").with("FILE", vec!["a", "b"]).with("--verbose", false);
        let after = Invocation::new(&lists).with("--format", "text").with("FILE", vec!["a"]).with("--verbose", false);
        assert_eq!(after.differences(&before), ["--format was csv and is text", "FILE was a b and is a"]);
        assert!(after.differences(&after).is_empty());
    }

    #[test]
    fn a_state_that_no_run_writes_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let mark = Mark { text: 7, written: 9, length: 5, ..Mark::default() };
        let state = State { command: Invocation::default(), mark, is_complete: false };
        state.write(&path).unwrap();
        assert_eq!(State::read(&path).unwrap(), Some(state));
        let text = fs::read_to_string(&path).unwrap();
        let most = &*u64::MAX.to_string();
        for (name, value, damaged) in [
            ("text", "7", "10"),
            ("written", "9", most),
            ("length", "5", most),
            ("inputs", "0", most),
            ("records", "0", most),
            ("crashes", "0", most),
            ("failed", "0", most),
            ("different", "0", most),
            ("duplicates", "0", most),
            ("length", "0", most),
        ] {
            let damaged = text.replace(&format!("\"{name}\": {value}"), &format!("\"{name}\": {damaged}"));
            assert_ne!(damaged, text, "{name}");
            fs::write(&path, damaged).unwrap();
            assert!(State::read(&path).is_err(), "{name}");
        }
    }
}
