//! Many reports, to go through them again and again.

mod reduce;

use siggen_core::{Crash, Error, Generator, Outcome, SessionMemory, Shape};

use crate::coverage::{Coverage, CoverageTally, Coverer, CovererMemory};
use crate::diff::{Diff, DiffTally, Differ, DifferMemory};

pub use reduce::{Reduced, reduced};

/// Reports, [reduced] to what signatures depend on.
///
/// ```
/// use siggen_analysis::Corpus;
/// use siggen_core::Generator;
///
/// let mut corpus = Corpus::new();
/// let report = br#"{"uptime": 7, "threads": [{"frames": [{"function": "Kite::fly(int)", "trust": "cfi"}]}]}"#;
/// assert_eq!(corpus.add(report, None)?, 0);
/// assert_eq!(corpus.signatures(&Generator::new()), ["Kite::fly"]);
/// # Ok::<(), siggen_core::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    reports: Vec<Reduced>,
}

impl Corpus {
    /// A corpus without reports.
    pub fn new() -> Self {
        Corpus::default()
    }

    /// Adds a report and gives its index. Its shape is recognized where none is given.
    ///
    /// # Errors
    ///
    /// Where the report can't be read.
    pub fn add(&mut self, json: &[u8], shape: Option<Shape>) -> Result<usize, Error> {
        self.reports.push(reduced(json, shape)?);
        Ok(self.reports.len() - 1)
    }

    /// Adds all reports of another corpus, in their order.
    pub fn append(&mut self, mut other: Corpus) {
        self.reports.append(&mut other.reports);
    }

    /// Forgets a report and gives it back; those behind it move up. Nothing where there is none.
    pub fn remove(&mut self, index: usize) -> Option<Reduced> {
        (index < self.reports.len()).then(|| self.reports.remove(index))
    }

    /// How many reports there are.
    pub fn len(&self) -> usize {
        self.reports.len()
    }

    /// Whether there are no reports.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
    }

    /// Forgets all reports.
    pub fn clear(&mut self) {
        self.reports = Vec::new();
    }

    /// A report as it is kept.
    pub fn get(&self, index: usize) -> Option<&Reduced> {
        self.reports.get(index)
    }

    /// The signature of every report, in order.
    pub fn signatures(&self, generator: &Generator) -> Vec<String> {
        let mut memory = SessionMemory::default();
        self.crashes().map(|crash| generator.generate_with(&mut memory, &crash).signature).collect()
    }

    /// The outcome of every report, in order.
    pub fn outcomes<'c>(&'c self, generator: &'c Generator) -> impl Iterator<Item = Outcome> + 'c {
        let mut memory = SessionMemory::default();
        self.crashes().map(move |crash| generator.generate_with(&mut memory, &crash))
    }

    /// What two sets of lists make of the reports. Their ids are their indices, see [`Corpus::id`]; the memory can be
    /// kept from diff to diff.
    pub fn diff(&self, differ: &Differ, memory: &mut DifferMemory) -> Diff {
        let mut tally = DiffTally::default();
        for (index, crash) in self.crashes().enumerate() {
            differ.add(&anonymous(crash), &|| Corpus::id(index), memory, &mut tally);
        }
        differ.finish(tally)
    }

    /// What each line of a set of lists does to the reports. Their ids are their indices, see [`Corpus::id`].
    pub fn coverage(&self, coverer: &Coverer) -> Coverage {
        let (mut tally, mut memory) = (CoverageTally::default(), CovererMemory::default());
        for (index, crash) in self.crashes().enumerate() {
            coverer.add(&anonymous(crash), &|| Corpus::id(index), &mut memory, &mut tally);
        }
        coverer.finish(tally)
    }

    /// What the report of an index is called where reports have ids: the index in nine digits, so that ids are in the
    /// order of the reports.
    ///
    /// ```
    /// assert_eq!(siggen_analysis::Corpus::id(7), "000000007");
    /// ```
    pub fn id(index: usize) -> String {
        format!("{index:09}")
    }

    fn crashes(&self) -> impl Iterator<Item = Crash<'_>> {
        self.reports.iter().map(Reduced::crash)
    }
}

/// The crash without what only the reports have that couldn't be reduced.
fn anonymous(mut crash: Crash<'_>) -> Crash<'_> {
    (crash.crash_id, crash.original_signature) = (None, None);
    crash
}

#[cfg(test)]
mod tests;
