//! What the lines of lists take, known before anything is compiled.

use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind};
use regex_syntax::utf8::Utf8Sequences;

use super::{SiglistError, SiglistLine, SiglistName};

/// Most bytes of a line that is more than text. The longest one of the built-in lists has some 100.
pub(super) const LONGEST_LINE: usize = 16 << 10;

/// Most lines that the lists of a set may have together.
const MOST_LINES: usize = 150_000;

/// Most that the lines of a set may weigh together.
pub(super) const MOST_WEIGHT: usize = 10 << 20;

/// What is said of a line that weighs more by itself.
pub(super) const TOO_LARGE: &str = "the regex is too large when compiled";

/// What is left of what the lists of a set may take. Each line takes of it, whatever the other lines are: so lists from
/// which lines are taken away are never too large when the lists were not.
#[derive(Debug)]
pub(super) struct Room {
    lines: usize,
    weight: usize,
}

impl Default for Room {
    fn default() -> Self {
        Room { lines: MOST_LINES, weight: MOST_WEIGHT }
    }
}

impl Room {
    /// Takes room for the lines of a list.
    pub(super) fn take_lines(&mut self, list: SiglistName, lines: &[SiglistLine]) -> Result<(), SiglistError> {
        if let Some(first) = lines.get(self.lines) {
            return Err(SiglistError::new(list, first, &format!("lists can have at most {MOST_LINES} lines")));
        }
        self.lines -= lines.len();
        Ok(())
    }

    /// Takes room for a line of this weight.
    pub(super) fn take(&mut self, list: SiglistName, line: &SiglistLine, weight: usize) -> Result<(), SiglistError> {
        let too_large = || SiglistError::new(list, line, "with this entry, the lists are too large when compiled");
        self.weight = self.weight.checked_sub(weight).ok_or_else(too_large)?;
        Ok(())
    }
}

/// What a line is in itself, before what it consists of.
const LINE: usize = 128;

/// A state of the automaton that a regex becomes, or a node of the tree that it is before.
const STATE: usize = 32;

/// A way from a state that has several.
const TRANSITION: usize = 8;

/// Most ranges that the classes of a line may have: more of them weigh too much, whatever they are.
pub(super) const MOST_RANGES: usize = MOST_WEIGHT / TRANSITION;

/// How many states hardly share anything.
const FEW: usize = 32;

/// A byte of text for which many texts are searched at once.
const BYTE_INSIDE: usize = 20;

/// The bytes that a regex takes when it is compiled. It may take less, and takes a little more where it is small.
pub(super) fn of_regex(regex: &Hir) -> usize {
    LINE + of_part(regex)
}

/// The bytes that a line of the form `.*text` takes.
pub(super) fn of_inside(text: &str) -> usize {
    LINE + BYTE_INSIDE * text.len()
}

fn of_part(regex: &Hir) -> usize {
    match regex.kind() {
        HirKind::Empty | HirKind::Look(_) => STATE,
        HirKind::Literal(text) => STATE * (text.0.len() + 1),
        HirKind::Class(Class::Unicode(class)) => of_class(class),
        HirKind::Class(Class::Bytes(_)) => 2 * STATE,
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min.saturating_add(1)).max(1);
            let each = of_part(&repetition.sub).saturating_add(2 * STATE);
            each.saturating_mul(usize::try_from(times).unwrap_or(usize::MAX))
        }
        HirKind::Capture(capture) => of_part(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().map(of_part).fold(STATE, |sum, part| sum.saturating_add(part).saturating_add(TRANSITION))
        }
    }
}

/// Characters of several bytes take a state for each byte but the first. Of many, half share their states.
fn of_class(class: &ClassUnicode) -> usize {
    let (mut firsts, mut others) = (0, 0);
    for range in class.ranges() {
        for sequence in Utf8Sequences::new(range.start(), range.end()) {
            firsts += 1;
            others += sequence.len() - 1;
        }
    }
    2 * STATE + firsts * TRANSITION + (others.min(FEW) + others) * STATE / 2
}

