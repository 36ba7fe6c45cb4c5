//! Many reports, to go through them again and again.

mod reduce;

use siggen_core::{Crash, Error, Generator, Outcome, Session, Shape};

use crate::compare::{Comparison, compare};

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
        let mut session = generator.session();
        self.crashes().map(|crash| session.generate(&crash).signature).collect()
    }

    /// The outcome of every report, in order.
    pub fn outcomes<'c>(&'c self, generator: &'c Generator) -> impl Iterator<Item = Outcome> + 'c {
        let mut session: Session<'c> = generator.session();
        self.crashes().map(move |crash| session.generate(&crash))
    }

    /// What becomes of the buckets.
    pub fn compare(&self, before: &Generator, after: &Generator) -> Comparison {
        compare(&self.signatures(before), &self.signatures(after))
    }

    fn crashes(&self) -> impl Iterator<Item = Crash<'_>> {
        self.reports.iter().map(Reduced::crash)
    }
}
