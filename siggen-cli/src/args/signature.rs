//! The command line of `siggen signature`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CsvArgs, InputArgs};

pub(super) const SIGNATURE_EXAMPLES: &str = "\
Input is a JSON document, a list of crashes, NDJSON with one crash per line, or Parquet or Arrow
with a column of JSON, optionally compressed with gzip or zstd. The format is detected from the
content.

--output writes FILE atomically. Until it is complete, the output is in FILE.part, next to
FILE.part.state. If the run is interrupted for any reason, rerun the same command with --resume.
These can't be resumed: --format table, standard input, and directories read with --unordered.

--resume refuses if the options, the lists or any input that was read have changed; an input that
has grown counts as changed. It names the difference, and --restart starts over. A run with --resume
leaves FILE.done next to FILE, which records what FILE was made from, so that the same command again
has nothing to do. Only one run at a time can write an output.

Examples:
  siggen signature report.json
  siggen signature --format table reports/
  siggen signature --format ndjson < crashes.ndjson > signatures.ndjson
  siggen signature --format parquet -o signatures.parquet --failed failed.ndjson crashes.ndjson.zst
  siggen signature --format csv -o signatures.csv.zst --resume reports/
  siggen signature --different-only --format markdown --siglists new-lists/ reports/

Exit status: 0 success, or nothing to do; 1 records failed, the output can't be written, or
signatures differ with --different-only; 2 wrong usage, or --resume refused; 130 stopped by Ctrl-C.";

/// Arguments of `siggen signature`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that is given or not")]
pub struct SignatureArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// How to write comma-separated values.
    #[command(flatten)]
    pub csv: CsvArgs,
    /// Show only crashes whose stored signature differs; the exit status is 1 if there are any
    #[arg(long)]
    pub different_only: bool,
    /// Also print the notes and the debug log, in text output
    #[arg(long, short)]
    pub verbose: bool,
    /// Write the output to this file, atomically; compressed if the name ends in .gz or .zst
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Resume an interrupted run
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// Discard any partial output and start over
    #[arg(long, requires = "output", conflicts_with = "resume")]
    pub restart: bool,
    /// Read directories in the order of the file system instead of by name, which keeps no names in memory
    #[arg(long, conflicts_with = "resume")]
    pub unordered: bool,
}

/// Formats of `siggen signature`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One signature per line
    #[default]
    Text,
    /// A table for people
    Table,
    /// A list of objects
    Json,
    /// One object per line for each crash, in input order
    Ndjson,
    /// Comma-separated values with a header
    Csv,
    /// One block per crash, for bug trackers
    Markdown,
    /// Parquet, one row per crash with a signature; needs --output
    Parquet,
}
