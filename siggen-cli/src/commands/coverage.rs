//! `siggen coverage`.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use siggen_analysis::{CoverageTally, Coverer, CovererMemory};
use siggen_batch::run::Work;
use siggen_batch::{FolderOrder, Problem, Record, input, siglist_folder};
use siggen_core::Shape;

use crate::args::{CoverageArgs, CoverageFormat};
use crate::cells::Cells;
use crate::coverage::Report;
use crate::failure::Failure;
use crate::output::write_whole;
use crate::output::{check_apart, check_distinct};
use crate::run::{Counted, Going, count};
use crate::terminal::{ShownJson, is_terminal};

/// Follows the lines of the lists through each record.
struct Coverages {
    coverer: Arc<Coverer>,
    shape: Option<Shape>,
}

impl Work for Coverages {
    type Part = Counted<CoverageTally>;
    type Local = CovererMemory;

    fn record(&self, record: Result<Record<'_>, Problem>, memory: &mut CovererMemory, part: &mut Self::Part) {
        let Counted { tally, seen } = part;
        if let Ok((crash, _)) = seen.read(record, self.shape) {
            self.coverer.add(&crash, &|| seen.end().unwrap_or_default(), memory, tally);
        }
    }
}

pub(super) fn execute(args: &CoverageArgs, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let lists = &args.input;
    let siglists = siglist_folder::lists(lists.siglists.as_deref(), lists.extend_siglists.as_deref());
    let siglists = siglists.and_then(|siglists| Ok(siglists.compile()?));
    let siglists = siglists.map_err(|error| Failure::Usage(error.to_string()))?;
    if let Some(path) = &args.output {
        check_apart(path, &lists.files)?;
        check_distinct(path, lists.failed.as_deref(), &lists.files)?;
    }
    let coverer = Arc::new(Coverer::new(siglists, !args.no_without));
    let work = Coverages { coverer: Arc::clone(&coverer), shape: lists.shape.forced() };
    let going = Going::new(&lists.files, FolderOrder::AsFound, lists.jobs, lists.max_record, lists.failed.as_deref())?;
    let mut counted = CoverageTally::default();
    let tally = count(going, work, |part| counted.merge(part))?;

    let coverage = coverer.finish(counted);
    let cells = Cells::new(args.csv.csv_safe, args.output.as_deref());
    let report = Report { coverage: &coverage, args, cells, failed: tally.counts.failed, is_stopped: tally.is_stopped };
    let report = report.render();
    match &args.output {
        None => out.write_all(report.as_bytes())?,
        Some(path) => {
            let is_shown = args.format == CoverageFormat::Json && is_terminal(Some(path));
            write_whole(path, |file| ShownJson::wrap(is_shown, file, |out| out.write_all(report.as_bytes()))).map_err(
                |error| Failure::Broken(format!("cannot write {}: {}", path.display(), input::reason(&error))),
            )?;
        }
    }
    Ok(tally.exit_code())
}
