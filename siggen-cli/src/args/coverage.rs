//! The command line of `siggen coverage`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use siggen_core::SiglistName;

use super::{CsvArgs, InputArgs};

pub(super) const EXAMPLES: &str = "\
A line fires in a crash where it is the first of its list to match a frame that the list is asked about. The
signature would change without it where only this line says so of a frame, and where that matters.

Examples:
  siggen coverage crashes.ndjson.zst
  siggen coverage --list prefix --sort crashes --limit 20 crashes/
  siggen coverage --unused --no-without crashes/
  siggen coverage --format csv -o lines.csv crashes/

LIST is a list's name, or irrelevant, prefix, line-numbers or sentinels.";

/// Arguments of `siggen coverage`.
#[derive(Debug, Args)]
pub struct CoverageArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Only the lines of this list; can be given several times
    #[arg(long = "list", value_name = "LIST")]
    pub lists: Vec<SiglistName>,
    /// Only lines that never fired
    #[arg(long)]
    pub unused: bool,
    /// Don't find out what signatures would be without each line, which is faster
    #[arg(long)]
    pub no_without: bool,
    /// The order of the lines [default: changed in text and Markdown, list else]
    #[arg(long, value_enum, value_name = "ORDER")]
    pub sort: Option<CoverageSort>,
    /// Show at most so many lines: of each list in text and Markdown, else in all
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: CoverageFormat,
    /// How to write comma-separated values.
    #[command(flatten)]
    pub csv: CsvArgs,
    /// Write to this file, which changes only when all is done
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Orders of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CoverageSort {
    /// As they stand in the lists
    List,
    /// By the crashes where they fired
    Crashes,
    /// By the crashes that would change without them, then by those where they fired
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
    /// Comma-separated values, with a header: one line a line of a list
    Csv,
}
