//! Files of many reports.

use std::hint::black_box;

use siggen_core::records::{in_document, in_lines, layout};
use siggen_core::{Crash, SessionMemory};

use crate::{Operation, Work, generator, joined, times};

pub(crate) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "lines: reports",
        size: 40,
        prepare: |n| lines(times(n, |i| format!("{{\"threads\": [], \"crash_id\": \"{i}\"}}\n"))),
    },
    Operation { name: "lines: broken", size: 200, prepare: |n| lines("{\"os\" 1}\n".repeat(n)) },
    Operation { name: "lines: blank", size: 600, prepare: |n| lines("\n \n".repeat(n)) },
    Operation {
        name: "a list: reports",
        size: 40,
        prepare: |n| list(&joined(n, ",\n", |_| "{\"threads\": []}".into())),
    },
    Operation {
        name: "a list: broken reports",
        size: 200,
        prepare: |n| list(&joined(n, ",\n", |_| "{\"os\" 1}".into())),
    },
    Operation { name: "a list: no reports", size: 200, prepare: |n| list(&joined(n, ",\n", |_| "12".to_owned())) },
    Operation {
        name: "a list: brackets in texts",
        size: 600,
        prepare: |n| list(&format!("{{\"a\": \"{}\"}}", "[\\\"".repeat(n))),
    },
    Operation { name: "a list: nesting", size: 600, prepare: |n| list(&"[".repeat(n)) },
    Operation { name: "layout: blank lines", size: 600, prepare: |n| look("\n".repeat(n) + "{}") },
    Operation { name: "layout: a long line", size: 600, prepare: |n| look("{".repeat(n) + "\n{}") },
    Operation { name: "a session: other names in each report", size: 12, prepare: session },
    Operation { name: "a session: long names", size: 3, prepare: long_names },
];

fn lines(text: String) -> Work {
    let generator = generator();
    Box::new(move || {
        let mut memory = SessionMemory::default();
        for record in in_lines(text.as_bytes(), 1) {
            black_box(record.read(None).map(|crash| generator.generate_with(&mut memory, &crash)).ok());
        }
    })
}

fn list(items: &str) -> Work {
    let document = format!("[\n{items}\n]");
    let generator = generator();
    Box::new(move || {
        for record in in_document(document.as_bytes()) {
            black_box(record.and_then(|record| record.read(None)).map(|crash| generator.generate(&crash)).ok());
        }
    })
}

fn look(text: String) -> Work {
    Box::new(move || {
        black_box(layout(text.as_bytes(), true));
    })
}

fn session(count: usize) -> Work {
    in_session(count, |i| format!("kite::Fly<{i}>::at{i}(int, char)"))
}

fn long_names(count: usize) -> Work {
    in_session(count, |i| format!("kite::Fly<{}>::at{i}", "std::pair<int, int>, ".repeat(50)))
}

fn in_session(count: usize, name: impl Fn(usize) -> String) -> Work {
    let report = |i: usize| {
        let frames = joined(20, ",", |frame| format!(r#"{{"function": "{}"}}"#, name(20 * i + frame)));
        format!(r#"{{"threads": [{{"frames": [{frames}]}}]}}"#)
    };
    let reports: Vec<String> = (0..count).map(report).collect();
    let generator = generator();
    Box::new(move || {
        let mut memory = SessionMemory::default();
        for report in &reports {
            black_box(
                Crash::from_json(report.as_bytes()).map(|crash| generator.generate_with(&mut memory, &crash)).ok(),
            );
        }
    })
}
