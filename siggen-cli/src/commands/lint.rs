//! `siggen lint`.

use std::collections::HashSet;
use std::io::Write;
use std::process::ExitCode;

use siggen_analysis::{Code, Coverage, CoverageTally, Coverer, CovererMemory, Finding, Severity, apply, lint};
use siggen_batch::run::{Options, Work};
use siggen_batch::{FolderOrder, Inputs, Problem, Record};
use siggen_core::{ListSet, Shape, SiglistFiles, SiglistName, Siglists};

use super::Failure;
use crate::args::LintArgs;
use crate::lint::{Found, LintedLists, Report, write};
use crate::run::{Counted, Going, Tally, count as count_records};

/// How often fixes are followed by another look: a fix can reveal a finding that the next one fixes.
const ROUNDS: usize = 10;

pub(super) fn execute(args: &LintArgs, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let mut lists = LintedLists::read(&args.lists)?;
    let fixed = if args.fix { fix(&mut lists, args)? } else { Vec::new() };
    let findings = findings(&lists, args);
    let counted = (!args.corpus.is_empty()).then(|| count(&lists, args)).transpose()?;
    let (coverage, tally) = counted.map_or((None, Tally::default()), |(coverage, tally)| (Some(coverage), tally));
    let report = Report {
        source: lists.source(),
        crashes: coverage.as_ref().map(|coverage| coverage.crashes),
        can_fix: lists.is_folder(),
        fixed: fixed.into_iter().map(|finding| Found::new(&lists, finding, None)).collect(),
        findings: findings.into_iter().map(|finding| Found::new(&lists, finding, coverage.as_ref())).collect(),
    };
    write(&report, args, out)?;
    let is_bad = report.findings.iter().any(|found| found.finding.severity != Severity::Hint);
    Ok(tally.exit_code_or(is_bad && !args.exit_zero))
}

/// The findings that were asked for.
fn findings(lists: &LintedLists, args: &LintArgs) -> Vec<Finding> {
    let mut findings = lint(&lists.files, &lists.names);
    findings.retain(|finding| args.only.is_empty() || args.only.contains(&finding.code));
    findings
}

/// Fixes what can be fixed, writes the files, and returns the findings that are gone.
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

/// Counts what the lines do to each crash.
struct Lines {
    coverer: std::sync::Arc<Coverer>,
    shape: Option<Shape>,
}

impl Work for Lines {
    type Part = Counted<CoverageTally>;
    type Local = CovererMemory;

    fn record(&self, record: Result<Record<'_>, Problem>, memory: &mut CovererMemory, part: &mut Self::Part) {
        if let Some((crash, record)) = part.read(record, self.shape) {
            self.coverer.add(&crash, &|| place(&record), memory, &mut part.tally);
        }
    }
}

/// Where a crash stands that has no id.
fn place(record: &Record<'_>) -> String {
    match (record.line, record.index) {
        (Some(line), _) => format!("{}:{line}", record.source),
        (None, Some(index)) => format!("{}[{index}]", record.source),
        (None, None) => record.source.to_owned(),
    }
}

/// Counts the crashes of the corpus.
fn count(lists: &LintedLists, args: &LintArgs) -> Result<(Coverage, Tally), Failure> {
    let siglists = Siglists::new(&sound(lists)).map_err(|error| Failure::Usage(error.to_string()))?;
    let coverer = std::sync::Arc::new(Coverer::new(siglists, false));
    let inputs = Inputs::new(&args.corpus, FolderOrder::Name).map_err(|error| Failure::Usage(error.to_string()))?;
    let going =
        Going { inputs, options: Options { jobs: args.jobs, max_record: args.max_record, from: None }, failed: None };
    let work = Lines { coverer: coverer.clone(), shape: args.shape.forced() };
    let mut counted = CoverageTally::default();
    let tally = count_records(going, work, |part| counted.merge(part))?;
    Ok((coverer.finish(counted), tally))
}

/// The lists without the lines that can't be compiled, and with the built-in ones for those that aren't there.
fn sound(lists: &LintedLists) -> SiglistFiles<'static> {
    let invalid = lint(&lists.files, &lists.names).into_iter().filter(|finding| finding.code == Code::Invalid);
    let invalid: HashSet<(SiglistName, usize)> = invalid.map(|finding| (finding.list, finding.line)).collect();
    let set = ListSet::from(lists.files.clone());
    let entries = SiglistName::ALL.into_iter().flat_map(|list| set.entries(list));
    let entries: Vec<_> = entries.filter(|entry| invalid.contains(&(entry.list, entry.line.number))).collect();
    let mut sound = set.without(&entries).base;
    let built_in = SiglistFiles::built_in();
    for list in SiglistName::ALL.into_iter().filter(|list| !lists.names.contains(list)) {
        sound.set(list, built_in.get(list).to_owned());
    }
    sound
}
