//! The drop-in for the program of that name.

#![allow(clippy::unwrap_used, reason = "a test that can't set up its files fails")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the program left behind.
struct Ran {
    out: String,
    err: String,
    status: Option<i32>,
}

fn signify_on(args: &[&str], input: &[u8]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signify"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // It may end without having read all.
    drop(child.stdin.take().unwrap().write_all(input));
    let output = child.wait_with_output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code(),
    }
}

/// A file of the shared corpus.
fn testdata(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata").join(name)
}

/// A crash whose signature is the name of its function.
fn crash(function: &str) -> String {
    format!(r#"{{"threads": [{{"frames": [{{"function": "{function}"}}]}}]}}"#)
}

#[test]
fn prints_what_it_always_printed() {
    let ran = signify_on(&[], crash("caf\u{e9}::\u{1f600}").as_bytes());
    assert_eq!(
        ran.out,
        "{\n  \"signature\": \"caf::\",\n  \"proto_signature\": \"caf\\u00e9::\\ud83d\\ude00\",\n  \"notes\": [\n    \"SigPrintableCharsOnly: unprintable characters removed\"\n  ]\n}\n"
    );
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let nothing = signify_on(&[], b"{}").out;
    assert!(nothing.contains("\"proto_signature\": \"\","), "{nothing}");
}

#[test]
fn takes_crash_data_and_processed_crashes_only() {
    let cases = std::fs::read(testdata("crashes/expected.json")).unwrap();
    let cases: serde_json::Value = serde_json::from_slice(&cases).unwrap();
    for (file, case) in cases.as_object().unwrap().iter().filter(|(_, case)| case["input"] != "raw") {
        let input = std::fs::read(testdata(&format!("crashes/{file}"))).unwrap();
        let ran = signify_on(&[], &input);
        assert_eq!(ran.status, Some(0), "{file}: {}", ran.err);
        let holds_dump = String::from_utf8_lossy(&input).contains("\"json_dump\"");
        if case["input"] == "crash-data" || (case["input"] == "processed" && holds_dump) {
            let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
            assert_eq!(found["signature"], case["expected"]["signature"], "{file}");
        }
    }
    // A ping's own stack traces are nothing that it knows.
    let ran = signify_on(&[], br#"{"stack_traces": {"threads": [{"frames": [{"function": "f"}]}]}}"#);
    assert!(ran.out.contains("EMPTY: no frame data available"), "{}", ran.out);
}

#[test]
fn verbose() {
    let input = br#"{"\u006ason_dump": {"threads": [{"frames": [{"function": "f"}]}]}}"#;
    let ran = signify_on(&["-v"], input);
    assert!(
        ran.out.starts_with(
            "Crash data is a processed crash. Converting ...\nSignatureGenerationRule: using CSignatureTool\n"
        ),
        "{}",
        ran.out
    );
    assert!(ran.out.ends_with("\"notes\": []\n}\n"), "{}", ran.out);
}

#[test]
fn hidden_characters_are_shown() {
    let hidden = "\u{1b}]0;title\u{7}\u{9b}31m\u{202e}\u{200b}\u{2028}\u{e0041}";
    let crash = |key: &str, value: &str| serde_json::json!({"threads": [{"frames": [{key: value}]}]}).to_string();
    let broken = crash(hidden, "").replace("\"\"", hidden);
    let (good, list) = (crash("function", hidden), format!("--{hidden}"));
    for (args, input) in [
        (&["-v"][..], good.as_str()),
        (&[], &good),
        (&[], &broken),
        (&[&list], "{}"),
        (&["--signature-list-dir", hidden], "{}"),
    ] {
        let ran = signify_on(args, input.as_bytes());
        let shown = ran.out + &ran.err;
        let left: Vec<char> = shown.chars().filter(|&c| c != '\n' && siggen_core::is_hidden(c)).collect();
        assert!(shown.len() > 10 && left.is_empty(), "{args:?} {input}: {shown:?}");
    }
}

#[test]
fn other_lists() {
    let folder = tempfile::tempdir().unwrap();
    for list in
        ["irrelevant_signature_re", "prefix_signature_re", "signatures_with_line_numbers_re", "signature_sentinels"]
    {
        std::fs::write(folder.path().join(format!("{list}.txt")), "").unwrap();
    }
    let input = br#"{"threads": [{"frames": [{"function": "memcpy"}, {"function": "f"}]}]}"#;
    assert!(signify_on(&[], input).out.contains("\"memcpy | f\""));
    let ran = signify_on(&["--signature-list-dir", folder.path().to_str().unwrap()], input);
    assert!(ran.out.contains("\"signature\": \"memcpy\""), "{}", ran.out);
}

#[test]
fn errors() {
    let fails = |args: &[&str], input: &[u8], status, words: &str| {
        let ran = signify_on(args, input);
        assert_eq!((ran.status, ran.out.as_str()), (Some(status), ""), "{}", ran.err);
        assert!(ran.err.starts_with("signify: ") && ran.err.contains(words), "{}", ran.err);
    };
    fails(&[], b"", 1, "empty input");
    fails(&[], b"{\"threads\": [}", 1, "byte 13, in threads[0]: expected a value");
    fails(&[], b"[]", 1, "expected a crash");
    fails(&["--nonsense"], b"{}", 2, "--nonsense");
    fails(&["--signature-list-dir", "/no/such/folder"], b"{}", 2, "/no/such/folder");
    assert!(signify_on(&["--help"], b"").out.contains("--signature-list-dir"));
}
