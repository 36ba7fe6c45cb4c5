//! What finds out whether a regex matches a frame from its start.
//!
//! There are two, which mean the same and have the same public functions: `fast`, the engine of the regex crate, and
//! `small`, what a browser downloads: one of the parts that this engine is made of, and a fraction of its size. A
//! test holds them together.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::weight::MOST_WEIGHT;

#[cfg(not(target_family = "wasm"))]
mod fast;
#[cfg(any(target_family = "wasm", test, fuzzing))]
mod small;

#[cfg(not(target_family = "wasm"))]
pub(super) use fast::{Engine, Set};
#[cfg(target_family = "wasm")]
pub(super) use small::{Engine, Set};

#[cfg(fuzzing)]
pub(super) use small::{Engine as SmallEngine, Set as SmallSet};

/// Most bytes that a compiled regex may take. Regexes that weigh too much are refused before; this is where that errs.
const SIZE_LIMIT: usize = 2 * MOST_WEIGHT;

/// Most bytes for what an automaton finds out.
const MOST_ROOM: usize = 16 << 20;

/// Bytes for what the automaton finds out: of large regexes, states are large. With too few, there is no automaton, and
/// each text costs what the regex has of states.
fn room(regexes: &[Hir]) -> usize {
    let size: usize = regexes.iter().map(size).sum();
    (256 * size).clamp(2 << 20, MOST_ROOM)
}

/// About how many characters it takes to write a regex down.
fn size(regex: &Hir) -> usize {
    let own = match regex.kind() {
        HirKind::Literal(text) => text.0.len(),
        HirKind::Class(Class::Unicode(class)) => 4 * class.ranges().len(),
        _ => 4,
    };
    own + regex.kind().subs().iter().map(size).sum::<usize>()
}

/// A regex that matches from the start of a text alone.
fn from_start(regex: Hir) -> Hir {
    Hir::concat(vec![Hir::look(Look::Start), regex])
}

/// One of these texts.
fn one_of(texts: &[String]) -> Hir {
    Hir::alternation(texts.iter().map(|text| Hir::literal(text.as_bytes())).collect())
}

#[cfg(test)]
mod tests {
    use regex_syntax::hir::Hir;
    use regex_syntax::parse;

    use super::{fast, small};
    use crate::siglist::weight::TOO_LARGE;

    const PATTERNS: [&str; 16] = [
        "",
        "a*",
        "a|ab",
        "ab|a",
        "(?:Nt|Zw)?Wait(?:For)?",
        ".*free",
        ".*?b",
        r"\bfoo\b",
        r".*\bé\b",
        "(?i:straße|ſ)",
        r"[^\x00-\x7f]+",
        r"x{2,4}?",
        r"(?s:.)*z",
        "(?m:^b)",
        r"a\z",
        r"(?:a(?:\n)?\z)|b$",
    ];

    const TEXTS: [&str; 22] = [
        "",
        "a",
        "aa",
        "ab",
        "b",
        "ba",
        "Wait",
        "ZwWaitForX",
        "WaitFo",
        "x free",
        "x\nfree",
        "foo",
        "foobar",
        "foo bar",
        "é",
        "aé b",
        "STRASSE",
        "straßE",
        "\u{17f}s",
        "xxxxx",
        "a\n",
        "日本z",
    ];

    #[test]
    fn both_mean_the_same() {
        for pattern in PATTERNS {
            let regex = parse(pattern).unwrap();
            let fast = fast::Engine::from_start(regex.clone()).unwrap();
            let small = small::Engine::from_start(regex).unwrap();
            for text in TEXTS {
                assert_eq!(fast.is_match(text), small.is_match(text), "{pattern:?} {text:?}");
                assert_eq!(fast.end(text), small.end(text), "{pattern:?} {text:?}");
            }
        }
        let regexes = PATTERNS.map(|pattern| parse(pattern).unwrap());
        let fast = fast::Set::new(regexes.to_vec()).unwrap();
        let small = small::Set::new(regexes.to_vec()).unwrap();
        for text in TEXTS {
            let each = |regex: &Hir| fast::Engine::from_start(regex.clone()).unwrap().is_match(text);
            let expected: Vec<usize> = (0..PATTERNS.len()).filter(|&index| each(&regexes[index])).collect();
            assert_eq!(fast.matching(text), expected, "{text:?}");
            assert_eq!(small.matching(text), expected, "{text:?}");
        }
        let texts = ["free", "a.b", "é"].map(str::to_owned);
        let (fast, small) = (fast::Engine::inside(&texts).unwrap(), small::Engine::inside(&texts).unwrap());
        for text in TEXTS.into_iter().chain(["x a.b", "xa-b", "\na.b", "free\n"]) {
            assert_eq!(fast.is_match(text), small.is_match(text), "{text:?}");
        }
    }

    #[test]
    fn both_refuse_what_is_too_large() {
        for large in [format!("(?:{}){{1000}}", r"\w".repeat(50)), "(?:a{1000}){1000}".to_owned()] {
            let regex = parse(&large).unwrap();
            assert_eq!(fast::Engine::from_start(regex.clone()).map(drop), Err(TOO_LARGE), "{large}");
            assert_eq!(small::Engine::from_start(regex.clone()).map(drop), Err(TOO_LARGE), "{large}");
            let regexes = vec![parse("a").unwrap(), regex];
            assert_eq!(fast::Set::new(regexes.clone()).map(drop), Err(TOO_LARGE), "{large}");
            assert_eq!(small::Set::new(regexes).map(drop), Err(TOO_LARGE), "{large}");
        }
    }
}
