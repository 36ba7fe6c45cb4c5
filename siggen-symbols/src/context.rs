//! What records belong to that depend on an earlier one.

use crate::faults::Reason;
use crate::record::{Record, trimmed};

/// The record that the next ones may belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Context {
    #[default]
    None,
    /// `FUNC`, with line records and `INLINE`.
    Func,
    /// `STACK CFI INIT`, with `STACK CFI`.
    Cfi,
}

impl Context {
    /// Passes a record, and says what is wrong with its place.
    pub(crate) fn pass(&mut self, record: &Record<'_>) -> Result<(), Reason> {
        match record {
            Record::Func(_) => *self = Self::Func,
            Record::CfiInit(_) => *self = Self::Cfi,
            Record::Public(_) | Record::Win(_) => *self = Self::None,
            Record::Line(_) | Record::Inline(_) if *self != Self::Func => return Err(Reason::NoFunc),
            Record::Cfi(_) if *self != Self::Cfi => {
                *self = Self::None;
                return Err(Reason::NoInit);
            }
            _ => {}
        }
        Ok(())
    }

    /// Passes a line that is no record. What follows one that should begin something belongs to it, and not to what was
    /// before it.
    pub(crate) fn pass_bad(&mut self, line: &[u8]) {
        let line = trimmed(line);
        let starts = |start: &[u8]| line.starts_with(start);
        let is_cfi = *self == Self::Cfi && starts(b"STACK CFI ") && !starts(b"STACK CFI INIT ");
        if !is_cfi && (starts(b"FUNC ") || starts(b"PUBLIC ") || starts(b"STACK ")) {
            *self = Self::None;
        }
    }
}
