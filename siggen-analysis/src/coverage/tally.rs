//! Counts what lines do.

use siggen_core::{SiglistLine, SiglistName, Siglists};

use super::model::{Coverage, LineCoverage, SignatureCount, Without};
use crate::interned::{Interned, Keys, at};
use crate::smallest::Smallest;
use siggen_core::order::sorted;

/// How many signatures, and ways from signature to signature, a line shows.
const SHOWN: usize = 10;

/// What a line did to a crash.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Index among the lines of all lists.
    pub(super) line: u32,
    pub(super) list: SiglistName,
    /// Whether it was the first of its list to match some frame.
    pub(super) fired: bool,
    /// Whether it was the only one of its list to match some frame.
    pub(super) is_alone: bool,
}

impl Hit {
    /// Makes one hit a line of a crash's hits.
    pub(super) fn merge(hits: &mut Vec<Hit>) {
        *hits = sorted(std::mem::take(hits), |one, other| one.line.cmp(&other.line));
        hits.dedup_by(|later, kept| {
            let is_same = later.line == kept.line;
            kept.fired |= is_same && later.fired;
            kept.is_alone |= is_same && later.is_alone;
            is_same
        });
    }
}

/// In a key, in place of the signature without the line: the line fired.
const FIRED: u32 = u32::MAX;

/// What has been counted of some crashes. Those of several workers are put together by [`CoverageTally::merge`].
#[derive(Debug, Default)]
pub struct CoverageTally {
    crashes: u64,
    signatures: Interned,
    /// The crashes of each signature, by its number. Signatures that would only be without a line have none.
    by_signature: Vec<u64>,
    /// Lines that matched, by their indices among those of all lists: few, where there are many.
    lines: Keys,
    /// By the numbers of these keys.
    by_line: Vec<Counts>,
    /// Line, signature, and signature without the line or [`FIRED`].
    keys: Keys,
    /// Crashes by the numbers of these keys.
    counts: Vec<u64>,
}

#[derive(Clone, Debug, Default)]
struct Counts {
    matched: u64,
    fired: u64,
    only_match: u64,
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
        for (&signature, crashes) in numbers.iter().zip(later.by_signature) {
            *at(&mut self.by_signature, signature as usize) += crashes;
        }
        for (&[line, ..], counts) in later.lines.all().iter().zip(later.by_line) {
            let mine = self.counts_of(line);
            mine.matched += counts.matched;
            mine.fired += counts.fired;
            mine.only_match += counts.only_match;
            mine.changed += counts.changed;
            mine.examples.offer_all(&counts.examples);
        }
        for (&[line, signature, without], crashes) in later.keys.all().iter().zip(later.counts) {
            let without = if without == FIRED { FIRED } else { here(without) };
            self.count([line, here(signature), without], crashes);
        }
    }

    fn counts_of(&mut self, line: u32) -> &mut Counts {
        let number = self.lines.number([line, 0, 0]);
        at(&mut self.by_line, number)
    }

    fn count(&mut self, key: [u32; 3], crashes: u64) {
        let number = self.keys.number(key);
        *at(&mut self.counts, number) += crashes;
    }

    /// Adds a crash and gives the number of its signature.
    pub(super) fn add(&mut self, signature: &str, hits: &[Hit], id: impl FnOnce() -> String) -> u32 {
        self.crashes += 1;
        let signature = self.signatures.number(signature);
        *at(&mut self.by_signature, signature as usize) += 1;
        if hits.is_empty() {
            return signature;
        }
        let id = id();
        for hit in hits {
            let counts = self.counts_of(hit.line);
            counts.matched += 1;
            counts.only_match += u64::from(hit.is_alone);
            if hit.fired {
                counts.fired += 1;
                counts.examples.offer(&id);
                self.count([hit.line, signature, FIRED], 1);
            }
        }
        signature
    }

    /// Adds that the crash would have another signature without a line.
    pub(super) fn add_change(&mut self, line: u32, signature: u32, without: &str) {
        let without = self.signatures.number(without);
        self.counts_of(line).changed += 1;
        self.count([line, signature, without], 1);
    }

    pub(super) fn finish(self, siglists: &Siglists, without: bool) -> Coverage {
        let all = SiglistName::ALL.into_iter().flat_map(|list| siglists.lines(list).map(move |line| (list, line)));
        let mut lines: Vec<LineCoverage> = all.map(|(list, line)| uncovered(list, line, without)).collect();
        for (&[line, ..], counts) in self.lines.all().iter().zip(self.by_line) {
            let line = &mut lines[line as usize];
            let Counts { matched, fired, only_match, changed, examples } = counts;
            (line.matched, line.fired, line.only_match) = (matched, fired, only_match);
            line.changed = without.then_some(changed);
            line.examples = examples.into_texts();
        }
        let text = |signature: u32| self.signatures.get(signature).to_owned();
        for (&[line, signature, without], &crashes) in self.keys.all().iter().zip(&self.counts) {
            let (line, signature) = (&mut lines[line as usize], text(signature));
            if without == FIRED {
                line.signatures.push(SignatureCount { signature, crashes });
            } else if let Some(changes) = &mut line.changes {
                changes.push(Without { signature, without: text(without), crashes });
            }
        }
        for line in &mut lines {
            line.signature_count = line.signatures.len() as u64;
            line.signatures = sorted(std::mem::take(&mut line.signatures), |one, other| {
                other.crashes.cmp(&one.crashes).then_with(|| one.signature.cmp(&other.signature))
            });
            line.signatures.truncate(SHOWN);
            if let Some(changes) = &mut line.changes {
                line.change_count = Some(changes.len() as u64);
                *changes = sorted(std::mem::take(changes), |one, other| {
                    let by_signature = || one.signature.cmp(&other.signature);
                    let by_without = || one.without.cmp(&other.without);
                    other.crashes.cmp(&one.crashes).then_with(by_signature).then_with(by_without)
                });
                changes.truncate(SHOWN);
            }
        }
        Coverage {
            source: siglists.source().to_owned(),
            crashes: self.crashes,
            signatures: self.by_signature.iter().filter(|&&crashes| crashes > 0).count() as u64,
            lines,
        }
    }
}

/// A line before anything is counted.
fn uncovered(list: SiglistName, line: &SiglistLine, without: bool) -> LineCoverage {
    LineCoverage {
        list,
        line: line.number,
        text: line.text.clone(),
        matched: 0,
        fired: 0,
        only_match: 0,
        changed: without.then_some(0),
        signature_count: 0,
        signatures: Vec::new(),
        change_count: without.then_some(0),
        changes: without.then(Vec::new),
        examples: Vec::new(),
    }
}
