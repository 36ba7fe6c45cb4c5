use siggen_analysis::{BucketDiff, BucketKind, Fate};

use super::super::samples::{bucket, diff, group, hostile, report, way};
use super::*;

fn view(has_colours: bool, columns: usize) -> View {
    View { palette: Palette::new(has_colours), columns, changes: false }
}

#[test]
fn plain() {
    let expected = "\
1,203 of 2,000 crashes change (60.15%): 3 signatures become 4
before  HEAD:siglists
after   siglists
stored  1 of 1,000 stored signatures is the same before (0.10%), 990 after (99.00%)

Edited entries
  + irrelevant:5      3 crashes  std::|core::
  - prefix:7          no effect  no_such`name
  + prefix:12     1,200 crashes  memcpy

Renamed: 1 signature, 1,200 crashes
  1,200 crashes, by +prefix:12
    - 1,200 →     0  gone  memcpy
    +     0 → 1,200  new   memcpy | paint
      e.g. id-1, 01234567-89ab-4cde-8f01-234567260801

Split: 1 signature, 3 crashes
  3 crashes, by +irrelevant:5
    ~ 10 → 7  shrunk  draw
    +  0 → 3  new     draw | fill
      e.g. id-2

--changes lists each crash, --format html -o diff.html makes a page with a picture.
";
    assert_eq!(view(false, 100).render(&report(&diff())), expected);
}

#[test]
fn what_differs_has_a_colour() {
    let text = view(true, 100).render(&report(&diff()));
    // Bold and green.
    assert!(text.contains("memcpy | \u{1b}[1m\u{1b}[32mpaint\u{1b}[0m\n"), "{text:?}");
}

#[test]
fn changes_a_line_a_crash() {
    let text = View { changes: true, ..view(false, 100) }.render(&report(&diff()));
    let expected = "\nCrashes that change\n  id-1  memcpy  →  memcpy | paint\n  id-2  draw  →  draw | fill\n";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn limited() {
    let diff = diff();
    let text = view(false, 100).render(&Report { limit: Some(1), ..report(&diff) });
    assert!(text.contains("\nSplit: 1 signature, 3 crashes\n  … 1 more\n"), "{text}");
    // Broken before the 100th column.
    let end = "\n1 smaller group is not shown: --limit 2 shows all, --format html -o diff.html makes a page with a\npicture.\n";
    assert!(text.ends_with(end), "{text}");
    assert!(!text.contains("draw | fill"), "{text}");
}

#[test]
fn long_signatures_are_broken_and_whole() {
    let mut diff = diff();
    let long = ["a_function_of_thirty_characters"; 6].join(" | ");
    diff.buckets[0].after[0].signature.clone_from(&long);
    diff.migrations[0].after.clone_from(&long);
    let text = view(false, 60).render(&report(&diff));
    assert!(text.lines().all(|line| width(line) <= 60), "{text}");
    // Without the line ends and what is in front, it is the signature.
    let row = text.split("0 → 1,200  new   ").nth(1).unwrap().split("      e.g.").next().unwrap();
    assert_eq!(row.split_whitespace().collect::<Vec<_>>().join(" "), long);
}

#[test]
fn mixed_groups_say_what_went_where() {
    let mut diff = diff();
    diff.buckets = vec![BucketDiff {
        before: vec![bucket("a", 1005, 0, Fate::Gone), bucket("b", 2, 0, Fate::Gone)],
        after: vec![bucket("c", 1004, 0, Fate::New), bucket("", 3, 0, Fate::New)],
        migrations: vec![0, 1, 2],
        ..group(BucketKind::Mixed, 1007)
    }];
    diff.migrations = vec![way("a", "c", 1004, false, &[]), way("b", "", 2, true, &[]), way("a", "", 1, false, &[])];
    let text = view(false, 100).render(&report(&diff));
    let expected = "
Mixed: 1 group of signatures, 1,007 crashes
  1,007 crashes
    - 1,005 →     0  gone  a
    -     2 →     0  gone  b
    +     0 → 1,004  new   c
    +     0 →     3  new   (empty)
      1,004  a → c
          2  b → (empty)
          1  a → (empty)
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn nothing_changes() {
    let diff = Diff { crashes: 9, signatures_before: 2, signatures_after: 2, ..Diff::default() };
    let text = view(false, 100).render(&report(&diff));
    assert_eq!(text, "None of 9 crashes change: 2 signatures stay\nbefore\nafter\n");
}

#[test]
fn terminals_get_no_commands() {
    let diff = hostile();
    let text = View { changes: true, ..view(false, 100) }.render(&report(&diff));
    assert!(!text.contains('\u{1b}') && text.contains('␛'), "{text}");
    assert!(!text.contains("```\n"), "{text}");
}
