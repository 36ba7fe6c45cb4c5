//! What each line of the lists does to many crashes, as it is printed: one file a format.

mod csv;
mod json;
mod markdown;
mod text;

use std::cmp::Reverse;

use siggen_analysis::{Coverage, LineCoverage};
use siggen_core::SiglistName;

use crate::args::{CoverageArgs, CoverageFormat, CoverageSort};
use crate::cells::Cells;
use crate::numbers::{number, so_many};

/// Signatures, ways from signature to signature and crashes that are named for each line.
const SIGNATURES: usize = 3;
const CHANGES: usize = 1;
const EXAMPLES: usize = 2;

/// A coverage, and what of it is to be printed in which way.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    pub(crate) coverage: &'a Coverage,
    pub(crate) args: &'a CoverageArgs,
    /// What comma-separated values are made of.
    pub(crate) cells: Cells,
    /// How many records failed.
    pub(crate) failed: u64,
    /// Whether somebody stopped it before all crashes were looked at.
    pub(crate) is_stopped: bool,
}

impl Report<'_> {
    /// The report in the format that the arguments ask for.
    pub(crate) fn render(&self) -> String {
        match self.args.format {
            CoverageFormat::Text => text::render(self, crate::terminal::columns()),
            CoverageFormat::Markdown => markdown::render(self),
            CoverageFormat::Json => json::render(self),
            CoverageFormat::Csv => csv::render(self),
        }
    }

    /// Whether it is known what would be without each line.
    fn has_without(&self) -> bool {
        !self.args.no_without
    }

    /// The lists to be shown.
    fn lists(&self) -> impl Iterator<Item = SiglistName> {
        SiglistName::ALL.into_iter().filter(|list| self.args.lists.is_empty() || self.args.lists.contains(list))
    }

    /// The lines of a list, in its order.
    fn lines(&self, list: SiglistName) -> impl Iterator<Item = &LineCoverage> {
        self.coverage.lines.iter().filter(move |line| line.list == list)
    }

    /// The lines of a list that fired, in the order that is asked for.
    fn fired(&self, list: SiglistName) -> Vec<&LineCoverage> {
        let fired = self.lines(list).filter(|line| line.fired > 0).collect();
        sorted(fired, self.args.sort.unwrap_or(CoverageSort::Changed))
    }

    /// The lines of a list that never fired.
    fn unused(&self, list: SiglistName) -> Vec<&LineCoverage> {
        self.lines(list).filter(|line| line.fired == 0).collect()
    }

    /// All lines to be shown, for programs.
    fn shown(&self) -> Vec<&LineCoverage> {
        let lines = self.lists().flat_map(|list| self.lines(list));
        let lines = lines.filter(|line| !self.args.unused || line.fired == 0).collect();
        let mut lines = sorted(lines, self.args.sort.unwrap_or(CoverageSort::List));
        lines.truncate(self.limit());
        lines
    }

    fn limit(&self) -> usize {
        self.args.limit.unwrap_or(usize::MAX)
    }

    /// How many crashes there were and how many lines fired, in a line.
    fn head(&self) -> String {
        let Coverage { crashes, signatures, .. } = *self.coverage;
        let lines = || self.lists().flat_map(|list| self.lines(list));
        let fired = lines().filter(|line| line.fired > 0).count() as u64;
        format!(
            "{}, {}; {} of {} fired",
            so_many(crashes, "crash", "crashes"),
            so_many(signatures, "signature", "signatures"),
            number(fired),
            so_many(lines().count() as u64, "entry", "entries")
        )
    }

    /// What keeps the report from being about all crashes.
    fn gaps(&self) -> Vec<String> {
        let mut gaps = Vec::new();
        if self.is_stopped {
            let crashes = so_many(self.coverage.crashes, "crash", "crashes");
            gaps.push(format!("Interrupted: this covers only {crashes}."));
        }
        if self.failed > 0 {
            gaps.push(format!("Not counted: {} that can't be read.", so_many(self.failed, "record", "records")));
        }
        gaps
    }
}

/// What to keep in mind of lines that never fired.
const ROT: &str = "An entry that never fired has no effect on these crashes. Others may need it: look at \
                   more of them, and of all systems, before you remove it.";

fn sorted(mut lines: Vec<&LineCoverage>, sort: CoverageSort) -> Vec<&LineCoverage> {
    // These sorts keep the lists' order where nothing else decides.
    match sort {
        CoverageSort::List => {}
        CoverageSort::Crashes => lines.sort_by_key(|line| Reverse(line.fired)),
        CoverageSort::Changed => lines.sort_by_key(|line| Reverse((line.changed, line.fired))),
    }
    lines
}

/// How many of some things are not among those that are shown.
fn rest(all: u64, shown: usize) -> u64 {
    all.saturating_sub(shown as u64)
}

#[cfg(test)]
mod tests;
