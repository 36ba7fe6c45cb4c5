//! The command line of `siggen explain`.

use std::str::FromStr;

use clap::{Args, ValueEnum};
use siggen_core::{SiglistError, SiglistName};

use super::{InputArgs, When};

pub(super) const EXPLAIN_EXAMPLES: &str = "\
Examples:
  siggen explain report.json
  siggen explain --id 6f3a1c52-8b1e-4d0a-9a57-2e41b0260714 reports/
  siggen explain --all --color always report.json | less -R
  siggen explain --without prefix:120 --with-line 'irrelevant:kite::fly' report.json
  siggen explain --format json report.json | jq '.rules[] | select(.applied) | .rule'

LIST is irrelevant, prefix, line-numbers or sentinels, or the full name of a list.";

/// Arguments of `siggen explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Explain only the crash with this id; can be repeated
    #[arg(long = "id", value_name = "ID")]
    pub ids: Vec<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: ExplainFormat,
    /// Also show the frames that were not reached and the rules that did not apply
    #[arg(long)]
    pub all: bool,
    /// Print the reference implementation's debug log instead
    #[arg(long, conflicts_with_all = ["format", "without", "with_line"])]
    pub debug_log: bool,
    /// Also show the signature without this list entry, given as a line number or as its text; can be
    /// repeated
    #[arg(long, value_name = "LIST:LINE")]
    pub without: Vec<ListLine>,
    /// Also show the signature with this entry added to the end of a list; can be repeated and combined
    /// with --without
    #[arg(long, value_name = "LIST:PATTERN")]
    pub with_line: Vec<ListLine>,
    /// When to use colours; setting `NO_COLOR` also turns them off
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    pub color: When,
}

/// An entry of a list, as an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLine {
    /// The list.
    pub list: SiglistName,
    /// What follows the colon: a line number, or the text of an entry.
    pub line: String,
}

impl FromStr for ListLine {
    type Err = String;

    fn from_str(argument: &str) -> Result<Self, String> {
        match argument.split_once(':') {
            Some((list, line)) if !line.trim().is_empty() => {
                let list = list.parse().map_err(|error: SiglistError| error.to_string())?;
                Ok(ListLine { list, line: line.trim().to_owned() })
            }
            _ => Err("expected a list and an entry with a colon between them, such as `prefix:memcpy`".to_owned()),
        }
    }
}

impl std::fmt::Display for ListLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.list, self.line)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_lists() {
        let parsed = |argument: &str| argument.parse::<ListLine>();
        let line = |list, line: &str| Ok(ListLine { list, line: line.to_owned() });
        assert_eq!(parsed("prefix:12"), line(SiglistName::Prefix, "12"));
        assert_eq!(parsed("irrelevant: kite::fly "), line(SiglistName::Irrelevant, "kite::fly"));
        for bad in ["", "prefix", "prefix:", "prefix: "] {
            assert!(parsed(bad).unwrap_err().contains("`prefix:memcpy`"), "{bad}");
        }
        assert!(parsed("kite::fly").unwrap_err().starts_with("unknown list `kite`"));
    }
}
