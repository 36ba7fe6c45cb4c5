//! Whether a line looks like one of the records that most of a file consists of, by its first and last eight bytes.
//!
//! What isn't seen here is read in full. A line may be taken for a record that only looks like one (`1000 10 5a`): it is
//! left out later, when its function is read.

use memchr::memchr;

/// The length of the line record that text begins with, with its end: it begins and ends with hexadecimal digits and
/// spaces.
#[inline]
pub(super) fn line_record(text: &[u8]) -> Option<usize> {
    let end = memchr(b'\n', text)?;
    let line = &text[..end];
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let others = others(*line.first_chunk()?) | others(*line.last_chunk()?);
    (others == 0).then_some(end + 1)
}

/// The length of the `INLINE` record that text begins with, with its end: after the keyword it begins and ends with
/// hexadecimal digits and spaces.
#[inline]
pub(super) fn inline_record(text: &[u8]) -> Option<usize> {
    const KEYWORD: u64 = u64::from_be_bytes(*b"INLINE \0");
    // The shortest record has six fields.
    const SHORTEST: usize = "INLINE 0 1 2 3 4 5".len();
    let start = u64::from_be_bytes(*text.first_chunk()?);
    if start >> 8 != KEYWORD >> 8 {
        return None;
    }
    let end = memchr(b'\n', text)?;
    let line = &text[..end];
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let others = others(*line.get(7..)?.first_chunk()?) | others(*line.last_chunk()?);
    (line.len() >= SHORTEST && others == 0).then_some(end + 1)
}

/// The length of the `STACK CFI` record that text begins with, with its end: after the keywords it has a digit.
#[inline]
pub(super) fn cfi_record(text: &[u8]) -> Option<usize> {
    let fields = text.strip_prefix(b"STACK CFI ")?;
    fields.first().filter(|digit| digit.is_ascii_hexdigit())?;
    memchr(b'\n', text).map(|end| end + 1)
}

/// The number of the `FILE` or `INLINE_ORIGIN` record that a line is, if it has a name behind it.
#[inline]
pub(super) fn numbered(line: &[u8], keyword: &[u8]) -> Option<u64> {
    let fields = line.strip_prefix(keyword)?;
    let digits = fields.iter().take_while(|byte| byte.is_ascii_digit()).count();
    // Fewer than 64 bits have.
    let (digits, rest) = fields.split_at_checked(digits).filter(|(digits, _)| (1..=18).contains(&digits.len()))?;
    let has_name = matches!(rest, [b' ', first, ..] if *first > b' ');
    has_name.then(|| digits.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}

/// Not 0 if there is a byte that is neither a space nor a digit, hexadecimal and in lower case.
#[inline]
fn others(bytes: [u8; 8]) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = ONES * 0x80;
    let word = u64::from_le_bytes(bytes);
    let low = word & !HIGH;
    // The high bit of each byte that is at least so much.
    let at_least = |least: u8| low + ONES * u64::from(0x80 - least);
    let space = at_least(b' ') & !at_least(b' ' + 1);
    let digit = at_least(b'0') & !at_least(b'9' + 1);
    let letter = at_least(b'a') & !at_least(b'f' + 1);
    HIGH & !((space | digit | letter) & !word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a line is seen as a record, with another behind it or not.
    fn is_line(line: &[u8]) -> bool {
        let length = line_record(&[line, b"2000 10 20 0\n"].concat());
        assert_eq!(length, line_record(line), "{}", String::from_utf8_lossy(line));
        assert!(length.is_none_or(|length| length == line.len()), "{}", String::from_utf8_lossy(line));
        length.is_some()
    }

    #[test]
    fn line_records_are_seen() {
        for line in ["1000 10 5 0\n", "de5 3 0 0\n", "1000 10 5 0\r\n", "ffffffff81000000 10 12345 678\n", "1 2 3 44\n"]
        {
            assert!(is_line(line.as_bytes()), "{line}");
        }
        for digits in 2..40 {
            assert!(is_line(format!("{} 1 2 0\n", "f".repeat(digits)).as_bytes()), "{digits}");
        }
    }

    #[test]
    fn other_lines_are_not() {
        let others =
            ["ace(const TraceCallbacks&\n", "bar(int)\n", "add 10 7 g\n", "1000 10 -5 0\n", "1000\t10\t5\t0\n", "\n"];
        for line in others {
            assert!(!is_line(line.as_bytes()), "{line}");
        }
        // A byte that is none, in each place.
        for at in 0..16 {
            for other in [b'g', b'G', b'/', b':', b'`', b'@', 0, 0x7f, 0x80, 0xa0, 0xb0, 0xe1, b'!', 0x1f] {
                let mut line = *b"01234567 8 90 ab\n";
                line[at] = other;
                assert!(!is_line(&line), "{:?}", String::from_utf8_lossy(&line));
            }
        }
    }

    #[test]
    fn rules_are_seen() {
        assert_eq!(cfi_record(b"STACK CFI f0 .cfa: $rsp\nx"), Some(24));
        assert_eq!(cfi_record(b"STACK CFI INIT f0 10 .cfa: $rsp\n"), None);
        assert_eq!(cfi_record(b"STACK CFI \n"), None);
    }

    #[test]
    fn numbers_are_seen() {
        assert_eq!(numbered(b"FILE 123 a.c\n", b"FILE "), Some(123));
        assert_eq!(numbered(b"FILE 999999999999999999 a.c\n", b"FILE "), Some(999999999999999999));
        for line in
            ["FILE 1\n", "FILE 1 \n", "FILE 1  a.c\n", "FILE x a.c\n", "FILE 1000000000000000000 a.c\n", "FILES 1 a\n"]
        {
            assert_eq!(numbered(line.as_bytes(), b"FILE "), None, "{line}");
        }
    }

    #[test]
    fn calls_are_seen() {
        let is_inline = |line: &[u8]| {
            let length = inline_record(&[line, b"INLINE 0 1 2 3 4 5\n"].concat());
            assert_eq!(length, inline_record(line), "{}", String::from_utf8_lossy(line));
            length == Some(line.len())
        };
        assert!(is_inline(b"INLINE 0 10 0 0 1010 20\n"));
        assert!(is_inline(b"INLINE 0 1 2 3 4 5\n"));
        assert!(is_inline(b"INLINE 0 10 0 0 1010 20 ffffffff81000000 20\r\n"));
        for line in ["INLINE 0 1 0 0\n", "INLINE x 10 0 0 1010 20\n", "INLINE 0 1 0 0 10\t20\n", "INLINE_ORIGIN 0 a\n"]
        {
            assert!(!is_inline(line.as_bytes()), "{line}");
        }
    }
}
