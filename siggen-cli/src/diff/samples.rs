//! Diffs made by hand, for tests.

use siggen_analysis::{
    BucketCount, BucketDiff, BucketKind, ChangedCrash, Diff, Edit, EditedLine, Fate, Migration, Stored,
};
use siggen_core::SiglistName;

use super::Report;

pub(super) fn bucket(signature: &str, crashes: u64, other_side: u64, fate: Fate) -> BucketCount {
    BucketCount { signature: signature.to_owned(), crashes, other_side, fate }
}

pub(super) fn way(before: &str, after: &str, crashes: u64, is_whole: bool, lines: &[usize]) -> Migration {
    Migration {
        before: before.to_owned(),
        after: after.to_owned(),
        crashes,
        is_whole,
        examples: vec![format!("{after}-1")],
        lines: lines.to_vec(),
    }
}

/// A group without buckets.
pub(super) fn group(kind: BucketKind, moved: u64) -> BucketDiff {
    BucketDiff { kind, before: vec![], after: vec![], moved, examples: vec![], lines: vec![], migrations: vec![] }
}

/// Two lines are added and one is removed: `memcpy` is renamed, `draw` split, and the removed line touches nothing.
pub(super) fn diff() -> Diff {
    let line = |list, edit, line, text: &str, crashes| EditedLine { list, edit, line, text: text.to_owned(), crashes };
    Diff {
        before: "HEAD:siglists".to_owned(),
        after: "siglists".to_owned(),
        crashes: 2000,
        changed: 1203,
        signatures_before: 3,
        signatures_after: 4,
        left_out: 0,
        lines: vec![
            line(SiglistName::Irrelevant, Edit::Added, 5, "std::|core::", 3),
            line(SiglistName::Prefix, Edit::Removed, 7, "no_such`name", 0),
            line(SiglistName::Prefix, Edit::Added, 12, "memcpy", 1200),
        ],
        buckets: vec![
            BucketDiff {
                before: vec![bucket("memcpy", 1200, 0, Fate::Gone)],
                after: vec![bucket("memcpy | paint", 1200, 0, Fate::New)],
                examples: vec!["id-1".to_owned(), "01234567-89ab-4cde-8f01-234567260801".to_owned()],
                lines: vec![2],
                migrations: vec![0],
                ..group(BucketKind::Renamed, 1200)
            },
            BucketDiff {
                before: vec![bucket("draw", 10, 7, Fate::Shrunk)],
                after: vec![bucket("draw", 7, 10, Fate::Shrunk), bucket("draw | fill", 3, 0, Fate::New)],
                examples: vec!["id-2".to_owned()],
                lines: vec![0],
                migrations: vec![1],
                ..group(BucketKind::Split, 3)
            },
        ],
        migrations: vec![way("memcpy", "memcpy | paint", 1200, true, &[2]), way("draw", "draw | fill", 3, false, &[0])],
        stored: Some(Stored { crashes: 1000, same_before: 1, same_after: 990 }),
        changes: vec![
            ChangedCrash { id: "id-1".to_owned(), migration: 0 },
            ChangedCrash { id: "id-2".to_owned(), migration: 1 },
        ],
    }
}

/// Signatures, ids and lines that try to get out of wherever they are put.
pub(super) fn hostile() -> Diff {
    let evil = "<script>alert('x')</script>```\n</code></details>| \"&\u{1b}[31m";
    let mut diff = diff();
    diff.before = evil.to_owned();
    diff.after = format!("{evil}2");
    for line in &mut diff.lines {
        line.text = evil.to_owned();
    }
    diff.buckets[0].before[0].signature = evil.to_owned();
    diff.migrations[0].before = evil.to_owned();
    diff.buckets[0].examples = vec![evil.to_owned()];
    diff.migrations[0].examples = vec![evil.to_owned()];
    diff.changes[0].id = evil.to_owned();
    diff
}

pub(super) fn report(diff: &Diff) -> Report<'_> {
    Report { diff, failed: 0, is_stopped: false, limit: None }
}
