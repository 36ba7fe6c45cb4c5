//! The commands of `siggen`.

mod coverage;
mod diff;
mod explain;
mod lint;
mod rules;
mod schema;
mod signature;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::CommandFactory;
use siggen_batch::run::Work;
use siggen_batch::{FolderOrder, siglist_folder};
use siggen_core::Generator;

use crate::args::{Cli, Command, InputArgs};
use crate::output::Output;
use crate::run::{Between, Going, Part, Tally};
use crate::terminal::{ShownJson, shows_json};
use crate::text::printable;

pub use crate::failure::Failure;
pub use rules::rules_markdown;
pub use schema::{schema_json, schema_markdown};

/// Does what the command line asks for.
///
/// # Errors
///
/// See [`Failure`]. Records that fail don't make the command fail; they show in the exit status.
pub fn execute(cli: Cli) -> Result<ExitCode, Failure> {
    let stdout = BufWriter::new(io::stdout().lock());
    let out: &mut dyn Write = if shows_json(&cli.command) { &mut ShownJson::new(stdout) } else { &mut { stdout } };
    let status = match cli.command {
        Command::Signature(args) => signature::execute(&args, out)?,
        Command::Explain(args) => explain::execute(&args, out)?,
        Command::Diff(args) => diff::execute(&args, out)?,
        Command::Lint(args) => lint::execute(&args, out)?,
        Command::Coverage(args) => coverage::execute(&args, out)?,
        Command::Rules { format } => rules::execute(format, out)?,
        Command::Schema { of, format } => schema::execute(of, format, out)?,
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "siggen", &mut script);
            out.write_all(&script)?;
            ExitCode::SUCCESS
        }
        Command::Man { command } => {
            clap_mangen::Man::new(page_of(command.as_deref())?).render(&mut *out)?;
            ExitCode::SUCCESS
        }
    };
    out.flush()?;
    Ok(status)
}

/// Says why the command line makes no sense, or what was asked for in place of a command.
///
/// # Errors
///
/// Where that can't be written.
pub fn refuse(refused: &clap::Error) -> Result<ExitCode, Failure> {
    let is_hidden = |argument: OsString| argument.to_string_lossy().chars().any(siggen_core::is_hidden);
    if refused.use_stderr() && std::env::args_os().any(is_hidden) {
        // The message quotes arguments, which may be the names of files. So it goes without colours.
        let message = refused.to_string();
        let lines: Vec<_> = message.lines().map(printable).collect();
        writeln!(io::stderr(), "{}", lines.join("\n"))?;
    } else {
        refused.print()?;
    }
    Ok(ExitCode::from(u8::try_from(refused.exit_code()).unwrap_or(1)))
}

/// The command that a man page is about, or the program as a whole.
fn page_of(command: Option<&str>) -> Result<clap::Command, Failure> {
    let mut program = Cli::command();
    // This gives the commands their full names.
    program.build();
    let Some(name) = command else { return Ok(program) };
    let found = program.find_subcommand(name).ok_or_else(|| Failure::Usage(format!("unknown command `{name}`")))?;
    Ok(found.clone())
}

/// The generator with the lists that the arguments ask for.
fn generator(args: &InputArgs) -> Result<Generator, Failure> {
    let generator = siglist_folder::generator(args.siglists.as_deref(), args.extend_siglists.as_deref());
    generator.map_err(|error| Failure::Usage(error.to_string()))
}

/// Runs the work over the inputs that the arguments name, and prints what becomes of it.
fn run(
    args: &InputArgs,
    work: impl Work<Part = Part>,
    separator: &'static str,
    out: &mut dyn Write,
) -> Result<Tally, Failure> {
    let going = Going::new(&args.files, FolderOrder::Name, args.jobs, args.max_record, args.failed.as_deref())?;
    crate::run::run(going, work, Between { head: "", separator }, &mut Output::stream(out))
}
