//! What there is to print, whatever the format.

use std::path::{Component, Path, PathBuf};

use serde::Serialize;
use siggen_analysis::{Code, Coverage, Finding, LineCoverage, Severity};

use super::lists::LintedLists;

/// What there is to print.
pub(crate) struct Report {
    /// Where the lists come from.
    pub(crate) source: String,
    /// How many crashes there are, where they were counted.
    pub(crate) crashes: Option<u64>,
    /// Whether `--fix` could do something about findings with a fix.
    pub(crate) can_fix: bool,
    /// What was fixed.
    pub(crate) fixed: Vec<Found>,
    /// What is found.
    pub(crate) findings: Vec<Found>,
}

/// A finding, with its place and weight.
#[derive(Serialize)]
pub(crate) struct Found {
    /// The list's file.
    #[serde(serialize_with = "slashes")]
    pub(crate) path: PathBuf,
    #[serde(flatten)]
    pub(crate) finding: Finding,
    /// The crashes that it concerns, where they were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) crashes: Option<Crashes>,
}

/// The crashes that a line has to do with.
#[derive(Serialize)]
pub(crate) struct Crashes {
    /// With a frame that the list is asked about and that the line matches.
    pub(crate) matched: u64,
    /// Where it is the first line of its list to match such a frame.
    pub(crate) fired: u64,
    /// Where no other line of its list matches such a frame.
    pub(crate) only_match: u64,
    /// Ids of some where it is the first.
    pub(crate) examples: Vec<String>,
}

/// How many there are of what.
#[derive(Default, Serialize)]
pub(crate) struct Summary {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    /// Without those that are allowed.
    pub(crate) hints: usize,
    pub(crate) allowed: usize,
    pub(crate) fixable: usize,
    pub(crate) fixed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) crashes: Option<u64>,
}

/// How many ids of crashes are shown.
const EXAMPLES: usize = 3;

impl Found {
    pub(crate) fn new(lists: &LintedLists, finding: Finding, coverage: Option<&Coverage>) -> Self {
        // These are about how a file is written, not about what a line does.
        let counts = !matches!(finding.code, Code::Invalid | Code::Order | Code::Allowance);
        let is_it = |line: &&LineCoverage| counts && (line.list, line.line) == (finding.list, finding.line);
        let crashes = coverage.and_then(|coverage| coverage.lines.iter().find(is_it)).map(|line| Crashes {
            matched: line.matched,
            fired: line.fired,
            only_match: line.only_match,
            examples: line.examples.iter().take(EXAMPLES).cloned().collect(),
        });
        Found { path: lists.path(finding.list), finding, crashes }
    }

    /// The path with `/` between its parts, as the tools of other people want it.
    pub(crate) fn slashed_path(&self) -> String {
        slashed(&self.path)
    }

    /// The message, what to do, and what there is besides, each on a line.
    pub(crate) fn told(&self) -> Vec<String> {
        let Finding { message, help, pattern, trigger, .. } = &self.finding;
        let mut lines = vec![format!("`{pattern}`: {message}"), help.clone()];
        lines.extend(trigger.iter().map(|frame| format!("It matches `{frame}`.")));
        lines.extend(self.crashes.iter().map(|crashes| format!("Crashes: {}.", crashes.told())));
        lines
    }
}

impl Crashes {
    pub(crate) fn told(&self) -> String {
        if self.matched == 0 {
            return "none has a frame that is checked against the list and that the entry matches".to_owned();
        }
        let have = if self.matched == 1 { "has" } else { "have" };
        let mut told = format!("{} {have} such a frame", self.matched);
        told += &match (self.fired, self.only_match) {
            (0, _) => ", and another entry matches first in all of them".to_owned(),
            (fired, 0) => format!(", the entry matches first in {fired} and is never the only one"),
            (fired, only_match) => format!(", the entry matches first in {fired} and is the only one in {only_match}"),
        };
        if !self.examples.is_empty() {
            told += &format!(": {}", self.examples.join(", "));
        }
        told
    }
}

impl Report {
    /// Those that are no business of tools that only know what is wrong.
    pub(crate) fn open(&self) -> impl Iterator<Item = &Found> {
        self.findings.iter().filter(|found| found.finding.allowed.is_none())
    }

    pub(crate) fn summary(&self) -> Summary {
        let mut summary = Summary { fixed: self.fixed.len(), crashes: self.crashes, ..Summary::default() };
        for Found { finding, .. } in &self.findings {
            let count = match finding.severity {
                _ if finding.allowed.is_some() => &mut summary.allowed,
                Severity::Error => &mut summary.errors,
                Severity::Warning => &mut summary.warnings,
                Severity::Hint => &mut summary.hints,
            };
            *count += 1;
            summary.fixable += usize::from(finding.fix.is_some());
        }
        summary
    }
}

fn slashed(path: &Path) -> String {
    // The root of a path on Windows is a backslash of its own.
    let part = |part: Component<'_>| match part {
        Component::RootDir => String::new(),
        part => part.as_os_str().to_string_lossy().into_owned(),
    };
    path.components().filter(|&part| part != Component::CurDir).map(part).collect::<Vec<_>>().join("/")
}

fn slashes<S: serde::Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&slashed(path))
}
