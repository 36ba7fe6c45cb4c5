//! Comma-separated values, which people open in a spreadsheet.

use crate::common::siggen;
use crate::{Hostile, in_report};

/// The cells of a table, without its head.
fn cells(args: &[&str]) -> Vec<String> {
    let ran = siggen(args);
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    let cells: Vec<String> =
        reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(!cells.is_empty(), "{args:?}: {}", ran.err);
    cells
}

#[test]
fn cells_are_as_they_are_unless_somebody_asks() {
    let hostile = Hostile::new();
    let [reports, before, after] = ["reports", "before", "after"].map(|name| hostile.path(name));
    let stored = in_report("=stored");
    let [plain, safe] = [(&stored, "--csv-safe=never"), (&format!("'{stored}"), "--csv-safe")];
    for args in
        [&["signature", "--format", "csv", &reports][..], &["diff", "--format", "csv", "stored", &before, &reports]]
    {
        // A pipe gets what is there.
        assert!(cells(args).contains(plain.0), "{args:?}");
        for (cell, option) in [plain, safe] {
            let found = cells(&[args, &[option]].concat());
            assert!(found.contains(cell), "{args:?} {option}: {found:?}");
        }
    }
    let found = cells(&["coverage", "--siglists", &after, "--format", "csv", &reports]);
    assert!(found.contains(&crate::in_list("listed")), "{found:?}");
}

/// Each column with a text from outside is tried with each character that begins a formula.
#[test]
fn no_cell_is_a_formula() {
    for first in ["=", "+", "-", "@", "\t=", "\r=", "\"=", " =", "；；=", "a;="] {
        let folder = crate::common::Folder::new();
        let text = format!("{first}1+1");
        let crash = serde_json::json!({
            "crash_id": text,
            "original_signature": format!("{text}, stored"),
            "threads": [{"frames": [{"function": format!("{}1+1", first.trim())}]}],
        });
        let crashes = folder.write("crashes.json", crash.to_string());
        for list in siggen_core::SiglistName::ALL {
            folder.write(&format!("one/{list}.txt"), "");
            folder.write(&format!("two/{list}.txt"), "-1\\+1\n\\+1\\+1\n=1\\+1\n@1\\+1\n");
        }
        let [one, two] = ["one", "two"].map(|name| folder.path(name).to_str().unwrap().to_owned());
        for args in [
            &["signature", &crashes][..],
            &["diff", "stored", &two, &crashes],
            &["diff", &one, &two, &crashes],
            &["coverage", "--siglists", &two, &crashes],
        ] {
            let args = [args, &["--format", "csv", "--csv-safe"]].concat();
            if args[0] == "diff" && args[1] == one && siggen(&args).out.lines().count() < 2 {
                continue;
            }
            for cell in cells(&args) {
                for part in cell.split(';') {
                    let begins = part.trim_start_matches(|c: char| c.is_whitespace() || c == '"').chars().next();
                    assert!(!begins.is_some_and(|c| "=+-@".contains(c)), "{args:?}: {cell:?}");
                }
                assert!(!cell.starts_with(['\t', '\r']), "{args:?}: {cell:?}");
            }
        }
    }
}
