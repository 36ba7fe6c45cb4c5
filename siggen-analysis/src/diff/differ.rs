//! Puts both sets of lists to a crash, the second one only where it can make a difference.

use std::sync::Arc;

use siggen_core::{Crash, Generator, SessionMemory, Siglists};

use super::edits::Edits;
use super::model::{Diff, EditedLine};
use super::tally::DiffTally;

/// Two sets of lists, to be put to the same crashes.
///
/// A signature is decided by the crash and by what the lists answer about its frames. So the lists before are asked,
/// and for each question whether the lists after would answer otherwise; only then is there a second signature to be
/// made. Since an answer can only be another one where an edited line matches the frame, that costs next to nothing.
///
/// ```
/// use siggen_analysis::{DiffTally, Differ, DifferMemory, BucketKind};
/// use siggen_core::{Crash, SiglistFiles, Siglists};
///
/// let before = SiglistFiles { prefix: "memcpy".into(), ..Default::default() };
/// let after = SiglistFiles { prefix: "memcpy\npaint".into(), ..Default::default() };
/// let differ = Differ::new(Some(Siglists::new(&before)?), Siglists::new(&after)?);
///
/// let (mut memory, mut tally) = (DifferMemory::default(), DiffTally::default());
/// let report = br#"{"threads": [{"frames": [{"function": "paint"}, {"function": "draw"}]}]}"#;
/// differ.add(&Crash::from_json(report)?, &|| "report.json".to_owned(), &mut memory, &mut tally);
///
/// let diff = differ.finish(tally);
/// assert_eq!((diff.crashes, diff.changed, diff.buckets[0].kind), (1, 1, BucketKind::Renamed));
/// assert_eq!((diff.migrations[0].before.as_str(), diff.migrations[0].after.as_str()), ("paint", "paint | draw"));
/// assert_eq!((diff.lines[0].text.as_str(), diff.lines[0].crashes), ("paint", 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Differ {
    /// `None` for stored signatures.
    before: Option<Arc<Generator>>,
    after: Arc<Generator>,
    edits: Edits,
}

/// What one worker remembers from crash to crash. With other lists on one side, what is remembered of the other side
/// stays.
#[derive(Debug, Default)]
pub struct DifferMemory {
    before: SessionMemory,
    after: SessionMemory,
    /// The lines responsible for the crash at hand.
    lines: Vec<usize>,
}

impl Differ {
    /// Two sets of lists. Without lists before, the signatures that are stored with the crashes are compared.
    pub fn new(before: Option<Siglists>, after: Siglists) -> Self {
        let generator = |siglists| Arc::new(Generator::with_siglists(siglists));
        Differ::with_generators(before.map(generator), generator(after))
    }

    /// As [`Differ::new`], of generators that are used for other things besides.
    pub fn with_generators(before: Option<Arc<Generator>>, after: Arc<Generator>) -> Self {
        let edits = Edits::between(before.as_ref().unwrap_or(&after).siglists(), after.siglists());
        Differ { before, after, edits }
    }

    /// The lines that are in one set of lists only. Nothing has been counted yet.
    pub fn lines(&self) -> &[EditedLine] {
        &self.edits.lines
    }

    /// Compares a crash and counts it.
    ///
    /// `place` says where the crash stands; it is asked where a crash without an id has another signature.
    pub fn add(&self, crash: &Crash<'_>, place: &dyn Fn() -> String, memory: &mut DifferMemory, tally: &mut DiffTally) {
        let stored = crash.original_signature.as_deref();
        memory.lines.clear();
        let Some(before) = &self.before else {
            let Some(stored) = stored else {
                tally.leave_out();
                return;
            };
            let after = self.after.generate_with(&mut memory.after, crash).signature;
            tally.add([stored, &after], &[], || named(crash, place));
            return;
        };
        let both = Both { before, after: &self.after, edits: &self.edits };
        let (signature, other) = both.signatures(crash, memory);
        let after = other.as_deref().unwrap_or(&signature);
        if let Some(stored) = stored {
            tally.add_stored(stored == signature, stored == after);
        }
        tally.add([&signature, after], &memory.lines, || named(crash, place));
    }

    /// What has been counted, in order.
    pub fn finish(&self, tally: DiffTally) -> Diff {
        let before = self.before.as_ref().map_or("stored", |generator| generator.siglists().source());
        let sources = [before, self.after.siglists().source()];
        tally.finish(sources, self.edits.lines.clone())
    }
}

/// A crash's id, or where it stands.
pub(crate) fn named(crash: &Crash<'_>, place: &dyn Fn() -> String) -> String {
    match crash.crash_id.as_deref() {
        Some(id) if !id.is_empty() => id.to_owned(),
        _ => place(),
    }
}

/// Both generators.
struct Both<'d> {
    before: &'d Generator,
    after: &'d Generator,
    edits: &'d Edits,
}

impl Both<'_> {
    /// The signature before, and the one after where it is another. `memory.lines` becomes the lines that answered
    /// otherwise on the way to either.
    fn signatures(&self, crash: &Crash<'_>, memory: &mut DifferMemory) -> (String, Option<String>) {
        let DifferMemory { before, after, lines } = memory;
        let signature = self.judged([self.before, self.after], crash, before, lines);
        // Of these a session asks only once, so what it asks tells nothing.
        if lines.is_empty() && !self.edits.has_new_line_numbers {
            return (signature, None);
        }
        let other = self.judged([self.after, self.before], crash, after, lines);
        (signature, Some(other))
    }

    /// One's signature, and in `lines` the edited lines that match a frame about which the other would say otherwise.
    fn judged(
        &self,
        [one, other]: [&Generator; 2],
        crash: &Crash<'_>,
        memory: &mut SessionMemory,
        lines: &mut Vec<usize>,
    ) -> String {
        let outcome = one.generate_judged(memory, crash, &mut |list, frame, answer| {
            if self.edits.touch(list, frame) && other.siglists().is_match(list, frame) != answer {
                lines.extend(self.edits.matching(list, frame));
            }
            answer
        });
        outcome.signature
    }
}
