//! `siggen lint`.

mod corpus;
mod fingerprint;
mod github;
mod gitlab;
mod json;
mod lists;
mod report;
mod sarif;
mod text;

use std::io::Write;
use std::process::ExitCode;

use siggen_analysis::{Finding, Severity, apply, lint};

use super::Failure;
use crate::args::{LintArgs, LintFormat};
use crate::run::Tally;
use crate::terminal::has_colours;

use lists::LintedLists;
use report::{Found, Report};

/// How often is linted anew after fixes: what one fix brings to light, the next one fixes.
const ROUNDS: usize = 10;

pub(super) fn execute(args: &LintArgs, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let mut lists = LintedLists::read(&args.lists)?;
    let fixed = if args.fix { fix(&mut lists, args)? } else { Vec::new() };
    let findings = findings(&lists, args);
    let counted = (!args.corpus.is_empty()).then(|| corpus::count(&lists, args)).transpose()?;
    let (coverage, tally) = counted.map_or((None, Tally::default()), |(coverage, tally)| (Some(coverage), tally));
    let report = Report {
        source: lists.source(),
        crashes: coverage.as_ref().map(|coverage| coverage.crashes),
        can_fix: lists.is_folder(),
        fixed: fixed.into_iter().map(|finding| Found::new(&lists, finding, None)).collect(),
        findings: findings.into_iter().map(|finding| Found::new(&lists, finding, coverage.as_ref())).collect(),
    };
    match args.format {
        LintFormat::Text => text::write(&report, args.allowed, has_colours(args.color), out)?,
        LintFormat::Json => json::write(&report, out)?,
        LintFormat::Github => github::write(&report, out)?,
        LintFormat::Gitlab => gitlab::write(&report, out)?,
        LintFormat::Sarif => sarif::write(&report, out)?,
    }
    let is_bad = report.findings.iter().any(|found| found.finding.severity != Severity::Hint);
    Ok(tally.exit_code_or(is_bad && !args.exit_zero))
}

/// What is found, as far as it is asked for.
fn findings(lists: &LintedLists, args: &LintArgs) -> Vec<Finding> {
    let mut findings = lint(&lists.files, &lists.names);
    findings.retain(|finding| args.only.is_empty() || args.only.contains(&finding.code));
    findings
}

/// Fixes what can be fixed, writes the files and gives what is no longer found.
fn fix(lists: &mut LintedLists, args: &LintArgs) -> Result<Vec<Finding>, Failure> {
    lists.check_can_be_written()?;
    let before = lists.files.clone();
    let mut fixed = Vec::new();
    for _ in 0..ROUNDS {
        let mut fixable = findings(lists, args);
        fixable.retain(|finding| finding.fix.is_some());
        if fixable.is_empty() {
            break;
        }
        lists.files = apply(&lists.files, &fixable);
        fixed.append(&mut fixable);
    }
    lists.write(&before)?;
    Ok(fixed)
}
