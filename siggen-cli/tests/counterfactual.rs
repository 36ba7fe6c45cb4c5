//! What `siggen explain` says would be without a line, or with one more.
#![allow(clippy::unwrap_used, reason = "a test that can't read what it asked for fails")]

mod common;

use std::fs;

use common::{Folder, Ran, siggen, siggen_on, testdata};
use serde_json::{Value, json};

const CRASH: &[u8] = br#"{"crash_id": "one", "threads": [{"frames": [
    {"function": "skip"}, {"function": "memcpy"}, {"function": "draw", "line": 7}, {"function": "paint"},
    {"function": "main"}
]}]}"#;

fn lists() -> Folder {
    let folder = Folder::new();
    folder.write("irrelevant_signature_re.txt", "# Skipped.\nskip\n");
    folder.write("prefix_signature_re.txt", "memcpy\n\nmemset\nmemc\n");
    folder.write("signatures_with_line_numbers_re.txt", "");
    folder.write("signature_sentinels.txt", "");
    folder
}

fn explain(arguments: &[&str]) -> Ran {
    siggen_on(&[&["explain", "--siglists", lists().name()], arguments].concat(), CRASH)
}

fn json(arguments: &[&str]) -> Value {
    let ran = explain(&[&["--format", "json"], arguments].concat());
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    serde_json::from_str(&ran.out).unwrap()
}

/// What is said of what would be.
fn then(ran: &Ran) -> &str {
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.starts_with("signature  memcpy | draw\n"), "{}", ran.out);
    &ran.out[ran.out.find("With these edits\n").unwrap()..]
}

/// The lines of a text, with the space in them made one.
fn squeezed(text: &str) -> Vec<String> {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn without_a_line_that_nothing_replaces() {
    let ran = explain(&["--without", "irrelevant:2"]);
    let lines = squeezed(then(&ran));
    assert!(lines[1].starts_with("without irrelevant_signature_re:2 skip "), "{lines:?}");
    assert_eq!(lines[2], "signature skip");
    assert_eq!(lines[4], "frame now then by SignatureGenerationRule");
    assert_eq!(
        &lines[5..],
        ["0 irrelevant:2 → ▸ stop skip", "1 ▸ prefix:1 → not reached memcpy", "2 ▸ stop → not reached draw",]
    );
}

#[test]
fn without_a_line_that_another_replaces() {
    let ran = explain(&["--without", "prefix:memcpy"]);
    let lines = squeezed(then(&ran));
    assert_eq!(lines[2], "signature the same");
    // The frames before it are as they are.
    assert_eq!(lines[5], "1 ▸ prefix:1 → ▸ prefix:4 memcpy");
    assert!(lines[6].starts_with("then by memc"), "{lines:?}");
    assert_eq!(lines.len(), 7);
    let both = explain(&["--without", "prefix:memcpy", "--without", "prefix:4"]);
    assert_eq!(squeezed(then(&both))[3], "signature memcpy");
}

#[test]
fn without_a_line_that_does_nothing() {
    let ran = explain(&["--without", "prefix:3"]);
    let lines = squeezed(then(&ran));
    assert_eq!(&lines[2..], ["signature the same", "the same entries decide the same about every frame"]);
}

#[test]
fn with_a_line() {
    let ran = explain(&["--with-line", "prefix:dr.w"]);
    let lines = squeezed(then(&ran));
    assert!(lines[1].starts_with("with prefix_signature_re:5 dr.w "), "{lines:?}");
    assert_eq!(lines[2], "signature memcpy | draw | paint");
    assert_eq!(lines[5], "2 ▸ stop → ▸ prefix:5 draw");
    assert!(lines[6].starts_with("then by dr.w"), "{lines:?}");
    assert_eq!(lines[7], "3 not reached → ▸ stop paint");

    let sentinel = explain(&["--with-line", "sentinels:paint"]);
    let lines = squeezed(then(&sentinel));
    assert_eq!(lines[2], "signature paint");
    assert_eq!(lines[5], "0 irrelevant:2 → before sentinel skip");
    assert_eq!(lines[8], "3 not reached → ▸ stop paint");
    assert!(lines[9].starts_with("then starts here: paint"), "{lines:?}");

    let number = explain(&["--with-line", "line_numbers:draw"]);
    let lines = squeezed(then(&number));
    assert_eq!(lines[2], "signature memcpy | draw:7");
    assert_eq!(&lines[5..7], ["2 ▸ stop → ▸ stop draw", "→ draw:7"]);
}

#[test]
fn frames_between_are_folded() {
    let arguments = ["--without", "irrelevant:skip", "--with-line", "irrelevant:skip", "--with-line", "sentinels:main"];
    let folded = explain(&arguments);
    assert!(!then(&folded).contains('…'), "{}", folded.out);
    // Another line skips the first frame, and the last one that is reached goes on.
    let crash = br#"{"threads": [{"frames": [{"function": "skip"}, {"function": "memcpy"}, {"function": "memset"},
        {"function": "draw"}, {"function": "paint"}]}]}"#;
    let lists = lists();
    let arguments = [
        "explain",
        "--siglists",
        lists.name(),
        "--without",
        "irrelevant:2",
        "--with-line",
        "irrelevant:sk",
        "--with-line",
        "prefix:draw",
    ];
    let ran = siggen_on(&arguments, crash);
    assert!(ran.out.contains("… 2 unchanged frames\n"), "{}", ran.out);
    let all = siggen_on(&[&arguments[..], &["--all"]].concat(), crash);
    assert!(squeezed(&all.out).contains(&"1 ▸ prefix:1 ▸ prefix:1 memcpy".to_owned()), "{}", all.out);
}

