//! Reports of all shapes, with much of one thing.

use std::hint::black_box;

use siggen_core::Crash;

use crate::{Operation, Work, generate, generator, joined, times};

pub(crate) const OPERATIONS: &[Operation] = &[
    Operation { name: "report: members", size: 250, prepare: |n| with_members(n, |i| format!("\"m{i}\": {i}")) },
    Operation { name: "report: the same member", size: 250, prepare: |n| with_members(n, |_| "\"hang\": 1".into()) },
    Operation { name: "report: threads, repeated", size: 250, prepare: repeated_threads },
    Operation { name: "report: threads, nobody knows which", size: 250, prepare: threads_unknown },
    Operation {
        name: "report: nesting",
        size: 1000,
        prepare: |n| field("x", &format!("{}{}", "[".repeat(n), "]".repeat(n))),
    },
    Operation { name: "report: nesting without end", size: 1000, prepare: |n| generate("{\"a\":".repeat(n).into()) },
    Operation { name: "report: space", size: 2000, prepare: |n| generate(" ".repeat(n).into()) },
    Operation { name: "report: no JSON", size: 250, prepare: |n| generate("what is this\n".repeat(n).into()) },
    Operation { name: "report: a long number", size: 500, prepare: |n| field("hang", &"1".repeat(n)) },
    Operation {
        name: "report: a long float",
        size: 500,
        prepare: |n| field("hang", &format!("0.{}e-{n}", "1".repeat(n))),
    },
    Operation { name: "report: escapes", size: 250, prepare: |n| function(&"\\u00e9".repeat(n)) },
    Operation { name: "report: a field that is an object", size: 125, prepare: |n| field("hang", &object(n, |i| i)) },
    Operation { name: "report: ... with one name", size: 125, prepare: |n| field("hang", &object(n, |_| 7)) },
    Operation {
        name: "report: ... with two names in turn",
        size: 125,
        prepare: |n| field("hang", &object(n, |i| i % 2)),
    },
    Operation {
        name: "report: a field that is a list",
        size: 250,
        prepare: |n| field("hang", &format!("[{}]", joined(n, ",", |i| i.to_string()))),
    },
    Operation { name: "report: async_shutdown_timeout", size: 125, prepare: shutdown_timeout },
    Operation { name: "report: its conditions", size: 125, prepare: shutdown_conditions },
    Operation {
        name: "report: additional_minidumps",
        size: 250,
        prepare: |n| field("additional_minidumps", &format!("\"{}\"", ",a".repeat(n))),
    },
    Operation {
        name: "report: a stack of Java",
        size: 125,
        prepare: |n| field("java_stack_trace", &format!("\"a.B: c{}\"", "\\n\\tat d.E(F:1)".repeat(n))),
    },
    Operation {
        name: "report: an abort message",
        size: 500,
        prepare: |n| field("abort_message", &format!("\"{}\"", "ABORT: x ".repeat(n))),
    },
    Operation { name: "report: frames", size: 125, prepare: |n| generate(frames(n, r#"{"function": "f"}"#).into()) },
    Operation { name: "report: inlined functions", size: 125, prepare: inlines },
    Operation { name: "report: members of wrong types", size: 125, prepare: mistyped },
    Operation { name: "report: ... explained", size: 125, prepare: mistyped_explained },
    Operation { name: "report: unloaded modules", size: 125, prepare: unloaded },
    Operation {
        name: "report: KEY=VALUE",
        size: 250,
        prepare: |n| generate(times(n, |i| format!("Key{i}=a\\nb\n")).into()),
    },
    Operation { name: "explain: frames", size: 125, prepare: explain },
    Operation {
        name: "shapes: members",
        size: 4,
        prepare: |n| every_shape(n, &["{"], &|i| format!("\"m{i}\": [{i}],")),
    },
    Operation {
        name: "shapes: frames",
        size: 4,
        prepare: |n| {
            every_shape(n, &["\"frames\": ["], &|i| {
                format!(r#"{{"function": "f<{i}>", "module_index": 0, "ip": "0x{i}"}},"#)
            })
        },
    },
    Operation {
        name: "shapes: threads",
        size: 4,
        prepare: |n| every_shape(n, &["\"threads\": ["], &|_| r#"{"frames": [{"function": "f"}]},"#.into()),
    },
    Operation {
        name: "shapes: modules",
        size: 4,
        prepare: |n| every_shape(n, &["\"modules\": [", "\"stack\": ["], &|i| format!(r#"{{"filename": "a{i}.so"}},"#)),
    },
];

/// The documents of all shapes and forms.
const DOCUMENTS: [&str; 24] = [
    include_str!("../../testdata/crashes/content-process-windows.json"),
    include_str!("../../testdata/crashes/crash-data-ipc-linux.json"),
    include_str!("../../testdata/crashes/java-exception-android.json"),
    include_str!("../../testdata/crashes/oom-windows.json"),
    include_str!("../../testdata/crashes/ping-glean-android-java.json"),
    include_str!("../../testdata/crashes/ping-glean-android.json"),
    include_str!("../../testdata/crashes/ping-glean-row-macos.json"),
    include_str!("../../testdata/crashes/ping-glean-windows.json"),
    include_str!("../../testdata/crashes/ping-ipc-error-windows.json"),
    include_str!("../../testdata/crashes/ping-row-android-java.json"),
    include_str!("../../testdata/crashes/ping-row-linux.json"),
    include_str!("../../testdata/crashes/ping-stack-traces-older.json"),
    include_str!("../../testdata/crashes/ping-stack-traces.json"),
    include_str!("../../testdata/crashes/ping-stack.json"),
    include_str!("../../testdata/crashes/ping-telemetry-row.json"),
    include_str!("../../testdata/crashes/ping-telemetry-windows.json"),
    include_str!("../../testdata/crashes/processed-crashing-thread-linux.json"),
    include_str!("../../testdata/crashes/raw-annotations.json"),
    include_str!("../../testdata/crashes/raw-java-stack-trace.json"),
    include_str!("../../testdata/crashes/raw-stack-traces.json"),
    include_str!("../../testdata/crashes/rust-panic-linux.json"),
    include_str!("../../testdata/crashes/shutdown-hang-windows.json"),
    include_str!("../../testdata/crashes/stackwalk-crashing-thread.json"),
    include_str!("../../testdata/crashes/stackwalk-macos.json"),
];

/// Each document with more in front of what these begin, wherever they stand.
fn every_shape(count: usize, begins: &[&str], more: &dyn Fn(usize) -> String) -> Work {
    let mut all: Vec<Work> = Vec::new();
    for document in DOCUMENTS {
        for begin in begins {
            let more = times(count, more);
            all.push(generate(document.replace(begin, &format!("{begin}{more}")).into()));
        }
    }
    Box::new(move || all.iter_mut().for_each(|work| work()))
}

fn with_members(count: usize, member: impl Fn(usize) -> String) -> Work {
    generate(format!("{{\"threads\": [], {}}}", joined(count, ",", member)).into())
}

/// A crash with a field.
pub(crate) fn field(name: &str, json: &str) -> Work {
    generate(format!(r#"{{"threads": [{{"frames": [{{"function": "f"}}]}}], "{name}": {json}}}"#).into())
}

/// A crash in a function, whose name is given as it stands in JSON.
pub(crate) fn function(name: &str) -> Work {
    generate(frames(1, &format!(r#"{{"function": "{name}", "file": "a.cpp", "line": 1}}"#)).into())
}

fn frames(count: usize, frame: &str) -> String {
    format!(r#"{{"threads": [{{"frames": [{}]}}]}}"#, joined(count, ",", |_| frame.to_owned()))
}

fn object(count: usize, name: impl Fn(usize) -> usize) -> String {
    format!("{{{}}}", joined(count, ",", |i| format!("\"name{}\": {i}", name(i))))
}

fn repeated_threads(count: usize) -> Work {
    // A member whose name is as long as that of the crashing thread.
    generate(format!(r#"{{"crashing_threed": 1{}}}"#, r#", "threads": []"#.repeat(count)).into())
}

fn threads_unknown(count: usize) -> Work {
    let turn = r#", "crashing_thread": null, "threads": []"#;
    generate(format!(r#"{{"crash_inf0": 1{}}}"#, turn.repeat(count)).into())
}

fn shutdown_timeout(count: usize) -> Work {
    let json = object(count, |i| i).replace('"', "\\\"");
    field("async_shutdown_timeout", &format!("\"{json}\""))
}

fn shutdown_conditions(count: usize) -> Work {
    let conditions = joined(count, ",", |i| format!(r#"{{\"name\": \"n{i}\"}}"#));
    field("async_shutdown_timeout", &format!(r#""{{\"phase\": \"p\", \"conditions\": [{conditions}]}}""#))
}

fn inlines(count: usize) -> Work {
    let inlines = joined(count, ",", |_| r#"{"function": "g"}"#.to_owned());
    generate(frames(1, &format!(r#"{{"function": "f", "inlines": [{inlines}]}}"#)).into())
}

fn unloaded(count: usize) -> Work {
    let modules = joined(count, ",", |i| format!(r#"{{"module": "a{i}.dll"}}"#));
    generate(frames(1, &format!(r#"{{"unloaded_modules": [{modules}]}}"#)).into())
}

fn mistyped_report(count: usize) -> String {
    let wrong = joined(count, ",", |i| format!(r#""{}": [1]"#, ["function", "module", "file", "offset"][i % 4]));
    frames(1, &format!("{{{wrong}}}"))
}

fn mistyped(count: usize) -> Work {
    generate(mistyped_report(count).into())
}

fn mistyped_explained(count: usize) -> Work {
    explained(mistyped_report(count))
}

fn explain(count: usize) -> Work {
    explained(frames(count, r#"{"function": "memcpy", "inlines": [{"function": "f"}]}"#))
}

fn explained(report: String) -> Work {
    let generator = generator();
    Box::new(move || {
        if let Ok(crash) = Crash::from_json(report.as_bytes()) {
            black_box(generator.explain(&crash).debug_log());
        }
    })
}
