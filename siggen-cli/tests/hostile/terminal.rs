//! What a terminal gets, by a terminal of the system's.

use std::fs::File;
use std::io::Read;
use std::process::{Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use serde_json::Value;

use crate::common::siggen;
use crate::{Hostile, assert_shown, in_json, in_report};

/// What the program prints when standard output and standard error are a terminal.
fn on_a_terminal(args: &[&str]) -> String {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let name = ptsname(&terminal, Vec::new()).unwrap();
    let other_end = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_siggen"))
        .args(args)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(other_end.try_clone().unwrap())
        .stderr(other_end)
        .spawn()
        .unwrap();
    let mut text = Vec::new();
    // Where nobody has the other end any more, reading fails. The command still has it, so it is dropped with its end.
    drop(File::from(terminal).read_to_end(&mut text));
    child.wait().unwrap();
    // A terminal puts a carriage return in front of each line end.
    String::from_utf8(text).unwrap().replace("\r\n", "\n")
}

#[test]
fn nothing_hidden_gets_onto_a_terminal() {
    let hostile = Hostile::new();
    for args in hostile.for_people() {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let shown = on_a_terminal(&args);
        assert!(!shown.is_empty(), "{args:?}");
        assert_shown(&shown, &args);
    }
}

#[test]
fn json_is_escaped_and_means_the_same() {
    let hostile = Hostile::new();
    let [reports, before, after] = ["reports", "before", "after"].map(|name| hostile.path(name));
    let documents = |text: &str| -> Vec<Value> {
        serde_json::Deserializer::from_str(text).into_iter().collect::<Result<_, _>>().unwrap()
    };
    for args in in_json(&reports, &before, &after) {
        let args = args.as_slice();
        let shown = on_a_terminal(args);
        assert_shown(&shown, args);
        assert_eq!(documents(&shown), documents(&siggen(args).out), "{args:?}");
        if matches!(args[0], "signature" | "diff" | "coverage") {
            // Also where the terminal is named as a file.
            let named = on_a_terminal(&[args, &["-o", "/dev/stdout"]].concat());
            assert_shown(&named, args);
            assert_eq!(documents(&named), documents(&shown), "{args:?}");
        }
    }
    let failed = on_a_terminal(&["signature", "--failed", "/dev/stderr", &hostile.path("broken")]);
    assert_shown(&failed, "--failed /dev/stderr");
    assert!(failed.contains(r#""error":"#), "{failed}");
}

#[test]
fn cells_are_safe_and_shown() {
    let hostile = Hostile::new();
    let [reports, before, after] = ["reports", "before", "after"].map(|name| hostile.path(name));
    let stored = siggen_core::printable(&in_report("=stored")).into_owned();
    for args in [
        &["signature", "--format", "csv", &reports][..],
        &["diff", "--format", "csv", "stored", &before, &reports],
        &["coverage", "--siglists", &after, "--format", "csv", &reports],
    ] {
        let shown = on_a_terminal(args);
        assert_shown(&shown, args);
        if args[0] != "coverage" {
            assert!(shown.contains(&format!("'{stored}")), "{args:?}: {shown}");
        }
        let as_they_are = on_a_terminal(&[args, &["--csv-safe=never"]].concat());
        assert_shown(&as_they_are, args);
        assert!(!as_they_are.contains("'="), "{args:?}: {as_they_are}");
    }
    // Also where the terminal is named as a file.
    let shown = on_a_terminal(&["signature", "--format", "csv", "-o", "/dev/stdout", &reports]);
    assert_shown(&shown, "-o /dev/stdout");
    assert!(shown.contains(&format!("'{stored}")), "{shown}");
    // What goes to a file doesn't ask where the messages go.
    let file = hostile.path("out.csv");
    on_a_terminal(&["signature", "--format", "csv", "-o", &file, &reports]);
    assert_eq!(std::fs::read_to_string(file).unwrap(), siggen(&["signature", "--format", "csv", &reports]).out);
}
