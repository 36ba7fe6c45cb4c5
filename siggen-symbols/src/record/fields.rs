//! The fields of a line, one after the other.

use crate::faults::Reason;

/// What is left of a line. A field ends at a space or at the end of the line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields<'t> {
    rest: &'t [u8],
}

/// What [`DIGITS`] has for a byte that is no digit.
const NONE: u8 = 16;

/// The value of each hexadecimal digit.
const DIGITS: [u8; 256] = {
    let mut digits = [NONE; 256];
    let mut value = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value as usize] as usize] = value;
        digits[b"0123456789ABCDEF"[value as usize] as usize] = value;
        value += 1;
    }
    digits
};

impl<'t> Fields<'t> {
    #[inline]
    pub(super) fn new(rest: &'t [u8]) -> Self {
        let mut fields = Fields { rest };
        fields.skip_spaces();
        fields
    }

    /// The next field, a hexadecimal number.
    #[inline]
    pub(super) fn hex(&mut self) -> Result<u64, Reason> {
        let mut value = 0_u64;
        let mut at = 0;
        while let Some(&byte) = self.rest.get(at) {
            let digit = DIGITS[usize::from(byte)];
            if digit == NONE {
                break;
            }
            if value >> 60 != 0 {
                return Err(Reason::TooLarge);
            }
            value = value << 4 | u64::from(digit);
            at += 1;
        }
        self.pass(at, Reason::NotHexadecimal)?;
        Ok(value)
    }

    /// The next field, a decimal number.
    #[inline]
    pub(super) fn decimal(&mut self) -> Result<u64, Reason> {
        let mut value = 0_u64;
        let mut at = 0;
        while let Some(digit) = self.rest.get(at).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
            let next = value.checked_mul(10).and_then(|value| value.checked_add(u64::from(digit)));
            value = next.ok_or(Reason::TooLarge)?;
            at += 1;
        }
        self.pass(at, Reason::NotDecimal)?;
        Ok(value)
    }

    /// The next field, the number of a line: 0 if it is negative or has more than 32 bits.
    #[inline]
    pub(super) fn line_number(&mut self) -> Result<u32, Reason> {
        if let Some(rest) = self.rest.strip_prefix(b"-") {
            self.rest = rest;
            self.digits()?;
            return Ok(0);
        }
        let before = *self;
        match self.decimal() {
            Ok(number) => Ok(u32::try_from(number).unwrap_or(0)),
            Err(Reason::TooLarge) => {
                *self = before;
                self.digits()?;
                Ok(0)
            }
            Err(reason) => Err(reason),
        }
    }

    /// Passes a decimal number of any size.
    #[cold]
    fn digits(&mut self) -> Result<(), Reason> {
        let end = self.rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(self.rest.len());
        self.pass(end, Reason::NotDecimal)
    }

    /// The next field, whatever it is.
    pub(super) fn word(&mut self) -> Result<&'t [u8], Reason> {
        let end = self.rest.iter().position(|&byte| byte == b' ').unwrap_or(self.rest.len());
        let word = &self.rest[..end];
        self.pass(end, Reason::MissingField)?;
        Ok(word)
    }

    /// Passes the field `m`, where it is.
    #[inline]
    pub(super) fn is_folded(&mut self) -> bool {
        let Some(rest) = self.rest.strip_prefix(b"m ") else { return false };
        self.rest = rest;
        self.skip_spaces();
        true
    }

    /// Passes so many fields, where they are.
    pub(super) fn skip(&mut self, count: usize) {
        for _ in 0..count {
            // What is missing is seen by whoever reads on.
            self.word().ok();
        }
    }

    /// All that is left, which is the last field.
    #[inline]
    pub(super) fn rest(&mut self) -> &'t [u8] {
        std::mem::take(&mut self.rest)
    }

    /// What is left, without passing it.
    #[inline]
    pub(super) fn remaining(&self) -> &'t [u8] {
        self.rest
    }

    /// Nothing may be left.
    #[inline]
    pub(super) fn end(&self) -> Result<(), Reason> {
        if self.rest.is_empty() { Ok(()) } else { Err(Reason::ExtraField) }
    }

    /// Passes a field of so many bytes, and the spaces behind it.
    #[inline]
    fn pass(&mut self, length: usize, otherwise: Reason) -> Result<(), Reason> {
        match self.rest.get(length) {
            _ if length == 0 => Err(if self.rest.is_empty() { Reason::MissingField } else { otherwise }),
            None => {
                self.rest = &[];
                Ok(())
            }
            Some(b' ') => {
                self.rest = &self.rest[length + 1..];
                self.skip_spaces();
                Ok(())
            }
            Some(_) => Err(otherwise),
        }
    }

    #[inline]
    fn skip_spaces(&mut self) {
        while let Some(rest) = self.rest.strip_prefix(b" ") {
            self.rest = rest;
        }
    }
}
