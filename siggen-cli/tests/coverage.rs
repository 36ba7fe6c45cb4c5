//! What `siggen coverage` says of crashes that are easy to think through.

mod common;

use std::fs;

use common::{Folder, Ran, siggen, siggen_on};
use serde_json::{Value, json};

/// Lists with a comment, a line that another one shadows, a line twice, and a sentinel.
fn lists() -> Folder {
    let folder = Folder::new();
    folder.write("irrelevant_signature_re.txt", "# Skipped.\nskip\n\nnever\n");
    folder.write("prefix_signature_re.txt", "mem\nmemcpy\nmem\npaint\n");
    folder.write("signatures_with_line_numbers_re.txt", "draw\n");
    folder.write("signature_sentinels.txt", "start\n");
    folder
}

fn crash(id: &str, functions: &[&str]) -> String {
    let frames: Vec<Value> = functions.iter().map(|name| json!({"function": name, "line": 7})).collect();
    json!({"crash_id": id, "threads": [{"frames": frames}]}).to_string()
}

/// Signatures: `memcpy | draw:7`, `start` and twice `paint | stop`.
fn crashes() -> String {
    [
        crash("1", &["memcpy", "draw", "main"]),
        crash("2", &["paint", "start", "main"]),
        crash("3", &["paint", "stop"]),
        crash("4", &["skip", "paint", "stop"]),
    ]
    .join("\n")
}

fn coverage(arguments: &[&str]) -> Ran {
    siggen_on(&[&["coverage", "--siglists", lists().name()], arguments].concat(), crashes().as_bytes())
}

#[test]
fn every_line_in_csv() {
    let ran = coverage(&["--format", "csv"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let expected = "\
list,line,text,matched,fired,only_match,changed,signature_count,signature,signature_crashes,change_count,change,change_without,change_crashes,examples
irrelevant_signature_re,2,skip,1,1,1,1,1,paint | stop,1,1,paint | stop,skip,1,4
irrelevant_signature_re,4,never,0,0,0,0,0,,,0,,,,
prefix_signature_re,1,mem,1,1,0,0,1,memcpy | draw:7,1,0,,,,1
prefix_signature_re,2,memcpy,1,0,0,0,0,,,0,,,,
prefix_signature_re,3,mem,1,0,0,0,0,,,0,,,,
prefix_signature_re,4,paint,2,2,2,2,1,paint | stop,2,1,paint | stop,paint,2,3 4
signatures_with_line_numbers_re,1,draw,1,1,1,1,1,memcpy | draw:7,1,1,memcpy | draw:7,memcpy | draw,1,1
signature_sentinels,1,start,1,1,1,1,1,start,1,1,start,paint | start,1,2
";
    assert_eq!(ran.out, expected);
}

#[test]
fn for_people() {
    let ran = coverage(&[]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.out.starts_with("4 crashes, 3 signatures; 5 of 8 entries fired (lists: "), "{}", ran.out);
    for words in [
        "irrelevant_signature_re: 1 of 2 entries fired\n",
        "      4            2  50.00%             2  paint\n",
        "Never fired: 3 entries\n",
        "  4 never\n",
        "      2  memcpy  matches in 1 crash, but entries above it match first\n",
    ] {
        assert!(ran.out.contains(words), "{words} in {}", ran.out);
    }
    let markdown = coverage(&["--format", "markdown", "--list", "sentinels"]);
    assert!(markdown.out.contains("\n| 1 | `start` | 1 | 25.00% | 1 | 1 `start` | `2` |\n"), "{}", markdown.out);
}

#[test]
fn for_programs() {
    let json = |arguments: &[&str]| -> Value {
        serde_json::from_str(&coverage(&[&["--format", "json"], arguments].concat()).out).unwrap()
    };
    let all = json(&[]);
    assert_eq!((&all["crashes"], &all["signatures"], &all["failed"]), (&4.into(), &3.into(), &0.into()));
    assert_eq!(all["lines"].as_array().unwrap().len(), 8);
    assert_eq!(all["lines"][5]["changes"], json!([{"signature": "paint | stop", "without": "paint", "crashes": 2}]));
    let some = json(&["--list", "line-numbers", "--list", "signature_sentinels.txt", "--no-without"]);
    assert_eq!(some["lines"].as_array().unwrap().len(), 2);
    assert_eq!((&some["lines"][0]["only_match"], some["lines"][0].get("changed")), (&1.into(), None));
}

#[test]
fn many_inputs_on_many_cores_are_as_one() {
    let folder = Folder::new();
    let lists = lists();
    let one = folder.write("all.ndjson", crashes() + "\n");
    for (at, line) in crashes().lines().enumerate() {
        folder.write(&format!("each/{at}.json"), line);
    }
    let each = folder.path("each");
    let arguments = ["coverage", "--format", "json", "--siglists", lists.name()];
    let whole = siggen(&[&arguments[..], &["--jobs", "1", &one]].concat());
    let parts = siggen(&[&arguments[..], &["--jobs", "4", each.to_str().unwrap()]].concat());
    assert_eq!(whole.out, parts.out);
    assert_eq!(parts.status, Some(0));
}

#[test]
fn records_that_fail_are_told_and_not_counted() {
    let lists = lists();
    let input =
        format!("{}\nnull\n{}\n", crash("1", &["memcpy"]), r#"{"threads": [{"frames": [{"function": "mem"}]}]}"#);
    let ran = siggen_on(&["coverage", "--siglists", lists.name(), "--format", "json"], input.as_bytes());
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.starts_with("siggen: <stdin>:2: expected a crash"), "{}", ran.err);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&json["crashes"], &json["failed"]), (&2.into(), &1.into()));
    // A crash without an id is named by its place.
    assert_eq!(json["lines"][2]["examples"], json!(["1", "<stdin>:3"]));
    let text = siggen_on(&["coverage", "--siglists", lists.name()], input.as_bytes());
    assert!(text.out.contains("Not counted: 1 record that"), "{}", text.out);
}

