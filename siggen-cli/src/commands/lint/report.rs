//! What there is to print, whatever the format.

use std::path::{Component, Path, PathBuf};

use serde::Serialize;
use siggen_analysis::{Code, Coverage, Finding, LineCoverage, Severity};

use super::lists::LintedLists;

/// What there is to print.
pub(super) struct Report {
    /// Where the lists come from.
    pub(super) source: String,
    /// How many crashes there are, where they were counted.
    pub(super) crashes: Option<u64>,
    /// Whether `--fix` could do something about findings with a fix.
    pub(super) can_fix: bool,
    /// What was fixed.
    pub(super) fixed: Vec<Found>,
    /// What is found.
    pub(super) findings: Vec<Found>,
}

/// A finding, with its place and weight.
#[derive(Serialize)]
pub(super) struct Found {
    /// The list's file.
    #[serde(serialize_with = "slashes")]
    pub(super) path: PathBuf,
    #[serde(flatten)]
    pub(super) finding: Finding,
    /// The crashes that it concerns, where they were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) crashes: Option<Crashes>,
}

/// The crashes that a line has to do with.
#[derive(Serialize)]
pub(super) struct Crashes {
    /// With a frame that the list is asked about and that the line matches.
    pub(super) matched: u64,
    /// Where it is the first line of its list to match such a frame.
    pub(super) fired: u64,
    /// Where no other line of its list matches such a frame.
    pub(super) only_match: u64,
    /// Ids of some where it is the first.
    pub(super) examples: Vec<String>,
}

/// How many there are of what.
#[derive(Default, Serialize)]
pub(super) struct Summary {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// Without those that are allowed.
    pub(super) hints: usize,
    pub(super) allowed: usize,
    pub(super) fixable: usize,
    pub(super) fixed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) crashes: Option<u64>,
}

/// How many ids of crashes are shown.
const EXAMPLES: usize = 3;

impl Found {
    pub(super) fn new(lists: &LintedLists, finding: Finding, coverage: Option<&Coverage>) -> Self {
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
    pub(super) fn slashed_path(&self) -> String {
        slashed(&self.path)
    }

    /// The message, what to do, and what there is besides, each on a line.
    pub(super) fn told(&self) -> Vec<String> {
        let Finding { message, help, pattern, trigger, .. } = &self.finding;
        let mut lines = vec![format!("`{pattern}`: {message}"), help.clone()];
        lines.extend(trigger.iter().map(|frame| format!("It matches `{frame}`.")));
        lines.extend(self.crashes.iter().map(|crashes| format!("Crashes: {}.", crashes.told())));
        lines
    }
}

impl Crashes {
    pub(super) fn told(&self) -> String {
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
    pub(super) fn open(&self) -> impl Iterator<Item = &Found> {
        self.findings.iter().filter(|found| found.finding.allowed.is_none())
    }

    pub(super) fn summary(&self) -> Summary {
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
