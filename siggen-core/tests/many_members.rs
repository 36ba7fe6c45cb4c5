//! Inputs with far more members, threads and modules than any crash: what counts is read, and nothing is kept of the rest.

use std::fmt::Write;

use siggen_core::{Crash, Error, Generator};

fn signature(json: &str) -> String {
    Generator::new().generate(&Crash::from_json(json.as_bytes()).expect("it is a crash")).signature
}

#[test]
fn the_last_of_many_members_of_a_name_counts() {
    let mut json = String::from("{");
    for index in 0..3000 {
        write!(json, r#""k{index}": 0, "hang": "h{index}", "#).expect("memory");
    }
    assert_eq!(
        signature(&(json.clone() + r#""threads": [{"frames": [{"function": "f"}]}], "crashing_thread": 0}"#)),
        "hang: h2999 | f"
    );
    // Neither hides what comes late, nor what was replaced by something else.
    json += r#""hang": "ui", "threads": [{"frames": [{"function": "f"}]}], "threads": 0}"#;
    assert_eq!(signature(&json), "hang: ui | EMPTY: no frame data available");
}

#[test]
fn the_last_of_repeated_threads_counts() {
    let thread = |function: &str| format!(r#""threads": [{{"frames": [{{"function": "{function}"}}]}}]"#);
    assert_eq!(signature(&format!("{{{}, {}}}", thread("f"), thread("g"))), "g");
    assert_eq!(signature(&format!(r#"{{{}, "threads": 0, {}}}"#, thread("f"), thread("g"))), "g");
}

#[test]
fn members_that_no_shape_has_are_counted() {
    let members: Vec<String> = (0..5000).map(|index| format!(r#""k{index}": 0"#)).collect();
    let error = Crash::from_json(format!("{{{}}}", members.join(",")).as_bytes()).unwrap_err();
    let Error::UnknownMembers { members, more } = error else { panic!("{error}") };
    assert_eq!((members.as_slice(), more), (["k0", "k1", "k2", "k3", "k4"].map(str::to_owned).as_slice(), 4995));
}

#[test]
fn each_of_many_threads_is_found() {
    let threads: Vec<String> = (0..10_000)
        .map(|index| match index % 7 {
            0 => "null".to_owned(),
            _ => format!(r#"{{"frames": [{{"function": "f{index}x"}}]}}"#),
        })
        .collect();
    // Between the commas stands what may.
    let threads = threads.join(" ,\n ");
    for index in [0, 1, 4095, 4096, 4097, 4159, 4160, 9_999] {
        let crash = format!(r#"{{"crashing_thread": {index}, "threads": [ {threads} ]}}"#);
        let crash = Crash::from_json(crash.as_bytes()).expect("it is a crash");
        assert_eq!(crash.threads.len(), 10_000);
        // The one that was read on the way, and one that was not.
        for index in [index, index ^ 1] {
            let function = crash.threads.get(index).and_then(|thread| thread.frames.first()?.function.clone());
            let expected = (index % 7 > 0).then(|| format!("f{index}x"));
            assert_eq!(function.as_deref(), expected.as_deref(), "{index}");
        }
        assert!(crash.threads.get(10_000).is_none());
    }
}

#[test]
fn a_field_that_is_repeated_leaves_one_note() {
    let lines = r#""line": {}, "#.repeat(500);
    let frames = format!(r#""frames": [{{{lines} "function": "f", "inlines": [{{"line": []}}]}}]"#);
    let json = format!(r#"{{"threads": [{{{frames}, {frames}}}]}}"#);
    let crash = Crash::from_json(json.as_bytes()).expect("it is a crash");
    let thread = crash.threads.get(0).expect("there is one");
    let paths: Vec<&str> = thread.mistyped.iter().map(|mistyped| &*mistyped.path).collect();
    assert_eq!(paths, ["threads[0].frames[0].inlines[0].line", "threads[0].frames[0].line"]);
}

#[test]
fn a_module_of_no_system_counts_as_absent() {
    let length = |name: &str| {
        let frames = r#"[{"ip": "0x10", "module_index": 0}]"#;
        let module = format!(r#"{{"filename": "C:\\{name}", "base_addr": "0x0"}}"#);
        let json = format!(
            r#"{{"crash_info": {{"crashing_thread": 0}}, "modules": [{module}], "threads": [{{"frames": {frames}}}]}}"#
        );
        let crash = Crash::from_json(json.as_bytes()).expect("it is a crash");
        crash.threads.get(0).expect("there is one").frames[0].module.as_deref().map(str::len)
    };
    assert_eq!(length(&"k".repeat(1 << 17)), Some(1 << 17));
    assert_eq!(length(&"k".repeat((1 << 17) + 1)), None);
}
