use super::names::{LONGEST, MOST_TEXT};
use super::*;
use crate::crash::{Crash, FRAMES_THAT_COUNT};
use crate::generator::Generator;
use crate::normalize::NameKind;

/// A crash whose frames have these names.
fn crash<'n>(names: impl IntoIterator<Item = &'n str>) -> Crash<'static> {
    let frames: Vec<_> = names.into_iter().map(|name| serde_json::json!({"function": name})).collect();
    let report = serde_json::json!({"crashing_thread": 0, "threads": [{"frames": frames}]}).to_string();
    Crash::from_json(report.as_bytes()).expect("a report").into_owned()
}

/// Numbers that look random, the same in each run.
fn numbers(mut seed: u64) -> impl FnMut(u64) -> u64 {
    move |below| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    }
}

#[test]
fn signatures_are_those_without_a_memory() {
    let generator = Generator::new();
    let mut memory = SessionMemory::default();
    let mut number = numbers(1);
    // Few names, then names that come once, then many names, then long ones: the memory grows, rests and is emptied.
    for (crashes, names, length) in [(300, 30, 8), (300, u64::MAX, 8), (2_000, 5_000, 8), (300, 40, 40_000)] {
        for _ in 0..crashes {
            let name = |number: u64| format!("ns{}::f<int>(T{})", number, "x".repeat(length));
            let frames: Vec<_> = (0..4).map(|_| name(number(names))).chain(["memcpy".to_owned()]).collect();
            let crash = crash(frames.iter().map(String::as_str));
            assert_eq!(generator.generate_with(&mut memory, &crash), generator.generate(&crash));
        }
    }
}

#[test]
fn text_has_a_bound() {
    let generator = Generator::new();
    let mut memory = SessionMemory::default();
    let filling = "x".repeat(LONGEST / 4);
    let mut most = 0;
    for turn in 0..40 {
        // Twice each, since names that come once have no place.
        for _ in 0..2 {
            let names: Vec<_> = (0..FRAMES_THAT_COUNT).map(|frame| format!("f{turn}_{frame}_{filling}")).collect();
            generator.generate_with(&mut memory, &crash(names.iter().map(String::as_str)));
            most = most.max(memory.memory.names.text());
        }
    }
    assert!(most > MOST_TEXT / 2, "{most} bytes: this test fills no memory");
    assert!(most <= MOST_TEXT + FRAMES_THAT_COUNT * LONGEST, "{most} bytes");
}

#[test]
fn names_that_are_too_long_have_no_place() {
    let generator = Generator::new();
    let mut memory = SessionMemory::default();
    let crash = crash([&*"f".repeat(LONGEST + 1), "g"]);
    for _ in 0..3 {
        generator.generate_with(&mut memory, &crash);
    }
    assert_eq!(memory.memory.names.len(), 1);
}

#[test]
fn what_a_table_holds_stays_when_it_grows() {
    let names: Vec<_> = (0..20_000).map(|number| format!("name{number}")).collect();
    let mut table = Names::default();
    table.make_room();
    for name in &names {
        let name = Name { kind: NameKind::Cpp, text: name };
        let hash = Hash::of(name.text);
        assert!(!table.came_before(hash) || table.find(hash, name).is_none());
        table.remember(hash, name, "form");
        table.make_room();
        let found = table.find(hash, name).map(|(_, known)| known.normalized());
        assert_eq!(found, Some("form"));
    }
    // Of the last ones, hardly any has fallen out of its row.
    let is_there = |name: &&String| {
        let name = Name { kind: NameKind::Cpp, text: name };
        table.find(Hash::of(name.text), name).is_some()
    };
    let there = names[10_000..].iter().filter(is_there).count();
    assert!(there > 9_900, "{there}");
}

/// How many of these stacks of ten names were looked at.
fn looked_at(payoff: &mut Payoff, stacks: usize, unknown: usize) -> usize {
    let mut looked_at = 0;
    let mut names = 0;
    for _ in 0..stacks {
        names = if payoff.begin_stack(names) {
            looked_at += 1;
            (0..unknown).for_each(|_| payoff.count_unknown());
            10
        } else {
            0
        };
    }
    looked_at
}

#[test]
fn a_memory_rests_where_names_never_come_again() {
    let mut payoff = Payoff::default();
    assert_eq!(looked_at(&mut payoff, 100_000, 2), 100_000);
    let resting = looked_at(&mut payoff, 100_000, 10);
    assert!((12_000..15_000).contains(&resting), "{resting}");
    // What comes again is noticed.
    looked_at(&mut payoff, 2_000, 2);
    assert_eq!(looked_at(&mut payoff, 1_000, 2), 1_000);
}

#[test]
fn long_names_leave_no_large_buffers() {
    let generator = Generator::new();
    let mut memory = SessionMemory::default();
    for name in ["(", "a ", "a<b>::"].map(|part| part.repeat(2 << 20)) {
        generator.generate_with(&mut memory, &crash([&*name]));
        let bytes = memory.memory.rewriter.bytes();
        assert!(bytes <= 1 << 20, "{}…: {bytes}", &name[..2]);
    }
}
