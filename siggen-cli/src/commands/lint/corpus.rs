//! How many crashes findings concern.

use siggen_analysis::{Code, Coverage, CoverageTally, Coverer, CovererMemory, lint, without};
use siggen_batch::run::{Options, Work};
use siggen_batch::{FolderOrder, Inputs, Problem, Record};
use siggen_core::{Shape, SiglistFiles, SiglistName, Siglists};

use super::Failure;
use super::lists::LintedLists;
use crate::args::LintArgs;
use crate::run::{Counted, Going, Tally, count as count_records};

/// Counts what the lines do to each crash.
struct Lines {
    coverer: std::sync::Arc<Coverer>,
    shape: Option<Shape>,
}

impl Work for Lines {
    type Part = Counted<CoverageTally>;
    type Local = CovererMemory;

    fn record(&self, record: Result<Record<'_>, Problem>, memory: &mut CovererMemory, part: &mut Self::Part) {
        if let Some((crash, record)) = part.read(record, self.shape) {
            self.coverer.add(&crash, &|| place(&record), memory, &mut part.tally);
        }
    }
}

/// Where a crash stands that has no id.
fn place(record: &Record<'_>) -> String {
    match (record.line, record.index) {
        (Some(line), _) => format!("{}:{line}", record.source),
        (None, Some(index)) => format!("{}[{index}]", record.source),
        (None, None) => record.source.to_owned(),
    }
}

/// Counts the crashes of the corpus.
pub(super) fn count(lists: &LintedLists, args: &LintArgs) -> Result<(Coverage, Tally), Failure> {
    let siglists = Siglists::new(&sound(lists)).map_err(|error| Failure::Usage(error.to_string()))?;
    let coverer = std::sync::Arc::new(Coverer::new(siglists, false));
    let inputs = Inputs::new(&args.corpus, FolderOrder::Name).map_err(Failure::Usage)?;
    let going =
        Going { inputs, options: Options { jobs: args.jobs, max_record: args.max_record, from: None }, failed: None };
    let work = Lines { coverer: coverer.clone(), shape: args.shape.forced() };
    let mut counted = CoverageTally::default();
    let tally = count_records(going, work, |part| counted.merge(part))?;
    Ok((coverer.finish(counted), tally))
}

/// The lists without the lines that can't be compiled, and with the built-in ones for those that aren't there.
fn sound(lists: &LintedLists) -> SiglistFiles<'static> {
    let invalid = lint(&lists.files, &lists.names).into_iter().filter(|finding| finding.code == Code::Invalid);
    let places: Vec<(SiglistName, usize)> = invalid.map(|finding| (finding.list, finding.line)).collect();
    let mut sound = without(&lists.files, &places).unwrap_or_default();
    let built_in = SiglistFiles::built_in();
    for list in SiglistName::ALL.into_iter().filter(|list| !lists.names.contains(list)) {
        sound.set(list, built_in.get(list).to_owned());
    }
    sound
}
