//! Lists with many lines, and lines with much in them.

use std::hint::black_box;

use siggen_core::tools::siglist_lines;
use siggen_core::{ListSet, SiglistFiles, SiglistName, Siglists};

use crate::{Operation, Work, joined, times};

pub(crate) const OPERATIONS: &[Operation] = &[
    Operation { name: "lists: lines of text", size: 200, prepare: |n| compile(joined(n, "\n", plain)) },
    Operation { name: "lists: lines `.*text`", size: 16, prepare: |n| compile(joined(n, "\n", inside)) },
    Operation { name: "lists: regexes", size: 6, prepare: |n| compile(joined(n, "\n", regex)) },
    Operation { name: "lists: comments", size: 1_000, prepare: |n| compile("# no line\n".repeat(n)) },
    Operation { name: "a line: named groups", size: 50, prepare: |n| compile(times(n, |i| format!("(?P<g{i}>a)"))) },
    Operation { name: "a line: braces", size: 80, prepare: |n| compile("{1".repeat(n)) },
    Operation { name: "a line: classes", size: 50, prepare: |n| compile("[a-c]".repeat(n)) },
    Operation { name: "a line: a class", size: 100, prepare: |n| compile(format!("[{}]", "a-c".repeat(n))) },
    Operation { name: "a line: alternatives", size: 12, prepare: |n| compile(joined(n, "|", plain)) },
    Operation { name: "a line: flags", size: 500, prepare: |n| compile("(?i)".repeat(n)) },
    Operation { name: "a line: open groups", size: 1_000, prepare: |n| compile("(".repeat(n)) },
    Operation { name: "a line: tails", size: 40, prepare: |n| compile(".*".repeat(n)) },
    Operation { name: "a line: comments", size: 400, prepare: |n| compile("(?#a)".repeat(n)) },
    Operation { name: "lists: lines checked", size: 100, prepare: checked },
    Operation { name: "lists: lines removed", size: 100, prepare: removed },
    Operation { name: "lists: asked which lines of text match", size: 100, prepare: |n| ask(n, plain) },
    Operation { name: "lists: ... which lines `.*text`", size: 16, prepare: |n| ask(n, inside) },
    Operation { name: "lists: ... which regexes", size: 6, prepare: |n| ask(n, regex) },
    Operation {
        name: "lists: ... which of lines that are long",
        size: 20,
        prepare: |n| ask(n, |i| "a".repeat(i % 20)),
    },
];

pub(crate) fn plain(i: usize) -> String {
    format!("kite::fly{i:07}")
}

pub(crate) fn inside(i: usize) -> String {
    format!(".*fly{i:07}")
}

pub(crate) fn regex(i: usize) -> String {
    format!("kite::fly{i:07}.?")
}

/// The same text in all lists.
pub(crate) fn files(text: &str) -> SiglistFiles<'_> {
    let text = || text.into();
    SiglistFiles { source: "".into(), irrelevant: text(), prefix: text(), line_numbers: text(), sentinels: text() }
}

fn compile(text: String) -> Work {
    Box::new(move || {
        black_box(Siglists::new(&files(&text)).is_ok());
    })
}

fn checked(count: usize) -> Work {
    let text = joined(count, "\n", |i| if i % 100 == 0 { regex(i) } else { plain(i) });
    Box::new(move || {
        black_box(siglist_lines("prefix_signature_re", &text).is_ok());
    })
}

fn removed(count: usize) -> Work {
    let text = joined(count, "\n", plain);
    Box::new(move || {
        let lists = ListSet { removed: files(&text), ..files(&text).into() };
        black_box(lists.compile().is_ok());
    })
}

/// As many frames as there are lines, each matched by one or a few.
fn ask(count: usize, line: impl Fn(usize) -> String) -> Work {
    let text = joined(count, "\n", line);
    let Ok(siglists) = Siglists::new(&files(&text)) else { return Box::new(|| ()) };
    Box::new(move || {
        for i in 0..count {
            let frame = plain(i);
            for list in SiglistName::ALL {
                black_box(siglists.is_match(list, &frame));
                black_box(siglists.find_all(list, &frame));
            }
        }
    })
}
