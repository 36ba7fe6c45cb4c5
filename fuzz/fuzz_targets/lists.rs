//! Any text as lists: one answer, whoever is asked, and no lint that fails.
#![no_main]

use libfuzzer_sys::fuzz_target;
use siggen_analysis::{Code, apply, lint};
use siggen_core::fuzzing::engines;
use siggen_core::{SiglistFiles, SiglistName, SiglistPattern, Siglists};
use siggen_fuzz::sections::Sections;
use siggen_fuzz::{corpus, seeds};

fn begin() {
    seeds::or_begin(seeds, &[seeds::LIST_WORDS, seeds::NAME_WORDS].concat());
}

fn seeds() -> Vec<Vec<u8>> {
    let built_in = SiglistFiles::built_in();
    let frames = [corpus::texts("frames", "expected"), corpus::texts("siglists", "normalized_frames")].concat();
    let patterns = corpus::texts("siglists", "pattern");
    let mut texts: Vec<String> = frames.chunks(8).map(|frames| frames.join("\n")).collect();
    for name in SiglistName::ALL {
        let entries = built_in.entries(name);
        for lines in entries.chunks(6) {
            let list = lines.iter().map(|line| &*line.text).collect::<Vec<_>>().join("\n");
            let mut files = SiglistFiles::default();
            files.set(name, list.clone());
            let frames = list.split('\n').collect();
            texts.push(Sections { files, frames }.to_text());
        }
    }
    for few in patterns.chunks(3) {
        let files = SiglistFiles { irrelevant: few.join("\n").into(), ..SiglistFiles::default() };
        texts.push(Sections { files, frames: few.iter().map(|line| &**line).collect() }.to_text());
    }
    texts.into_iter().map(String::into_bytes).collect()
}

fuzz_target!(init: begin(), |data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let sections = Sections::of(&text);
    let lists = Siglists::new(&sections.files);
    if let Ok(lists) = &lists {
        answers(lists, &sections.frames);
    }
    for name in SiglistName::ALL {
        for line in sections.files.entries(name) {
            if let Some([fast, small]) = engines(&line.text, &sections.frames) {
                assert_eq!(fast, small, "{}", line.text);
            }
        }
    }
    findings(&sections, lists.as_ref().ok());
});

fn answers(lists: &Siglists, frames: &[&str]) {
    for name in SiglistName::ALL {
        let lines: Vec<_> = lists.lines(name).collect();
        let is_regexes = name != SiglistName::Sentinels;
        let patterns: Vec<_> =
            lines.iter().filter(|_| is_regexes).map(|line| SiglistPattern::new(&line.text)).collect();
        for frame in frames {
            let all = lists.find_all(name, frame);
            let first = lists.find(name, frame);
            assert_eq!(lists.is_match(name, frame), first.is_some(), "{name} on {frame:?}");
            assert_eq!(first.as_ref().map(|found| found.line), all.first().map(|&at| lines[at]), "{name} on {frame:?}");
            if let Some(found) = &first {
                assert!(frame.get(found.span.clone()).is_some(), "{name} on {frame:?}: {found:?}");
            }
            if is_regexes {
                let matches = |pattern: &SiglistPattern| pattern.find(frame).is_some();
                let alone = patterns.iter().enumerate().filter(|(_, pattern)| pattern.as_ref().is_ok_and(matches));
                assert_eq!(alone.map(|(at, _)| at).collect::<Vec<_>>(), all, "{name} on {frame:?}, line by line");
            }
        }
    }
}

fn findings(sections: &Sections<'_>, lists: Option<&Siglists>) {
    let findings = lint(&sections.files, &SiglistName::ALL);
    let is_invalid = findings.iter().any(|finding| finding.code == Code::Invalid);
    assert!(lists.is_some() || is_invalid, "a list that can't be compiled has a line that is invalid");
    assert!(lists.is_none() || !is_invalid, "{findings:?}");
    let fixed = apply(&sections.files, &findings);
    let Some(lists) = lists else { return };
    let fixed = Siglists::new(&fixed).expect("fixed lists are lists");
    for name in SiglistName::ALL {
        for frame in &sections.frames {
            assert_eq!(lists.is_match(name, frame), fixed.is_match(name, frame), "{name} on {frame:?}, fixed");
        }
    }
}
