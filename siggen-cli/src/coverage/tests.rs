//! A coverage made by hand, in all formats.

use std::path::Path;

use clap::Parser;
use siggen_analysis::{SignatureCount, Without};

use super::*;
use crate::args::{Cli, Command};

fn line(list: SiglistName, line: usize, text: &str, fired: u64, changed: u64) -> LineCoverage {
    LineCoverage {
        list,
        line,
        text: text.to_owned(),
        matched: fired,
        fired,
        only_match: changed,
        changed: Some(changed),
        signature_count: 0,
        signatures: Vec::new(),
        change_count: Some(0),
        changes: Some(Vec::new()),
        examples: Vec::new(),
    }
}

fn coverage() -> Coverage {
    let signature = |signature: &str, crashes| SignatureCount { signature: signature.to_owned(), crashes };
    let way = |signature: &str, without: &str, crashes| Without {
        signature: signature.to_owned(),
        without: without.to_owned(),
        crashes,
    };
    let mut fired = line(SiglistName::Prefix, 12, "mem(cpy|set)", 1500, 1200);
    fired.signature_count = 17;
    fired.signatures = vec![
        signature("memcpy | draw", 900),
        signature("memset | draw", 300),
        signature("a|b", 200),
        signature("fourth", 50),
    ];
    fired.change_count = Some(2);
    fired.changes = Some(vec![way("memcpy | draw", "memcpy", 900), way("memset | draw", "memset", 300)]);
    fired.examples = ["01234567-89ab-4cde-8f01-234567260801", "x|y", "z"].map(str::to_owned).to_vec();
    let mut shadowed = line(SiglistName::Prefix, 13, "memcpy_s", 0, 0);
    shadowed.matched = 3;
    let mut coverage = Coverage::default();
    (coverage.source, coverage.crashes, coverage.signatures) = ("built-in".to_owned(), 1_000_000, 9412);
    coverage.lines = vec![
        line(SiglistName::Irrelevant, 3, "never", 0, 0),
        line(SiglistName::Irrelevant, 4, "late\u{1b}", 0, 0),
        line(SiglistName::Prefix, 7, "often", 2000, 10),
        fired,
        shadowed,
        line(SiglistName::Prefix, 14, "draw", 2500, 10),
    ];
    coverage
}

fn rendered(coverage: &Coverage, arguments: &[&str], failed: u64, is_stopped: bool) -> String {
    let cli = Cli::try_parse_from([&["siggen", "coverage"], arguments].concat()).unwrap();
    let Command::Coverage(args) = cli.command else { unreachable!("it is coverage") };
    let cells = Cells::new(args.csv.csv_safe, Some(Path::new("none")));
    Report { coverage, args: &args, cells, failed, is_stopped }.render()
}

/// Whether the texts stand in this order.
fn assert_in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at = text[from..].find(part).unwrap_or_else(|| panic!("{part:?} behind byte {from} of\n{text}"));
        from += at + part.len();
    }
}

#[test]
fn text() {
    let text = rendered(&coverage(), &[], 0, false);
    assert!(
        text.starts_with("1,000,000 crashes, 9,412 signatures; 3 of 6 entries fired (lists: built-in)\n"),
        "{text}"
    );
    assert_in_order(
        &text,
        &[
            "irrelevant_signature_re: 0 of 2 entries fired\n",
            "prefix_signature_re: 3 of 4 entries fired\n",
            "would change",
            "     12        1,500   0.15%         1,200  mem(cpy|set)\n",
            "900  memcpy | draw\n",
            "300  memset | draw\n",
            "200  a|b\n",
            "… 14 more signatures\n",
            "without it:  900  memcpy | draw\n",
            "→ memcpy\n",
            "… 1 more change\n",
            "such as:  01234567-89ab-4cde-8f01-234567260801, x|y\n",
            // As many would change without these two, so the one that fired more often comes first.
            "     14        2,500",
            "      7        2,000",
            "Never fired: 3 entries\n",
            "irrelevant_signature_re: 2 entries never fired\n",
            "  3 never · 4 late␛\n",
            "prefix_signature_re: 1 entry never fired\n",
            "     13  memcpy_s  matches in 3 crashes, but entries above it match first\n",
        ],
    );
    assert!(!text.contains("fourth") && !text.contains(", z"), "{text}");
    assert!(text.lines().all(|line| crate::text::width(line) <= 100), "{text}");
}

