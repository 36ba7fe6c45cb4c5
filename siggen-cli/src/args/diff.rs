//! The command line of `siggen diff`.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use siggen_batch::MaxRecord;

use super::{CsvArgs, InputShape, When};

pub(super) const EXAMPLES: &str = "\
BEFORE and AFTER are `built-in`, a directory with all four lists, or REVISION:DIRECTORY in the
current Git repository.

Examples:
  siggen diff built-in my-lists/ crashes.ndjson.zst
  siggen diff HEAD:siglists siglists/ reports/                    what your edits do
  siggen diff --format markdown origin/main:siglists siglists/ reports/ | gh pr comment -F -
  siggen diff --format html -o diff.html HEAD~1:siglists HEAD:siglists reports/
  siggen diff --format csv stored built-in reports/ > old-to-new.csv

Exit status: 0 no signature changes; 1 signatures change, or records failed; 2 wrong usage, or lists
that can't be compiled.";

/// Arguments of `siggen diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The lists before, or `stored` for the signatures stored with the crashes
    #[arg(value_name = "BEFORE")]
    pub before: String,
    /// The lists after
    #[arg(value_name = "AFTER")]
    pub after: String,
    /// Files or directories of crash reports; standard input if omitted or `-`
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Shape of the input
    #[arg(long = "input", value_enum, value_name = "SHAPE", default_value_t)]
    pub shape: InputShape,
    /// Number of cores to use [default: all]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
    /// Reject records larger than this: bytes, or a number with KiB, MiB or GiB; 0 means no limit
    #[arg(long, value_name = "SIZE", default_value = "32MiB")]
    pub max_record: MaxRecord,
    /// Write the records that failed to this file, with the reasons, as NDJSON
    #[arg(long, value_name = "FILE")]
    pub failed: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    /// How to write comma-separated values.
    #[command(flatten)]
    pub csv: CsvArgs,
    /// Show at most N groups of signatures [default: text 50, markdown 20, html 500]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Also list each crash whose signature changes; only for text, the machine-readable formats have them all
    #[arg(long)]
    pub changes: bool,
    /// Exit with status 0 even if signatures change
    #[arg(long)]
    pub exit_zero: bool,
    /// Write the output to this file, atomically
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// When to use colours; setting `NO_COLOR` also turns them off
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    pub color: When,
}

/// Formats of `siggen diff`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people, in a terminal
    #[default]
    Text,
    /// For a comment on a pull request
    Markdown,
    /// For programs: everything
    Json,
    /// One object per line for each crash whose signature changes
    Ndjson,
    /// The map from old signatures to new ones
    Csv,
    /// A self-contained page to attach to a bug
    Html,
}
