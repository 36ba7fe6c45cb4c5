//! What `siggen diff` says of crashes that are easy to think through.

mod common;

use std::fs;

use common::{Folder, Ran, siggen, siggen_on};
use serde_json::{Value, json};

/// Lists of which the given ones are not empty.
fn lists(irrelevant: &str, prefix: &str) -> Folder {
    let folder = Folder::new();
    folder.write("irrelevant_signature_re.txt", irrelevant);
    folder.write("prefix_signature_re.txt", prefix);
    folder.write("signatures_with_line_numbers_re.txt", "");
    folder.write("signature_sentinels.txt", "");
    folder
}

fn before() -> Folder {
    lists("skip\n", "mem\nlock\n")
}

/// `thunk` and `paint` are added, `lock` is removed, and `mem` is narrowed to `memcpy`.
fn after() -> Folder {
    lists("skip\nthunk\n", "memcpy\npaint\n")
}

fn crash(id: &str, functions: &[&str], stored: Option<&str>) -> String {
    let frames: Vec<Value> = functions.iter().map(|name| json!({"function": name})).collect();
    json!({"crash_id": id, "original_signature": stored, "threads": [{"frames": frames}]}).to_string() + "\n"
}

/// Each with its signatures before and after.
fn crashes() -> String {
    [
        crash("1", &["paint", "draw"], None),               // paint            paint | draw
        crash("2", &["thunk", "fly"], None),                // thunk            fly
        crash("3", &["memcpy", "copy"], None),              // memcpy | copy    the same
        crash("4", &["memmove", "copy"], None),             // memmove | copy   memmove
        crash("5", &["lock", "wait"], Some("lock | wait")), // lock | wait  lock
        crash("6", &["lock", "hold"], Some("lock")),        // lock | hold      lock
        crash("7", &["fly"], None),                         // fly              the same
        crash("8", &["skip", "stay"], None),                // stay             the same
    ]
    .concat()
}

fn diff(arguments: &[&str]) -> Ran {
    diff_of(arguments, &crashes())
}

fn diff_of(arguments: &[&str], crashes: &str) -> Ran {
    let (before, after) = (before(), after());
    siggen_on(&[&["diff", before.name(), after.name()], arguments].concat(), crashes.as_bytes())
}

