//! What `siggen lint` prints, and what it does to files.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod fixes;
mod formats;
mod page;

use std::path::Path;

use common::{Folder, Ran, siggen, siggen_on};
use serde_json::Value;
use siggen_core::SiglistName;

const PREFIX: &str = "prefix_signature_re.txt";
const LISTS: &str = "# Memory.\nmemcpy\nmemcpy_s\nzero\na(\nkite.dll\n";

/// A folder with a prefix list and no other.
fn folder(text: &str) -> Folder {
    let folder = Folder::new();
    folder.write(PREFIX, text);
    folder
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&siggen(&[&["lint", "--format", "json"], args].concat()).out).unwrap()
}

#[test]
fn the_built_in_lists_pass() {
    let ran = siggen(&["lint"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    // What is not perfect is there for a reason.
    let document = json(&["built-in"]);
    let summary = &document["summary"];
    assert_eq!((&summary["errors"], &summary["warnings"], &summary["hints"]), (&0.into(), &0.into(), &0.into()));
    assert!(document["findings"].as_array().unwrap().iter().all(|finding| finding["allowed"].is_string()));
    assert_eq!(document["source"], "built-in");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../siglists");
    assert_eq!(siggen(&["lint", folder.to_str().unwrap(), "--fix"]).status, Some(0));
}

#[test]
fn a_block_a_finding() {
    let folder = folder(LISTS);
    let ran = siggen(&["lint", folder.name()]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    let path = folder.path(PREFIX).display().to_string();
    let blocks: Vec<&str> = ran.out.trim_end().split("\n\n").collect();
    let heads = [
        format!(
            "{path}:3: warning [shadowed] line 2, earlier in the list, matches every frame that starts with `memcpy`"
        ),
        format!("{path}:4: warning [over-broad] "),
        format!("{path}:5: error [invalid] missing )"),
        format!("{path}:6: hint [unescaped-dot] "),
    ];
    assert_eq!(blocks.len(), 5, "{}", ran.out);
    for (block, head) in blocks.iter().zip(&heads) {
        assert!(block.starts_with(head), "{block}");
    }
    let first = "    line    memcpy_s\n    help    Remove the entry: no signature changes. `--fix` does it.\n    matches memcpy_s";
    assert!(blocks[0].ends_with(first), "{}", blocks[0]);
    assert!(blocks[1].contains("matches zeroconf::Browser::poll"));
    assert_eq!(blocks[4], "1 error, 2 warnings, 1 hint; 1 can be fixed with --fix");
    assert!(!ran.out.contains('\u{1b}'));
    assert!(siggen(&["lint", folder.name(), "--color", "always"]).out.contains("\u{1b}["));
}

#[test]
fn statuses() {
    let bad = folder(LISTS);
    assert_eq!(siggen(&["lint", bad.name(), "--exit-zero"]).status, Some(0));
    assert_eq!(siggen(&["lint", bad.name(), "--only", "unescaped-dot"]).status, Some(0));
    assert_eq!(siggen(&["lint", bad.name(), "--only", "order,invalid"]).status, Some(1));
    assert_eq!(siggen(&["lint", folder("memcpy\n").name()]).out, "no problems found\n");
    for (args, words) in [
        (&["no-such-folder"][..], "no-such-folder"),
        (&["--only", "shadow"], "the kinds are invalid, duplicate, "),
        (&["--fix"], "--fix edits the files of a directory, which built-in is not"),
        (&["--jobs", "2"], "--corpus"),
        (&[Folder::new().name()], "prefix_signature_re.txt"),
        (&["--corpus", "no-such-file.json"], "no-such-file.json"),
    ] {
        let ran = siggen(&[&["lint"], args].concat());
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
    }
    let no_text = Folder::new();
    no_text.write(PREFIX, b"memcpy\n\xff\n");
    let ran = siggen(&["lint", no_text.name()]);
    assert!(ran.status == Some(2) && ran.err.contains("byte 7"), "{}", ran.err);
}

#[test]
fn a_revision() {
    let repository = Folder::new();
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.args(["-C", repository.name(), "-c", "user.name=a", "-c", "user.email=a@example.com"]).args(args);
        assert!(command.output().unwrap().status.success(), "{args:?}");
    };
    for list in SiglistName::ALL {
        repository.write(&format!("lists/{list}.txt"), "memcpy\nmemcpy\n");
    }
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "lists"]);
    repository.write("lists/prefix_signature_re.txt", "memset\n");
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_siggen"));
        command.current_dir(repository.path(".")).arg("lint").args(args).output().unwrap()
    };
    let ran = run(&["HEAD:lists", "--format", "json"]);
    let document: Value = serde_json::from_slice(&ran.stdout).unwrap();
    // A duplicate in each, and `memcpy` is irrelevant before the prefix list is asked.
    assert_eq!((&document["source"], &document["summary"]["warnings"]), (&"HEAD:lists".into(), &5.into()));
    assert_eq!(document["findings"][0]["path"], "lists/irrelevant_signature_re.txt");
    assert_eq!(run(&["HEAD:lists", "--fix"]).status.code(), Some(2));
    assert_eq!(
        run(&["lists", "--only", "duplicate", "--format", "github"]).stdout.split(|&byte| byte == b'\n').count(),
        4
    );
}