#[cfg(test)]
mod tests {
    use regex_automata::nfa::thompson::{Config, NFA, WhichCaptures};
    use regex_syntax::parse;

    use super::{MOST_LINES, MOST_WEIGHT, of_regex};
    use crate::siglist::{SiglistFiles, Siglists};

    fn compiled(prefix: &str) -> Result<Siglists, String> {
        let files = SiglistFiles { prefix: prefix.into(), ..SiglistFiles::default() };
        Siglists::new(&files).map_err(|error| error.to_string())
    }

    #[test]
    fn nothing_takes_more_than_it_weighs() {
        for pattern in [
            "",
            "a",
            "mozilla::foo123.*x",
            "mozilla::foo123(a|b)",
            ".",
            "(?s).",
            r"\w",
            r"\W+",
            r"\d",
            r"\s?",
            "[^a]*",
            "(?i)straße",
            "a{1000}",
            "(?:a?){500}",
            "(?:ab|cd.|){40}",
            r"\b|\B|$",
            "(?:(?:a*)*)*",
            r"(?:\w{3}x){9}",
        ] {
            let regex = parse(pattern).unwrap();
            let config = Config::new().which_captures(WhichCaptures::None);
            let [forward, empty] = [&regex, &parse("").unwrap()]
                .map(|regex| NFA::compiler().configure(config.clone()).build_from_hir(regex).unwrap().memory_usage());
            let weight = of_regex(&regex);
            assert!(weight >= forward - empty, "{pattern}: {weight}, but {forward} - {empty}");
            assert!(weight < 400 + 6 * (forward - empty), "{pattern}: {weight}, but {forward} - {empty}");
        }
    }

    #[test]
    fn lists_do_not_become_too_large_by_a_line_less() {
        for line in [|i| format!(".*{i}{}", "x".repeat(500)), |i| format!("kite{i}.*x"), |i| format!("(?i)kite{i}")] {
            let sizes = [100, 500, 1_000, 2_000, 2_900, 3_100, 6_000, 12_000, 30_000];
            let is_fine = sizes.map(|size| compiled(&(0..size).map(|i| line(i) + "\n").collect::<String>()).is_ok());
            assert!(is_fine[1] && !is_fine[8] && is_fine.is_sorted_by(|fewer, more| fewer >= more), "{is_fine:?}");
        }
    }

    #[test]
    fn what_is_too_much_is_named() {
        let message = |list: String| compiled(&list).unwrap_err();
        let long = message(format!("a\n.*{}", "x".repeat(1 << 20)));
        assert!(long.contains("line 2: `.*xxx") && long.ends_with("xxx…`: the entry is longer than 16 KiB"), "{long}");
        let large = message(format!("b+\na{{{MOST_WEIGHT}}}\n"));
        assert!(large.contains("line 2: ") && large.ends_with("the regex is too large when compiled"), "{large}");
        let many = message("a\n".repeat(MOST_LINES + 1));
        assert!(many.ends_with("line 150001: `a`: lists can have at most 150000 lines"), "{many}");
        assert!(compiled(&"a\n".repeat(MOST_LINES)).is_ok());
        // The lists of a set share what they may take.
        let half = format!("a{{{}}}", MOST_WEIGHT / 300);
        let of = |line_numbers: &str| {
            let files = SiglistFiles {
                prefix: half.as_str().into(),
                line_numbers: line_numbers.into(),
                ..SiglistFiles::default()
            };
            Siglists::new(&files).map(drop).map_err(|error| error.to_string())
        };
        assert_eq!(of(&half.replace('a', "b")), Ok(()));
        assert!(of(&format!("c\n{}", half.repeat(2))).unwrap_err().ends_with("the lists are too large when compiled"));
    }
}
