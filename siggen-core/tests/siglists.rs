//! The built-in lists.
#![allow(missing_docs)]

use std::collections::BTreeSet;

use siggen_core::{ListSet, SiglistFiles, SiglistName, Siglists};

#[test]
fn every_line_is_there_once_and_is_found() {
    let siglists = Siglists::new(&SiglistFiles::built_in()).expect("the built-in lists compile");
    for name in SiglistName::ALL {
        let lines: Vec<_> = siglists.lines(name).collect();
        let texts: BTreeSet<_> = lines.iter().map(|line| &line.text).collect();
        assert_eq!(texts.len(), lines.len(), "{name} has a line twice");
        assert!(!lines.is_empty(), "{name} is empty");
        for line in lines {
            // A line that is plain text but for its escapes matches that text.
            let text = line.text.replace('\\', "");
            if !text.contains(['*', '+', '?', '|', '(', '[', ',']) && !text.ends_with('$') && !line.text.contains(r"\d")
            {
                let found = siglists.find(name, &text);
                assert!(found.is_some_and(|found| found.line.number <= line.number), "{name}: {}", line.text);
            }
        }
    }
}

#[test]
fn lists_can_be_extended_and_lines_removed() {
    let added = SiglistFiles { source: "mine".into(), prefix: "paint::".into(), ..SiglistFiles::default() };
    let removed = SiglistFiles { prefix: "memcpy".into(), ..SiglistFiles::default() };
    let lists = ListSet { added, removed, ..ListSet::default() };
    let siglists = lists.compile().expect("they compile");
    assert!(!siglists.is_match(SiglistName::Prefix, "memcpy"));
    assert!(siglists.is_match(SiglistName::Prefix, "memmove"));
    let found = siglists.find(SiglistName::Prefix, "paint::draw").expect("it was added");
    assert_eq!((&*found.line.source, found.line.number), ("mine", 1));

    let misspelt = SiglistFiles { prefix: "memcpyy".into(), source: "mine".into(), ..SiglistFiles::default() };
    let error = ListSet { removed: misspelt, ..lists }.compile().expect_err("no such line");
    assert_eq!(error.line.map(|line| line.number), Some(1));
}

#[test]
fn a_list_without_lines_matches_nothing() {
    let files = SiglistFiles { irrelevant: "# nothing\n\n".into(), ..SiglistFiles::default() };
    let siglists = Siglists::new(&files).expect("it compiles");
    for name in SiglistName::ALL {
        assert!(!siglists.is_match(name, "anything") && !siglists.is_match(name, ""), "{name}");
    }
}
