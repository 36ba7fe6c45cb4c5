//! `siggen diff`.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use siggen_analysis::{DiffTally, Differ, DifferMemory};
use siggen_batch::run::Work;
use siggen_batch::{FolderOrder, Problem, Record, Ruleset, input};
use siggen_core::{Shape, Siglists};

use crate::args::{DiffArgs, DiffFormat};
use crate::cells::Cells;
use crate::diff::{Look, Report, View, write};
use crate::failure::Failure;
use crate::output::{check_apart, check_distinct, write_whole};
use crate::run::{Counted, Going, count};
use crate::terminal::{ShownJson, has_colours, is_terminal};

/// What the signatures that are stored with the crashes are called.
const STORED: &str = "stored";

/// Compares each record's signatures.
struct Comparisons {
    differ: Arc<Differ>,
    shape: Option<Shape>,
}

impl Work for Comparisons {
    type Part = Counted<DiffTally>;
    type Local = DifferMemory;

    fn record(&self, record: Result<Record<'_>, Problem>, memory: &mut DifferMemory, part: &mut Self::Part) {
        let Counted { tally, seen } = part;
        if let Ok((crash, _)) = seen.read(record, self.shape) {
            self.differ.add(&crash, &|| seen.end().unwrap_or_default(), memory, tally);
        }
    }
}

pub(super) fn execute(args: &DiffArgs, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let before = if args.before == STORED { None } else { Some(siglists(&args.before)?) };
    if args.after == STORED {
        let message = "`stored` can only be BEFORE; the signatures after are generated with lists";
        return Err(Failure::Usage(message.to_owned()));
    }
    if let Some(path) = &args.output {
        check_apart(path, &args.files)?;
        check_distinct(path, args.failed.as_deref(), &args.files)?;
    }
    let differ = Arc::new(Differ::new(before, siglists(&args.after)?));
    let going = Going::new(&args.files, FolderOrder::AsFound, args.jobs, args.max_record, args.failed.as_deref())?;
    let work = Comparisons { differ: Arc::clone(&differ), shape: args.shape.forced() };
    let mut compared = DiffTally::default();
    let tally = count(going, work, |part| compared.merge(part))?;

    let diff = differ.finish(compared);
    let report = Report { diff: &diff, failed: tally.counts.failed, is_stopped: tally.is_stopped, limit: args.limit };
    let is_text_here = args.format == DiffFormat::Text && args.output.is_none();
    let view = View::new(args.changes, is_text_here && has_colours(args.color));
    let look = Look { view, cells: Cells::new(args.csv.csv_safe, args.output.as_deref()) };
    match &args.output {
        None => write(&report, args.format, look, out)?,
        Some(path) => {
            let is_shown = matches!(args.format, DiffFormat::Json | DiffFormat::Ndjson) && is_terminal(Some(path));
            write_whole(path, |file| ShownJson::wrap(is_shown, file, |out| write(&report, args.format, look, out)))
                .map_err(|error| {
                    Failure::Broken(format!("cannot write {}: {}", path.display(), input::reason(&error)))
                })?;
        }
    }
    let changed = diff.changed > 0 && !args.exit_zero;
    Ok(tally.exit_code_or(changed))
}

/// The lists that an argument names, compiled.
fn siglists(name: &str) -> Result<Siglists, Failure> {
    let files = name.parse().and_then(|ruleset: Ruleset| ruleset.files());
    let siglists = files.and_then(|files| Ok(Siglists::new(&files)?));
    siglists.map_err(|error| Failure::Usage(error.to_string()))
}
