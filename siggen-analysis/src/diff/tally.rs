//! Counts crashes by their signatures before and after.

use std::collections::BTreeSet;

use super::model::{BucketCount, BucketDiff, ChangedCrash, Diff, EditedLine, Fate, Migration, Stored};
use crate::buckets::{BucketKind, Groups};
use crate::interned::{Interned, Keys, at};
use crate::smallest::{EXAMPLES, Smallest};
use siggen_core::order::sorted;

/// What has been counted of some crashes. Those of several workers are put together by [`DiffTally::merge`].
#[derive(Debug, Default)]
pub struct DiffTally {
    signatures: Interned,
    /// The signatures before and after, the same two where nothing changes, and a zero.
    keys: Keys,
    /// By the numbers of these keys.
    ways: Vec<Way>,
    /// Those that change: their ids and the numbers of their ways.
    changes: Vec<(Box<str>, usize)>,
    /// Lines that are responsible for changed crashes, by their indices: few, where there are many.
    lines: Keys,
    /// How many crashes, by the numbers of these keys.
    by_line: Vec<u64>,
    stored: Stored,
    left_out: u64,
    crashes: u64,
}

#[derive(Clone, Debug, Default)]
struct Way {
    crashes: u64,
    examples: Smallest,
    /// The lines responsible.
    lines: BTreeSet<usize>,
}

impl DiffTally {
    /// How many crashes have been compared.
    pub fn crashes(&self) -> u64 {
        self.crashes
    }

    /// How many of them have another signature.
    pub fn changed(&self) -> u64 {
        self.changes.len() as u64
    }

    /// Adds what another worker has counted.
    pub fn merge(&mut self, later: DiffTally) {
        let numbers = self.signatures.absorb(later.signatures);
        let here = |signature: u32| numbers[signature as usize];
        let mut places = Vec::with_capacity(later.ways.len());
        for (&[from, to, _], way) in later.keys.all().iter().zip(&later.ways) {
            let place = self.keys.number([here(from), here(to), 0]);
            let mine = at(&mut self.ways, place);
            mine.crashes += way.crashes;
            mine.examples.offer_all(&way.examples);
            mine.lines.extend(&way.lines);
            places.push(place);
        }
        self.changes.extend(later.changes.into_iter().map(|(id, way)| (id, places[way])));
        for (&line, crashes) in later.lines.all().iter().zip(later.by_line) {
            *at(&mut self.by_line, self.lines.number(line)) += crashes;
        }
        self.stored.crashes += later.stored.crashes;
        self.stored.same_before += later.stored.same_before;
        self.stored.same_after += later.stored.same_after;
        self.left_out += later.left_out;
        self.crashes += later.crashes;
    }

    #[expect(clippy::cast_possible_truncation, reason = "as many lines don't fit into memory")]
    fn key(line: usize) -> [u32; 3] {
        [line as u32, 0, 0]
    }

    pub(super) fn leave_out(&mut self) {
        self.left_out += 1;
    }

    pub(super) fn add_stored(&mut self, same_before: bool, same_after: bool) {
        self.stored.crashes += 1;
        self.stored.same_before += u64::from(same_before);
        self.stored.same_after += u64::from(same_after);
    }

    /// Adds a crash with its signatures before and after. The lines are those responsible where they differ.
    pub(super) fn add(&mut self, [before, after]: [&str; 2], lines: &[usize], id: impl FnOnce() -> String) {
        self.crashes += 1;
        let from = self.signatures.number(before);
        let to = if before == after { from } else { self.signatures.number(after) };
        let number = self.keys.number([from, to, 0]);
        let way = at(&mut self.ways, number);
        way.crashes += 1;
        if from == to {
            return;
        }
        let id = id();
        way.examples.offer(&id);
        let responsible: BTreeSet<usize> = lines.iter().copied().collect();
        for &line in &responsible {
            let place = self.lines.number(Self::key(line));
            *at(&mut self.by_line, place) += 1;
        }
        way.lines.extend(responsible);
        self.changes.push((id.into(), number));
    }

    pub(super) fn finish(self, [before, after]: [&str; 2], mut lines: Vec<EditedLine>) -> Diff {
        for (&[line, ..], &crashes) in self.lines.all().iter().zip(&self.by_line) {
            lines[line as usize].crashes = crashes;
        }
        let sides = Sides::of(&self);
        let (migrations, order) = self.migrations(&sides);
        let mut places = vec![0; self.ways.len()];
        for (place, &way) in order.iter().enumerate() {
            places[way] = place;
        }
        let change = |(id, way): (Box<str>, usize)| ChangedCrash { id: id.into(), migration: places[way] };
        let buckets = self.buckets(&sides, &order, &migrations);
        let DiffTally { changes, stored, left_out, crashes, .. } = self;
        let changes = changes.into_iter().map(change).collect();
        let by_id =
            |one: &ChangedCrash, other: &ChangedCrash| one.id.cmp(&other.id).then(one.migration.cmp(&other.migration));
        let changes = sorted(changes, by_id);
        Diff {
            before: before.to_owned(),
            after: after.to_owned(),
            crashes,
            changed: changes.len() as u64,
            signatures_before: Sides::count(&sides.before),
            signatures_after: Sides::count(&sides.after),
            left_out,
            lines,
            buckets,
            migrations,
            stored: (stored.crashes > 0).then_some(stored),
            changes,
        }
    }

