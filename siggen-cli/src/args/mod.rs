//! The command line of `siggen`.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use siggen_core::Shape;

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

Exit status: 0 fine; 1 some records failed, or differ with --different-only; 2 wrong usage.";

/// What `siggen` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the signatures of crashes
    #[command(after_help = SIGNATURE_EXAMPLES)]
    Signature(SignatureArgs),
    /// Say why a crash has the signature that it has
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
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

const SIGNATURE_EXAMPLES: &str = "\
Input is one JSON document, a list of crashes, or NDJSON with one crash a line; which one, and
whether it is compressed by gzip or zstd, is told by its content.

Examples:
  siggen signature report.json
  siggen signature --format table reports/
  siggen signature --format ndjson < crashes.ndjson > signatures.ndjson
  siggen signature --different-only --format markdown --siglists new-lists/ reports/";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  siggen explain report.json
  siggen explain --all --color always report.json | less -R
  siggen explain --format json report.json | jq '.rules[] | select(.applied) | .rule'";

/// Arguments of `siggen signature`.
#[derive(Debug, Args)]
pub struct SignatureArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// How to print the signatures
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Only crashes whose stored signature is another one; exit status 1 if there are any
    #[arg(long)]
    pub different_only: bool,
    /// Add the notes and the log to text output
    #[arg(long, short)]
    pub verbose: bool,
}

/// Arguments of `siggen explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// How to print the explanation
    #[arg(long, value_enum, default_value_t)]
    pub format: ExplainFormat,
    /// Show the frames that were not reached and the rules that did not apply, too
    #[arg(long)]
    pub all: bool,
    /// Print the reference implementation's debug log instead
    #[arg(long, conflicts_with = "format")]
    pub debug_log: bool,
    /// When to use colours; `NO_COLOR` in the environment turns them off, too
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    pub color: When,
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
    /// Annotations of a raw crash, as a crash reporter sends them
    Raw,
    /// The JSON output of minidump-stackwalk
    Stackwalk,
    /// A crash ping
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

/// Formats of `siggen signature`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One signature a line
    #[default]
    Text,
    /// A table for people
    Table,
    /// A list of objects
    Json,
    /// One object a line, for each crash, in input order
    Ndjson,
    /// Comma-separated values, with a header
    Csv,
    /// A block a crash, for bug trackers
    Markdown,
}

/// Formats of `siggen explain`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For people
    #[default]
    Text,
    /// For programs: one document for one crash, NDJSON for several
    Json,
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

/// When to use colours.
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
