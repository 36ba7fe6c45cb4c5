use regex_syntax::hir::Hir;

use super::level::MOST_LEVELS;
use super::{Pattern, read};

fn assert_literal(pattern: &str, text: &str) {
    assert_eq!(read(pattern), Ok(Pattern::Literal(text.to_owned())));
}

#[test]
fn plain_text_stays_text() {
    assert_literal("core::mem::drop", "core::mem::drop");
    assert_literal(r"enum\$<T>::", "enum$<T>::");
    assert_literal("{virtual override thunk}", "{virtual override thunk}");
    assert_literal("log::{{closure}}", "log::{{closure}}");
    assert_literal(r"\<name\>", "<name>");
    assert_literal("a{}b{x}{,", "a{}b{x}{,");
    assert_literal(r"\x41\102\u0043", "ABC");
    assert_literal("(?s)(?x)a(?#b) c", "ac");
    assert_literal("", "");
}

#[test]
fn everything_else_becomes_a_regex() {
    for pattern in ["a*", "a{2}", "a{,2}", "(?i)a", "(?i)", "a|b", "(a)", "()", "a$", "[a]", ".", r"\d", r"\b"] {
        assert!(matches!(read(pattern), Ok(Pattern::Regex(_))), "{pattern}");
    }
}

/// As Python 3.11 matches them.
#[test]
fn words_are_letters_and_numbers_of_all_scripts() {
    let matching = |pattern: &str| {
        let Ok(Pattern::Regex(regex)) = read(pattern) else { panic!("{pattern} is a regex") };
        let regex = regex_automata::meta::Regex::builder().build_from_hir(&regex).expect("the regex compiles");
        ["a", "_", "\u{e9}", "\u{b2}", "\u{661}", "\u{4e2d}", "\u{301}", "-", "\u{2028}"]
            .map(|text| regex.is_match(text))
    };
    assert_eq!(matching(r"\w"), [true, true, true, true, true, true, false, false, false]);
    assert_eq!(matching(r"\W"), [false, false, false, false, false, false, true, true, true]);
    assert_eq!(matching(r"[^\W\d_]"), [true, false, true, true, false, true, false, false, false]);
    assert_eq!(matching(r"(?i)[\w-]"), [true, true, true, true, true, true, false, true, false]);
    assert_eq!(matching(r"(?a)\w"), [true, true, false, false, false, false, false, false, false]);
}

/// Parts of patterns, each with what means the same to the regex crate, and whether it can be repeated.
const PARTS: [(&str, &str, bool); 46] = [
    ("a", "a", true),
    ("K", "K", true),
    ("s", "s", true),
    ("é", "é", true),
    ("7", "7", true),
    ("::", "::", true),
    ("{x}", r"\{x\}", true),
    ("{", r"\{", true),
    ("]", r"\]", true),
    (r"\<", "<", true),
    (r"\é", "é", true),
    (r"\n", r"\n", true),
    (r"\x41", "A", true),
    (r"\u00e9", "é", true),
    (r"\U0001F6F6", "🛶", true),
    (r"\101", "A", true),
    (r"\000", r"\x00", true),
    (".", r"[^\n]", true),
    ("(?s:.)", "(?s:.)", true),
    ("(?m:^a$)", "(?m:^a$)", true),
    ("(?x: a # b\n)", "(?:a)", true),
    ("b(?#c)", "b", true),
    ("^", r"\A", false),
    ("$", r"(?:\n?\z)", false),
    (r"\A", r"\A", false),
    (r"\Z", r"\z", false),
    (r"\b", r"\b", false),
    (r"\B", r"\B", false),
    (r"(?a:\b)", r"(?-u:\b)", true),
    (r"(?a:\B)", r"(?-u:\B)", true),
    (r"\d", r"\d", true),
    (r"\D", r"\D", true),
    (r"\s", r"[\s\x1c-\x1f]", true),
    (r"\S", r"[^\s\x1c-\x1f]", true),
    (r"\w", r"[\p{L}\p{N}_]", true),
    (r"\W", r"[^\p{L}\p{N}_]", true),
    (r"(?a:\d\D)", "(?:[0-9][^0-9])", true),
    (r"(?a:\s\S)", r"(?:[\t-\r ][^\t-\r ])", true),
    (r"(?a:\w\W)", "(?:[0-9A-Z_a-z][^0-9A-Z_a-z])", true),
    ("[a-cé-]", r"[a-cé\-]", true),
    ("[]^b]", r"[\]\^b]", true),
    ("[^]K-k]", r"[^\]K-k]", true),
    (r"[[&&\b\1]", r"[\[\&\x08\x01]", true),
    (r"[^\W\d_]", r"[^[^\p{L}\p{N}_]\d_]", true),
    (r"[\s\S]", r"(?s:.)", true),
    (r"[\D\w-]", r"[\D\p{L}\p{N}_\-]", true),
];