#[test]
fn a_file_is_there_when_it_is_whole() {
    let folder = Folder::new();
    let path = folder.write("lines.csv", "before");
    let ran = coverage(&["--format", "csv", "-o", &path]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), ""));
    assert_eq!(fs::read_to_string(&path).unwrap(), coverage(&["--format", "csv"]).out);
    assert_eq!(fs::read_dir(folder.name()).unwrap().count(), 1);
    let nowhere = folder.path("no/such/folder");
    let ran = coverage(&["-o", nowhere.to_str().unwrap()]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.contains("cannot write"), "{}", ran.err);
    #[cfg(unix)]
    {
        assert_eq!(coverage(&["-o", "/dev/null"]).status, Some(0));
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}

#[cfg(unix)]
#[test]
fn what_there_is_when_somebody_stops_it() {
    use std::io::{BufRead, BufReader, Write};

    let lists = lists();
    let mut running = common::Running::siggen(&["coverage", "--siglists", lists.name()]);
    let mut stdin = running.child().stdin.take().unwrap();
    let mut err = BufReader::new(running.child().stderr.take().unwrap());
    stdin.write_all(format!("{}\nnull\n", crash("1", &["memcpy", "main"])).as_bytes()).unwrap();
    // What is said of the second record comes when the first is counted.
    err.read_line(&mut String::new()).unwrap();
    running.signal("INT");
    let ran = running.end();
    drop(stdin);
    assert_eq!(ran.status, Some(130));
    assert!(ran.out.starts_with("Interrupted: this covers only 1 crash.\nNot counted: 1 record"), "{}", ran.out);
    assert!(ran.out.contains("\n1 crash, 1 signature; 1 of 8 entries fired"), "{}", ran.out);
}

#[test]
fn lists_that_are_extended() {
    let (lists, more) = (lists(), Folder::new());
    more.write("prefix_signature_re.txt", "\ndraw\n");
    more.write("prefix_signature_re.remove.txt", "paint\n");
    let arguments = ["coverage", "--siglists", lists.name(), "--extend-siglists", more.name(), "--format", "json"];
    let ran = siggen_on(&[&arguments[..], &["--list", "prefix"]].concat(), crashes().as_bytes());
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let lines: Vec<(&Value, &Value)> =
        json["lines"].as_array().unwrap().iter().map(|line| (&line["text"], &line["changed"])).collect();
    // `memcpy | draw:7` goes on to main now.
    assert_eq!(
        lines,
        [
            (&json!("mem"), &json!(0)),
            (&json!("memcpy"), &json!(0)),
            (&json!("mem"), &json!(0)),
            (&json!("draw"), &json!(1)),
        ]
    );
}

#[test]
fn wrong_usage() {
    let ran = coverage(&["--list", "prefixes"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("unknown list `prefixes`") && ran.err.contains("sentinels"), "{}", ran.err);
    assert_eq!(siggen(&["coverage", "no/such/file"]).status, Some(2));
    let broken = lists();
    broken.write("prefix_signature_re.txt", "ok\nmem(\n");
    let ran = siggen_on(&["coverage", "--siglists", broken.name()], b"");
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("line 2"), "{}", ran.err);
    let nothing = coverage(&["--format", "xml"]);
    assert_eq!(nothing.status, Some(2));
}