#[test]
fn for_programs() {
    assert_eq!(json(&[]).get("counterfactual"), None);
    let value = json(&["--without", "irrelevant:skip", "--with-line", "prefix:skip", "--with-line", "prefix:draw"]);
    assert_eq!(value["signature"], "memcpy | draw");
    let then = &value["counterfactual"];
    assert_eq!((&then["changed"], &then["signature"]), (&json!(true), &json!("skip | memcpy | draw | paint")));
    assert_eq!(then["without"][0]["line"], 2);
    let with: Vec<&Value> = then["with"].as_array().unwrap().iter().map(|line| &line["line"]).collect();
    assert_eq!(with, [5, 6]);
    let frames: Vec<[&Value; 4]> = then["frames"]
        .as_array()
        .unwrap()
        .iter()
        .map(|frame| [&frame["rule"], &frame["place"], &frame["now"]["verdict"], &frame["then"]["verdict"]])
        .collect();
    let rule = &json!("SignatureGenerationRule");
    assert_eq!(
        frames,
        [
            [rule, &json!(0), &json!("irrelevant"), &json!("prefix")],
            [rule, &json!(2), &json!("stop"), &json!("prefix")],
            [rule, &json!(3), &json!("not_reached"), &json!("stop")],
        ]
    );
    assert_eq!(then["rules"][0]["after"], "skip | memcpy | draw | paint");
    let same = json(&["--without", "prefix:3"]);
    assert_eq!(same["counterfactual"]["changed"], false);
    assert_eq!(same["counterfactual"]["frames"], json!([]));
}

#[test]
fn a_rule_that_would_not_apply() {
    let crash = br#"{"crashing_thread": 1, "threads": [
        {"frames": [{"function": "main_waits"}]}, {"frames": [{"function": "RunWatchdog"}, {"function": "start"}]}]}"#;
    let ran = siggen_on(&["explain", "--with-line", "irrelevant:RunWatchdog"], crash);
    assert!(ran.out.starts_with("signature  shutdownhang | main_waits\n"), "{}", ran.out);
    let then = squeezed(&ran.out[ran.out.find("With these edits").unwrap()..]);
    assert_eq!(then[2], "signature start");
    for line in [
        "frame now then by SignatureRunWatchDog",
        "0 ▸ stop → not looked at main_waits",
        "SignatureRunWatchDog would not apply: the signature doesn't contain RunWatchdog",
    ] {
        assert!(then.iter().any(|of| of == line), "{line} in {then:?}");
    }
}

#[test]
fn lists_that_are_extended() {
    let more = Folder::new();
    more.write("prefix_signature_re.txt", "draw\n\nmemset\n");
    let of = |arguments: &[&str]| explain(&[&["--extend-siglists", more.name()], arguments].concat());
    let first = of(&["--without", "prefix:1"]);
    assert_eq!((first.status, first.out.as_str()), (Some(2), ""));
    assert!(first.err.contains("(`memcpy`)") && first.err.contains("(`draw`)"), "{}", first.err);
    let draw = of(&["--without", "prefix:draw"]);
    assert!(draw.out.starts_with("signature  memcpy | draw | paint\n"), "{}", draw.out);
    assert!(squeezed(&draw.out).contains(&"signature memcpy | draw".to_owned()), "{}", draw.out);
    // What is added stands in the folder's file.
    let paint = of(&["--with-line", "prefix:paint", "--format", "json"]);
    let paint: Value = serde_json::from_str(&paint.out).unwrap();
    let with = &paint["counterfactual"]["with"][0];
    assert_eq!((&with["source"], &with["line"]), (&json!(more.name()), &json!(4)));
    assert_eq!(paint["counterfactual"]["signature"], "memcpy | draw | paint | main");
}

