//! What `siggen explain` and the commands about the project itself print.

mod common;

use common::{crash, siggen, siggen_on, testdata};
use serde_json::Value;

const WALK: &[u8] = br#"{"crash_id": "one", "original_signature": "old", "threads": [{"frames": [
    {"function": "memcpy"}, {"function": "draw\u001b[31m"}, {"function": "a"}, {"function": "b"}, {"function": "c"}
]}]}"#;

#[test]
fn text() {
    let ran = siggen_on(&["explain"], WALK);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    for words in [
        "memcpy | draw",
        "stored     old",
        "differs from the stored signature",
        "prefix:",
        "▸   1  stop",
        "… 3 more frames not reached",
        "every crash has a stack",
    ] {
        assert!(ran.out.contains(words), "{words} in {}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}') && ran.out.contains('␛'), "{}", ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "{}", ran.out);
}

#[test]
fn all() {
    let ran = siggen_on(&["explain", "--all"], WALK);
    assert!(!ran.out.contains('…'), "{}", ran.out);
    assert!(ran.out.contains("HungProcess") && ran.out.contains("does not apply: "), "{}", ran.out);
}

#[test]
fn colours() {
    assert!(siggen_on(&["explain", "--color", "always"], WALK).out.contains("\u{1b}["));
    assert!(!siggen_on(&["explain", "--color", "never"], WALK).out.contains("\u{1b}["));
}

#[test]
fn several_and_failed() {
    let input = format!("{}\nnull\n{}\n", crash("first"), crash("second"));
    let ran = siggen_on(&["explain"], input.as_bytes());
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.out.matches("signature  ").count(), 2);
    assert!(ran.err.starts_with("siggen: <stdin>:2: expected a crash"), "{}", ran.err);
}

#[test]
fn json() {
    let value: Value = serde_json::from_str(&siggen_on(&["explain", "--format", "json"], WALK).out).unwrap();
    assert_eq!(value["crash_id"], "one");
    assert_eq!(value["original_signature"], "old");
    assert_eq!(value["rules"][0]["stack"]["frames"][0]["verdict"], "prefix");
}

#[test]
fn debug_log() {
    let ran = siggen(&["explain", "--debug-log", &testdata("crashes/content-process-windows.json")]);
    assert!(ran.out.starts_with("SignatureGenerationRule: using CSignatureTool\n"), "{}", ran.out);
}

#[test]
fn rules() {
    let text = siggen(&["rules"]).out;
    assert!(text.starts_with(" 1  SignatureGenerationRule") && text.contains("\n14  SigTruncate"), "{text}");
    let markdown = siggen(&["rules", "--format", "markdown"]).out;
    assert!(markdown.contains("\n## 4. OOMSignature\n"), "{markdown}");
    assert!(markdown.contains("https://bugzilla.mozilla.org/show_bug.cgi?id="), "{markdown}");
    let rules: Value = serde_json::from_str(&siggen(&["rules", "--format", "json"]).out).unwrap();
    assert_eq!(rules.as_array().unwrap().len(), 14);
}

#[test]
fn schemas() {
    for (of, field) in [("input", "threads"), ("outcome", "original_signature"), ("explanation", "crash_id")] {
        let schema: Value = serde_json::from_str(&siggen(&["schema", of]).out).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["properties"][field].is_object(), "{of}: {schema}");
    }
    assert!(!siggen(&["schema", "input"]).out.contains("\"required\""));
    let page = siggen(&["schema", "--format", "markdown"]).out;
    assert!(page.contains("| `abort_message` | text | Message of an abort. |"), "{page}");
}

#[test]
fn completions_and_man_page() {
    assert!(siggen(&["completions", "bash"]).out.contains("_siggen"));
    assert!(siggen(&["man"]).out.contains(".TH siggen 1"));
    assert!(siggen(&["man", "explain"]).out.contains(".TH siggen-explain 1"));
    assert_eq!(siggen(&["man", "nothing"]).status, Some(2));
}

#[test]
fn one_crash_of_many() {
    let crash = |id: &str, function: &str| {
        format!(r#"{{"crash_id": "{id}", "threads": [{{"frames": [{{"function": "{function}"}}]}}]}}"#)
    };
    let input = format!("{}\n{}\n{{}}\n{}\n", crash("1", "fly"), crash("2", "fold"), crash("3", "bend"));
    let explained = |ids: &[&str]| siggen_on(&[&["explain", "--format", "json"], ids].concat(), input.as_bytes());
    let signatures = |out: &str| -> Vec<String> {
        let line = |line: &str| serde_json::from_str::<Value>(line).unwrap()["signature"].as_str().unwrap().to_owned();
        out.lines().map(line).collect()
    };
    assert_eq!(signatures(&explained(&["--id", "2"]).out), ["fold"]);
    assert_eq!(signatures(&explained(&["--id", "3", "--id", "1"]).out), ["fly", "bend"]);
    let none = explained(&["--id", "fly"]);
    assert_eq!((none.status, none.out.as_str()), (Some(2), ""));
    assert_eq!(none.err, "siggen: no crash with the id fly among 4 crashes\n");
}
