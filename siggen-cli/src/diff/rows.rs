//! The signatures of a group of buckets, one below the other.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;

use siggen_analysis::{BucketCount, BucketDiff, BucketKind, Diff, Fate, Migration};

use super::words::{number, or_empty};
use crate::text::printable;

/// A signature of a group, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) mark: Mark,
    /// How many crashes had it.
    pub(super) before: u64,
    /// How many have it.
    pub(super) after: u64,
    pub(super) fate: Fate,
    /// The signature, fit to be shown.
    pub(super) signature: String,
    /// The bytes of it that differ from the signature that its crashes went to or came from.
    pub(super) differing: Range<usize>,
}

/// Which way crashes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// They leave the signature.
    From,
    /// Some keep it.
    Both,
    /// They come to the signature.
    To,
}

impl Mark {
    pub(super) fn sign(self) -> &'static str {
        match self {
            Mark::From => "-",
            Mark::Both => "~",
            Mark::To => "+",
        }
    }
}

impl Row {
    /// `8,120 → 0`
    pub(super) fn counts(&self) -> String {
        format!("{} → {}", number(self.before), number(self.after))
    }
}

/// The signatures of a group: those left, those kept and those taken. Of each of them at most so many, with the number
/// of the others.
pub(super) fn rows(diff: &Diff, group: &BucketDiff, most: usize) -> (Vec<Row>, usize) {
    let (befores, afters) = (signatures(&group.before), signatures(&group.after));
    let (kept, left): (Vec<_>, Vec<_>) =
        group.before.iter().partition(|bucket| afters.contains(bucket.signature.as_str()));
    let taken: Vec<_> = group.after.iter().filter(|bucket| !befores.contains(bucket.signature.as_str())).collect();
    let distinct = group.before.len() + taken.len();
    let ways = ways(diff, group);
    let mut rows = Vec::new();
    for (mark, buckets) in [(Mark::From, left), (Mark::Both, kept), (Mark::To, taken)] {
        rows.extend(buckets.into_iter().take(most).map(|bucket| row(&ways, mark, bucket)));
    }
    let others = distinct - rows.len();
    (rows, others)
}

fn signatures(side: &[BucketCount]) -> HashSet<&str> {
    side.iter().map(|bucket| bucket.signature.as_str()).collect()
}

fn row(ways: &[&Migration], mark: Mark, bucket: &BucketCount) -> Row {
    let signature = or_empty(&printable(&bucket.signature)).to_owned();
    let (before, after) = match mark {
        Mark::To => (bucket.other_side, bucket.crashes),
        Mark::From | Mark::Both => (bucket.crashes, bucket.other_side),
    };
    // The widest way to or from it says what it is to be compared with.
    let other = match mark {
        Mark::Both => None,
        Mark::From => ways.iter().find(|way| way.before == bucket.signature).map(|way| &way.after),
        Mark::To => ways.iter().find(|way| way.after == bucket.signature).map(|way| &way.before),
    };
    let differing = other.map_or(0..0, |other| differing(&signature, &printable(other)));
    Row { mark, before, after, fate: bucket.fate, signature, differing }
}

/// The ways between the buckets of a group, the widest first.
pub(super) fn ways<'d>(diff: &'d Diff, group: &BucketDiff) -> Vec<&'d Migration> {
    let mut ways: Vec<&Migration> = group.migrations.iter().filter_map(|&at| diff.migrations.get(at)).collect();
    ways.sort_by_key(|way| Reverse(way.crashes));
    ways
}

/// Whether the rows of a group don't say which crashes went where.
pub(super) fn needs_ways(group: &BucketDiff) -> bool {
    group.kind == BucketKind::Mixed
}

/// What stands between the functions of a signature.
const BETWEEN: &str = " | ";

/// The functions of a signature in which it differs from another one, with what stands around them: all but those that
/// both start with and those that both end with.
pub(super) fn differing(signature: &str, other: &str) -> Range<usize> {
    let parts: Vec<&str> = signature.split(BETWEEN).collect();
    let others: Vec<&str> = other.split(BETWEEN).collect();
    let start = parts.iter().zip(&others).take_while(|(one, other)| one == other).count();
    let (rest, other_rest) = (&parts[start..], &others[start..]);
    let end = rest.iter().rev().zip(other_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let bytes = |parts: &[&str]| -> usize { parts.iter().map(|part| part.len() + BETWEEN.len()).sum() };
    let from = bytes(&parts[..start]);
    let middle = bytes(&rest[..rest.len() - end]).saturating_sub(BETWEEN.len());
    let from = from.min(signature.len());
    from..from + middle
}

#[cfg(test)]
mod tests {
    use super::super::samples::{diff, group};
    use super::*;

    #[test]
    fn what_differs() {
        let marked = |one: &'static str, other: &str| &one[differing(one, other)];
        for (one, other, in_one, in_other) in [
            ("a | b", "a | b", "", ""),
            ("a", "a | b", "", "b"),
            ("a | b | c", "a | c", "b", ""),
            ("x | b", "y | b", "x", "y"),
            ("a", "b | c", "a", "b | c"),
            ("a | a", "a", "a", ""),
            ("a | x | y | d", "a | z | d", "x | y", "z"),
            ("", "a", "", "a"),
        ] {
            assert_eq!((marked(one, other), marked(other, one)), (in_one, in_other), "{one} and {other}");
        }
    }

    #[test]
    fn a_kept_signature_is_one_row() {
        // Of ten crashes of `draw`, three become `draw | fill`.
        let diff = diff();
        let (rows, others) = rows(&diff, &diff.buckets[1], 9);
        let facts: Vec<_> = rows.iter().map(|row| (row.mark, row.counts(), row.fate, row.signature.as_str())).collect();
        assert_eq!(
            facts,
            [
                (Mark::Both, "10 → 7".to_owned(), Fate::Shrunk, "draw"),
                (Mark::To, "0 → 3".to_owned(), Fate::New, "draw | fill"),
            ]
        );
        assert_eq!((others, &rows[1].signature[rows[1].differing.clone()]), (0, "fill"));
    }

    #[test]
    fn many_signatures_are_cut() {
        let bucket = |number: u64| BucketCount {
            signature: format!("f{number}"),
            crashes: 5000 - number,
            other_side: 0,
            fate: Fate::Gone,
        };
        let mut group = group(BucketKind::Merged, 9);
        group.before = (0..3000).map(bucket).collect();
        group.after = vec![BucketCount { signature: "f".to_owned(), crashes: 9, other_side: 0, fate: Fate::New }];
        let (rows, others) = rows(&diff(), &group, 2);
        let signatures: Vec<_> = rows.iter().map(|row| row.signature.as_str()).collect();
        assert_eq!((signatures, others), (vec!["f0", "f1", "f"], 2998));
    }
}
