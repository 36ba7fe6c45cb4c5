//! Counts crashes by their signatures before and after.

use rustc_hash::FxHashMap;

use super::model::{BucketCount, BucketDiff, ChangedCrash, Diff, EditedLine, Fate, Migration, Stored};
use crate::buckets::{Groups, Kind};
use crate::interned::Interned;
use crate::order::sorted;
use crate::smallest::{EXAMPLES, Smallest};

/// What has been counted of some crashes. Those of several workers are put together by [`DiffTally::merge`].
#[derive(Debug, Default)]
pub struct DiffTally {
    signatures: Interned,
    /// By the signatures before and after, the same two where nothing changes.
    ways: FxHashMap<[u32; 2], Way>,
    /// Those that change, by id.
    changes: Vec<(Box<str>, [u32; 2])>,
    /// Changed crashes a line is responsible for, by the line's index.
    by_line: FxHashMap<usize, u64>,
    stored: Stored,
    left_out: u64,
    crashes: u64,
}

#[derive(Debug, Default)]
struct Way {
    crashes: u64,
    examples: Smallest,
    /// The lines responsible, in order.
    lines: Vec<usize>,
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
        let here = |way: [u32; 2]| way.map(|signature| numbers[signature as usize]);
        for (key, way) in later.ways {
            let mine = self.ways.entry(here(key)).or_default();
            mine.crashes += way.crashes;
            mine.examples.offer_all(&way.examples);
            add_lines(&mut mine.lines, &way.lines);
        }
        self.changes.extend(later.changes.into_iter().map(|(id, way)| (id, here(way))));
        for (line, crashes) in later.by_line {
            *self.by_line.entry(line).or_default() += crashes;
        }
        self.stored.crashes += later.stored.crashes;
        self.stored.same_before += later.stored.same_before;
        self.stored.same_after += later.stored.same_after;
        self.left_out += later.left_out;
        self.crashes += later.crashes;
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
        if before == after {
            self.ways.entry([from, from]).or_default().crashes += 1;
            return;
        }
        let key = [from, self.signatures.number(after)];
        let way = self.ways.entry(key).or_default();
        let id = id();
        way.crashes += 1;
        way.examples.offer(&id);
        let mut responsible = Vec::new();
        add_lines(&mut responsible, lines);
        add_lines(&mut way.lines, &responsible);
        for line in responsible {
            *self.by_line.entry(line).or_default() += 1;
        }
        self.changes.push((id.into(), key));
    }

    pub(super) fn finish(self, [before, after]: [&str; 2], mut lines: Vec<EditedLine>) -> Diff {
        for (&line, &crashes) in &self.by_line {
            lines[line].crashes = crashes;
        }
        let sides = Sides::of(&self);
        let (migrations, keys) = self.migrations(&sides);
        let numbers: FxHashMap<[u32; 2], usize> = keys.iter().enumerate().map(|(at, &key)| (key, at)).collect();
        let change = |(id, key): (Box<str>, [u32; 2])| ChangedCrash { id: id.into(), migration: numbers[&key] };
        let buckets = self.buckets(&sides, &keys, &migrations);
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

    /// The ways of changed crashes, those of most crashes first, and their keys.
    fn migrations(&self, sides: &Sides) -> (Vec<Migration>, Vec<[u32; 2]>) {
        let moving: Vec<(&[u32; 2], &Way)> = self.ways.iter().filter(|([from, to], _)| from != to).collect();
        let text = |number: u32| self.signatures.get(number);
        let moving = sorted(moving, |(one, way), (other, other_way)| {
            let texts = |key: &[u32; 2]| key.map(text);
            other_way.crashes.cmp(&way.crashes).then_with(|| texts(one).cmp(&texts(other)))
        });
        let migration = |&(&[from, to], way): &(&[u32; 2], &Way)| Migration {
            before: text(from).to_owned(),
            after: text(to).to_owned(),
            crashes: way.crashes,
            is_whole: sides.before[from as usize] == way.crashes,
            examples: way.examples.clone().into_texts(),
            lines: way.lines.clone(),
        };
        (moving.iter().map(migration).collect(), moving.into_iter().map(|(&key, _)| key).collect())
    }

    /// The groups of buckets that exchange crashes, those with most changed crashes first.
    fn buckets(&self, sides: &Sides, keys: &[[u32; 2]], migrations: &[Migration]) -> Vec<BucketDiff> {
        // A signature before and the same one after are two buckets, held together where a crash keeps it.
        let count = self.signatures.len();
        let mut groups = Groups::new(2 * count);
        for &[from, to] in self.ways.keys() {
            groups.join(from as usize, count + to as usize);
        }
        let mut places: FxHashMap<usize, usize> = FxHashMap::default();
        let mut diffs: Vec<BucketDiff> = Vec::new();
        for (index, (&[from, _], migration)) in keys.iter().zip(migrations).enumerate() {
            let place = *places.entry(groups.of(from as usize)).or_insert_with(|| {
                diffs.push(BucketDiff {
                    kind: Kind::Mixed,
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
            add_lines(&mut diff.lines, &migration.lines);
            diff.migrations.push(index);
        }
        for (signature, number) in (0..count).zip(0..) {
            let (was, is) = (sides.before[signature], sides.after[signature]);
            let bucket = |crashes, other| BucketCount {
                signature: self.signatures.get(number).to_owned(),
                crashes,
                other,
                fate: Fate::of(was, is),
            };
            if was > 0
                && let Some(&place) = places.get(&groups.of(signature))
            {
                diffs[place].before.push(bucket(was, is));
            }
            if is > 0
                && let Some(&place) = places.get(&groups.of(count + signature))
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
            diff.kind = Kind::of(diff.before.len(), diff.after.len());
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
        for (&[from, to], way) in &tally.ways {
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

/// Adds lines to those that are there, in order and each once.
fn add_lines(lines: &mut Vec<usize>, more: &[usize]) {
    for &line in more {
        if let Err(at) = lines.binary_search(&line) {
            lines.insert(at, line);
        }
    }
}