#[test]
fn for_people() {
    let ran = diff(&[]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    let (head, rest) = ran.out.split_once("\nafter ").unwrap();
    assert!(head.starts_with("5 of 8 crashes change (62.50%): 8 signatures become 6\nbefore  /"), "{head}");
    let expected = "
stored  1 of 2 stored signatures is the same before (50.00%), 1 after (50.00%)

Edited entries
  + irrelevant:2    1 crash  thunk
  - prefix:1        1 crash  mem
  - prefix:2      2 crashes  lock
  + prefix:1      no effect  memcpy
  + prefix:2        1 crash  paint

Merged: 2 groups of signatures, 3 crashes
  2 crashes, by -prefix:2
    - 1 → 0  gone  lock | hold
    - 1 → 0  gone  lock | wait
    + 0 → 2  new   lock
      e.g. 6, 5
  1 crash, by +irrelevant:2
    - 1 → 0  gone   thunk
    ~ 1 → 2  grown  fly
      e.g. 2

Renamed: 2 signatures, 2 crashes
  1 crash, by -prefix:1
    - 1 → 0  gone  memmove | copy
    + 0 → 1  new   memmove
      e.g. 4
  1 crash, by +prefix:2
    - 1 → 0  gone  paint
    + 0 → 1  new   paint | draw
      e.g. 1

--changes lists each crash, --format html -o diff.html makes a page with a picture.
";
    let rest = rest.split_once('\n').unwrap().1;
    assert_eq!(format!("\n{rest}"), expected);
}

#[test]
fn each_change() {
    let ran = diff(&["--changes"]);
    let expected = "
Crashes that change
  1  paint  →  paint | draw
  2  thunk  →  fly
  4  memmove | copy  →  memmove
  5  lock | wait  →  lock
  6  lock | hold  →  lock
";
    assert!(ran.out.contains(expected), "{}", ran.out);
}

#[test]
fn a_map_for_spreadsheets() {
    let expected = "\
before,after,crashes,whole,lines,examples
lock | hold,lock,1,yes,prefix_signature_re:2 removed,6
lock | wait,lock,1,yes,prefix_signature_re:2 removed,5
memmove | copy,memmove,1,yes,prefix_signature_re:1 removed,4
paint,paint | draw,1,yes,prefix_signature_re:2 added,1
thunk,fly,1,yes,irrelevant_signature_re:2 added,2
";
    assert_eq!(diff(&["--format", "csv"]).out, expected);
}

#[test]
fn for_programs() {
    let value: Value = serde_json::from_str(&diff(&["--format", "json"]).out).unwrap();
    assert_eq!((&value["crashes"], &value["changed"]), (&json!(8), &json!(5)));
    assert_eq!(value["stored"], json!({"crashes": 2, "same_before": 1, "same_after": 1}));
    assert_eq!(value["lines"][3]["crashes"], 0);
    assert_eq!(value["buckets"].as_array().unwrap().len(), 4);

    let lines = diff(&["--format", "ndjson"]).out;
    let changes: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<_> = changes.iter().map(|change| change["crash_id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["1", "2", "4", "5", "6"]);
    assert_eq!(
        changes[1],
        json!({"crash_id": "2", "before": "thunk", "after": "fly", "lines": [
            {"list": "irrelevant_signature_re", "edit": "added", "line": 2, "text": "thunk"}
        ]})
    );
}

#[test]
fn for_pull_requests_and_bugs() {
    let comment = diff(&["--format", "markdown"]).out;
    assert!(comment.starts_with("### 5 of 8 crashes change (62.50%): 8 signatures become 6\n"), "{comment}");
    assert!(comment.contains("```diff\n- 1 → 0  gone    thunk\n! 1 → 2  grown   fly\n```"), "{comment}");
    let page = diff(&["--format", "html"]).out;
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"), "{page}");
    assert!(page.contains("<title>1 crash from thunk to fly</title>"), "{page}");
}

#[test]
fn limited() {
    let out = diff(&["--limit", "1"]).out;
    assert!(out.contains("lock | hold") && !out.contains("memmove | copy"), "{out}");
    assert!(out.contains("3 smaller groups are not shown: --limit 4 shows all"), "{out}");
    // Programs get all.
    assert_eq!(diff(&["--limit", "0", "--format", "csv"]).out.lines().count(), 6);
}

#[test]
fn stored_signatures() {
    let after = after();
    let ran = siggen_on(&["diff", "stored", after.name()], crashes().as_bytes());
    assert_eq!(ran.status, Some(1));
    for words in [
        "1 of 2 crashes changes (50.00%): 2 signatures become 1\nbefore  stored\n",
        "\n6 crashes were left out: no signature is stored with them.\n",
        "    - 1 → 0  gone   lock | wait\n    ~ 1 → 2  grown  lock\n      e.g. 5\n",
    ] {
        assert!(ran.out.contains(words), "{words} in {}", ran.out);
    }
    assert!(!ran.out.contains("Edited entries"), "{}", ran.out);
}

#[test]
fn the_same_lists() {
    let lists = before();
    let ran = siggen_on(&["diff", lists.name(), lists.name()], crashes().as_bytes());
    assert_eq!(ran.status, Some(0));
    assert!(ran.out.starts_with("None of 8 crashes change: 8 signatures stay\n"), "{}", ran.out);
    let ran = siggen(&["diff", "built-in", "built-in"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.contains("empty input"), "{}", ran.err);
}

#[test]
fn exit_statuses() {
    assert_eq!(diff(&["--exit-zero"]).status, Some(0));
    // A record that can't be read is another matter.
    let broken = crashes() + "null\n";
    let ran = diff_of(&["--exit-zero"], &broken);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.contains("<stdin>:9: expected a crash"), "{}", ran.err);
    assert!(ran.out.contains("\n1 record could not be read and is not counted.\n"), "{}", ran.out);
}

#[test]
fn crashes_without_ids_are_known_by_their_place() {
    let line = r#"{"threads": [{"frames": [{"function": "paint"}, {"function": "draw"}]}]}"#;
    let ran = diff_of(&["--changes"], &format!("{line}\n{line}\n"));
    assert!(ran.out.contains("\n  <stdin>:1  paint  →  paint | draw\n  <stdin>:2  paint  →"), "{}", ran.out);
}

#[test]
fn any_number_of_cores() {
    let crash = |at: usize| crash(&format!("{at:05}"), &[["paint", "thunk", "lock", "memcpy"][at % 4], "end"], None);
    let input: String = (0..20_000).map(crash).collect();
    let (before, after) = (before(), after());
    let out = |jobs: &str, format: &str| {
        let arguments = ["diff", before.name(), after.name(), "--jobs", jobs, "--format", format];
        siggen_on(&arguments, input.as_bytes()).out
    };
    for format in ["json", "text", "html"] {
        let one = out("1", format);
        // Three in four change.
        assert!(format != "text" || one.starts_with("15,000 of 20,000 crashes change (75.00%)"), "{one}");
        assert!(one == out("2", format) && one == out("5", format), "{format}");
    }
}

#[test]
fn to_a_file() {
    let folder = Folder::new();
    let path = folder.path("diff.csv");
    let path = path.to_str().unwrap();
    let ran = diff(&["--format", "csv", "-o", path]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""));
    assert_eq!(fs::read_to_string(path).unwrap(), diff(&["--format", "csv"]).out);
    assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 1);

    let ran = diff(&["-o", folder.path("no/such/folder").to_str().unwrap()]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("cannot write ") && ran.err.contains("No such file"), "{}", ran.err);

    // What is read is not written.
    let input = folder.write("in.ndjson", crashes());
    let ran = diff(&["-o", &input, &input]);
    assert_eq!(ran.status, Some(2));
    assert_eq!(fs::read_to_string(&input).unwrap(), crashes());
}

#[test]
fn colours() {
    assert!(diff(&["--color", "always"]).out.contains("\u{1b}[1m\u{1b}[32mdraw\u{1b}[0m"));
    assert!(!diff(&["--color", "auto"]).out.contains('\u{1b}'));
}

#[test]
fn trouble() {
    let trouble = |before: &str, after: &str, words: &str| {
        let ran = siggen_on(&["diff", before, after], crashes().as_bytes());
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{before} {after}");
        assert!(ran.err.starts_with("siggen: ") && ran.err.contains(words), "{}", ran.err);
    };
    let (good, bad, none) = (before(), lists("", "good\n(bad\n"), Folder::new());
    trouble(good.name(), bad.name(), "prefix_signature_re.txt, line 2: `(bad`: ");
    trouble(good.name(), none.name(), "a directory of lists has ");
    trouble("/no/such/folder", good.name(), "`/no/such/folder`: no such directory; lists are ");
    trouble(good.name(), "stored", "`stored` can only be BEFORE");
    assert_eq!(siggen(&["diff", good.name()]).status, Some(2));
    assert_eq!(siggen(&["diff", good.name(), good.name(), "/no/such/file"]).status, Some(2));
}
