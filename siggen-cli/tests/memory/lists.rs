//! Lists as large as they may be.

use std::fs;
use std::path::Path;

use super::{CRASH, MIB, siggen};

/// How large the file of a list may be.
const LONGEST: usize = 4 * MIB;

pub(super) fn take_no_more(folder: &Path) {
    // Lines that take many times their size.
    check(folder, |_| ".*".to_owned() + &"x".repeat(LONGEST - 3));
    check(folder, |i| format!(".*{i}{}", "x".repeat(490)));
    check(folder, |_| r"\w".repeat(8_000));
    check(folder, |i| format!("(?i)kite{i}"));
    check(folder, |i| format!("kite{i}(?:b{{1000}}){{9}}"));
    check(folder, |_| String::new());
    // As many lines as there may be, all of which one takes.
    check(folder, |i| match i {
        0 => format!("({})", "kite|".repeat(3_000)),
        1..149_000 => format!("kite{i}"),
        _ => String::new(),
    });
}

/// Fills a list with lines, and sees what each command takes with it.
fn check(folder: &Path, line: impl Fn(usize) -> String) {
    let lists = folder.join("lists");
    fs::create_dir_all(&lists).unwrap();
    let mut text = String::new();
    for line in (0..).map(line) {
        if text.len() + line.len() + 1 > LONGEST {
            break;
        }
        text = text + &line + "\n";
    }
    for list in ["irrelevant_signature_re", "signatures_with_line_numbers_re", "signature_sentinels"] {
        fs::write(lists.join(format!("{list}.txt")), "memcpy\n").unwrap();
    }
    fs::write(lists.join("prefix_signature_re.txt"), text).unwrap();
    let crash = folder.join("crash.ndjson");
    fs::write(&crash, CRASH).unwrap();
    let path = lists.to_str().unwrap();
    for command in ["signature", "explain", "coverage"] {
        siggen(&[command, "--siglists", path], &crash, MIB);
    }
    siggen(&["diff", "built-in", path], &crash, MIB);
    siggen(&["lint", path, "--corpus"], &crash, MIB);
}
