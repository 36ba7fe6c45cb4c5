//! The command line of `siggen signature`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CsvArgs, InputArgs};

pub(super) const SIGNATURE_EXAMPLES: &str = "\
Input is one JSON document, a list of crashes, NDJSON with one crash a line, or a column of Parquet
or Arrow; which one, and whether it is compressed by gzip or zstd, is told by its content.

With --output, FILE is there when it is complete. Until then it is FILE.part, with FILE.part.state,
and a run that ended early, however it ended, goes on with the same command and --resume. A table
can't be gone on with, nor what comes of standard input or of folders that are read --unordered.

--resume goes on only where the options, the lists and all inputs that were read are what they were;
an input that has grown is another one, too. Otherwise it says what differs, and --restart begins
anew. A run with --resume leaves FILE.done beside FILE, which says what FILE is made of: the same
command again has nothing to do. Only one run at a time writes an output.

Examples:
  siggen signature report.json
  siggen signature --format table reports/
  siggen signature --format ndjson < crashes.ndjson > signatures.ndjson
  siggen signature --format parquet -o signatures.parquet --failed failed.ndjson crashes.ndjson.zst
  siggen signature --format csv -o signatures.csv.zst --resume reports/
  siggen signature --different-only --format markdown --siglists new-lists/ reports/

Exit status: 0 fine, or nothing to do; 1 some records failed, or differ with --different-only, or
the output can't be written; 2 wrong usage, or --resume refused; 130 stopped by Ctrl-C.";

/// Arguments of `siggen signature`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that is given or not")]
pub struct SignatureArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// How to print the signatures
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// How to write comma-separated values.
    #[command(flatten)]
    pub csv: CsvArgs,
    /// Only crashes whose stored signature is another one; exit status 1 if there are any
    #[arg(long)]
    pub different_only: bool,
    /// Add the notes and the log to text output
    #[arg(long, short)]
    pub verbose: bool,
    /// Write to this file, which is there when it is complete; compressed if it ends in .gz or .zst
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Go on with the output of a run that ended early
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// Begin anew, whatever an earlier run has left of the output
    #[arg(long, requires = "output", conflicts_with = "resume")]
    pub restart: bool,
    /// Read folders in the order of the file system, not by name, which holds no names in memory
    #[arg(long, conflicts_with = "resume")]
    pub unordered: bool,
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
    /// Parquet, a row a crash with a signature; needs --output
    Parquet,
}
