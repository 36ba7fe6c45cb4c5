//! What the workbench says of two sets of lists is what computing each signature anew says, and every format holds it.
#![no_main]

use std::collections::{BTreeMap, BTreeSet};

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use siggen_analysis::{CoverageTally, Coverer, CovererMemory, Diff, DiffTally, Differ, DifferMemory, apply, lint};
use siggen_cli::args::DiffFormat;
use siggen_cli::fuzzing::diff_formats;
use siggen_core::{Crash, Generator, SiglistFiles, SiglistName, Siglists};
use siggen_fuzz::{html, seeds};

const FUNCTIONS: [&str; 18] = [
    "memcpy",
    "memcpy_s",
    "mem",
    "paint",
    "draw",
    "PaintLayer::draw",
    "ns::f",
    "a",
    "ab",
    "abc",
    "<b>&\"'",
    "|",
    "-1+1",
    "=1",
    "@a",
    "raise",
    "abort",
    "kite",
];

const LINES: [&str; 20] = [
    "memcpy",
    "memcpy_s",
    "mem",
    "paint",
    "draw",
    "PaintLayer::",
    "ns::.*",
    ".*draw",
    "a",
    "ab?",
    "(a|b)c?",
    "<b>",
    "\\|",
    "raise",
    "abort",
    "# comment",
    "",
    "kite$",
    "(?i)KITE",
    "a",
];

#[derive(Arbitrary, Debug)]
struct Input {
    before: [Vec<u8>; 4],
    after: [Vec<u8>; 4],
    crashes: Vec<Stack>,
}

#[derive(Arbitrary, Debug)]
struct Stack {
    frames: Vec<u8>,
    line: Option<u8>,
    original: Option<u8>,
    id: Option<u8>,
}

impl Stack {
    fn to_json(&self) -> String {
        let frames = self.frames.iter().take(8).map(|&frame| {
            let function = FUNCTIONS[usize::from(frame) % FUNCTIONS.len()];
            serde_json::json!({"function": function, "line": self.line})
        });
        let frames: Vec<_> = frames.collect();
        let original = self.original.map(|at| FUNCTIONS[usize::from(at) % FUNCTIONS.len()]);
        let id = self.id.map(|id| format!("<id-{id}>"));
        serde_json::json!({"crash_id": id, "original_signature": original, "threads": [{"frames": frames}]}).to_string()
    }
}

fn files(source: &'static str, lists: &[Vec<u8>; 4]) -> SiglistFiles<'static> {
    let mut files = SiglistFiles { source: source.into(), ..SiglistFiles::default() };
    for (name, lines) in SiglistName::ALL.into_iter().zip(lists) {
        let lines = lines.iter().take(6).map(|&line| LINES[usize::from(line) % LINES.len()]);
        files.set(name, lines.collect::<Vec<_>>().join("\n"));
    }
    files
}

fn compiled(files: &SiglistFiles<'_>) -> Siglists {
    Siglists::new(files).expect("all lines are valid")
}

fuzz_target!(init: seeds::or_begin(Vec::new, &[]), |input: Input| {
    let (before, after) = (files("before", &input.before), files("after", &input.after));
    let texts: Vec<String> = input.crashes.iter().take(8).map(Stack::to_json).collect();
    let crashes: Vec<Crash<'_>> = texts.iter().map(|text| Crash::from_json(text.as_bytes()).expect("a report")).collect();
    let signatures = |files: &SiglistFiles<'_>| -> Vec<String> {
        let generator = Generator::with_siglists(compiled(files));
        crashes.iter().map(|crash| generator.generate(crash).signature).collect()
    };
    let (olds, news) = (signatures(&before), signatures(&after));
    let diff = diff(&before, &after, &crashes);
    same_diff(&diff, &olds, &news);
    formats(&diff);
    coverage(&before, &crashes, &olds, &signatures);

    let fixed = apply(&before, &lint(&before, &SiglistName::ALL));
    assert_eq!(signatures(&fixed), olds, "a fix changes no signature");
});

