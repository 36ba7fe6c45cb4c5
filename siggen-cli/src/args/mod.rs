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

/// Turns crash reports into crash signatures and says why.
///
/// A crash signature is the short text by which crash reports with the same cause are grouped.
#[derive(Debug, Parser)]
#[command(name = "siggen", version, propagate_version = true, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  siggen signature report.json                       the signature, and nothing else
  siggen explain report.json                         the signature, and why it is what it is
  zcat crashes.ndjson.gz | siggen signature --format ndjson
  siggen signature --different-only --extend-siglists my-lists/ crashes/
  siggen diff HEAD:siglists siglists/ crashes/       what an edit of the lists does

Exit status: 0 fine; 1 some records failed, or there is something to report (signatures that change,
findings); 2 wrong usage; 130 stopped by Ctrl-C.";

/// What `siggen` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the signatures of crashes
    #[command(after_help = signature::SIGNATURE_EXAMPLES)]
    Signature(SignatureArgs),
    /// Say why a crash has the signature that it has
    #[command(after_help = explain::EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
    /// Say what a change of the lists does to the signatures of many crashes
    #[command(after_help = diff::EXAMPLES)]
    Diff(DiffArgs),
    /// Find lines of lists that are invalid, superfluous, without effect or too broad
    #[command(after_help = lint::EXAMPLES)]
    Lint(LintArgs),
    /// Say what each line of the lists does to many crashes, and what would be without it
    #[command(after_help = coverage::EXAMPLES)]
    Coverage(CoverageArgs),
    /// List the rules that make a signature, in their order
    Rules {
        /// How to print them
        #[arg(long, value_enum, default_value_t)]
        format: RulesFormat,
    },
    /// Print the JSON Schema of what goes in or what comes out
    Schema {
        /// Of what
        #[arg(value_enum, default_value_t)]
        of: SchemaOf,
        /// How to print it
        #[arg(long, value_enum, default_value_t)]
        format: SchemaFormat,
    },
    /// Print the completions for a shell
    #[command(after_help = "Example:\n  siggen completions bash > ~/.local/share/bash-completion/completions/siggen")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the man page
    #[command(
        after_help = "Examples:\n  siggen man > ~/.local/share/man/man1/siggen.1\n  siggen man explain | man -l -"
    )]
    Man {
        /// The command whose page to print, in place of the program's
        command: Option<String>,
    },
}

/// Arguments that say what to read and with which lists.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Files or folders of crash reports; `-`, or nothing, for standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The shape of the input, where it shouldn't be told by what the input holds
    #[arg(long = "input", value_enum, value_name = "SHAPE", default_value_t)]
    pub shape: InputShape,
    /// Use the signature lists in this folder in place of the built-in ones
    #[arg(long, value_name = "DIR")]
    pub siglists: Option<PathBuf>,
    /// Add the lines of the lists in this folder (LIST.txt), and remove those of LIST.remove.txt
    #[arg(long, value_name = "DIR")]
    pub extend_siglists: Option<PathBuf>,
    /// How many cores to use [default: all]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
    /// Records that are larger fail: a number of bytes, or one of KiB, MiB or GiB; 0 for no limit
    #[arg(long, value_name = "SIZE", default_value = "32MiB")]
    pub max_record: MaxRecord,
    /// Write each record that fails to this file, with the reason, as an object a line
    #[arg(long, value_name = "FILE")]
    pub failed: Option<PathBuf>,
}

/// Arguments of commands that write comma-separated values.
#[derive(Clone, Copy, Debug, Args)]
pub struct CsvArgs {
    /// With --format csv, put an apostrophe in front of cells that a spreadsheet would take for a formula, which
    /// programs then read as part of the signature [default: auto, on a terminal only]
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
    /// Told by what the input holds
    #[default]
    Auto,
    /// What signature generation was defined on
    CrashData,
    /// A processed crash, as a crash-report server stores it
    Processed,
    /// Annotations of a raw crash, as a crash reporter sends them: JSON or KEY=VALUE lines
    Raw,
    /// The JSON output of minidump-stackwalk, or its crashing thread
    Stackwalk,
    /// A crash ping as it was sent, or what a table or a job has made of it
    Ping,
}

impl InputShape {
    /// The shape, if it is to be forced.
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
    /// For people: name and summary
    #[default]
    Text,
    /// The whole documentation
    Markdown,
    /// For programs
    Json,
}

/// What there are schemas of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Crash data, which goes in
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
    /// A page with all three, and how the other shapes of input map to crash data
    Markdown,
}

/// When to use colours, or to make cells safe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
