//! Any bytes as a crash report, in any shape: there is one outcome, however it is asked for.
#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use siggen_core::rules::RULES;
use siggen_core::{Crash, Outcome, SessionMemory, Shape, members};
use siggen_fuzz::document::Members;
use siggen_fuzz::{GENERATOR, corpus, seeds, splice};

fn begin() {
    let reports = || [corpus::reports(), corpus::files("broken")].concat();
    seeds::or_begin(reports, &[&seeds::json_words(), seeds::NAME_WORDS].concat());
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    // What the mutation of bytes does is as good on text that is no JSON, and better on the border to it.
    if !seed.is_multiple_of(3)
        && let Some(spliced) = splice::spliced(&data[..size], seed)
        && spliced.len() <= max_size
    {
        data[..spliced.len()].copy_from_slice(&spliced);
        return spliced.len();
    }
    fuzzer_mutate(data, size, max_size)
});

thread_local! {
    /// What one session remembers of all inputs.
    static MEMORY: RefCell<SessionMemory> = RefCell::default();
}

fuzz_target!(init: begin(), |data: &[u8]| {
    for shape in [None].into_iter().chain(Shape::ALL.map(Some)) {
        match read(data, shape) {
            Ok(crash) => check(&crash),
            Err(error) => {
                assert!(error.offset().is_none_or(|offset| offset <= data.len()), "{error}");
                assert!(!error.to_string().is_empty());
            }
        }
    }
    order_is_nothing(data);
});

fn read(json: &[u8], shape: Option<Shape>) -> Result<Crash<'_>, siggen_core::Error> {
    shape.map_or_else(|| Crash::from_json(json), |shape| Crash::from_json_as(json, shape))
}

fn check(crash: &Crash<'_>) {
    let outcome = GENERATOR.generate(crash);
    assert!(outcome.signature.len() <= 255, "{}", outcome.signature);
    assert!(outcome.signature.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{:?}", outcome.signature);

    assert_eq!(GENERATOR.explain(crash).outcome, outcome, "explained");
    assert_eq!(in_session(crash), outcome, "in a session");
    let listened_to = GENERATOR.generate_judged(&mut SessionMemory::default(), crash, &mut |_, _, answer| answer);
    assert_eq!(listened_to, outcome, "listened to");
    // At any place; which one is as good as any other.
    let (first, rest) = RULES.split_at(outcome.signature.len() % RULES.len());
    let so_far = GENERATOR.continue_with(first, crash, Outcome::default());
    assert_eq!(GENERATOR.continue_with(rest, crash, so_far), outcome, "in two parts, {}", first.len());

    let owned = crash.clone().into_owned();
    assert_eq!(GENERATOR.generate(&owned), outcome, "owned");
    // What something of a wrong type was is not serialized.
    if !crash.mistyped.is_empty() || !outcome.failures.is_empty() {
        return;
    }
    let json = serde_json::to_vec(crash).expect("a crash is JSON");
    let again = Crash::from_json_as(&json, Shape::CrashData).expect("a serialized crash is crash data");
    let again = GENERATOR.generate(&again);
    assert_eq!((&again.signature, &again.frames), (&outcome.signature, &outcome.frames), "serialized");
}

fn in_session(crash: &Crash<'_>) -> Outcome {
    MEMORY.with_borrow_mut(|memory| GENERATOR.generate_with(memory, crash))
}

/// Members may come in any order, and those that no shape reads may be left out.
fn order_is_nothing(data: &[u8]) {
    let Some(mut members) = Members::of(data) else { return };
    members.0.reverse();
    let reversed = members.to_json();
    members.0.retain(|(name, _)| members::DOCUMENT.contains(&name.as_str()));
    let reduced = members.to_json();
    for shape in [None].into_iter().chain(Shape::ALL.map(Some)) {
        let Ok(crash) = read(data, shape) else { continue };
        let outcome = GENERATOR.generate(&crash);
        for (json, how) in [(&reversed, "reversed"), (&reduced, "reduced")] {
            let other = read(json.as_bytes(), shape).unwrap_or_else(|error| panic!("{how}: {error}\n{json}"));
            assert_eq!(GENERATOR.generate(&other), outcome, "{how}, {shape:?}: {json}");
        }
    }
}
