//! The command line of `siggen diff`.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use siggen_batch::MaxRecord;

use super::{CsvArgs, InputShape, When};

pub(super) const EXAMPLES: &str = "\
Sets of lists are `built-in`, a folder with all four lists, or REVISION:FOLDER of the git repository
that the current directory is in.

Examples:
  siggen diff built-in my-lists/ crashes.ndjson.zst
  siggen diff HEAD:siglists siglists/ reports/                    what your edits do
  siggen diff --format markdown origin/main:siglists siglists/ reports/ | gh pr comment -F -
  siggen diff --format html -o diff.html HEAD~1:siglists HEAD:siglists reports/
  siggen diff --format csv stored built-in reports/ > old-to-new.csv

Exit status: 0 no signature changes; 1 some do, or records failed; 2 trouble, such as lists that
don't compile.";

/// Arguments of `siggen diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The lists before, or `stored` for the signatures that are stored with the crashes
    #[arg(value_name = "BEFORE")]
    pub before: String,
    /// The lists after
    #[arg(value_name = "AFTER")]
    pub after: String,
    /// Files or folders of crash reports; `-`, or nothing, for standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The shape of the input, where it shouldn't be told by what the input holds
    #[arg(long = "input", value_enum, value_name = "SHAPE", default_value_t)]
    pub shape: InputShape,
    /// How many cores to use [default: all]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
    /// Records that are larger fail: a number of bytes, or one of KiB, MiB or GiB; 0 for no limit
    #[arg(long, value_name = "SIZE", default_value = "32MiB")]
    pub max_record: MaxRecord,
    /// Write each record that fails to this file, with the reason, as an object a line
    #[arg(long, value_name = "FILE")]
    pub failed: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    /// How to write comma-separated values.
    #[command(flatten)]
    pub csv: CsvArgs,
    /// How many groups of signatures text, markdown and html show [default: 50, 20, 500]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// List each crash whose signature changes, too; for text, as the formats for programs have them all
    #[arg(long)]
    pub changes: bool,
    /// Exit with 0 where signatures change, too
    #[arg(long)]
    pub exit_zero: bool,
    /// Write to this file; it is there when all is written, or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// When to use colours; `NO_COLOR` in the environment turns them off, too
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    pub color: When,
}

/// Formats of `siggen diff`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people at a terminal
    #[default]
    Text,
    /// A comment on a pull request
    Markdown,
    /// For programs: all that is known
    Json,
    /// An object a line, for each crash whose signature changes
    Ndjson,
    /// The map from old signatures to new ones
    Csv,
    /// A page to attach to a bug: one file that needs no other
    Html,
}