    /// The ways of changed crashes, those of most crashes first, and their numbers.
    fn migrations(&self, sides: &Sides) -> (Vec<Migration>, Vec<usize>) {
        let keys = self.keys.all();
        let moving = (0..keys.len()).filter(|&way| keys[way][0] != keys[way][1]).collect();
        let texts = |way: usize| [0, 1].map(|side| self.signatures.get(keys[way][side]));
        let order = sorted(moving, |&one: &usize, &other: &usize| {
            let crashes = self.ways[other].crashes.cmp(&self.ways[one].crashes);
            crashes.then_with(|| texts(one).cmp(&texts(other)))
        });
        let migration = |&number: &usize| {
            let (way, [before, after]) = (&self.ways[number], texts(number));
            Migration {
                before: before.to_owned(),
                after: after.to_owned(),
                crashes: way.crashes,
                is_whole: sides.before[keys[number][0] as usize] == way.crashes,
                examples: way.examples.clone().into_texts(),
                lines: way.lines.iter().copied().collect(),
            }
        };
        (order.iter().map(migration).collect(), order)
    }

    /// The groups of buckets that exchange crashes, those with most changed crashes first.
    fn buckets(&self, sides: &Sides, order: &[usize], migrations: &[Migration]) -> Vec<BucketDiff> {
        // A signature before and the same one after are two buckets, held together where a crash keeps it.
        let count = self.signatures.len();
        let mut groups = Groups::new(2 * count);
        for &[from, to, _] in self.keys.all() {
            groups.join(from as usize, count + to as usize);
        }
        // Where a group's diff is, by the group's head.
        let mut places: Vec<Option<usize>> = vec![None; 2 * count];
        let mut diffs: Vec<BucketDiff> = Vec::new();
        for (index, (&way, migration)) in order.iter().zip(migrations).enumerate() {
            let from = self.keys.all()[way][0];
            let place = *places[groups.of(from as usize)].get_or_insert_with(|| {
                diffs.push(BucketDiff {
                    kind: BucketKind::Mixed,
                    before: Vec::new(),
                    after: Vec::new(),
                    moved: 0,
                    examples: Vec::new(),
                    lines: Vec::new(),
                    migrations: Vec::new(),
                });
                diffs.len() - 1
            });
            let diff = &mut diffs[place];
            diff.moved += migration.crashes;
            diff.lines.extend(&migration.lines);
            diff.migrations.push(index);
        }
        for (signature, number) in (0..count).zip(0..) {
            let (was, is) = (sides.before[signature], sides.after[signature]);
            let bucket = |crashes, other_side| BucketCount {
                signature: self.signatures.get(number).to_owned(),
                crashes,
                other_side,
                fate: Fate::of(was, is),
            };
            if was > 0
                && let Some(place) = places[groups.of(signature)]
            {
                diffs[place].before.push(bucket(was, is));
            }
            if is > 0
                && let Some(place) = places[groups.of(count + signature)]
            {
                diffs[place].after.push(bucket(is, was));
            }
        }
        for diff in &mut diffs {
            for side in [&mut diff.before, &mut diff.after] {
                *side = sorted(std::mem::take(side), |one, other| {
                    other.crashes.cmp(&one.crashes).then_with(|| one.signature.cmp(&other.signature))
                });
            }
            let lines: BTreeSet<usize> = std::mem::take(&mut diff.lines).into_iter().collect();
            diff.lines = lines.into_iter().collect();
            diff.kind = BucketKind::of(diff.before.len(), diff.after.len());
            diff.examples = examples(&diff.migrations, migrations);
        }
        // No two groups share a bucket, so this is a complete order.
        sorted(diffs, |one, other| {
            other.moved.cmp(&one.moved).then_with(|| one.before[0].signature.cmp(&other.before[0].signature))
        })
    }
}

/// How many crashes each signature has on each side, by its number.
struct Sides {
    before: Vec<u64>,
    after: Vec<u64>,
}

impl Sides {
    fn of(tally: &DiffTally) -> Self {
        let none = vec![0; tally.signatures.len()];
        let mut sides = Sides { before: none.clone(), after: none };
        for (&[from, to, _], way) in tally.keys.all().iter().zip(&tally.ways) {
            sides.before[from as usize] += way.crashes;
            sides.after[to as usize] += way.crashes;
        }
        sides
    }

    /// How many signatures there are.
    fn count(side: &[u64]) -> u64 {
        side.iter().filter(|&&crashes| crashes > 0).count() as u64
    }
}

/// An example of each way, then others, as many as a way has at most.
fn examples(ways: &[usize], migrations: &[Migration]) -> Vec<String> {
    let nth = |nth: usize| ways.iter().filter_map(move |&way| migrations[way].examples.get(nth));
    (0..EXAMPLES).flat_map(nth).take(EXAMPLES).cloned().collect()
}
