//! What became of buckets when the signatures of their reports changed.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::buckets::{Groups, Kind};
use crate::order::sorted;

/// What two sets of lists make of the same reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// How many reports there are.
    pub reports: usize,
    /// How many have another signature.
    pub changed: usize,
    /// What happened to buckets, those with most changed reports first.
    pub buckets: Vec<BucketChange>,
    /// The reports whose signature changes, in order.
    pub changes: Vec<ReportChange>,
}

/// What happened to a group of buckets that exchange reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BucketChange {
    /// What happened.
    pub kind: Kind,
    /// The buckets before with all their reports counted, the largest first.
    pub before: Vec<Bucket>,
    /// The buckets after with all their reports counted, the largest first.
    pub after: Vec<Bucket>,
    /// How many reports changed their signature here.
    pub moved: usize,
    /// Indices of some of those reports, in order: one of each way from bucket to bucket, as far as they go.
    pub examples: Vec<usize>,
}

/// Reports of one signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bucket {
    /// The signature.
    pub signature: String,
    /// How many reports have it.
    pub reports: usize,
}

/// A report whose signature changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportChange {
    /// Index of the report.
    pub report: usize,
    /// The signature before.
    pub before: String,
    /// The signature after.
    pub after: String,
}

/// How many reports a change shows.
const EXAMPLES: usize = 5;

/// What became of buckets: `before[i]` and `after[i]` are the signatures of report `i`.
///
/// Buckets belong together where a report goes from one to the other, and a report that stays where it is holds the
/// bucket before and the bucket after together. So a bucket that loses a part to a new one is split, while one that
/// loses a part to one that was there before is mixed with it. Where one side is longer, its rest is not looked at.
///
/// ```
/// use siggen_analysis::{Kind, compare};
///
/// let comparison = compare(&["draw", "draw", "draw", "fly"], &["draw", "draw", "draw | fill", "fly"]);
/// assert_eq!((comparison.reports, comparison.changed), (4, 1));
/// assert_eq!(comparison.buckets[0].kind, Kind::Split);
/// assert_eq!(comparison.buckets[0].before[0].reports, 3);
/// ```
pub fn compare<S: AsRef<str>>(before: &[S], after: &[S]) -> Comparison {
    let pairs: Vec<(&str, &str)> =
        before.iter().zip(after).map(|(before, after)| (before.as_ref(), after.as_ref())).collect();
    let mut sides = [Side::default(), Side::default()];
    // Each report's bucket before and bucket after.
    let ways: Vec<[usize; 2]> =
        pairs.iter().map(|&(before, after)| [sides[0].count(before), sides[1].count(after)]).collect();
    let [befores, afters] = sides;

    // The buckets after are numbered behind those before.
    let shift = befores.buckets.len();
    let count = shift + afters.buckets.len();
    let mut groups = Groups::new(count);
    for [from, to] in &ways {
        groups.join(*from, shift + to);
    }

    let mut changes = Vec::new();
    let mut moved: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (report, &(before, after)) in pairs.iter().enumerate() {
        if before != after {
            changes.push(ReportChange { report, before: before.to_owned(), after: after.to_owned() });
            moved[groups.of(ways[report][0])].push(report);
        }
    }
    let mut in_group: Vec<[Vec<Bucket>; 2]> = vec![Default::default(); count];
    let all = befores.buckets.iter().map(|bucket| (0, bucket)).chain(afters.buckets.iter().map(|bucket| (1, bucket)));
    for (index, (side, &(signature, reports))) in all.enumerate() {
        let group = groups.of(index);
        if !moved[group].is_empty() {
            in_group[group][side].push(Bucket { signature: signature.to_owned(), reports });
        }
    }
    let changed_groups = in_group.into_iter().zip(&moved).filter(|(_, moved)| !moved.is_empty());
    let buckets = changed_groups.map(|([before, after], moved)| change(before, after, moved, &ways)).collect();
    // No two groups share a bucket, so this is a complete order.
    let buckets = sorted(buckets, |one: &BucketChange, other: &BucketChange| {
        let [name, other_name] = [one, other].map(|change| change.before.first().map(|bucket| &bucket.signature));
        other.moved.cmp(&one.moved).then_with(|| name.cmp(&other_name))
    });
    Comparison { reports: pairs.len(), changed: changes.len(), buckets, changes }
}

fn change(before: Vec<Bucket>, after: Vec<Bucket>, moved: &[usize], ways: &[[usize; 2]]) -> BucketChange {
    let [before, after] = [before, after].map(|buckets| {
        sorted(buckets, |one, other| other.reports.cmp(&one.reports).then_with(|| one.signature.cmp(&other.signature)))
    });
    let kind = Kind::of(before.len(), after.len());
    BucketChange { kind, before, after, moved: moved.len(), examples: examples(moved, ways) }
}

/// The first report of each way, then the first others.
fn examples(moved: &[usize], ways: &[[usize; 2]]) -> Vec<usize> {
    let (mut firsts, mut others) = (Vec::new(), Vec::new());
    for &report in moved {
        if firsts.iter().any(|&first: &usize| ways[first] == ways[report]) {
            others.push(report);
        } else {
            firsts.push(report);
        }
        if firsts.len() == EXAMPLES {
            break;
        }
    }
    let chosen: Vec<usize> = firsts.into_iter().chain(others).take(EXAMPLES).collect();
    moved.iter().copied().filter(|report| chosen.contains(report)).collect()
}

/// The buckets of one side, in the order in which they come up.
#[derive(Default)]
struct Side<'s> {
    index: FxHashMap<&'s str, usize>,
    buckets: Vec<(&'s str, usize)>,
}

impl<'s> Side<'s> {
    /// Counts a report and gives the index of its bucket.
    fn count(&mut self, signature: &'s str) -> usize {
        let index = *self.index.entry(signature).or_insert_with(|| {
            self.buckets.push((signature, 0));
            self.buckets.len() - 1
        });
        self.buckets[index].1 += 1;
        index
    }
}

#[cfg(test)]
mod tests;
