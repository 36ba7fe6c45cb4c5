//! The command line of `siggen coverage`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use siggen_core::SiglistName;

use super::{CsvArgs, InputArgs};

pub(super) const EXAMPLES: &str = "\
An entry fires in a crash if it is the first in its list to match one of the frames checked against
that list. The signature would change without the entry only if no other entry decides the same.

Examples:
  siggen coverage crashes.ndjson.zst
  siggen coverage --list prefix --sort crashes --limit 20 crashes/
  siggen coverage --unused --no-without crashes/
  siggen coverage --format csv -o entries.csv crashes/

LIST is irrelevant, prefix, line-numbers or sentinels, or the full name of a list.";

/// Arguments of `siggen coverage`.
#[derive(Debug, Args)]
pub struct CoverageArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Show only the entries of this list; can be repeated
    #[arg(long = "list", value_name = "LIST")]
    pub lists: Vec<SiglistName>,
    /// Show only entries that never fired
    #[arg(long)]
    pub unused: bool,
    /// Don't compute what the signatures would be without each entry; faster
    #[arg(long)]
    pub no_without: bool,
    /// Order of the entries [default: changed for text and Markdown, otherwise list]
    #[arg(long, value_enum, value_name = "ORDER")]
    pub sort: Option<CoverageSort>,
    /// Show at most N entries: per list in text and Markdown, otherwise in total
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: CoverageFormat,
    /// How to write comma-separated values.
    #[command(flatten)]
    pub csv: CsvArgs,
    /// Write the output to this file, atomically
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Orders of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CoverageSort {
    /// In the order of the lists
    List,
    /// By how many crashes they fired in
    Crashes,
    /// By how many crashes would change without them, then by how many they fired in
    Changed,
}

/// Formats of `siggen coverage`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CoverageFormat {
    /// For people
    #[default]
    Text,
    /// For a wiki or a pull request
    Markdown,
    /// For programs
    Json,
    /// Comma-separated values with a header, one row per entry
    Csv,
}
