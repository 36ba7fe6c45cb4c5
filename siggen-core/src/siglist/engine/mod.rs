//! What finds out whether a regex matches a frame from its start.
//!
//! There are two, which mean the same and have the same public functions: `fast`, the whole of the regex crate, and
//! `small`, what a browser downloads: one of the parts that the regex crate is made of, and a fraction of its size. A
//! test holds them together.

#[cfg(not(target_family = "wasm"))]
mod fast;
#[cfg(any(target_family = "wasm", test, fuzzing))]
mod small;

#[cfg(not(target_family = "wasm"))]
pub(super) use fast::Engine;
#[cfg(target_family = "wasm")]
pub(super) use small::Engine;

#[cfg(fuzzing)]
pub(super) use small::Engine as SmallEngine;

/// Most bytes that a compiled regex may take.
const SIZE_LIMIT: usize = 10 << 20;

const TOO_LARGE: &str = "the regex is too large when compiled";

/// The line of a long message that says what is wrong: the last.
fn last_line(message: &str) -> String {
    message.lines().last().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{fast, small};

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
            let (fast, small) =
                (fast::Engine::from_start(pattern).unwrap(), small::Engine::from_start(pattern).unwrap());
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
    fn both_refuse_the_same() {
        let large = format!("(?:{}){{1000}}", r"\w".repeat(50));
        for pattern in ["(", "a{3,1}", r"\p{Nothing}", &large] {
            let (fast, small) = (fast::Engine::from_start(pattern), small::Engine::from_start(pattern));
            assert_eq!(fast.map(drop), small.map(drop), "{pattern}");
        }
    }
}