/// In two parts, which are put together.
fn diff(before: &SiglistFiles<'_>, after: &SiglistFiles<'_>, crashes: &[Crash<'_>]) -> Diff {
    let differ = Differ::new(Some(compiled(before)), compiled(after));
    let mut memory = DifferMemory::default();
    let mut tallies = [DiffTally::default(), DiffTally::default()];
    for (at, crash) in crashes.iter().enumerate() {
        differ.add(crash, &|| format!("place {at}"), &mut memory, &mut tallies[at % 2]);
    }
    let [mut tally, other] = tallies;
    tally.merge(other);
    differ.finish(tally)
}

fn same_diff(diff: &Diff, olds: &[String], news: &[String]) {
    let distinct = |signatures: &[String]| signatures.iter().collect::<BTreeSet<_>>().len() as u64;
    let mut ways: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for (old, new) in olds.iter().zip(news).filter(|(old, new)| old != new) {
        *ways.entry((old, new)).or_default() += 1;
    }
    assert_eq!(diff.crashes, olds.len() as u64);
    assert_eq!(diff.changed, ways.values().sum::<u64>());
    assert_eq!((diff.signatures_before, diff.signatures_after), (distinct(olds), distinct(news)));
    let said = diff.migrations.iter().map(|way| ((&*way.before, &*way.after), way.crashes));
    assert_eq!(said.filter(|((before, after), _)| before != after).collect::<BTreeMap<_, _>>(), ways);
    assert_eq!(diff.buckets.iter().map(|bucket| bucket.moved).sum::<u64>(), diff.changed);
    assert_eq!(diff.changes.len() as u64, diff.changed);
    for bucket in &diff.buckets {
        for (buckets, signatures) in [(&bucket.before, olds), (&bucket.after, news)] {
            for count in buckets {
                let expected = signatures.iter().filter(|signature| **signature == count.signature).count();
                assert_eq!(count.crashes, expected as u64, "{}", count.signature);
            }
        }
    }
}

fn formats(diff: &Diff) {
    for (format, text) in diff_formats(diff) {
        match format {
            DiffFormat::Html => html::check(&text),
            DiffFormat::Json => drop(serde_json::from_str::<serde_json::Value>(&text).expect("JSON")),
            DiffFormat::Ndjson => {
                assert_eq!(text.lines().count(), diff.changes.len());
                text.lines().for_each(|line| drop(serde_json::from_str::<serde_json::Value>(line).expect("JSON")));
            }
            DiffFormat::Csv => {
                assert_eq!(text.lines().count(), diff.migrations.len() + 1, "{text}");
                let is_run = |line: &str| line.trim_start_matches('"').starts_with(['=', '+', '-', '@']);
                assert!(!text.lines().any(is_run), "{text}");
            }
            _ => assert!(!text.is_empty()),
        }
    }
}

fn coverage(
    files: &SiglistFiles<'_>,
    crashes: &[Crash<'_>],
    signatures: &[String],
    of: &dyn Fn(&SiglistFiles<'_>) -> Vec<String>,
) {
    let coverer = Coverer::new(compiled(files), true);
    let (mut memory, mut tally) = (CovererMemory::default(), CoverageTally::default());
    for (at, crash) in crashes.iter().enumerate() {
        coverer.add(crash, &|| format!("place {at}"), &mut memory, &mut tally);
    }
    let coverage = coverer.finish(tally);
    assert_eq!(coverage.crashes, crashes.len() as u64);
    for line in &coverage.lines {
        assert!(
            line.matched >= line.fired && line.matched >= line.only_match && Some(line.only_match) >= line.changed,
            "{line:?}"
        );
        let mut without = files.clone();
        let kept = files.get(line.list).split('\n').enumerate().filter(|(at, _)| at + 1 != line.line);
        without.set(line.list, kept.map(|(_, text)| text).collect::<Vec<_>>().join("\n"));
        let changed = of(&without).iter().zip(signatures).filter(|(one, other)| one != other).count();
        assert_eq!(line.changed, Some(changed as u64), "without {line:?}");
    }
}
