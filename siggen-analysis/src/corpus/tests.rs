use std::sync::Arc;

use siggen_core::{SiglistFiles, SiglistName, Siglists};

use super::*;

fn report(functions: &[&str], more: &str) -> String {
    let frames: Vec<String> = functions.iter().map(|name| format!(r#"{{"function": "{name}"}}"#)).collect();
    format!(r#"{{"crash_id": "an id", "threads": [{{"frames": [{}]}}]{more}}}"#, frames.join(", "))
}

/// The third report can't be reduced, since one of its fields makes no sense: it is kept with its id.
fn corpus() -> Corpus {
    let mut corpus = Corpus::new();
    for (functions, more) in [
        (&["a", "b"][..], ""),
        (&["c"], r#", "original_signature": "c""#),
        (&["a", "c"], r#", "original_signature": "x", "reason": 7"#),
        (&["d", "a"], ""),
    ] {
        corpus.add(report(functions, more).as_bytes(), None).unwrap();
    }
    corpus
}

fn generator(list: SiglistName, text: &'static str) -> Arc<Generator> {
    let mut files = SiglistFiles::default();
    files.set(list, text);
    Arc::new(Generator::with_siglists(Siglists::new(&files).unwrap()))
}

#[test]
fn a_diff_names_reports_by_their_indices() {
    let corpus = corpus();
    assert!(corpus.get(2).unwrap().crash().crash_id.is_some(), "this one is kept whole");
    let before = generator(SiglistName::Prefix, "");
    let mut memory = DifferMemory::default();
    for (list, text) in [
        (SiglistName::Prefix, "a"),
        (SiglistName::Irrelevant, "a"),
        (SiglistName::Prefix, "d"),
        (SiglistName::Sentinels, "a"),
        (SiglistName::Prefix, "a"),
    ] {
        let after = generator(list, text);
        let differ = Differ::with_generators(Some(Arc::clone(&before)), Arc::clone(&after));
        let diff = corpus.diff(&differ, &mut memory);
        let pairs = corpus.signatures(&before).into_iter().zip(corpus.signatures(&after)).enumerate();
        let expected: Vec<_> = pairs.filter(|(_, (before, after))| before != after).collect();
        let found = diff.changes.iter().map(|change| {
            let way = &diff.migrations[change.migration];
            (change.id.parse::<usize>().unwrap(), (way.before.clone(), way.after.clone()))
        });
        let found: Vec<_> = found.collect();
        assert_eq!(found, expected, "{text}");
        assert!(!expected.is_empty(), "{text}");
        assert_eq!((diff.crashes, diff.stored), (4, None));
    }
}

#[test]
fn coverage_names_reports_by_their_indices() {
    let coverage = corpus().coverage(&Coverer::with_generator(generator(SiglistName::Prefix, "a\nd"), true));
    // By hand: without `a`, the stacks `a, b` and `a, c` end at it; in `d, a` it is the last one anyway.
    let [a, d] = &coverage.lines[..] else { panic!("{coverage:?}") };
    assert_eq!(
        (a.fired, a.changed.unwrap(), &a.examples[..]),
        (3, 2, &["000000000", "000000002", "000000003"].map(String::from)[..])
    );
    assert_eq!((d.fired, d.changed.unwrap(), &d.examples[..]), (1, 1, &["000000003".to_owned()][..]));
}

#[test]
fn reports_come_and_go() {
    let (mut corpus, generator) = (corpus(), Generator::new());
    corpus.append(self::corpus());
    assert_eq!(corpus.signatures(&generator), ["a", "c", "a", "d", "a", "c", "a", "d"]);
    assert_eq!(corpus.remove(8), None);
    let removed = corpus.remove(1).unwrap();
    assert_eq!(generator.generate(&removed.crash()).signature, "c");
    corpus.remove(6);
    assert_eq!(corpus.signatures(&generator), ["a", "a", "d", "a", "c", "a"]);
}
