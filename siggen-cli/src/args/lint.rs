//! The command line of `siggen lint`.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use siggen_analysis::Code;
use siggen_batch::MaxRecord;

use super::{InputShape, When};

pub(super) const EXAMPLES: &str = "\
LISTS is `built-in`, a directory with one or more of the four lists, or REVISION:DIRECTORY in the
current Git repository. docs/lint.md describes every kind of finding. A comment on the line before
an entry allows a finding:
  # siggen-lint: allow over-broad (every name that starts with it is meant)

Examples:
  siggen lint siglists/
  siggen lint siglists/ --corpus crashes.ndjson.zst      and how many crashes each finding affects
  siggen lint siglists/ --fix --only duplicate,shadowed
  siggen lint siglists/ --format github                  annotations in a GitHub workflow

Exit status: 0 no errors or warnings; 1 errors or warnings, or records of the corpus failed;
2 wrong usage.";

/// Arguments of `siggen lint`.
#[derive(Debug, Args)]
pub struct LintArgs {
    /// The lists to check
    #[arg(value_name = "LISTS", default_value = "built-in")]
    pub lists: String,
    /// Also count the crashes that the entries affect: files or directories, `-` for standard input
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub corpus: Vec<PathBuf>,
    /// Shape of the crashes
    #[arg(long = "input", value_enum, value_name = "SHAPE", default_value_t, requires = "corpus")]
    pub shape: InputShape,
    /// Number of cores to use for the crashes [default: all]
    #[arg(long, short, value_name = "N", requires = "corpus")]
    pub jobs: Option<NonZero<usize>>,
    /// Reject crashes larger than this: bytes, or a number with KiB, MiB or GiB; 0 means no limit
    #[arg(long, value_name = "SIZE", default_value = "32MiB", requires = "corpus")]
    pub max_record: MaxRecord,
    /// Fix, in the files of the directory, what can be fixed without changing a signature
    #[arg(long)]
    pub fix: bool,
    /// Report only these kinds of findings, such as `shadowed,order`
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub only: Vec<Code>,
    /// Also show findings that a comment allows, and why; the machine-readable formats always do
    #[arg(long)]
    pub allowed: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: LintFormat,
    /// Exit with status 0 even if there are errors or warnings
    #[arg(long)]
    pub exit_zero: bool,
    /// When to use colours; setting `NO_COLOR` also turns them off
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    pub color: When,
}

/// Formats of `siggen lint`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    /// For people
    #[default]
    Text,
    /// For programs: everything
    Json,
    /// Workflow commands, which GitHub shows next to the lines
    Github,
    /// A GitLab code quality report
    Gitlab,
    /// SARIF 2.1.0, which many tools can show
    Sarif,
}
