//! `siggen signature`.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use siggen_batch::run::Work;
use siggen_batch::{FolderOrder, Problem, Record};
use siggen_core::{Generator, SessionMemory, Shape, Siglists};

use super::Failure;
use crate::args::{Format, InputArgs, SignatureArgs};
use crate::cells::Cells;
use crate::format::{self, Answer, Formatter};
use crate::output::{Begin, Invocation, Opened, Output, Packing, Plan, check_apart, check_distinct, has_only_files};
use crate::run::{Between, Counts, Going, Part, say};
use crate::terminal::is_terminal;

/// Makes the signature of each record and writes it the way that was asked for.
struct Signatures {
    generator: Generator,
    shape: Option<Shape>,
    different_only: bool,
    formatter: Arc<dyn Formatter>,
    /// Whether there is more to say than a formatter's answer: the notes and the log.
    verbose: bool,
}

pub(super) fn execute(args: &SignatureArgs, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let cells = Cells::new(args.csv.csv_safe, args.output.as_deref());
    let formatter = format::formatter(args.format, cells);
    let work = Signatures {
        generator: super::generator(&args.input)?,
        shape: args.input.shape.forced(),
        different_only: args.different_only,
        formatter: Arc::clone(&formatter),
        verbose: args.verbose && args.format == Format::Text,
    };
    let order = if args.unordered { FolderOrder::AsFound } else { FolderOrder::Name };
    let InputArgs { files, jobs, max_record, failed, .. } = &args.input;
    let going = Going::new(files, order, *jobs, *max_record, failed.as_deref())?;
    let status = |counts: Counts| args.different_only && counts.different > 0;
    let mut output = match output(args, cells, work.generator.siglists(), out)? {
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
    cells: Cells,
    siglists: &Siglists,
    out: &'o mut dyn Write,
) -> Result<Opened<'o>, Failure> {
    let convert = format::convert(args.format);
    if args.format == Format::Parquet && convert.is_none() {
        return Err(Failure::Usage(
            "--format parquet: this build of siggen has no support for Parquet and Arrow; build it with the Cargo \
             feature `tables`"
                .to_owned(),
        ));
    }
    let Some(path) = &args.output else {
        if args.format == Format::Parquet {
            return Err(Failure::Usage("--format parquet needs --output FILE".to_owned()));
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
                "{}: Parquet is already compressed; leave out the extension for compression",
                path.display()
            )));
        }
    };
    let is_json = matches!(args.format, Format::Json | Format::Ndjson);
    let shows_json = is_json && packing == Packing::Plain && is_terminal(Some(path));
    let begin = match (args.resume, args.restart) {
        (true, _) => Begin::Resume,
        (_, true) => Begin::Anew,
        _ => Begin::Fresh,
    };
    let command = command(args, cells, siglists);
    Output::open(Plan { path, begin, command, inputs, failed, packing, convert, shows_json })
}

/// What the output depends on, or why nobody can go on with it.
fn command(args: &SignatureArgs, cells: Cells, siglists: &Siglists) -> Result<Invocation, &'static str> {
    if args.format == Format::Table {
        return Err("the column widths of a table depend on all rows");
    }
    if !has_only_files(&args.input.files) {
        return Err("standard input and pipes can't be read again");
    }
    if args.unordered {
        return Err("with --unordered, another run may read in a different order");
    }
    let name = |value: Option<PossibleValue>| value.map(|value| value.get_name().to_owned());
    let path = |path: &PathBuf| path.to_string_lossy().into_owned();
    Ok(Invocation::new(siglists)
        .with("FILE", args.input.files.iter().map(path).collect::<Vec<_>>())
        .with("--format", name(args.format.to_possible_value()))
        .with("--input", name(args.input.shape.to_possible_value()))
        .with("--csv-safe", cells.is_safe())
        .with("--different-only", args.different_only)
        .with("--verbose", args.verbose)
        .with("--max-record", args.input.max_record.to_string())
        .with("--failed", args.input.failed.as_ref().map(path)))
}

impl Work for Signatures {
    type Part = Part;
    type Local = SessionMemory;

    fn record(&self, record: Result<Record<'_>, Problem>, memory: &mut SessionMemory, part: &mut Part) {
        let (crash, record) = match part.seen.read(record, self.shape) {
            Ok(read) => read,
            Err(problem) => return self.formatter.problem(&problem, part),
        };
        let explanation = self.verbose.then(|| self.generator.explain(&crash));
        let made;
        let outcome = if let Some(explanation) = &explanation {
            &explanation.outcome
        } else {
            made = self.generator.generate_with(memory, &crash);
            &made
        };
        let answer = Answer {
            crash_id: crash.crash_id.as_deref(),
            original_signature: crash.original_signature.as_deref(),
            outcome,
            record: &record,
        };
        let is_different = answer.is_same() == Some(false);
        part.different += u64::from(is_different);
        if self.different_only && !is_different {
            return;
        }
        self.formatter.answer(&answer, part);
        if let Some(explanation) = explanation {
            format::log(&explanation, part);
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use crate::args::Cli;

    /// Who adds an option says here whether the output depends on it: then `command` has to know it.
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
