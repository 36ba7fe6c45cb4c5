//! Lines that are no record, and records that lack something.
//!
//! A line that can't be read costs that line alone. All are counted, and the first [`Faults::KEPT`] are kept.

use std::fmt;

/// Why a line was left out, or what is wrong with a record that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The line begins with no keyword of the format, and is no line record.
    UnknownRecord,
    /// The line ends before a field that it must have.
    MissingField,
    /// The line has more fields than its record.
    ExtraField,
    /// A field should be a hexadecimal number.
    NotHexadecimal,
    /// A field should be a decimal number.
    NotDecimal,
    /// A number has more than 64 bits.
    TooLarge,
    /// A line record or `INLINE` that belongs to no `FUNC`.
    NoFunc,
    /// `STACK CFI` without a `STACK CFI INIT` before it.
    NoInit,
    /// `MODULE` that isn't the first record.
    SecondModule,
    /// More records than [`MAX_RECORDS`](crate::MAX_RECORDS) in one function.
    TooManyRecords,
    /// The record has no name.
    NoName,
    /// The name is invalid UTF-8.
    InvalidUtf8,
    /// The line number is negative or has more than 32 bits.
    LineNumber,
    /// The module's id isn't a debug id: 32 hexadecimal digits and the age.
    ModuleId,
    /// The file begins with a byte order mark.
    ByteOrderMark,
    /// The file doesn't begin with `MODULE`.
    NoModule,
    /// The last line doesn't end: the file may have been cut.
    NoLineEnd,
}

impl Reason {
    /// All reasons. What stands for one in a stored index is its place here, so new ones come at the end.
    const ALL: [Self; 17] = [
        Self::UnknownRecord,
        Self::MissingField,
        Self::ExtraField,
        Self::NotHexadecimal,
        Self::NotDecimal,
        Self::TooLarge,
        Self::NoFunc,
        Self::NoInit,
        Self::SecondModule,
        Self::TooManyRecords,
        Self::NoName,
        Self::InvalidUtf8,
        Self::LineNumber,
        Self::ModuleId,
        Self::ByteOrderMark,
        Self::NoModule,
        Self::NoLineEnd,
    ];

    /// Whether the line was left out. If not, its record was kept as far as it goes.
    pub fn is_loss(self) -> bool {
        !matches!(
            self,
            Self::NoName
                | Self::InvalidUtf8
                | Self::LineNumber
                | Self::ModuleId
                | Self::ByteOrderMark
                | Self::NoModule
                | Self::NoLineEnd
        )
    }

    pub(crate) fn code(self) -> u64 {
        Self::ALL.iter().position(|reason| *reason == self).unwrap_or_default() as u64
    }

    pub(crate) fn from_code(code: u64) -> Option<Self> {
        Self::ALL.get(usize::try_from(code).ok()?).copied()
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownRecord => "unknown record",
            Self::MissingField => "a field is missing",
            Self::ExtraField => "unexpected text after the last field",
            Self::NotHexadecimal => "expected a hexadecimal number",
            Self::NotDecimal => "expected a decimal number",
            Self::TooLarge => "a number has more than 64 bits",
            Self::NoFunc => "no FUNC before it",
            Self::NoInit => "no STACK CFI INIT before it",
            Self::SecondModule => "MODULE is not the first record",
            Self::TooManyRecords => "too many records in one function",
            Self::NoName => "the name is missing",
            Self::InvalidUtf8 => "the name is invalid UTF-8",
            Self::LineNumber => "the line number is negative or has more than 32 bits",
            Self::ModuleId => "the module's id is not a debug id",
            Self::ByteOrderMark => "the file begins with a byte order mark",
            Self::NoModule => "the file does not begin with MODULE",
            Self::NoLineEnd => "the last line has no line end: the file may be truncated",
        })
    }
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The line's number, from 1.
    pub line: u64,
    /// Where the line begins in the text, in bytes.
    pub offset: u64,
    /// What is wrong.
    pub reason: Reason,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// What is wrong with the lines of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    first: Vec<Fault>,
    lost: u64,
    incomplete: u64,
}

impl Faults {
    /// How many faults are kept.
    pub const KEPT: usize = 1_000;

    /// The first faults, in the order of their lines.
    pub fn first(&self) -> &[Fault] {
        &self.first
    }

    /// How many lines were left out.
    pub fn lost(&self) -> u64 {
        self.lost
    }

    /// How many faults cost no record.
    pub fn incomplete(&self) -> u64 {
        self.incomplete
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lost == 0 && self.incomplete == 0
    }

    pub(crate) fn add(&mut self, line: u64, offset: u64, reason: Reason) {
        *if reason.is_loss() { &mut self.lost } else { &mut self.incomplete } += 1;
        if self.first.len() < Self::KEPT {
            self.first.push(Fault { line, offset, reason });
        }
    }

    pub(crate) fn stored(first: Vec<Fault>, lost: u64, incomplete: u64) -> Self {
        Self { first, lost, incomplete }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_a_code_of_its_own() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_code(reason.code()), Some(reason));
        }
        assert_eq!(Reason::from_code(Reason::ALL.len() as u64), None);
    }

    #[test]
    fn all_are_counted_and_the_first_are_kept() {
        let mut faults = Faults::default();
        for line in 1..=5_000 {
            faults.add(line, line * 10, if line % 2 == 0 { Reason::NoName } else { Reason::NotDecimal });
        }
        assert_eq!((faults.lost(), faults.incomplete(), faults.first().len()), (2_500, 2_500, 1_000));
        assert_eq!(faults.first()[1], Fault { line: 2, offset: 20, reason: Reason::NoName });
        assert_eq!(faults.first()[0].to_string(), "line 1: expected a decimal number");
    }
}
