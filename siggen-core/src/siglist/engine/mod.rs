//! What finds out whether a regex matches a frame from its start.
//!
//! There are two, which mean the same and have the same public functions: `fast`, the engine of the regex crate, and
//! `small`, what a browser downloads: one of the parts that this engine is made of, and a fraction of its size. A
//! test holds them together.

use regex_syntax::hir::Hir;

#[cfg(not(target_family = "wasm"))]
mod fast;
#[cfg(any(target_family = "wasm", test))]
mod small;

#[cfg(not(target_family = "wasm"))]
pub(super) use fast::Engine;
#[cfg(target_family = "wasm")]
pub(super) use small::Engine;

/// Most bytes that a compiled regex may take.
const SIZE_LIMIT: usize = 10 << 20;

const TOO_LARGE: &str = "the regex is too large when compiled";

/// One of these texts.
fn one_of(texts: &[String]) -> Hir {
    Hir::alternation(texts.iter().map(|text| Hir::literal(text.as_bytes())).collect())
}

#[cfg(test)]
mod tests {
    use regex_syntax::parse;

    use super::{TOO_LARGE, fast, small};

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
            let (fast, small) = (fast::Engine::from_start(&regex).unwrap(), small::Engine::from_start(&regex).unwrap());
            for text in TEXTS {
                assert_eq!(fast.is_match(text), small.is_match(text), "{pattern:?} {text:?}");
                assert_eq!(fast.end(text), small.end(text), "{pattern:?} {text:?}");
            }
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
            assert_eq!(fast::Engine::from_start(&regex).map(drop), Err(TOO_LARGE), "{large}");
            assert_eq!(small::Engine::from_start(&regex).map(drop), Err(TOO_LARGE), "{large}");
        }
    }
}