#[test]
fn orders_lists_and_limits() {
    let places = |arguments: &[&str]| -> Vec<String> {
        let csv = rendered(&coverage(), &[&["--format", "csv"], arguments].concat(), 0, false);
        csv.lines().skip(1).map(|line| line.split(',').nth(1).unwrap().to_owned()).collect()
    };
    assert_eq!(places(&[]), ["3", "4", "7", "12", "13", "14"]);
    assert_eq!(places(&["--sort", "crashes"]), ["14", "7", "12", "3", "4", "13"]);
    assert_eq!(places(&["--sort", "changed", "--limit", "2"]), ["12", "14"]);
    assert_eq!(places(&["--list", "prefix", "--unused"]), ["13"]);
    assert_eq!(places(&["--unused", "--limit", "1"]), ["3"]);
    assert_eq!(places(&["--list", "sentinels"]), [""; 0]);

    let text = rendered(&coverage(), &["--list", "prefix", "--sort", "list", "--limit", "1"], 0, false);
    assert_in_order(&text, &["3 of 4 entries fired", "\n      7 ", "… 2 more entries fired", "     13  memcpy_s"]);
    assert!(!text.contains("irrelevant"), "{text}");
    let text = rendered(&coverage(), &["--unused"], 0, false);
    assert_in_order(
        &text,
        &["3 of 6 entries fired", "\n      3  never\n      4  late␛\n", "     13  memcpy_s  matches"],
    );
    assert!(!text.contains("often"), "{text}");
}

#[test]
fn not_all_crashes() {
    let text = rendered(&coverage(), &[], 2, true);
    assert!(text.starts_with("Interrupted: this covers only 1,000,000 crashes.\n"), "{text}");
    assert_in_order(&text, &["Not counted: 2 records that can't be read.\n", "1,000,000 crashes"]);
    let json: serde_json::Value = serde_json::from_str(&rendered(&coverage(), &["--format", "json"], 2, true)).unwrap();
    assert_eq!((&json["failed"], &json["stopped"]), (&2.into(), &true.into()));
    let empty = rendered(&Coverage::default(), &[], 0, false);
    assert!(empty.starts_with("0 crashes, 0 signatures; 0 of 0 entries fired"), "{empty}");
}

#[test]
fn json_has_the_members_of_the_library() {
    let mut json: serde_json::Value =
        serde_json::from_str(&rendered(&coverage(), &["--format", "json"], 0, false)).unwrap();
    let json = json.as_object_mut().unwrap();
    assert_eq!((json.remove("failed"), json.remove("stopped")), (Some(0.into()), Some(false.into())));
    assert_eq!(serde_json::Value::Object(json.clone()), serde_json::to_value(coverage()).unwrap());
}

#[test]
fn what_nobody_found_out_is_not_zero() {
    let mut coverage = coverage();
    for line in &mut coverage.lines {
        (line.changed, line.change_count, line.changes) = (None, None, None);
    }
    let json = rendered(&coverage, &["--format", "json", "--no-without"], 0, false);
    assert!(json.contains("\"only_match\"") && !json.contains("\"chang"), "{json}");
    let csv = rendered(&coverage, &["--format", "csv", "--no-without", "--list", "irrelevant"], 0, false);
    assert_in_order(&csv, &["\nirrelevant_signature_re,3,never,0,0,0,,0,,,,,,,\n"]);
    let text = rendered(&coverage, &["--no-without"], 0, false);
    assert!(text.contains("only this") && !text.contains("without it"), "{text}");
}

#[test]
fn csv() {
    let csv = rendered(&coverage(), &["--format", "csv"], 0, false);
    let line = "prefix_signature_re,12,mem(cpy|set),1500,1500,1200,1200,17,memcpy | draw,900,2,memcpy | draw,memcpy,900,\
                01234567-89ab-4cde-8f01-234567260801 x|y z\n";
    assert_in_order(&csv, &["list,line,text,matched,fired,only_match,changed,signature_count,", line]);
}

#[test]
fn markdown() {
    let markdown = rendered(&coverage(), &["--format", "markdown"], 0, false);
    assert_in_order(
        &markdown,
        &[
            "**1,000,000 crashes, 9,412 signatures; 3 of 6 entries fired** (lists: `built-in`)\n",
            "### irrelevant_signature_re\n\n0 of 2 entries fired.\n",
            "### prefix_signature_re\n\n3 of 4 entries fired.\n\n| line | entry |",
            "\n| 12 | `mem(cpy\\|set)` | 1,500 | 0.15% | 1,200 | 900 `memcpy \\| draw`<br>300 `memset \\| draw`<br>200 `a\\|b`\
         <br>… 14 more | [01234567-89ab-4cde-8f01-234567260801](https://crash-stats.mozilla.org/report/index/\
         01234567-89ab-4cde-8f01-234567260801), `x\\|y` |\n",
            "### Entries that never fired\n",
            "<details>\n<summary>irrelevant_signature_re: 2 entries never fired</summary>\n\n- 3: `never`\n- 4: `late␛`\n",
            "- 13: `memcpy_s` (matches in 3 crashes, but entries above it match first)\n\n</details>\n",
        ],
    );
    // Each row has as many cells as the head: bars in code are escaped.
    let cells = |row: &str| row.replace("\\|", "").matches('|').count();
    let rows: Vec<&str> = markdown.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 5);
    assert!(rows.iter().all(|row| cells(row) == 8), "{rows:?}");
}
