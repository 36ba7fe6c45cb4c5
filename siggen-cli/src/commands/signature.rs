//! `siggen signature`.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::ValueEnum;
use siggen_batch::run::Work;
use siggen_batch::{FolderOrder, Problem, Record};
use siggen_core::{Generator, SessionMemory, Shape, Siglists};

use super::Failure;
use crate::args::{InputArgs, SignatureArgs};
use crate::cells::Cells;
use crate::output::{Begin, Invocation, Opened, Output, Packing, Plan, check_apart, check_distinct, has_only_files};
use crate::run::{Between, Counts, Going, Part, say};
use crate::signature::{CrashOutcome, Formatter, formatter};
use crate::terminal::is_terminal;

/// Makes the signature of each record and writes it the way that was asked for.
struct Signatures {
    generator: Generator,
    shape: Option<Shape>,
    different_only: bool,
    formatter: Arc<dyn Formatter>,
    /// Whether the notes and the debug log follow each signature.
    has_log: bool,
}

pub(super) fn execute(args: &SignatureArgs, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let cells = Cells::new(args.csv.csv_safe, args.output.as_deref());
    let formatter = formatter(args.format, cells)?;
    let work = Signatures {
        generator: super::generator(&args.input)?,
        shape: args.input.shape.forced(),
        different_only: args.different_only,
        formatter: Arc::clone(&formatter),
        has_log: args.verbose && formatter.has_log(),
    };
    let order = if args.unordered { FolderOrder::AsFound } else { FolderOrder::Name };
    let InputArgs { files, jobs, max_record, failed, .. } = &args.input;
    let going = Going::new(files, order, *jobs, *max_record, failed.as_deref())?;
    let status = |counts: Counts| args.different_only && counts.different > 0;
    let mut output = match output(args, &*formatter, cells, work.generator.siglists(), out)? {
        Opened::Going(output) => output,
        Opened::Complete { path, counts } => {
            say(&format!("{}: already complete, nothing to do", path.display()));
            let has_found = counts.is_some_and(|counts| counts.failed > 0 || status(counts));
            return Ok(ExitCode::from(u8::from(has_found)));
        }
    };
    let between = Between { head: formatter.head(), separator: formatter.separator() };
    let tally = crate::run::run(going, work, between, &mut output)?;
    if !tally.is_closed && output.takes_tail(tally.is_stopped) {
        output.write(formatter.tail(&tally.rows).as_bytes())?;
        output.finish()?;
    }
    Ok(tally.exit_code_or(status(tally.counts)))
}

/// Opens what the arguments say to write to.
fn output<'o>(
    args: &SignatureArgs,
    formatter: &dyn Formatter,
    cells: Cells,
    siglists: &Siglists,
    out: &'o mut dyn Write,
) -> Result<Opened<'o>, Failure> {
    let convert = formatter.convert();
    let Some(path) = &args.output else {
        if convert.is_some() {
            return Err(Failure::Usage(format!("--format {} needs --output FILE", name(&args.format))));
        }
        return Ok(Opened::Going(Output::stream(out)));
    };
    let (inputs, failed) = (&args.input.files, args.input.failed.as_deref());
    check_apart(path, inputs)?;
    check_distinct(path, failed, inputs)?;
    let packing = match (Packing::of(path), convert) {
        (packing, None) => packing,
        (Packing::Plain, Some(_)) => Packing::Zstd,
        (_, Some(_)) => {
            return Err(Failure::Usage(format!(
                "{}: --format {} is already compressed; leave out the extension for compression",
                path.display(),
                name(&args.format)
            )));
        }
    };
    let shows_json = formatter.is_json() && packing == Packing::Plain && is_terminal(Some(path));
    let begin = match (args.resume, args.restart) {
        (true, _) => Begin::Resume,
        (_, true) => Begin::Anew,
        _ => Begin::Fresh,
    };
    let command = command(args, formatter, cells, siglists);
    Output::open(Plan { path, begin, command, inputs, failed, packing, convert, shows_json })
}

/// What the output depends on, or why it can't be resumed.
fn command(
    args: &SignatureArgs,
    formatter: &dyn Formatter,
    cells: Cells,
    siglists: &Siglists,
) -> Result<Invocation, &'static str> {
    if let Some(reason) = formatter.why_not_resumable() {
        return Err(reason);
    }
    if !has_only_files(&args.input.files) {
        return Err("standard input and pipes can't be read again");
    }
    if args.unordered {
        return Err("with --unordered, another run may read in a different order");
    }
    let path = |path: &PathBuf| path.to_string_lossy().into_owned();
    Ok(Invocation::new(siglists)
        .with("FILE", args.input.files.iter().map(path).collect::<Vec<_>>())
        .with("--format", name(&args.format))
        .with("--input", name(&args.input.shape))
        .with("--csv-safe", cells.is_safe())
        .with("--different-only", args.different_only)
        .with("--verbose", args.verbose)
        .with("--max-record", args.input.max_record.to_string())
        .with("--failed", args.input.failed.as_ref().map(path)))
}

/// The name of an option's value.
fn name(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

impl Work for Signatures {
    type Part = Part;
    type Local = SessionMemory;

    fn record(&self, record: Result<Record<'_>, Problem>, memory: &mut SessionMemory, part: &mut Part) {
        let (crash, record) = match part.seen.read(record, self.shape) {
            Ok(read) => read,
            Err(problem) => return self.formatter.problem(&problem, part),
        };
        let explanation = self.has_log.then(|| self.generator.explain(&crash));
        let generated;
        let outcome = if let Some(explanation) = &explanation {
            &explanation.outcome
        } else {
            generated = self.generator.generate_with(memory, &crash);
            &generated
        };
        let made = CrashOutcome {
            crash_id: crash.crash_id.as_deref(),
            original_signature: crash.original_signature.as_deref(),
            outcome,
            record: &record,
        };
        let is_different = made.is_same() == Some(false);
        part.different += u64::from(is_different);
        if self.different_only && !is_different {
            return;
        }
        self.formatter.outcome(&made, part);
        if let Some(explanation) = explanation {
            self.formatter.log(&explanation, part);
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use crate::args::Cli;

    /// A new option is named here: if the output depends on it, `command` has to include it.
    #[test]
    fn every_option_is_known_to_resume() {
        let of_the_command =
            ["csv_safe", "different_only", "failed", "files", "format", "max_record", "shape", "verbose"];
        let by_what_they_hold = ["extend_siglists", "siglists"];
        let without_effect = ["jobs", "output", "restart", "resume", "unordered"];
        let mut known = [of_the_command.as_slice(), &by_what_they_hold, &without_effect].concat();
        known.sort_unstable();
        let program = Cli::command();
        let command = program.find_subcommand("signature").unwrap();
        let mut all: Vec<&str> = command.get_arguments().map(|argument| argument.get_id().as_str()).collect();
        all.sort_unstable();
        assert_eq!(all, known);
    }
}
