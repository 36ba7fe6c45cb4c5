//! The linter, and diffs and coverage of lists with many lines.

use std::hint::black_box;

use siggen_analysis::{Corpus, CoverageTally, Coverer, CovererMemory, DiffTally, Differ, DifferMemory, apply, lint};
use siggen_core::{Crash, ListSet, SiglistFiles, SiglistName, Siglists, Wanted};

use crate::lists::{files, inside, plain, regex};
use crate::{Operation, Work, joined, times};

pub(crate) const OPERATIONS: &[Operation] = &[
    Operation { name: "lint: lines of text", size: 100, prepare: |n| linted(joined(n, "\n", plain)) },
    Operation { name: "lint: ... the longer ones first", size: 400, prepare: |n| linted(falling(n, "")) },
    Operation { name: "lint: ... twice", size: 60, prepare: |n| linted(joined(n, "\n", |i| plain(i / 2))) },
    Operation {
        name: "lint: ... that another takes",
        size: 60,
        prepare: |n| linted(joined(n, "\n", plain) + "\nkite"),
    },
    Operation {
        name: "lint: ... out of order",
        size: 60,
        prepare: |n| linted(joined(n, "\n", |i| if i % 50 == 7 { "a::b".to_owned() + &plain(i) } else { plain(i) })),
    },
    Operation {
        name: "lint: ... with an end",
        size: 40,
        prepare: |n| linted(joined(n, "\n", |i| plain(i) + "\\(int\\)")),
    },
    Operation { name: "lint: lines `.*text`", size: 50, prepare: |n| linted(joined(n, "\n", inside)) },
    Operation { name: "lint: ... of those the longer ones first", size: 100, prepare: |n| linted(falling(n, ".*")) },
    Operation {
        name: "lint: ... and lines of text",
        size: 16,
        prepare: |n| linted(joined(n, "\n", |i| if i % 2 == 0 { inside(i) } else { plain(i - 1) })),
    },
    Operation { name: "lint: regexes", size: 6, prepare: |n| linted(joined(n, "\n", regex)) },
    Operation {
        name: "lint: comments that allow",
        size: 200,
        prepare: |n| linted(times(n, |i| format!("# siggen-lint: allow shadowed (so)\n{}\n", plain(i))) + "kite"),
    },
    Operation {
        name: "lint: ... above one line",
        size: 200,
        prepare: |n| linted("# siggen-lint: allow shadowed (so)\n".repeat(n) + "kite_a\nkite"),
    },
    Operation {
        name: "lint: ... of many kinds",
        size: 100,
        prepare: |n| {
            linted(format!(
                "# siggen-lint: allow {} (so)\nkite",
                joined(n, ",", |i| if i < n / 2 { "shadowed" } else { "duplicate" }.to_owned())
            ))
        },
    },
    Operation { name: "lint: a line with tails", size: 16, prepare: |n| linted("a".to_owned() + &".*".repeat(n)) },
    Operation { name: "lint: a line with classes", size: 8, prepare: |n| linted("[ab]".repeat(n)) },
    Operation { name: "lint: a line with types", size: 100, prepare: |n| linted("<a as b>".repeat(n)) },
    Operation { name: "lint: a line with odd types", size: 100, prepare: |n| linted("<a>".repeat(n)) },
    Operation {
        name: "lint: a line with operators",
        size: 300,
        prepare: |n| linted(format!("{}operator{}", "a".repeat(n), "<a>".repeat(n))),
    },
    Operation { name: "lint: a line with arguments", size: 60, prepare: |n| linted("(a) ".repeat(n)) },
    Operation { name: "lint: a line with commas", size: 100, prepare: |n| linted("a::b,".repeat(n)) },
    Operation { name: "lint: mended", size: 50, prepare: mended },
    Operation { name: "diff: lines and crashes", size: 20, prepare: |n| diffed(n, plain) },
    Operation { name: "diff: ... lines `.*text`", size: 16, prepare: |n| diffed(n, inside) },
    Operation { name: "diff: ... regexes", size: 6, prepare: |n| diffed(n, regex) },
    Operation { name: "diff: ... that nothing matches", size: 20, prepare: |n| diffed(n, |i| format!("none{i}")) },
    Operation { name: "diff: many signatures become one", size: 20, prepare: |n| diffed(n, |_| "kite".to_owned()) },
    Operation { name: "coverage: lines and crashes", size: 20, prepare: |n| covered(n, plain) },
    Operation { name: "coverage: ... regexes", size: 6, prepare: |n| covered(n, regex) },
    Operation { name: "coverage: lines that all match", size: 20, prepare: all_match },
    Operation { name: "lists: lines taken out", size: 300, prepare: taken_out },
    Operation { name: "reports reduced", size: 16, prepare: reduced },
];

