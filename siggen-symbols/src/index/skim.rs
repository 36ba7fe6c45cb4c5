//! Whether a line looks like one of the records that most of a file consists of, eight bytes at a time.
//!
//! What isn't seen here is read in full. So a line may be taken for a record that only looks like one (`1000 10 5a 0`):
//! it is left out later, when its function is read.

/// The length of the line record that text begins with, with its end: a line of hexadecimal digits and three spaces.
#[inline]
pub(super) fn line_record(text: &[u8]) -> Option<usize> {
    let mut spaces = 0;
    let mut at = 0;
    loop {
        let word = u64::from_le_bytes(*text.get(at..)?.first_chunk()?);
        let look = look(word);
        if look.line_ends == 0 {
            if look.others != 0 || at > LONGEST {
                return None;
            }
            spaces += look.spaces;
            at += 8;
            continue;
        }
        // What is before the end of the line. Bytes of text are those of a word from its lowest on.
        let before = look.line_ends.wrapping_sub(1) & !look.line_ends;
        spaces += look.spaces & before;
        let others = look.others & before & !(carriage_returns(word) & look.line_ends >> 8);
        // Each byte counts the spaces in its place of all words: their sum is in the highest byte.
        let is_record = others == 0 && spaces.wrapping_mul(ONES) >> 56 == 3;
        return is_record.then_some(at + look.line_ends.trailing_zeros() as usize / 8 + 1);
    }
}

/// More digits than a line record has.
const LONGEST: usize = 64;

/// The same of a line by itself: a text that comes in pieces must give what it gives as a whole.
pub(super) fn is_line_record(line: &[u8]) -> bool {
    let mut text = [0; LONGEST + 24];
    let Some(start) = text.get_mut(..line.len()) else { return false };
    start.copy_from_slice(line);
    line_record(&text).is_some()
}

/// Whether a line begins with `INLINE ` and digits, and ends in hexadecimal digits and spaces.
#[inline]
pub(super) fn is_inline(line: &[u8]) -> bool {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let Some(fields) = line.strip_suffix(b"\r").unwrap_or(line).strip_prefix(b"INLINE ") else { return false };
    let (Some(first), Some(last)) = (fields.first_chunk(), fields.last_chunk()) else { return false };
    // At least six fields.
    fields.len() >= 11 && look(u64::from_le_bytes(*first)).others | look(u64::from_le_bytes(*last)).others == 0
}

/// What is among eight bytes.
struct Look {
    /// The high bit of each line feed.
    line_ends: u64,
    /// 1 in the place of each space.
    spaces: u64,
    /// The high bit of each byte that is neither a space nor a digit, hexadecimal and in lower case.
    others: u64,
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = ONES * 0x80;

#[inline]
fn look(word: u64) -> Look {
    let low = word & !HIGH;
    // The high bit of each byte that is at least so much.
    let at_least = |least: u8| low + ONES * u64::from(0x80 - least);
    let space = at_least(b' ') & !at_least(b' ' + 1);
    let digit = at_least(b'0') & !at_least(b'9' + 1);
    let letter = at_least(b'a') & !at_least(b'f' + 1);
    let line_end = at_least(b'\n') & !at_least(b'\n' + 1);
    Look {
        line_ends: line_end & !word & HIGH,
        spaces: (space & !word & HIGH) >> 7,
        others: HIGH & !((space | digit | letter) & !word),
    }
}

/// The high bit of each carriage return.
#[inline]
fn carriage_returns(word: u64) -> u64 {
    let differs = word ^ (ONES * u64::from(b'\r'));
    !(((differs & !HIGH) + !HIGH) | differs) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a line is seen as a record, with another behind it.
    fn is_line(line: &[u8]) -> bool {
        let text = [line, b"2000 10 20 0\n"].concat();
        let length = line_record(&text);
        assert!(length.is_none_or(|length| length == line.len()), "{}", String::from_utf8_lossy(line));
        assert_eq!(length.is_some(), is_line_record(line), "{}", String::from_utf8_lossy(line));
        length.is_some()
    }

    #[test]
    fn line_records_are_seen() {
        for line in ["1000 10 5 0\n", "de5 3 0 0\n", "1000 10 5 0\r\n", "ffffffff81000000 10 12345 678\n", "1 2 3 44\n"]
        {
            assert!(is_line(line.as_bytes()), "{line}");
        }
        // Two and more words, of each length.
        for digits in 1..70 {
            assert!(is_line(format!("{} 1 2 0\n", "f".repeat(digits)).as_bytes()), "{digits}");
        }
    }

    #[test]
    fn other_lines_are_not() {
        let others = ["ace(const TraceCallbacks&\n", "bar(int)\n", "1000 10 5\n", "1000 10 5 0 7\n", "1000  10 5 0\n"];
        for line in others.iter().chain(&["add 10 7 g\n", "1000 10 -5 0\n", "1000\t10\t5\t0\n", "1000 10 5 0 \n", "\n"])
        {
            assert!(!is_line(line.as_bytes()), "{line}");
        }
        // A byte that is none, in each place.
        for at in 0..24 {
            for other in [b'g', b'G', b'/', b':', b'`', b'@', 0, 0x7f, 0x80, 0xa0, 0xb0, 0xe1, b'!', 0x1f] {
                let mut line = *b"0123456789abcdef 1 23 45\n";
                line[at] = other;
                assert!(!is_line(&line), "{:?}", String::from_utf8_lossy(&line));
            }
        }
    }

    #[test]
    fn calls_are_seen() {
        assert!(is_inline(b"INLINE 0 10 0 0 1010 20\n"));
        assert!(is_inline(b"INLINE 0 10 0 0 1010 20 ffffffff81000000 20\r\n"));
        for line in ["INLINE 0 1 0 0\n", "INLINE x 10 0 0 1010 20\n", "INLINE 0 1 0 0 10\t20\n", "INLINE_ORIGIN 0 a\n"]
        {
            assert!(!is_inline(line.as_bytes()), "{line}");
        }
    }
}
