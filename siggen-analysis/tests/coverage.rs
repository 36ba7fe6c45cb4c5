//! What lines of lists do to crashes: counted by hand, and every line taken out for real.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "corpus/reports.rs"]
mod reports;

use std::collections::{BTreeMap, BTreeSet};

use siggen_analysis::{Coverage, CoverageTally, Coverer, CovererMemory, LineCoverage, SignatureCount, Without};
use siggen_core::SiglistName::{Irrelevant, LineNumbers, Prefix, Sentinels};
use siggen_core::{
    Crash, Explanation, FrameTrail, Generator, ListSet, SiglistFiles, SiglistName, Siglists, StackTrail, Wanted,
};

use reports::{Report, cases, reports, testdata};

fn crash(report: &Report) -> Crash<'_> {
    let crash = match report.shape {
        Some(shape) => Crash::from_json_as(&report.json, shape),
        None => Crash::from_json(&report.json),
    };
    crash.unwrap()
}

/// Coverage by several workers, whose tallies are put together.
fn coverage(lists: &SiglistFiles<'_>, reports: &[Report], workers: usize) -> Coverage {
    let coverer = Coverer::new(Siglists::new(lists).unwrap(), true);
    let mut whole = CoverageTally::default();
    for part in reports.chunks(reports.len().div_ceil(workers).max(1)) {
        let (mut memory, mut tally) = (CovererMemory::default(), CoverageTally::default());
        for report in part {
            coverer.add(&crash(report), &|| report.name.clone(), &mut memory, &mut tally);
        }
        whole.merge(tally);
    }
    coverer.finish(whole)
}

fn signatures(lists: &SiglistFiles<'_>, reports: &[Report]) -> Vec<String> {
    let generator = Generator::with_siglists(Siglists::new(lists).unwrap());
    reports.iter().map(|report| generator.generate(&crash(report)).signature).collect()
}

