//! The command line of `siggen lint`.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use siggen_analysis::Code;
use siggen_batch::MaxRecord;

use super::{InputShape, When};

pub(super) const EXAMPLES: &str = "\
LISTS is `built-in`, a folder with one or more of the four lists, or REVISION:FOLDER of the git
repository that the current directory is in. docs/lint.md says what each kind of finding means. A
comment on the line before allows a finding:
  # siggen-lint: allow over-broad (every name that begins so is meant)

Examples:
  siggen lint siglists/
  siggen lint siglists/ --corpus crashes.ndjson.zst      with how many crashes each finding concerns
  siggen lint siglists/ --fix --only duplicate,shadowed
  siggen lint siglists/ --format github                  annotations in a workflow of GitHub

Exit status: 0 no errors and no warnings; 1 some, or records of the corpus failed; 2 wrong usage.";

/// Arguments of `siggen lint`.
#[derive(Debug, Args)]
pub struct LintArgs {
    /// The lists to look at
    #[arg(value_name = "LISTS", default_value = "built-in")]
    pub lists: String,
    /// Count in how many of these crashes the lines do something: files or folders, `-` for standard input
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub corpus: Vec<PathBuf>,
    /// The shape of the crashes, where it shouldn't be told by what the files hold
    #[arg(long = "input", value_enum, value_name = "SHAPE", default_value_t, requires = "corpus")]
    pub shape: InputShape,
    /// How many cores to use for the crashes [default: all]
    #[arg(long, short, value_name = "N", requires = "corpus")]
    pub jobs: Option<NonZero<usize>>,
    /// Crashes that are larger fail: a number of bytes, or one of KiB, MiB or GiB; 0 for no limit
    #[arg(long, value_name = "SIZE", default_value = "32MiB", requires = "corpus")]
    pub max_record: MaxRecord,
    /// Mend in the folder's files what can be mended without changing any signature
    #[arg(long)]
    pub fix: bool,
    /// Only findings of these kinds, such as `shadowed,order`
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub only: Vec<Code>,
    /// Show what a comment in the list allows, too, and why; the formats for programs have it all
    #[arg(long)]
    pub allowed: bool,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    pub format: LintFormat,
    /// Exit with 0 where there are errors or warnings, too
    #[arg(long)]
    pub exit_zero: bool,
    /// When to use colours; `NO_COLOR` in the environment turns them off, too
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    pub color: When,
}

/// Formats of `siggen lint`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    /// For people
    #[default]
    Text,
    /// For programs: all that is known
    Json,
    /// Workflow commands, which GitHub shows beside the lines
    Github,
    /// A code quality report of GitLab
    Gitlab,
    /// SARIF 2.1.0, which many tools show
    Sarif,
}
