//! What Python knows of a character beyond ASCII.
//!
//! The tables are Unicode's as the regex crate has them, so that a digit here is a digit in a list too. They are short
//! numbers written as text, which is a third of what the crate's own tables take in a download.

mod table;

use once_cell::sync::Lazy;

/// What decides how characters are printed, and whether they are part of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Other,
    /// Other (`C`) and separators (`Z`).
    Unprintable,
    /// Letters (`L`) and numbers of all kinds (`N`), but no combining marks.
    Word,
}

impl Kind {
    /// The two kinds that a run of this kind can be followed by.
    fn others(self) -> [Kind; 2] {
        match self {
            Kind::Other => [Kind::Unprintable, Kind::Word],
            Kind::Unprintable => [Kind::Word, Kind::Other],
            Kind::Word => [Kind::Other, Kind::Unprintable],
        }
    }
}

/// The first character of each run of one kind. Surrogates count as unprintable.
static RUNS: Lazy<Vec<(u32, Kind)>> = Lazy::new(|| {
    let mut start = 0;
    let mut kind = Kind::Other;
    let runs = numbers(table::RUNS).map(|number| {
        kind = kind.others()[usize::from(number % 2 == 1)];
        let run = (start, kind);
        start += number / 2 + 1;
        run
    });
    runs.collect()
});

/// The zeros of all scripts. Nine more digits stand behind each.
static ZEROS: Lazy<Vec<u32>> = Lazy::new(|| {
    let mut end = 0;
    let zeros = numbers(table::ZEROS).map(|gap| {
        let zero = end + gap;
        end = zero + 10;
        zero
    });
    zeros.collect()
});

/// The numbers of a table. Each of its characters holds five bits, the lowest first, and whether more follow.
fn numbers(table: &str) -> impl Iterator<Item = u32> {
    let mut bytes = table.bytes();
    std::iter::from_fn(move || {
        let (mut number, mut shift) = (0, 0);
        loop {
            let bits = u32::from(bytes.next()? - b'0');
            number |= (bits % 32) << shift;
            if bits < 32 {
                return Some(number);
            }
            shift += 5;
        }
    })
}

/// What a decimal digit (`Nd`) of any script stands for.
pub(super) fn decimal(c: char) -> Option<u32> {
    let before = ZEROS.partition_point(|&zero| zero <= u32::from(c)).checked_sub(1)?;
    Some(u32::from(c) - ZEROS[before]).filter(|&digit| digit < 10)
}

/// Whether `repr` escapes a character, which of ASCII it does with more than these.
pub(crate) fn is_unprintable(c: char) -> bool {
    let before = RUNS.partition_point(|&(start, _)| start <= u32::from(c)).checked_sub(1);
    before.is_some_and(|before| RUNS[before].1 == Kind::Unprintable)
}

/// The characters that `\w` matches, but for the underscore: the first and the last of each run.
pub(crate) fn word() -> impl Iterator<Item = (char, char)> {
    let ends = RUNS[1..].iter().map(|&(next, _)| next).chain([0x11_0000]);
    let words = RUNS.iter().zip(ends).filter(|((_, kind), _)| *kind == Kind::Word);
    words.filter_map(|(&(first, _), next)| Some((char::from_u32(first)?, char::from_u32(next - 1)?)))
}

/// The characters that `\d` matches: the first and the last of each ten.
pub(crate) fn digits() -> impl Iterator<Item = (char, char)> {
    ZEROS.iter().filter_map(|&zero| Some((char::from_u32(zero)?, char::from_u32(zero + 9)?)))
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::{Kind, decimal, digits, is_unprintable, table, word};

    fn regex(pattern: &str) -> Regex {
        Regex::new(pattern).expect("the regex compiles")
    }

    /// For each code point what the regex crate says of it, if it is a character.
    fn asked(pattern: &str) -> Vec<Option<bool>> {
        let regex = regex(&format!("^(?:{pattern})$"));
        let ask = |code| char::from_u32(code).map(|c| regex.is_match(c.encode_utf8(&mut [0; 4])));
        (0..=0x10_ffff).map(ask).collect()
    }

    /// `numbers`, backwards.
    fn encode(numbers: impl IntoIterator<Item = usize>) -> String {
        let mut table = String::new();
        for mut number in numbers {
            while number >= 32 {
                table.push(char::from(b'0' + 32 + u8::try_from(number % 32).unwrap_or(0)));
                number /= 32;
            }
            table.push(char::from(b'0' + u8::try_from(number).unwrap_or(0)));
        }
        table
    }

    /// What a failure says should be there belongs into `table.rs`.
    #[test]
    fn the_tables_are_those_of_the_regex_crate() {
        let (word, unprintable) = (asked(r"\p{L}|\p{N}"), asked(r"\p{C}|\p{Z}"));
        let kinds: Vec<Kind> = (word.into_iter().zip(unprintable))
            .map(|kinds| match kinds {
                (Some(true), Some(false)) => Kind::Word,
                (Some(false), Some(false)) => Kind::Other,
                _ => Kind::Unprintable,
            })
            .collect();
        let mut before = Kind::Other;
        let runs = kinds.chunk_by(|one, next| one == next).map(|run| {
            let second = usize::from(before.others()[1] == run[0]);
            before = run[0];
            (run.len() - 1) * 2 + second
        });
        assert_eq!(table::RUNS, encode(runs), "RUNS");

        let decimals = asked(r"\d");
        let rows = decimals.chunk_by(|one, next| one == next);
        let mut gaps = Vec::new();
        let mut gap = 0;
        for row in rows {
            if row[0] == Some(true) {
                assert_eq!(row.len() % 10, 0, "a script has ten digits");
                gaps.push(gap);
                gaps.extend((1..row.len() / 10).map(|_| 0));
                gap = 0;
            } else {
                gap += row.len();
            }
        }
        assert_eq!(table::ZEROS, encode(gaps), "ZEROS");
    }

    #[test]
    fn each_character_is_what_the_regex_crate_says() {
        let (words, unprintable, decimals) = (asked(r"[\p{L}\p{N}]"), asked(r"[\p{C}\p{Z}]"), asked(r"\d"));
        let (mut in_words, mut in_digits) = (vec![false; 0x11_0000], vec![false; 0x11_0000]);
        word().for_each(|(first, last)| in_words[first as usize..=last as usize].fill(true));
        digits().for_each(|(first, last)| in_digits[first as usize..=last as usize].fill(true));
        let mut digit = 0;
        for code in 0..=0x10_ffff {
            let Some(c) = char::from_u32(code) else { continue };
            let at = code as usize;
            assert_eq!(Some(is_unprintable(c)), unprintable[at], "{c:?}");
            assert_eq!(Some(in_words[at]), words[at], "{c:?}");
            assert_eq!(Some(in_digits[at]), decimals[at], "{c:?}");
            assert_eq!(Some(decimal(c).is_some()), decimals[at], "{c:?}");
            // The digits of each script stand in their order.
            match decimal(c) {
                Some(value) => {
                    assert_eq!(value, digit, "{c:?}");
                    digit = (digit + 1) % 10;
                }
                None => assert_eq!(digit, 0, "{c:?}"),
            }
        }
    }
}