fn linted(text: String) -> Work {
    Box::new(move || {
        let files = SiglistFiles { irrelevant: text.as_str().into(), ..SiglistFiles::default() };
        black_box(lint(&files, &SiglistName::ALL));
    })
}

/// Lines of about so many bytes in all, each of which the next one takes.
fn falling(size: usize, begin: &str) -> String {
    let lines = (2 * size).isqrt();
    joined(lines, "\n", |i| begin.to_owned() + &"a".repeat(lines - i))
}

fn mended(count: usize) -> Work {
    let text = joined(count, "\n", |i| format!("# siggen-lint: x\n{}\n{}x", plain(i), plain(i)));
    let text: &'static str = text.leak();
    let findings = lint(&files(text), &SiglistName::ALL);
    Box::new(move || {
        black_box(apply(&files(text), &findings));
    })
}

/// A crash in some functions.
fn report(of: usize) -> String {
    let frames = joined(4, ",", |frame| format!(r#"{{"function": "{}"}}"#, plain(of + frame)));
    format!(r#"{{"crash_id": "c{of}", "threads": [{{"frames": [{frames}]}}]}}"#)
}

fn reports(count: usize) -> Vec<String> {
    (0..count).map(report).collect()
}

fn siglists(prefix: String) -> Siglists {
    let files = SiglistFiles { prefix: prefix.into(), ..SiglistFiles::default() };
    Siglists::new(&files).unwrap_or_else(|error| unreachable!("{error}"))
}

/// As many lines are added as there are crashes.
fn diffed(count: usize, line: impl Fn(usize) -> String) -> Work {
    let reports = reports(count);
    let differ = Differ::new(Some(siglists(String::new())), siglists(joined(count, "\n", line)));
    Box::new(move || {
        let mut memory = DifferMemory::default();
        let mut all = DiffTally::default();
        for some in reports.chunks(5) {
            let mut tally = DiffTally::default();
            for report in some {
                if let Ok(crash) = Crash::from_json(report.as_bytes()) {
                    differ.add(&crash, &String::new, &mut memory, &mut tally);
                }
            }
            all.merge(tally);
        }
        black_box(differ.finish(all));
    })
}

fn covered(count: usize, line: impl Fn(usize) -> String) -> Work {
    covering(reports(count), joined(count, "\n", line))
}

/// A few crashes, and lines that match them all.
fn all_match(count: usize) -> Work {
    covering(reports(3), joined(count, "\n", |i| format!("kite(?#{i})")))
}

fn covering(reports: Vec<String>, prefix: String) -> Work {
    let coverer = Coverer::new(siglists(prefix), true);
    Box::new(move || {
        let mut memory = CovererMemory::default();
        let mut all = CoverageTally::default();
        for some in reports.chunks(5) {
            let mut tally = CoverageTally::default();
            for report in some {
                if let Ok(crash) = Crash::from_json(report.as_bytes()) {
                    coverer.add(&crash, &String::new, &mut memory, &mut tally);
                }
            }
            all.merge(tally);
        }
        black_box(coverer.finish(all));
    })
}

fn taken_out(count: usize) -> Work {
    let text = joined(count, "\n", plain);
    Box::new(move || {
        let wanted: Vec<_> = (1..=count).map(Wanted::Line).collect();
        let lists = ListSet::from(files(&text)).with_line(SiglistName::Prefix, "kite");
        black_box(
            lists.and_then(|lists| Ok(lists.clone().without(&lists.find(SiglistName::Prefix, &wanted)?))).is_ok(),
        );
    })
}

fn reduced(count: usize) -> Work {
    let reports = reports(count);
    Box::new(move || {
        let mut corpus = Corpus::new();
        for report in &reports {
            black_box(corpus.add(report.as_bytes(), None).is_ok());
        }
        black_box(corpus.signatures(&siggen_core::Generator::new()));
    })
}
