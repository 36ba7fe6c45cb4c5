//! The result of a diff.

use serde::Serialize;
use siggen_core::SiglistName;

use crate::buckets::BucketKind;

/// How the signatures of the same crashes differ between two sets of lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Where the lists before come from; `stored` for the stored signatures.
    pub before: String,
    /// Where the lists after come from.
    pub after: String,
    /// How many crashes were compared.
    pub crashes: u64,
    /// How many have a different signature.
    pub changed: u64,
    /// How many signatures there were.
    pub signatures_before: u64,
    /// How many signatures there are.
    pub signatures_after: u64,
    /// Crashes left out because they have no stored signature to compare with.
    pub left_out: u64,
    /// The entries that are in only one set of lists: list by list, first removed, then added ones.
    pub lines: Vec<EditedLine>,
    /// What happened to buckets, most changed crashes first.
    pub buckets: Vec<BucketDiff>,
    /// Where crashes went, most crashes first: a map from old signatures to new ones.
    pub migrations: Vec<Migration>,
    /// How both compare with the stored signatures; absent if no crash has one, or if they are the signatures before.
    pub stored: Option<Stored>,
    /// The crashes whose signature changed, by their ids.
    pub changes: Vec<ChangedCrash>,
}

/// An entry that is in only one set of lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditedLine {
    /// The list.
    pub list: SiglistName,
    /// Whether it is in the lists before or in those after.
    pub edit: Edit,
    /// Line number of the entry in its file, from 1.
    pub line: usize,
    /// The entry.
    pub text: String,
    /// Changed crashes that it is responsible for: one of the two signatures depends on a frame for which the entry
    /// changes what the list decides.
    pub crashes: u64,
}

/// How an entry was edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// It was there before.
    Removed,
    /// It is there after.
    Added,
}

/// What happened to a group of buckets that exchange crashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BucketDiff {
    /// What happened.
    pub kind: BucketKind,
    /// The buckets before, the largest first.
    pub before: Vec<BucketCount>,
    /// The buckets after, the largest first.
    pub after: Vec<BucketCount>,
    /// How many of their crashes changed signature.
    pub moved: u64,
    /// Ids of some of those crashes.
    pub examples: Vec<String>,
    /// The entries responsible: indices in [`Diff::lines`].
    pub lines: Vec<usize>,
    /// Moves from bucket to bucket: indices in [`Diff::migrations`].
    pub migrations: Vec<usize>,
}

/// A bucket of one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BucketCount {
    /// The signature.
    pub signature: String,
    /// How many crashes have it on this side.
    pub crashes: u64,
    /// How many have it on the other side.
    pub other_side: u64,
    /// What became of the bucket.
    pub fate: Fate,
}

/// What became of one bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fate {
    /// It was not there before.
    New,
    /// It is no longer there.
    Gone,
    /// It has more crashes.
    Grown,
    /// It has fewer crashes.
    Shrunk,
    /// It has as many crashes as before.
    Level,
}

impl Fate {
    /// What becomes of a bucket with so many crashes before and after.
    pub fn of(before: u64, after: u64) -> Self {
        match (before, after) {
            (0, _) => Fate::New,
            (_, 0) => Fate::Gone,
            _ if before < after => Fate::Grown,
            _ if before > after => Fate::Shrunk,
            _ => Fate::Level,
        }
    }

    /// The fate in a word.
    pub fn name(self) -> &'static str {
        match self {
            Fate::New => "new",
            Fate::Gone => "gone",
            Fate::Grown => "grown",
            Fate::Shrunk => "shrunk",
            Fate::Level => "level",
        }
    }
}

/// Crashes that went from one signature to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Migration {
    /// The signature before.
    pub before: String,
    /// The signature after.
    pub after: String,
    /// How many crashes went this way.
    pub crashes: u64,
    /// Whether these are all crashes of the signature before: the old signature can be replaced by the new one.
    pub is_whole: bool,
    /// Ids of some of the crashes: the smallest.
    pub examples: Vec<String>,
    /// The entries responsible: indices in [`Diff::lines`].
    pub lines: Vec<usize>,
}

/// How signatures compare with the stored signatures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stored {
    /// Crashes that have a stored signature.
    pub crashes: u64,
    /// How many have the same signature with the lists before.
    pub same_before: u64,
    /// How many have the same signature with the lists after.
    pub same_after: u64,
}

/// A crash whose signature changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedCrash {
    /// The crash's id, or where the crash is.
    pub id: String,
    /// Its move: an index in [`Diff::migrations`].
    pub migration: usize,
}
