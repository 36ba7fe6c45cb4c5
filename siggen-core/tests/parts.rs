//! The pipeline in parts, and sessions that are kept beside their generator.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::Path;

use siggen_core::rule::Applies;
use siggen_core::rules::{self, RULES};
use siggen_core::{Crash, Generator, Outcome, SessionMemory, SiglistFiles, Siglists};

/// The documents of the corpus, and some whose fields or stacks are mistyped.
fn documents() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/crashes");
    let paths = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let mut documents: Vec<Vec<u8>> =
        paths.filter(|path| !path.ends_with("expected.json")).map(|path| std::fs::read(path).unwrap()).collect();
    assert!(documents.len() > 10);
    documents.extend([MISTYPED, NO_STACK, b"{}"].map(<[u8]>::to_vec));
    documents
}

/// `reason` is read by three rules and reported by one.
const MISTYPED: &[u8] = br#"{"reason": 5, "abort_message": [1], "java_stack_trace": 7, "hang": "ui"}"#;
const NO_STACK: &[u8] = br#"{"reason": 5, "threads": [{"frames": [7]}]}"#;

#[test]
fn parts_make_the_whole() {
    let generator = Generator::new();
    for json in documents() {
        let crash = Crash::from_json(&json).unwrap();
        let whole = generator.generate(&crash);
        for at in 0..=RULES.len() {
            let (first, second) = RULES.split_at(at);
            let so_far = generator.continue_with(first, &crash, Outcome::default());
            let explained = generator.explain_with(second, &crash, so_far.clone());
            assert_eq!(explained.rules.len(), second.len());
            assert_eq!(explained.outcome, whole, "split at {at}");
            assert_eq!(generator.continue_with(second, &crash, so_far), whole, "split at {at}");
        }
    }
}

#[test]
fn rules_one_by_one_make_the_whole() {
    let generator = Generator::new();
    for json in documents() {
        let crash = Crash::from_json(&json).unwrap();
        let whole = generator.explain(&crash);
        let mut outcome = Outcome::default();
        let (mut log, mut stack_log) = (Vec::new(), Vec::new());
        for (rule, trail) in RULES.iter().zip(&whole.rules) {
            let applies = matches!(generator.applies(*rule, &crash, &outcome), Applies::Yes(_));
            assert_eq!(applies, trail.applied, "{}", trail.rule);
            let explained = generator.explain_with(&[*rule], &crash, outcome.clone());
            if applies {
                let action = generator.explain_action(*rule, &crash, outcome);
                assert_eq!(action.outcome, explained.outcome);
                assert_eq!(action.debug_log(), explained.debug_log());
            }
            log.extend(explained.debug_log());
            stack_log.extend(explained.stack_log());
            outcome = explained.outcome;
        }
        assert_eq!(outcome, whole.outcome);
        assert_eq!(log, whole.debug_log());
        assert_eq!(stack_log, whole.stack_log());
        log.retain(|line| !line.contains(": change signature: "));
        assert_eq!(log, stack_log);
    }
}

#[test]
fn failures_are_in_the_notes_too() {
    let generator = Generator::new();
    for json in documents() {
        let outcome = generator.generate(&Crash::from_json(&json).unwrap());
        let failures: Vec<String> = outcome
            .failures
            .iter()
            .map(|failure| format!("{}: Rule failed: {}", failure.rule, failure.message))
            .collect();
        let notes: Vec<String> = outcome.notes.into_iter().filter(|note| note.contains(": Rule failed: ")).collect();
        assert_eq!(failures, notes);
    }
    let outcome = generator.generate(&Crash::from_json(MISTYPED).unwrap());
    let failures: Vec<_> = outcome.failures.iter().map(|failure| (failure.rule, failure.message.as_str())).collect();
    let expected =
        [("BadHardware", "reason is a number, not text"), ("AbortSignature", "abort_message is a list, not text")];
    assert_eq!(failures, expected);
}

#[test]
fn an_action_runs_whether_or_not_it_applies() {
    let generator = Generator::new();
    let crash = Crash::from_json(b"{}").unwrap();
    let rule = rules::by_name("StackOverflowSignature").unwrap();
    let mut so_far = Outcome::default();
    so_far.signature = "f".to_owned();
    assert!(matches!(generator.applies(rule, &crash, &so_far), Applies::No(_)));
    assert_eq!(generator.continue_with(&[rule], &crash, so_far.clone()).signature, "f");
    let explained = generator.explain_action(rule, &crash, so_far);
    assert_eq!(explained.outcome.signature, "stackoverflow | f");
    assert_eq!(explained.rules.len(), 1);
}

#[test]
fn rules_are_found_by_their_names() {
    for rule in RULES {
        assert_eq!(rules::by_name(rule.info().name).unwrap().info().name, rule.info().name);
    }
    assert!(rules::by_name("NoSuchRule").is_none());
}

#[test]
fn a_memory_is_of_use_to_its_own_lists_alone() {
    fn assert_send<T: Send>(_: &T) {}

    let lists = |prefix: &str| {
        let files = SiglistFiles { prefix: prefix.to_owned().into(), ..SiglistFiles::default() };
        Generator::with_siglists(Siglists::new(&files).unwrap())
    };
    let json = br#"{"threads": [{"frames": [{"function": "reel(int)"}, {"function": "kite"}, {"function": "x"}]}]}"#;
    let crash = Crash::from_json(json).unwrap();
    let generators = [lists("reel"), lists("kite"), lists("reel\nkite")];
    let mut memory = SessionMemory::default();
    assert_send(&memory);
    for _ in 0..3 {
        for (generator, expected) in generators.iter().zip(["reel | kite", "reel", "reel | kite | x"]) {
            for _ in 0..2 {
                assert_eq!(generator.generate_with(&mut memory, &crash).signature, expected);
            }
        }
    }
    // The same lists of another generator are other lists, and nobody can tell.
    let [first, ..] = generators;
    let again = lists("reel");
    assert_eq!(again.generate_with(&mut memory, &crash), first.generate(&crash));
}
