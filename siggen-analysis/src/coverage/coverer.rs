//! Follows the lines of lists through a crash, and takes out those that stand alone.

use std::sync::Arc;

use siggen_core::{Crash, Generator, SessionMemory, SiglistName, Siglists};

use super::matching::Matching;
use super::model::Coverage;
use super::tally::{CoverageTally, Hit};
use crate::diff::named;

/// A set of lists, to see what each of its lines does.
///
/// A line can only make a difference where a list is asked about a frame that this line matches and no other one of
/// the list. So a crash is gone through once, and then once for each such line with the line left out: which is done by
/// answering no where it alone says yes, without lists being compiled anew.
///
/// ```
/// use siggen_analysis::{CoverageTally, Coverer, CovererMemory};
/// use siggen_core::{Crash, SiglistFiles, Siglists};
///
/// let lists = SiglistFiles { prefix: "memcpy\nmem\npaint".into(), ..Default::default() };
/// let coverer = Coverer::new(Siglists::new(&lists)?, true);
/// let (mut memory, mut tally) = (CovererMemory::default(), CoverageTally::default());
/// let report = br#"{"threads": [{"frames": [{"function": "memcpy"}, {"function": "paint"}, {"function": "draw"}]}]}"#;
/// coverer.add(&Crash::from_json(report)?, &|| "report.json".to_owned(), &mut memory, &mut tally);
///
/// let lines = coverer.finish(tally).lines;
/// assert_eq!((lines[0].fired, lines[0].only_match), (1, 0));
/// assert_eq!((lines[1].matched, lines[1].fired), (1, 0));
/// assert_eq!((lines[2].fired, lines[2].changed), (1, Some(1)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Coverer {
    generator: Arc<Generator>,
    without: bool,
    /// Where each list's lines begin among all lines.
    starts: [u32; 4],
}

/// What one worker remembers from crash to crash. With another set of lists it starts anew.
#[derive(Debug, Default)]
pub struct CovererMemory {
    session: SessionMemory,
    matching: Matching,
    hits: Vec<Hit>,
}

impl Coverer {
    /// A set of lists. `without` says whether to find out what signatures would be without each line, too.
    pub fn new(siglists: Siglists, without: bool) -> Self {
        Coverer::with_generator(Arc::new(Generator::with_siglists(siglists)), without)
    }

    /// As [`Coverer::new`], of a generator that is used for other things besides.
    pub fn with_generator(generator: Arc<Generator>, without: bool) -> Self {
        let siglists = generator.siglists();
        let mut starts = [0; 4];
        let mut count = 0;
        for list in SiglistName::ALL {
            starts[list as usize] = count;
            count += number(siglists.lines(list).count());
        }
        Coverer { generator, without, starts }
    }

    /// Looks at a crash and counts it.
    ///
    /// `place` says where the crash stands; it is asked where a crash has no id.
    pub fn add(
        &self,
        crash: &Crash<'_>,
        place: &dyn Fn() -> String,
        memory: &mut CovererMemory,
        tally: &mut CoverageTally,
    ) {
        let CovererMemory { session, matching, hits } = memory;
        let siglists = self.generator.siglists();
        if !session.is_of(siglists) {
            *matching = Matching::default();
        }
        hits.clear();
        let outcome = self.generator.generate_judged(session, crash, &mut |list, frame, answer| {
            if answer {
                let lines = matching.lines(list, frame, siglists);
                let is_alone = lines.len() == 1;
                for (at, &line) in lines.iter().enumerate() {
                    let line = self.starts[list as usize] + number(line);
                    hits.push(Hit { line, list, fired: at == 0, is_alone });
                }
            }
            answer
        });
        Hit::merge(hits);
        let signature = tally.add(&outcome.signature, hits, || named(crash, place));
        if self.without {
            for hit in hits.iter().filter(|hit| hit.is_alone) {
                let line = (hit.line - self.starts[hit.list as usize]) as usize;
                let without = self.generator.generate_judged(session, crash, &mut |list, frame, answer| {
                    answer && !(list == hit.list && matching.lines(list, frame, siglists) == [line])
                });
                if without.signature != outcome.signature {
                    tally.add_change(hit.line, signature, &without.signature);
                }
            }
        }
    }

    /// What has been counted, line by line.
    pub fn finish(&self, tally: CoverageTally) -> Coverage {
        tally.finish(self.generator.siglists(), self.without)
    }
}

/// A line's number among others, as it is counted by.
#[expect(clippy::cast_possible_truncation, reason = "as many lines don't fit into memory")]
fn number(line: usize) -> u32 {
    line as u32
}
