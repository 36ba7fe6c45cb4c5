//! What becomes of buckets, told in a line each.

use super::model::{BucketCount, Diff};
use super::tally::DiffTally;
use crate::buckets::BucketKind;

/// Signatures by how many crashes have them in a row: `A3 B` is three of A and one of B.
fn signatures(text: &str) -> Vec<String> {
    let mut signatures = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let (name, count) = word.split_at(1);
        signatures.resize(signatures.len() + count.parse().unwrap_or(1), name.to_owned());
    }
    signatures
}

/// What becomes of crashes with these signatures before and after. Their ids are their indices.
fn diff(before: &[String], after: &[String]) -> Diff {
    let mut tally = DiffTally::default();
    for (index, (before, after)) in before.iter().zip(after).enumerate() {
        tally.add([before, after], &[], || format!("{index:04}"));
    }
    tally.finish(["before", "after"], Vec::new())
}

/// What happened, in one line a change: `split A10 -> A7 B3, 3 moved`.
fn told(before: &str, after: &str) -> Vec<String> {
    let buckets = |buckets: &[BucketCount]| -> String {
        let buckets: Vec<_> = buckets.iter().map(|bucket| format!("{}{}", bucket.signature, bucket.crashes)).collect();
        buckets.join(" ")
    };
    let (before, after) = (signatures(before), signatures(after));
    assert_eq!(before.len(), after.len());
    let diff = diff(&before, &after);
    let told = diff.buckets.iter().map(|change| {
        let (before, after) = (buckets(&change.before), buckets(&change.after));
        format!("{} {before} -> {after}, {} moved", change.kind.name(), change.moved)
    });
    told.collect()
}

#[test]
fn where_nothing_changes_there_is_nothing_to_tell() {
    assert_eq!(told("A3 B2", "A3 B2"), [""; 0]);
    assert_eq!(diff(&[], &[]).crashes, 0);
}

#[test]
fn all_of_a_bucket_in_a_new_one_is_renamed() {
    assert_eq!(told("A10 B2", "C10 B2"), ["renamed A10 -> C10, 10 moved"]);
    // The name was another bucket's, of which nothing is left.
    assert_eq!(told("A10 B2", "B10 C2"), ["renamed A10 -> B10, 10 moved", "renamed B2 -> C2, 2 moved"]);
    assert_eq!(told("A1 B1", "B1 A1"), ["renamed A1 -> B1, 1 moved", "renamed B1 -> A1, 1 moved"]);
}

#[test]
fn a_part_of_a_bucket_in_a_new_one_is_split() {
    assert_eq!(told("A10 C1", "A7 B3 C1"), ["split A10 -> A7 B3, 3 moved"]);
    assert_eq!(told("A10", "B2 C5 D3"), ["split A10 -> C5 D3 B2, 10 moved"]);
}

#[test]
fn all_of_a_bucket_in_an_old_one_is_merged() {
    assert_eq!(told("A10 B5", "B15"), ["merged A10 B5 -> B15, 10 moved"]);
    assert_eq!(told("A1 B5 C5", "D11"), ["merged B5 C5 A1 -> D11, 11 moved"]);
}

#[test]
fn a_part_of_a_bucket_in_an_old_one_is_mixed() {
    assert_eq!(told("A10 B5", "A7 B3 B5"), ["mixed A10 B5 -> B8 A7, 3 moved"]);
    // A and C have to do with each other through B.
    assert_eq!(told("A2 B2 C2", "A1 B1 B1 C1 C2"), ["mixed A2 B2 C2 -> C3 B2 A1, 2 moved"]);
}

#[test]
fn the_largest_change_comes_first_then_the_first_name() {
    assert_eq!(
        told("A1 C3 B1 D9", "X1 Z3 Y1 D9"),
        ["renamed C3 -> Z3, 3 moved", "renamed A1 -> X1, 1 moved", "renamed B1 -> Y1, 1 moved"]
    );
}

#[test]
fn many_crashes_keep_their_groups_apart() {
    // Bucket i becomes bucket i / 3, of other names: each three are merged, and nothing else.
    let before: Vec<String> = (0..9000).map(|crash| format!("before {}", crash % 3000)).collect();
    let after: Vec<String> = (0..9000).map(|crash| format!("after {}", crash % 3000 / 3)).collect();
    let diff = diff(&before, &after);
    assert_eq!(diff.buckets.len(), 1000);
    for change in diff.buckets {
        assert_eq!((change.kind, change.before.len(), change.after.len(), change.moved), (BucketKind::Merged, 3, 1, 9));
    }
}
