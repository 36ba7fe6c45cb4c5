//! Buckets that exchange crashes, and what happens to them.

use serde::Serialize;

/// What happens to buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BucketKind {
    /// All reports of one bucket are now another one.
    Renamed,
    /// A bucket is now several.
    Split,
    /// Several buckets are now one.
    Merged,
    /// Several buckets are now several others.
    Mixed,
}

impl BucketKind {
    /// What happens where so many buckets become so many.
    pub(crate) fn of(before: usize, after: usize) -> Self {
        match (before, after) {
            (1, 1) => BucketKind::Renamed,
            (1, _) => BucketKind::Split,
            (_, 1) => BucketKind::Merged,
            _ => BucketKind::Mixed,
        }
    }

    /// The kind in a word.
    pub fn name(self) -> &'static str {
        match self {
            BucketKind::Renamed => "renamed",
            BucketKind::Split => "split",
            BucketKind::Merged => "merged",
            BucketKind::Mixed => "mixed",
        }
    }
}

/// Which buckets belong together: each points to another one of its group, the group's head to itself.
pub(crate) struct Groups(Vec<usize>);

impl Groups {
    /// So many buckets, each by itself.
    pub(crate) fn new(count: usize) -> Self {
        Groups((0..count).collect())
    }

    /// The head of a bucket's group.
    pub(crate) fn of(&mut self, bucket: usize) -> usize {
        let mut head = bucket;
        while self.0[head] != head {
            // Halves the way for the next one who goes it.
            self.0[head] = self.0[self.0[head]];
            head = self.0[head];
        }
        head
    }

    /// Makes one group of those of two buckets.
    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
    }
}
