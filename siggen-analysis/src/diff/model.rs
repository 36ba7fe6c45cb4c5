//! What a diff says.

use serde::{Serialize, Serializer};
use siggen_core::SiglistName;

use crate::buckets::BucketKind;

/// What two sets of lists make of the same crashes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Where the lists before come from; `stored` for the signatures that are stored with the crashes.
    pub before: String,
    /// Where the lists after come from.
    pub after: String,
    /// How many crashes were compared.
    pub crashes: u64,
    /// How many have another signature.
    pub changed: u64,
    /// How many signatures there were.
    pub signatures_before: u64,
    /// How many signatures there are.
    pub signatures_after: u64,
    /// Crashes that were left out, since they have no stored signature to compare with.
    pub left_out: u64,
    /// The lines that are in one set of lists only, list by list, those before and then those after.
    pub lines: Vec<EditedLine>,
    /// What happened to buckets, those with most changed crashes first.
    pub buckets: Vec<BucketDiff>,
    /// Where crashes went, those of most crashes first: a map from old signatures to new ones.
    pub migrations: Vec<Migration>,
    /// How both compare with the signatures that are stored with the crashes; absent where none has one, and where
    /// they are themselves what was before.
    pub stored: Option<Stored>,
    /// The crashes that have another signature, by their ids.
    pub changes: Vec<ChangedCrash>,
}

/// A line that is in one set of lists only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditedLine {
    /// The list.
    #[serde(serialize_with = "list_name")]
    pub list: SiglistName,
    /// Whether it is in the lists before or in those after.
    pub edit: Edit,
    /// Number of the line in its file, from 1.
    pub line: usize,
    /// The line.
    pub text: String,
    /// Changed crashes that it is responsible for: on the way to one of the two signatures, a frame was asked about
    /// whose answer it changes.
    pub crashes: u64,
}

/// How a line was edited.
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
    /// How many crashes changed their signature here.
    pub moved: u64,
    /// Ids of some of those crashes.
    pub examples: Vec<String>,
    /// The lines responsible: indices in [`Diff::lines`].
    pub lines: Vec<usize>,
    /// The ways from bucket to bucket: indices in [`Diff::migrations`].
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
    /// What became of the bucket, or what it has become.
    pub fate: Fate,
}

/// What became of one bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It was not there before.
    New,
    /// It is there no more.
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
    /// The lines responsible: indices in [`Diff::lines`].
    pub lines: Vec<usize>,
}

/// How signatures compare with those that are stored with the crashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stored {
    /// Crashes that have a stored signature.
    pub crashes: u64,
    /// How many have the same by the lists before.
    pub same_before: u64,
    /// How many have the same by the lists after.
    pub same_after: u64,
}

/// A crash that has another signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedCrash {
    /// The crash's id, or where it stands.
    pub id: String,
    /// Its way: an index in [`Diff::migrations`].
    pub migration: usize,
}

/// A list is written by its name.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
pub(crate) fn list_name<S: Serializer>(list: &SiglistName, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(list.name())
}
