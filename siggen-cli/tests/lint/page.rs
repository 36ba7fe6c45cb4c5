//! docs/lint.md says what the linter does.

use std::fs;
use std::path::Path;

use siggen_analysis::{Code, apply, lint};
use siggen_core::{SiglistFiles, SiglistName};

/// What stands in fences in a section, and behind the opening fence.
fn blocks(section: &str) -> Vec<(&str, &str)> {
    let fenced = section.split("```siglist ").skip(1).map(|rest| rest.split("\n```").next().unwrap());
    fenced.map(|block| block.split_once('\n').unwrap()).collect()
}

#[test]
fn the_page_says_what_the_linter_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/lint.md");
    let page = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let sections: Vec<(&str, &str)> =
        page.split("\n## `").skip(1).map(|section| section.split_once("`\n").unwrap()).collect();
    assert_eq!(sections.iter().map(|(name, _)| *name).collect::<Vec<_>>(), Code::ALL.map(Code::name));
    for (name, section) in sections {
        let blocks = blocks(section);
        let (list, text) = blocks[0];
        let list: SiglistName = list.parse().unwrap();
        let mut files = SiglistFiles::default();
        files.set(list, format!("{text}\n"));
        let findings = lint(&files, &[list]);
        let finding = findings.iter().find(|finding| finding.code.name() == name).unwrap();
        let fixed = if finding.fix.is_some() { ", fixed by `--fix`" } else { "" };
        assert!(section.starts_with(&format!("\n**{}**{fixed}\n", finding.severity)), "{name}");
        match blocks.get(1) {
            Some(("fixed", fixed)) => assert_eq!(apply(&files, &findings).get(list), format!("{fixed}\n")),
            other => assert!(other.is_none() && finding.fix.is_none(), "{name}"),
        }
    }
}
