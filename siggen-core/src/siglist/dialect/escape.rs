//! What a backslash begins.

use regex_syntax::hir::{Hir, Look};

use super::Result;
use super::class::Item;
use super::reader::Reader;

impl Reader<'_> {
    pub(super) fn escape(&mut self) -> Result<()> {
        let Some(c) = self.input.next() else { return Err("bad escape (end of pattern)".into()) };
        let ascii = self.flags.ascii;
        match c {
            'A' => self.anchor(Hir::look(Look::Start)),
            'Z' => self.anchor(Hir::look(Look::End)),
            'b' => self.anchor(Hir::look(if ascii { Look::WordAscii } else { Look::WordUnicode })),
            'B' => self.anchor(Hir::look(if ascii { Look::WordAsciiNegate } else { Look::WordUnicodeNegate })),
            '1'..='9' => match self.octal_of_three(c) {
                Some(octal) => self.char(octal?),
                None => return Err("a back-reference is not supported".into()),
            },
            _ => match self.common_escape(c)? {
                Item::Char(c) => self.char(c),
                Item::Set(set) => self.set(set)?,
            },
        }
        Ok(())
    }

    /// Escapes that mean the same inside a class and outside.
    pub(super) fn common_escape(&mut self, c: char) -> Result<Item> {
        Ok(match c {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => Item::Set(c),
            'a' => Item::Char('\x07'),
            'f' => Item::Char('\x0c'),
            'n' => Item::Char('\n'),
            'r' => Item::Char('\r'),
            't' => Item::Char('\t'),
            'v' => Item::Char('\x0b'),
            'x' => Item::Char(self.hex(2)?),
            'u' => Item::Char(self.hex(4)?),
            'U' => Item::Char(self.hex(8)?),
            'N' => return Err(r"a character by name (`\N{…}`) is not supported: write the character".into()),
            '0' => {
                let mut value = 0;
                for _ in 0..2 {
                    if let Some(digit) = self.input.next_if(|c| c.is_digit(8)) {
                        value = value * 8 + digit.to_digit(8).unwrap_or_default();
                    }
                }
                Item::Char(char::from_u32(value).unwrap_or_default())
            }
            c if c.is_ascii_alphanumeric() => return Err(format!(r"bad escape \{c}")),
            c => Item::Char(c),
        })
    }

    /// `\ddd` is a character where it is three octal digits, else no character at all.
    pub(super) fn octal_of_three(&mut self, first: char) -> Option<Result<char>> {
        let mut ahead = self.input.clone();
        let digits = [first, ahead.next()?, ahead.next()?];
        let value = digits.iter().try_fold(0, |value, digit| Some(value * 8 + digit.to_digit(8)?))?;
        self.input = ahead;
        Some(match u8::try_from(value) {
            Ok(byte) => Ok(char::from(byte)),
            Err(_) => {
                Err(format!("octal escape value \\{}{}{} outside of range 0-0o377", digits[0], digits[1], digits[2]))
            }
        })
    }

    /// Inside a class there are no back-references, so one or two octal digits are a character.
    pub(super) fn short_octal(&mut self, first: char) -> Result<char> {
        let first = first.to_digit(8).ok_or_else(|| format!(r"bad escape \{first}"))?;
        let second = self.input.next_if(|c| c.is_digit(8)).and_then(|c| c.to_digit(8));
        let value = second.map_or(first, |second| first * 8 + second);
        Ok(char::from_u32(value).unwrap_or_default())
    }

    fn hex(&mut self, len: usize) -> Result<char> {
        let mut value = 0;
        for _ in 0..len {
            let digit = self.input.next_if(char::is_ascii_hexdigit).and_then(|c| c.to_digit(16));
            value =
                value * 16 + digit.ok_or_else(|| format!("incomplete escape: expected {len} hexadecimal digits"))?;
        }
        char::from_u32(value).ok_or_else(|| "bad escape: no such character".to_owned())
    }
}