/// Three crashes: `memcpy_s` is a frame of two, `zero` of one.
fn crashes() -> String {
    let crash = |id: &str, functions: [&str; 2]| {
        let frames: Vec<Value> = functions.iter().map(|function| serde_json::json!({ "function": function })).collect();
        serde_json::json!({"crash_id": id, "threads": [{"frames": frames}]}).to_string() + "\n"
    };
    [crash("c1", ["memcpy_s", "draw"]), crash("c2", ["zero", "draw"]), crash("c3", ["memcpy_s", "paint"])].concat()
}

#[test]
fn a_corpus_says_how_much_a_finding_matters() {
    let folder = folder(&LISTS.replace("# Memory.", "# siggen-lint: allow order (no reason)"));
    folder.write("irrelevant_signature_re.txt", "");
    let args = ["lint", folder.name(), "--corpus", "-", "--format", "json"];
    let document: Value = serde_json::from_str(&siggen_on(&args, crashes().as_bytes()).out).unwrap();
    let crashes_of: Vec<(&str, Value)> = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (finding["code"].as_str().unwrap(), finding["crashes"].clone()))
        .collect();
    let crash = |matched: u64, fired: u64, only_match: u64, examples: &[&str]| serde_json::json!({"matched": matched, "fired": fired, "only_match": only_match, "examples": examples});
    let expected = [
        ("allowance", Value::Null),
        ("shadowed", crash(2, 0, 0, &[])),
        ("over-broad", crash(1, 1, 1, &["c2"])),
        ("invalid", Value::Null),
        ("unescaped-dot", crash(0, 0, 0, &[])),
    ];
    assert_eq!(crashes_of, expected);
    assert_eq!(document["summary"]["crashes"], 3);
    let file = folder.write("crashes.ndjson", crashes() + "null\n");
    for format in ["text", "github", "gitlab", "sarif"] {
        let ran = siggen(&["lint", folder.name(), "--format", format, "--exit-zero", "--corpus", &file]);
        for words in [
            "2 have such a frame, and another entry matches first in all of them",
            "1 has such a frame, the entry matches first in 1 and is the only one in 1: c2",
        ] {
            assert!(ran.out.contains(words), "{words} in {}", ran.out);
        }
        // The record that failed is told, whatever was found.
        assert_eq!((ran.status, ran.err.matches("crashes.ndjson:4: ").count()), (Some(1), 1), "{}", ran.err);
    }
}

#[test]
fn lists_that_are_not_there_are_the_built_in_ones_for_a_corpus() {
    // `RaiseException` is irrelevant there, so the prefix list isn't asked about it.
    let crash = br#"{"threads": [{"frames": [{"function": "RaiseException"}, {"function": "zero"}]}]}"#;
    let ran = siggen_on(&["lint", folder("Raise\nRaiseException\nkite\nkite\n").name(), "--corpus", "-"], crash);
    assert!(ran.out.contains("crashes none has a frame"), "{}", ran.out);
}

#[test]
fn what_is_allowed_is_told_and_not_counted() {
    let folder = folder("# siggen-lint: allow over-broad (a \u{1b} reason)\nzero\n");
    assert_eq!(siggen(&["lint", folder.name()]).out, "no problems found, 1 allowed\n");
    let Ran { out, status, .. } = siggen(&["lint", folder.name(), "--allowed"]);
    assert!(
        out.contains(":2: allowed [over-broad] a ␛ reason\n") && out.ends_with("\nno problems found, 1 allowed\n"),
        "{out}"
    );
    assert_eq!(status, Some(0));
    assert_eq!(siggen(&["lint", folder.name(), "--format", "github"]).out, "");
}
