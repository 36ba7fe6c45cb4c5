//! Counts what lines do.

use rustc_hash::FxHashMap;
use siggen_core::{SiglistName, Siglists};

use super::model::{Coverage, LineCoverage, SignatureCount, Without};
use crate::interned::Interned;
use crate::order::sorted;
use crate::smallest::Smallest;

/// How many signatures, and ways from signature to signature, a line shows.
const SHOWN: usize = 10;

/// What a line did to a crash.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Index among the lines of all lists.
    pub(super) line: usize,
    pub(super) list: SiglistName,
    /// Whether it was the first of its list to match some frame.
    pub(super) fired: bool,
    /// Whether it was the only one of its list to match some frame.
    pub(super) is_alone: bool,
}

impl Hit {
    /// Makes one hit a line of all of them.
    pub(super) fn once_each(hits: &mut Vec<Hit>) {
        hits.sort_unstable_by_key(|hit| hit.line);
        hits.dedup_by(|later, earlier| {
            let is_same = later.line == earlier.line;
            if is_same {
                earlier.fired |= later.fired;
                earlier.is_alone |= later.is_alone;
            }
            is_same
        });
    }
}

/// What has been counted of some crashes. Those of several workers are put together by [`CoverageTally::merge`].
#[derive(Debug, Default)]
pub struct CoverageTally {
    crashes: u64,
    signatures: Interned,
    /// The crashes of each signature, by its number. Signatures that would only be without a line have none.
    by_signature: FxHashMap<u32, u64>,
    lines: FxHashMap<usize, Counts>,
    /// Crashes by line that fired and signature.
    fired: FxHashMap<(usize, u32), u64>,
    /// Crashes by line, signature, and signature without the line.
    changes: FxHashMap<(usize, [u32; 2]), u64>,
}

#[derive(Clone, Debug, Default)]
struct Counts {
    matched: u64,
    fired: u64,
    alone: u64,
    changed: u64,
    examples: Smallest,
}

impl CoverageTally {
    /// How many crashes have been looked at.
    pub fn crashes(&self) -> u64 {
        self.crashes
    }

    /// Adds what another worker has counted.
    pub fn merge(&mut self, later: CoverageTally) {
        let numbers = self.signatures.absorb(later.signatures);
        let here = |signature: u32| numbers[signature as usize];
        self.crashes += later.crashes;
        for (signature, crashes) in later.by_signature {
            *self.by_signature.entry(here(signature)).or_default() += crashes;
        }
        for (line, counts) in later.lines {
            let mine = self.lines.entry(line).or_default();
            mine.matched += counts.matched;
            mine.fired += counts.fired;
            mine.alone += counts.alone;
            mine.changed += counts.changed;
            mine.examples.offer_all(&counts.examples);
        }
        for ((line, signature), crashes) in later.fired {
            *self.fired.entry((line, here(signature))).or_default() += crashes;
        }
        for ((line, way), crashes) in later.changes {
            *self.changes.entry((line, way.map(here))).or_default() += crashes;
        }
    }

    /// Adds a crash and gives the number of its signature.
    pub(super) fn add(&mut self, signature: &str, hits: &[Hit], id: impl FnOnce() -> String) -> u32 {
        self.crashes += 1;
        let signature = self.signatures.number(signature);
        *self.by_signature.entry(signature).or_default() += 1;
        if hits.is_empty() {
            return signature;
        }
        let id = id();
        for hit in hits {
            let counts = self.lines.entry(hit.line).or_default();
            counts.matched += 1;
            counts.alone += u64::from(hit.is_alone);
            if hit.fired {
                counts.fired += 1;
                counts.examples.offer(&id);
                *self.fired.entry((hit.line, signature)).or_default() += 1;
            }
        }
        signature
    }

    /// Adds that the crash would have another signature without a line.
    pub(super) fn add_change(&mut self, line: usize, signature: u32, without: &str) {
        let without = self.signatures.number(without);
        self.lines.entry(line).or_default().changed += 1;
        *self.changes.entry((line, [signature, without])).or_default() += 1;
    }

    pub(super) fn finish(self, siglists: &Siglists) -> Coverage {
        let lines = SiglistName::ALL.into_iter().flat_map(|list| siglists.lines(list).map(move |line| (list, line)));
        let text = |signature: u32| self.signatures.get(signature);
        let mut signatures: FxHashMap<usize, Vec<SignatureCount>> = FxHashMap::default();
        for (&(line, signature), &crashes) in &self.fired {
            let count = SignatureCount { signature: text(signature).to_owned(), crashes };
            signatures.entry(line).or_default().push(count);
        }
        let mut changes: FxHashMap<usize, Vec<Without>> = FxHashMap::default();
        for (&(line, [signature, without]), &crashes) in &self.changes {
            let way = Without { signature: text(signature).to_owned(), without: text(without).to_owned(), crashes };
            changes.entry(line).or_default().push(way);
        }
        let coverage = |(index, (list, line)): (usize, (SiglistName, &siggen_core::SiglistLine))| {
            let counts = self.lines.get(&index).cloned().unwrap_or_default();
            let mut signatures = sorted(signatures.remove(&index).unwrap_or_default(), |one, other| {
                other.crashes.cmp(&one.crashes).then_with(|| one.signature.cmp(&other.signature))
            });
            let mut changes = sorted(changes.remove(&index).unwrap_or_default(), |one, other| {
                let texts = |way: &Without| [way.signature.clone(), way.without.clone()];
                other.crashes.cmp(&one.crashes).then_with(|| texts(one).cmp(&texts(other)))
            });
            let (signature_count, change_count) = (signatures.len() as u64, changes.len() as u64);
            signatures.truncate(SHOWN);
            changes.truncate(SHOWN);
            LineCoverage {
                list,
                line: line.number,
                text: line.text.clone(),
                matched: counts.matched,
                fired: counts.fired,
                alone: counts.alone,
                changed: counts.changed,
                signature_count,
                signatures,
                change_count,
                changes,
                examples: counts.examples.into_texts(),
            }
        };
        Coverage {
            source: siglists.source().to_owned(),
            crashes: self.crashes,
            signatures: self.by_signature.len() as u64,
            lines: lines.enumerate().map(coverage).collect(),
        }
    }
}
