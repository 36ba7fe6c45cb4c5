//! The command line of `siggen`.

mod coverage;
mod diff;
mod explain;
mod lint;
mod signature;

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use siggen_batch::MaxRecord;
use siggen_core::Shape;

pub use coverage::{CoverageArgs, CoverageFormat, CoverageSort};
pub use diff::{DiffArgs, DiffFormat};
pub use explain::{ExplainArgs, ExplainFormat, ListLine};
pub use lint::{LintArgs, LintFormat};
pub use signature::{Format, SignatureArgs};

/// Turns crash reports into crash signatures and explains how they came about.
///
/// A crash signature is the short text that groups crash reports with the same cause.
#[derive(Debug, Parser)]
#[command(name = "siggen", version, propagate_version = true, max_term_width = COLUMNS, after_help = EXAMPLES)]
pub struct Cli {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// The most columns that help has, however wide the terminal is.
const COLUMNS: usize = 100;

const EXAMPLES: &str = "\
Examples:
  siggen signature report.json                       the signature, and nothing else
  siggen explain report.json                         the signature and how it came about
  zcat crashes.ndjson.gz | siggen signature --format ndjson
  siggen signature --different-only --extend-siglists my-lists/ crashes/
  siggen diff HEAD:siglists siglists/ crashes/       what an edit of the lists does

Exit status: 0 success; 1 records failed, the output can't be written, or there is something to
report: signatures that differ or change, findings; 2 wrong usage; 130 stopped by Ctrl-C.";

/// The commands of `siggen`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the signatures of crashes
    #[command(after_help = signature::SIGNATURE_EXAMPLES)]
    Signature(SignatureArgs),
    /// Explain a signature, frame by frame and rule by rule
    #[command(after_help = explain::EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
    /// Show how the signatures of crashes change between two sets of lists
    #[command(after_help = diff::EXAMPLES)]
    Diff(DiffArgs),
    /// Find list entries that are invalid, redundant, ineffective or too broad
    #[command(after_help = lint::EXAMPLES)]
    Lint(LintArgs),
    /// Show what each list entry does across many crashes, and what would change without it
    #[command(after_help = coverage::EXAMPLES)]
    Coverage(CoverageArgs),
    /// List the rules in the order in which they run
    Rules {
        /// Output format
        #[arg(long, value_enum, default_value_t)]
        format: RulesFormat,
    },
    /// Print the JSON Schema of input or output
    Schema {
        /// What to describe
        #[arg(value_enum, default_value_t)]
        of: SchemaOf,
        /// Output format
        #[arg(long, value_enum, default_value_t)]
        format: SchemaFormat,
    },
    /// Generate shell completions
    #[command(after_help = "Example:\n  siggen completions bash > ~/.local/share/bash-completion/completions/siggen")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Generate a man page
    #[command(
        after_help = "Examples:\n  siggen man > ~/.local/share/man/man1/siggen.1\n  siggen man explain | man -l -"
    )]
    Man {
        /// Generate the page of this command instead of the main page
        command: Option<String>,
    },
}

/// Arguments for what to read and which lists to use.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Files or directories of crash reports; standard input if omitted or `-`
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Shape of the input
    #[arg(long = "input", value_enum, value_name = "SHAPE", default_value_t)]
    pub shape: InputShape,
    /// Use the signature lists in this directory instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    pub siglists: Option<PathBuf>,
    /// Add the entries in LIST.txt in this directory to the lists, and remove those in LIST.remove.txt
    #[arg(long, value_name = "DIR")]
    pub extend_siglists: Option<PathBuf>,
    /// Number of cores to use [default: all]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
    /// Reject records larger than this: bytes, or a number with KiB, MiB or GiB; 0 means no limit
    #[arg(long, value_name = "SIZE", default_value = "32MiB")]
    pub max_record: MaxRecord,
    /// Write the records that failed to this file, with the reasons, as NDJSON
    #[arg(long, value_name = "FILE")]
    pub failed: Option<PathBuf>,
}

/// Arguments of commands that write comma-separated values.
#[derive(Clone, Copy, Debug, Args)]
pub struct CsvArgs {
    /// With --format csv, put an apostrophe in front of cells that a spreadsheet would take for a formula;
    /// programs read it as part of the signature [default: auto, which means only on a terminal]
    #[arg(
        long,
        value_enum,
        value_name = "WHEN",
        num_args = 0..=1,
        require_equals = true,
        default_value_t,
        default_missing_value = "always",
        hide_default_value = true
    )]
    pub csv_safe: When,
}

/// Shapes of input, as arguments.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum InputShape {
    /// Detect the shape from the content
    #[default]
    Auto,
    /// The input that signature generation is defined on
    CrashData,
    /// A processed crash, as Crash Stats stores it
    Processed,
    /// The annotations that a crash reporter sends, as JSON or KEY=VALUE lines
    Raw,
    /// The JSON output of minidump-stackwalk, or its crashing thread
    Stackwalk,
    /// A crash ping as sent, or as a table or a job stores it
    Ping,
}

impl InputShape {
    /// The shape, unless it is detected.
    pub fn forced(self) -> Option<Shape> {
        Some(match self {
            InputShape::Auto => return None,
            InputShape::CrashData => Shape::CrashData,
            InputShape::Processed => Shape::Processed,
            InputShape::Raw => Shape::Raw,
            InputShape::Stackwalk => Shape::Stackwalk,
            InputShape::Ping => Shape::Ping,
        })
    }
}

/// Formats of `siggen rules`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// For people: names and summaries
    #[default]
    Text,
    /// The full documentation
    Markdown,
    /// For programs
    Json,
}

/// What there is a schema of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Crash data, the input
    #[default]
    Input,
    /// What `siggen signature --format ndjson` prints for a crash
    Outcome,
    /// What `siggen explain --format json` prints
    Explanation,
}

/// Formats of `siggen schema`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SchemaFormat {
    /// JSON Schema
    #[default]
    Json,
    /// A page with all three schemas and how the other shapes of input map to crash data
    Markdown,
}

/// When to use colours, or to make cells safe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// Only on a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{COLUMNS, Cli};

    /// A longer line would be broken into one of full width and one of a word or two.
    #[test]
    fn texts_below_the_options_fit() {
        let program = Cli::command();
        for command in program.get_subcommands().chain([&program]) {
            let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            for line in text.lines() {
                assert!(line.chars().count() <= COLUMNS, "{}: {line}", command.get_name());
            }
        }
    }
}
