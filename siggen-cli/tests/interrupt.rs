//! Runs that somebody ends.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that can't start its program fails")]

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};

use common::{Folder, Running, crash, many_crashes, pause, siggen};

/// Runs over a pipe until its crashes have come out, then ends the run while the pipe stays open.
fn stopped_at_a_pipe(args: &[&str], signal: &str) -> (Option<i32>, String) {
    let mut running = Running::siggen(args);
    let mut stdin = running.child().stdin.take().unwrap();
    stdin.write_all(format!("{}\n{}\n", crash("first"), crash("second")).as_bytes()).unwrap();
    let mut out = BufReader::new(running.child().stdout.take().unwrap());
    let mut lines = String::new();
    out.read_line(&mut lines).unwrap();
    out.read_line(&mut lines).unwrap();
    assert_eq!(lines, "first\nsecond\n");
    running.signal(signal);
    let ran = running.end();
    drop(stdin);
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
    (ran.status, ran.err)
}

#[test]
fn a_pipe_that_stays_open() {
    for signal in ["INT", "TERM"] {
        let (status, err) = stopped_at_a_pipe(&["signature"], signal);
        assert_eq!(
            (status, err.as_str()),
            (Some(130), "siggen: stopped after 2 crashes; the output ends with <stdin>:2\n")
        );
    }
}

#[test]
fn before_the_first_crash() {
    let mut running = Running::siggen(&["signature", "--format", "csv"]);
    // The head says that the run has begun.
    let mut out = BufReader::new(running.child().stdout.take().unwrap());
    out.read_line(&mut String::new()).unwrap();
    running.signal("INT");
    let stdin = running.child().stdin.take();
    let ran = running.end();
    drop(stdin);
    assert_eq!((ran.status, ran.err.as_str()), (Some(130), "siggen: stopped before the first crash\n"));
}

#[test]
fn standard_input_to_a_file() {
    let folder = Folder::new();
    let output = folder.path("out.txt").to_str().unwrap().to_owned();
    let mut running = Running::siggen(&["signature", "-o", &output]);
    let mut stdin = running.child().stdin.take().unwrap();
    stdin.write_all(format!("{}\n{}\n", crash("first"), crash("second")).as_bytes()).unwrap();
    while fs::read_to_string(format!("{output}.part")).unwrap_or_default() != "first\nsecond\n" {
        assert!(!running.has_ended());
        pause(5);
    }
    running.signal("INT");
    let ran = running.end();
    drop(stdin);
    assert_eq!(ran.status, Some(130));
    assert!(
        ran.err.contains(&format!("stopped after 2 crashes; the partial output is in {output}.part")),
        "{}",
        ran.err
    );
    let ran = siggen(&["signature", "--resume", "-o", &output]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("standard input and pipes can't be read again"), "{}", ran.err);
}

#[test]
fn the_second_time_at_once() {
    let folder = Folder::new();
    let input = folder.write("many.ndjson", many_crashes(0..2000));
    let mut running = Running::siggen(&["signature", "--format", "ndjson", "--jobs", "1", &input]);
    let mut out = BufReader::new(running.child().stdout.take().unwrap());
    out.read_line(&mut String::new()).unwrap();
    // The pipe is full, so the run can't come to an orderly end.
    running.signal("INT");
    for _ in 0..10_000 {
        if running.has_ended() {
            break;
        }
        pause(5);
        running.signal("INT");
    }
    assert_eq!(running.end().status, Some(130));
}

#[test]
fn gone_on_with_after_a_signal() {
    let folder = Folder::new();
    let input = folder.write("many.ndjson", many_crashes(0..20_000));
    let path = |name: &str| folder.path(name).to_str().unwrap().to_owned();
    let run =
        |output: &str| ["signature", "--format", "ndjson", "--jobs", "1", &input, "-o", output].map(str::to_owned);
    let args = run(&path("whole.ndjson"));
    assert_eq!(siggen(&args.each_ref().map(String::as_str)).status, Some(0));
    let output = path("out.ndjson");
    let args = run(&output);
    let args = args.each_ref().map(String::as_str);
    let mut running = Running::siggen(&args);
    while !running.has_ended() && fs::metadata(format!("{output}.part")).map_or(0, |part| part.len()) == 0 {
        pause(1);
    }
    running.signal("INT");
    let ran = running.end();
    if ran.status == Some(130) {
        assert!(ran.err.contains(" crashes; to continue, rerun the same command with --resume"), "{}", ran.err);
        assert!(!fs::exists(&output).unwrap());
        let ran = siggen(&[&args, ["--resume"].as_slice()].concat());
        assert_eq!(ran.status, Some(0), "{}", ran.err);
    }
    assert!(fs::read(&output).unwrap() == fs::read(path("whole.ndjson")).unwrap());
}
