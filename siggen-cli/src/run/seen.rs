//! What is kept of a chunk besides what the work makes of it: failed records, ids, and where they stand.

use std::hash::{DefaultHasher, Hash, Hasher};

use siggen_batch::{Problem, Record};
use siggen_core::{Crash, Shape};

use crate::counts::Failed;

/// Longer records aren't kept with what is wrong with them.
const LONGEST: usize = 64 * 1024;

/// Where a record stands: which of the sources, and its line or index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) source: u32,
    pub(crate) within: Within,
}

/// A record's place in its source, in four bytes: there are millions of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Within(u32);

impl Within {
    const INDEX: u32 = 1 << 31;

    fn new(line: Option<usize>, index: Option<usize>) -> Self {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).min(Within::INDEX - 1);
        Within(match (line, index) {
            (_, Some(index)) => Within::INDEX | number(index),
            (Some(line), None) => number(line),
            (None, None) => 0,
        })
    }

    /// The place behind a source's name.
    pub(crate) fn behind(self, source: &str) -> String {
        match self.0 {
            0 => source.to_owned(),
            line if line < Within::INDEX => format!("{source}:{line}"),
            index => format!("{source}[{}]", index - Within::INDEX),
        }
    }
}

/// A crash id, as far as it takes to tell it from others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Id {
    pub(crate) hash: u64,
    pub(crate) spot: Spot,
}

/// What was seen in a chunk.
#[derive(Debug, Default)]
pub struct Seen {
    /// Records that failed.
    pub(crate) failed: Vec<Failed>,
    pub(crate) ids: Vec<Id>,
    /// The names that spots mean.
    pub(crate) sources: Vec<String>,
    /// The last record's place.
    pub(crate) last: Spot,
}

impl Seen {
    /// Reads a crash. One that can't be read is kept among those that failed, and is what comes back.
    ///
    /// # Errors
    ///
    /// What is wrong.
    pub fn read<'c>(
        &mut self,
        record: Result<Record<'c>, Problem>,
        shape: Option<Shape>,
    ) -> Result<(Crash<'c>, Record<'c>), Problem> {
        let record = match record {
            Ok(record) => record,
            Err(problem) => {
                self.stands(&problem.source, Within::new(problem.line, problem.index));
                return Err(self.fail(problem, None));
            }
        };
        self.stands(record.source, Within::new(record.line, record.index));
        match record.read(shape) {
            Ok(crash) => {
                if let Some(id) = crash.crash_id.as_deref().filter(|id| !id.is_empty()) {
                    self.ids.push(Id { hash: hash(id), spot: self.last });
                }
                Ok((crash, record))
            }
            Err(problem) => Err(self.fail(problem, text(&record))),
        }
    }

    fn fail(&mut self, problem: Problem, record: Option<String>) -> Problem {
        self.failed.push(Failed::new(problem.clone(), record));
        problem
    }

    fn stands(&mut self, source: &str, within: Within) {
        if self.sources.last().is_none_or(|last| last != source) {
            self.sources.push(source.to_owned());
        }
        let source = u32::try_from(self.sources.len() - 1).unwrap_or(u32::MAX);
        self.last = Spot { source, within };
    }

    /// Where the last record stands, if there was one.
    pub(crate) fn end(&self) -> Option<String> {
        self.sources.last().map(|source| self.last.within.behind(source))
    }
}

/// The text of a record that is a line or an item. A document as a whole is a file that is there anyway.
fn text(record: &Record<'_>) -> Option<String> {
    record.line.or(record.index)?;
    let text = record.json().trim_ascii();
    (text.len() <= LONGEST).then(|| String::from_utf8(text.to_vec()).ok()).flatten()
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_within_a_source() {
        assert_eq!(Within::new(Some(7), None).behind("a"), "a:7");
        // Of an item with a problem both are known; the index says more.
        assert_eq!(Within::new(Some(7), Some(0)).behind("a"), "a[0]");
        assert_eq!(Within::new(None, None).behind("a"), "a");
    }
}