/// A crash of some functions, innermost first.
fn stack(id: &str, functions: &[&str]) -> Report {
    let frames: Vec<String> = functions.iter().map(|name| format!(r#"{{"function": "{name}", "line": 7}}"#)).collect();
    let json = format!(r#"{{"crash_id": "{id}", "threads": [{{"frames": [{}]}}]}}"#, frames.join(","));
    Report { json: json.into_bytes(), shape: None, name: format!("place of {id}"), signature: None }
}

/// The four numbers of a line: matched, fired, `only_match`, changed.
fn numbers(coverage: &Coverage, list: SiglistName, line: usize) -> [u64; 4] {
    let found = coverage.lines.iter().find(|of| of.list == list && of.line == line).unwrap();
    [found.matched, found.fired, found.only_match, found.changed.unwrap_or_default()]
}

/// What signatures would be without a line.
fn ways_of(line: &LineCoverage) -> &[Without] {
    line.changes.as_deref().unwrap()
}

fn line(coverage: &Coverage, list: SiglistName, line: usize) -> &LineCoverage {
    coverage.lines.iter().find(|of| of.list == list && of.line == line).unwrap()
}

#[test]
fn counted_by_hand() {
    let lists = SiglistFiles {
        source: "mine".into(),
        irrelevant: "# Skipped.\nskip\n\nskip_more\nnever".into(),
        prefix: "mem\nmemcpy\nmem\npaint$\ndraw".into(),
        line_numbers: "draw".into(),
        sentinels: "start\nstart\nother".into(),
    };
    let reports = [
        // skip_more(2) | memcpy -> mem(1) | draw:7 -> line added, draw(5) | main
        stack("1", &["skip_more", "memcpy", "draw", "main"]),
        // From start (1) on; what stands before isn't asked about.
        stack("2", &["skip", "memcpy", "start", "main"]),
        stack("3", &["paint", "stop"]),
        stack("4", &["skip", "paint", "stop"]),
        stack("5", &["never_mind", "painter", "memcpy"]),
    ];
    let coverage = coverage(&lists, &reports, 2);
    assert_eq!((&*coverage.source, coverage.crashes), ("mine", 5));
    // `memcpy | draw:7 | main`, `start`, `paint | stop` twice and `painter`.
    assert_eq!(coverage.signatures, 4);
    let places: Vec<(SiglistName, usize, &str)> =
        coverage.lines.iter().map(|line| (line.list, line.line, line.text.as_str())).collect();
    assert_eq!(
        places,
        [
            (Irrelevant, 2, "skip"),
            (Irrelevant, 4, "skip_more"),
            (Irrelevant, 5, "never"),
            (Prefix, 1, "mem"),
            (Prefix, 2, "memcpy"),
            (Prefix, 3, "mem"),
            (Prefix, 4, "paint$"),
            (Prefix, 5, "draw"),
            (LineNumbers, 1, "draw"),
            (Sentinels, 1, "start"),
            (Sentinels, 2, "start"),
            (Sentinels, 3, "other"),
        ]
    );
    let of = |list, line| numbers(&coverage, list, line);
    // In crashes 1 and 4; in 1 the next line would do as well, in 4 no other.
    assert_eq!(of(Irrelevant, 2), [2, 2, 1, 1]);
    assert_eq!(of(Irrelevant, 4), [1, 0, 0, 0], "shadowed");
    assert_eq!(of(Irrelevant, 5), [1, 1, 1, 1]);
    // Only crash 1 gets to memcpy.
    assert_eq!(of(Prefix, 1), [1, 1, 0, 0]);
    assert_eq!(of(Prefix, 2), [1, 0, 0, 0], "shadowed");
    assert_eq!(of(Prefix, 3), [1, 0, 0, 0], "twice there");
    assert_eq!(of(Prefix, 4), [2, 2, 2, 2]);
    assert_eq!(of(Prefix, 5), [1, 1, 1, 1]);
    assert_eq!(of(LineNumbers, 1), [1, 1, 1, 1]);
    assert_eq!(of(Sentinels, 1), [1, 1, 0, 0]);
    assert_eq!(of(Sentinels, 2), [1, 0, 0, 0], "twice there");
    assert_eq!(of(Sentinels, 3), [0, 0, 0, 0]);

    let skip = line(&coverage, Irrelevant, 2);
    assert_eq!(skip.examples, ["1", "4"]);
    let count = |signature: &str, crashes| SignatureCount { signature: signature.to_owned(), crashes };
    assert_eq!(skip.signatures, [count("memcpy | draw:7 | main", 1), count("paint | stop", 1)]);
    let ways = |line: &LineCoverage| -> Vec<(String, String, u64)> {
        ways_of(line).iter().map(|way| (way.signature.clone(), way.without.clone(), way.crashes)).collect()
    };
    let way = |from: &str, to: &str, crashes| (from.to_owned(), to.to_owned(), crashes);
    assert_eq!(ways(skip), [way("paint | stop", "skip", 1)]);
    assert_eq!(ways(line(&coverage, Prefix, 4)), [way("paint | stop", "paint", 2)]);
    let draw = ("memcpy | draw:7 | main", "memcpy | draw:7");
    assert_eq!(ways(line(&coverage, Prefix, 5)), [way(draw.0, draw.1, 1)]);
    assert_eq!(ways(line(&coverage, LineNumbers, 1)), [way(draw.0, "memcpy | draw | main", 1)]);
    assert_eq!(ways(line(&coverage, Irrelevant, 5)), [way("painter", "never_mind", 1)]);
}

#[test]
fn a_sentinel_alone_and_a_frame_that_is_on_two_lists() {
    let lists = SiglistFiles {
        irrelevant: "start".into(),
        prefix: "start\nmem".into(),
        sentinels: "start".into(),
        ..SiglistFiles::default()
    };
    let coverage = coverage(&lists, &[stack("1", &["mem", "begin", "start", "mem", "main"])], 1);
    assert_eq!(numbers(&coverage, Sentinels, 1), [1, 1, 1, 1]);
    assert_eq!(numbers(&coverage, Irrelevant, 1), [1, 1, 1, 1]);
    // A frame that is skipped is never put to the list of prefixes.
    assert_eq!(numbers(&coverage, Prefix, 1), [0, 0, 0, 0]);
    // Without the sentinel the walk starts at the top: `mem | begin`.
    assert_eq!(ways_of(line(&coverage, Sentinels, 1))[0].without, "mem | begin");
    assert_eq!(ways_of(line(&coverage, Irrelevant, 1))[0].without, "start | mem | main");
}

#[test]
fn a_line_counts_once_in_a_crash_and_a_crash_without_id_is_named_by_its_place() {
    let lists = SiglistFiles { prefix: "mem".into(), ..SiglistFiles::default() };
    let json = br#"{"threads": [{"frames": [{"function": "memcpy"}, {"function": "memset"}]}]}"#.to_vec();
    let report = || Report { json: json.clone(), shape: None, name: "x.json".to_owned(), signature: None };
    let coverage = coverage(&lists, &[report(), report()], 1);
    assert_eq!(numbers(&coverage, SiglistName::Prefix, 1), [2, 2, 2, 2]);
    assert_eq!(line(&coverage, SiglistName::Prefix, 1).examples, ["x.json"]);
    assert_eq!(ways_of(line(&coverage, SiglistName::Prefix, 1))[0].crashes, 2);
}

#[test]
fn a_memory_of_other_lists_is_not_believed() {
    let report = stack("1", &["paint", "draw"]);
    let mut memory = CovererMemory::default();
    let changed = |prefix: &'static str, memory: &mut CovererMemory| {
        let lists = SiglistFiles { prefix: prefix.into(), ..SiglistFiles::default() };
        let coverer = Coverer::new(Siglists::new(&lists).unwrap(), true);
        let mut tally = CoverageTally::default();
        coverer.add(&crash(&report), &|| unreachable!("it has an id"), memory, &mut tally);
        coverer.finish(tally).lines.iter().filter_map(|line| line.changed).collect::<Vec<_>>()
    };
    assert_eq!(changed("fly\npaint", &mut memory), [0, 1]);
    // The same frame is on the first line here.
    assert_eq!(changed("paint\nfly", &mut memory), [1, 0]);
}

#[test]
fn without_the_question_what_would_be() {
    let lists = SiglistFiles { prefix: "mem".into(), ..SiglistFiles::default() };
    let coverer = Coverer::new(Siglists::new(&lists).unwrap(), false);
    let (mut memory, mut tally) = (CovererMemory::default(), CoverageTally::default());
    let report = stack("1", &["memcpy", "main"]);
    coverer.add(&crash(&report), &|| unreachable!("it has an id"), &mut memory, &mut tally);
    let coverage = coverer.finish(tally);
    assert_eq!(numbers(&coverage, SiglistName::Prefix, 1), [1, 1, 1, 0]);
    let line = line(&coverage, SiglistName::Prefix, 1);
    assert_eq!((line.changed, line.change_count, &line.changes), (None, None, &None));
}

/// Takes out each line for real, and makes all signatures anew.
fn assert_true(lists: &SiglistFiles<'_>, reports: &[Report]) -> Coverage {
    let coverage = coverage(lists, reports, 3);
    let (set, now) = (ListSet::from(lists.clone()), signatures(lists, reports));
    assert_eq!(coverage.crashes, reports.len() as u64);
    assert_eq!(coverage.signatures, now.iter().collect::<BTreeSet<_>>().len() as u64);
    let mut lines = coverage.lines.iter();
    for list in SiglistName::ALL {
        for entry in lists.entries(list) {
            let line = lines.next().unwrap();
            let name = format!("{list}:{}: {}", entry.number, entry.text);
            assert_eq!((line.list, line.line, &line.text), (list, entry.number, &entry.text), "{name}");
            let then =
                signatures(&set.clone().without(&set.find(list, &[Wanted::Line(entry.number)]).unwrap()).base, reports);
            let mut ways: BTreeMap<(&str, &str), u64> = BTreeMap::new();
            for (now, then) in now.iter().zip(&then).filter(|(now, then)| now != then) {
                *ways.entry((now, then)).or_default() += 1;
            }
            assert_eq!(line.changed, Some(ways.values().sum::<u64>()), "{name}");
            assert_eq!(line.change_count, Some(ways.len() as u64), "{name}");
            let mut ways: Vec<(u64, (&str, &str))> = ways.into_iter().map(|(way, crashes)| (crashes, way)).collect();
            // The most frequent first, and those that are as frequent by name.
            ways.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
            let said: Vec<(u64, (&str, &str))> =
                ways_of(line).iter().map(|way| (way.crashes, (way.signature.as_str(), way.without.as_str()))).collect();
            assert_eq!(said, ways[..said.len()], "{name}");
            assert!(said.len() == ways.len() || said.len() >= 3, "{name}");
            assert!(
                line.changed <= Some(line.only_match) && line.only_match <= line.matched && line.fired <= line.matched,
                "{name}"
            );
        }
    }
    assert_eq!(lines.next(), None);
    coverage
}

/// The lines that decided about some frame, as explanations say.
fn decided(explanation: &Explanation) -> BTreeSet<(&'static str, usize)> {
    let frames = |stack: &StackTrail| match stack {
        StackTrail::Native { frames, .. } => frames.clone(),
        StackTrail::JavaStackTrace | StackTrail::JavaException => Vec::new(),
    };
    let frames: Vec<FrameTrail> =
        explanation.rules.iter().filter_map(|rule| rule.stack.as_ref()).flat_map(frames).collect();
    let decisions = frames.iter().flat_map(|frame| [&frame.decided_by, &frame.sentinel]).flatten();
    decisions.map(|decision| (decision.list, decision.line)).collect()
}

/// The crashes where lines fired are those whose explanations name them. Line numbers have a test of their own: an
/// explanation only knows the frame as it is with its number.
fn assert_explained(lists: &SiglistFiles<'_>, reports: &[Report], coverage: &Coverage) {
    let generator = Generator::with_siglists(Siglists::new(lists).unwrap());
    let explanations: Vec<Explanation> = reports.iter().map(|report| generator.explain(&crash(report))).collect();
    let decided: Vec<BTreeSet<(&str, usize)>> = explanations.iter().map(decided).collect();
    for line in coverage.lines.iter().filter(|line| line.list != SiglistName::LineNumbers) {
        let place = (line.list.name(), line.line);
        let fired: Vec<&Explanation> = explanations
            .iter()
            .zip(&decided)
            .filter(|(_, decided)| decided.contains(&place))
            .map(|(explanation, _)| explanation)
            .collect();
        assert_eq!(line.fired, fired.len() as u64, "{place:?}");
        let signatures: BTreeSet<&str> = fired.iter().map(|explanation| &*explanation.outcome.signature).collect();
        assert_eq!(line.signature_count, signatures.len() as u64, "{place:?}");
        for count in &line.signatures {
            let crashes = fired.iter().filter(|explanation| explanation.outcome.signature == count.signature).count();
            assert_eq!(count.crashes, crashes as u64, "{place:?}");
        }
        assert_eq!(line.examples.is_empty(), line.fired == 0, "{place:?}");
    }
}

#[test]
fn built_in_lines_taken_out_for_real() {
    let (lists, mut reports) = (SiglistFiles::built_in(), reports());
    for (report, signature) in reports.iter().zip(signatures(&lists, &reports)) {
        assert_eq!(Some(&signature), report.signature.as_ref(), "{}", report.name);
    }
    // No report of the corpus has a frame whose line number matters.
    reports.push(stack("numbered", &["js_Interpret", "main"]));
    let coverage = assert_true(&lists, &reports);
    assert_explained(&lists, &reports, &coverage);
    for list in SiglistName::ALL {
        assert!(
            coverage.lines.iter().any(|line| line.list == list && line.changed > Some(0)),
            "{list} does nothing here"
        );
    }
}

#[test]
fn lines_of_other_lists_taken_out_for_real() {
    let mut lists = SiglistFiles::default();
    for list in SiglistName::ALL {
        let path = testdata("siglists/custom").join(format!("{list}.txt"));
        lists.set(list, std::fs::read_to_string(path).unwrap());
    }
    let mut reports = reports();
    reports.extend(cases(&[testdata("siglists/custom.json")]));
    let coverage = assert_true(&lists, &reports);
    assert_explained(&lists, &reports, &coverage);
}

#[test]
fn lines_that_overlap_taken_out_for_real() {
    let lists = SiglistFiles {
        irrelevant: "mozilla::\n.*Wait\nNt\nNtWait\nmozilla::dom\n__\n@0x\nRtl\nRtl".into(),
        prefix: "mem\n.*::\nmemcpy\n[a-m]\nk.*\n.*Lock\nRunWatchdog\n[A-Z].*[a-z]$".into(),
        line_numbers: ".*::\nmozilla\n[a-f]\nmain".into(),
        sentinels: "main\nRunWatchdog\nmain\nmozilla::dom::HarborMaster::Pier".into(),
        ..SiglistFiles::default()
    };
    let mut reports = reports();
    reports.extend(cases(&[testdata("siglists/custom.json")]));
    let coverage = assert_true(&lists, &reports);
    assert_explained(&lists, &reports, &coverage);
    let shadowed = coverage.lines.iter().filter(|line| line.matched > 0 && line.fired == 0);
    assert!(shadowed.count() > 2, "lines here stand in each other's way");
    assert!(coverage.lines.iter().any(|line| Some(line.only_match) > line.changed), "not all that is alone matters");
}
