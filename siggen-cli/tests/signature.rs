//! What `siggen signature` prints, and its exit status.

mod common;

use common::{Folder, crash, siggen, siggen_on, testdata};
use serde_json::Value;

/// Crash data with a stored signature.
fn stored(function: &str, original: &str) -> String {
    crash(function).replacen('{', &format!("{{\"crash_id\": \"id`1\", \"original_signature\": \"{original}\", "), 1)
}

fn mixed() -> String {
    format!("{}\n{}\n{}\nnull\n", stored("a", "a"), stored("b", "old, b"), crash("c"))
}

#[test]
fn ndjson() {
    let ran = siggen_on(&["signature", "--format", "ndjson"], mixed().as_bytes());
    let input = r#""input":{"shape":"crash-data","form":"crash-data","detected_by":"threads"}"#;
    let lines = [
        format!(
            r#"{{"signature":"a","proto_signature":"a","normalized_frames":["a"],"notes":[],{input},"original_signature":"a"}}"#
        ),
        format!(
            r#"{{"signature":"b","proto_signature":"b","normalized_frames":["b"],"notes":[],{input},"original_signature":"old, b"}}"#
        ),
        format!(r#"{{"signature":"c","proto_signature":"c","normalized_frames":["c"],"notes":[],{input}}}"#),
        r#"{"error":"expected a crash report, which is an object, found null"}"#.to_owned(),
    ];
    assert_eq!(ran.out, lines.map(|line| line + "\n").concat());
    assert_eq!(ran.status, Some(1));
    assert_eq!(siggen_on(&["signature", "--format", "ndjson"], b"{}").out.matches("normalized_frames").count(), 0);
}

#[test]
fn json() {
    let ran = siggen_on(&["signature", "--format", "json"], mixed().as_bytes());
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(list[1]["crash_id"], "id`1");
    assert_eq!(list[1]["source"], serde_json::json!({"file": "<stdin>", "line": 2}));
    assert_eq!(list[1]["original_signature"], "old, b");
    assert_eq!(list[3]["error"], "expected a crash report, which is an object, found null");
    assert_eq!(list.as_array().unwrap().len(), 4);
    let none: Value = serde_json::from_str(&siggen_on(&["signature", "--format", "json"], b"[]").out).unwrap();
    assert_eq!(none, serde_json::json!([]));
}

#[test]
fn csv() {
    let ran = siggen_on(&["signature", "--format", "csv"], mixed().as_bytes());
    assert_eq!(
        ran.out,
        "crash_id,original_signature,signature,same,notes\nid`1,a,a,yes,\nid`1,\"old, b\",b,no,\n,,c,,\n"
    );
}

#[test]
fn markdown() {
    let ran = siggen_on(&["signature", "--format", "markdown"], mixed().as_bytes());
    assert_eq!(
        ran.out,
        "Crash id: ``id`1``\n\n- original: `a`\n- new: `a`\n- same?: yes\n\n\
         Crash id: ``id`1``\n\n- original: `old, b`\n- new: `b`\n- same?: no\n\n\
         - new: `c`\n"
    );
    let report = siggen(&["signature", "--format", "markdown", &testdata("crashes/oom-windows.json")]).out;
    assert!(report.starts_with("Crash id: [b71e40cf-2a95-4c08-bb6d-91f3e2260711](https://crash-stats.mozilla.org/report/index/b71e40cf-2a95-4c08-bb6d-91f3e2260711)\n"), "{report}");
}

#[test]
fn table() {
    let ran = siggen_on(&["signature", "--format", "table"], mixed().as_bytes());
    let rows: Vec<&str> = ran.out.lines().filter(|line| line.contains('┆')).collect();
    assert_eq!(rows.len(), 4, "{}", ran.out);
    assert!(rows[2].contains("old, b") && rows[2].contains("no"), "{}", ran.out);
}

#[test]
fn different_only() {
    let ran = siggen_on(&["signature", "--different-only"], mixed().replace("null\n", "").as_bytes());
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), "b\n"));
    let ran = siggen_on(&["signature", "--different-only"], stored("a", "a").as_bytes());
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), ""));
    // Without the option, a difference is nothing to fail for.
    assert_eq!(siggen_on(&["signature"], stored("b", "a").as_bytes()).status, Some(0));
}

#[test]
fn verbose() {
    let ran = siggen_on(&["signature", "-v"], br#"{"oom_allocation_size": 5, "hang": "ui", "abort_message": 1}"#);
    assert!(
        ran.out.starts_with("hang: ui | OOM | small\n  note: SignatureGenerationRule: CSignatureTool: "),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("\n  note: AbortSignature: Rule failed: "), "{}", ran.out);
    assert!(ran.out.contains("  log: OOMSignature: change signature: "), "{}", ran.out);
}

#[test]
fn lists_replaced_and_extended() {
    let folder = Folder::new();
    let input = br#"{"threads": [{"frames": [{"function": "memcpy"}, {"function": "mine"}, {"function": "yours"}]}]}"#;
    let with = |option: &str, folder: &Folder| siggen_on(&["signature", option, folder.name()], input);
    assert_eq!(siggen_on(&["signature"], input).out, "memcpy | mine\n");

    let none = with("--siglists", &folder);
    assert_eq!(none.status, Some(2));
    assert!(none.err.contains("prefix_signature_re.txt") && none.err.contains(folder.name()), "{}", none.err);
    assert_eq!(with("--extend-siglists", &folder).status, Some(2));
    assert_eq!(siggen(&["signature", "--siglists", "/no/such/folder"]).status, Some(2));

    folder.write("irrelevant_signature_re.txt", "# mine\r\nmine\r\n");
    assert_eq!(with("--extend-siglists", &folder).out, "memcpy | yours\n");
    assert_eq!(with("--siglists", &folder).status, Some(2));
    for list in ["prefix_signature_re", "signatures_with_line_numbers_re", "signature_sentinels"] {
        folder.write(&format!("{list}.txt"), "");
    }
    assert_eq!(with("--siglists", &folder).out, "memcpy\n");

    let minus = Folder::new();
    minus.write("prefix_signature_re.remove.txt", "memcpy\n");
    assert_eq!(with("--extend-siglists", &minus).out, "memcpy\n");
    minus.write("prefix_signature_re.remove.txt", "no such line\n");
    let ran = with("--extend-siglists", &minus);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("no such entry to remove"), "{}", ran.err);
}

#[test]
fn bad_lists() {
    let folder = Folder::new();
    let path = folder.write("prefix_signature_re.txt", "good\n(bad\n");
    let ran = siggen_on(&["signature", "--extend-siglists", folder.name()], b"{}");
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("prefix_signature_re.txt, line 2: `(bad`: "), "{}", ran.err);
    folder.write("prefix_signature_re.txt", b"good\n\xe9\n");
    let ran = siggen_on(&["signature", "--extend-siglists", folder.name()], b"{}");
    assert_eq!(ran.err, format!("siggen: {path}: byte 5: invalid UTF-8 (0xe9); lists must be UTF-8\n"));
}