#[test]
fn wrong_usage() {
    for (arguments, words) in [
        (["--without", "prefix:2"], "1 `memcpy`, 3 `memset`"),
        (["--without", "prefix:99"], "4 `memc`"),
        (["--without", "prefix:mem"], "1 `memcpy`"),
        (["--without", "suffix:1"], "unknown list `suffix`"),
        (["--without", "prefix"], "with a colon between"),
        (["--with-line", "prefix:mem("], "missing )"),
        (["--with-line", "prefix:(?=mem)"], "look-around"),
        (["--with-line", "prefix:# mem"], "not an entry"),
        (["--with-line", "prefix:"], "with a colon between"),
    ] {
        let ran = explain(&arguments);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ran.err.to_lowercase().contains(words), "{words} in {}", ran.err);
        assert!(ran.err.contains(&arguments[0][2..]), "{}", ran.err);
    }
    assert_eq!(explain(&["--debug-log", "--without", "prefix:1"]).status, Some(2));
}

#[test]
fn colours_and_hostile_names() {
    let crash = br#"{"threads": [{"frames": [{"function": "memcpy"}, {"function": "\u001b[31mdraw"}]}]}"#;
    let lists = lists();
    let of = |colour: &str| {
        let arguments = [
            "explain",
            "--siglists",
            lists.name(),
            "--color",
            colour,
            "--without",
            "prefix:1",
            "--without",
            "prefix:4",
        ];
        siggen_on(&arguments, crash).out
    };
    assert!(of("always").contains("\u{1b}["));
    assert!(!of("never").contains('\u{1b}'), "{}", of("never"));
}

/// Each line that decides about a frame of the corpus' documents, taken out of the files for real.
#[test]
fn as_with_edited_files() {
    let (whole, edited) = (Folder::new(), Folder::new());
    let names =
        ["irrelevant_signature_re", "prefix_signature_re", "signatures_with_line_numbers_re", "signature_sentinels"];
    let texts = names.map(|name| {
        let text = fs::read_to_string(format!("{}/../siglists/{name}.txt", env!("CARGO_MANIFEST_DIR"))).unwrap();
        whole.write(&format!("{name}.txt"), &text);
        text
    });
    let explained = |arguments: &[&str]| -> Value {
        let always = ["explain", "--format", "json", "--siglists", whole.name()];
        serde_json::from_str(&siggen(&[&always[..], arguments].concat()).out).unwrap()
    };
    let mut changed = 0;
    for document in
        ["content-process-windows.json", "rust-panic-linux.json", "stackwalk-macos.json", "oom-windows.json"]
    {
        let path = testdata(&format!("crashes/{document}"));
        let value = explained(&[&path]);
        let frames = value["rules"][0]["stack"]["frames"].as_array().unwrap();
        for decision in frames.iter().map(|frame| &frame["decided_by"]).filter(|decision| decision.is_object()) {
            let (list, line) = (decision["list"].as_str().unwrap(), decision["line"].as_u64().unwrap());
            for (name, text) in names.iter().zip(&texts) {
                let without = |(text, number)| if (*name, number) == (list, line) { "" } else { text };
                let lines: Vec<&str> = text.split('\n').zip(1..).map(without).collect();
                edited.write(&format!("{name}.txt"), lines.join("\n"));
            }
            let expected = siggen(&["signature", "--siglists", edited.name(), &path]).out;
            let place = format!("{list}:{line}");
            let then = &explained(&["--without", &place, &path])["counterfactual"];
            assert_eq!(then["signature"].as_str(), Some(expected.trim_end_matches('\n')), "{document}: {place}");
            assert_eq!(then["changed"], then["signature"] != value["signature"], "{document}: {place}");
            changed += usize::from(then["changed"] == true);
        }
    }
    assert!(changed > 2, "{changed}");
}