const REPETITIONS: [(&str, &str); 10] = [
    ("*", "*"),
    ("+?", "+?"),
    ("?", "?"),
    ("??", "??"),
    ("{2}", "{2}"),
    ("{2,}", "{2,}"),
    ("{,3}", "{0,3}"),
    ("{1,3}?", "{1,3}?"),
    ("{,}", "*"),
    ("{0}", "{0}"),
];

const GROUPS: [(&str, &str); 4] = [("(", "(?:"), ("(?:", "(?:"), ("(?i:", "(?i:"), ("(?-i:", "(?-i:")];

/// Random numbers, the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// A pattern in Python's dialect, and in that of the regex crate.
    fn pattern(&mut self, depth: usize) -> (String, String) {
        let (mut python, mut rust) = (String::new(), String::new());
        let mut add = |ours: &str, theirs: &str| {
            python += ours;
            rust += theirs;
        };
        for alternative in 0..=self.below(3) {
            if alternative > 0 {
                add("|", "|");
            }
            for _ in 0..self.below(5) {
                let mut can_repeat = true;
                if depth > 0 && self.below(3) == 0 {
                    let ((group, same), inside) = (GROUPS[self.below(GROUPS.len())], self.pattern(depth - 1));
                    add(&format!("{group}{})", inside.0), &format!("{same}{})", inside.1));
                } else {
                    let (part, same, is_item) = PARTS[self.below(PARTS.len())];
                    add(part, same);
                    can_repeat = is_item;
                }
                if can_repeat && self.below(3) == 0 {
                    let (repetition, same) = REPETITIONS[self.below(REPETITIONS.len())];
                    add(repetition, same);
                }
            }
        }
        (python, rust)
    }
}

#[test]
fn a_pattern_becomes_what_the_regex_crate_reads() {
    let mut random = Random(1);
    for _ in 0..1000 {
        let (mut pattern, mut same) = random.pattern(2);
        if random.below(3) == 0 {
            (pattern, same) = (format!("(?i){pattern}"), format!("(?i){same}"));
        }
        let read = match read(&pattern) {
            Ok(Pattern::Regex(regex)) => regex,
            Ok(Pattern::Literal(text)) => Hir::literal(text.into_bytes()),
            Err(error) => panic!("{pattern}: {error}"),
        };
        // Both written out would be pages of ranges.
        assert!(read == regex_syntax::parse(&same).unwrap(), "{pattern}, which is {same}");
    }
}

#[test]
fn nesting_has_an_end() {
    // What each adds: a group, then a repetition, a sequence, alternatives.
    for (open, close, levels) in [("(", ")", 1), ("(", ")*", 2), ("(a", ")", 2), ("(a", ")?", 3), ("(b|a", ")*", 4)] {
        let nested = |times: usize| read(&format!("{}.{}", open.repeat(times), close.repeat(times)));
        assert!(nested(MOST_LEVELS / levels).is_ok(), "{open}{close}");
        assert!(nested(MOST_LEVELS / levels + 1).unwrap_err().contains("nest deeper"), "{open}{close}");
        assert!(nested(100_000).unwrap_err().contains("nest deeper"), "{open}{close}");
    }
    assert!(read(&"(".repeat(100_000)).unwrap_err().contains("never closed"));
    assert!(read(&"(a)*".repeat(1000)).is_ok());
}
