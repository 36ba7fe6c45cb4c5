//! Reads every line of a text in full.

use crate::context::Context;
use crate::error::Error;
use crate::faults::{Faults, Reason};
use crate::lookup::{MAX_DEPTH, MAX_RECORDS};
use crate::module_id::DebugId;
use crate::record::{self, Record};
use crate::text::cut;

/// All faults of a text, those inside functions among them. It takes some times as long as to make an index.
///
/// # Errors
///
/// [`Error::Empty`] or [`Error::NotSymbols`] if the text has no record at all.
pub fn check(text: &[u8]) -> Result<Faults, Error> {
    let mut check = Check::default();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = cut(rest);
        check.line(line, (text.len() - rest.len()) as u64);
        rest = after;
    }
    if check.has_records { Ok(check.faults) } else { Err(Error::without_records(text)) }
}

#[derive(Default)]
struct Check {
    faults: Faults,
    number: u64,
    has_records: bool,
    context: Context,
    /// Line records and ranges of calls of the last function.
    counts: (usize, usize),
}

impl Check {
    fn line(&mut self, line: &[u8], offset: u64) {
        self.number += 1;
        let content = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| offset == 0);
        if content.is_some() {
            self.fault(offset, Reason::ByteOrderMark);
        }
        if !line.ends_with(b"\n") {
            self.fault(offset, Reason::NoLineEnd);
        }
        let content = content.unwrap_or(line);
        match record::parse(content) {
            Ok(Record::Blank) => {}
            Ok(record) => self.record(&record, content, offset),
            Err(reason) => {
                self.fault(offset, reason);
                self.context.pass_bad(content);
            }
        }
    }

    fn record(&mut self, record: &Record<'_>, line: &[u8], offset: u64) {
        let is_first = !std::mem::replace(&mut self.has_records, true);
        if is_first && !matches!(record, Record::Module(_)) {
            self.fault(offset, Reason::NoModule);
        }
        if let Err(reason) = self.context.pass(record) {
            return self.fault(offset, reason);
        }
        match record {
            Record::Module(_) if !is_first => return self.fault(offset, Reason::SecondModule),
            Record::Module(module) if DebugId::parse(module.id).is_none() => self.fault(offset, Reason::ModuleId),
            Record::Func(_) => self.counts = (0, 0),
            Record::Line(_) | Record::Inline(_) => self.of_function(record, line, offset),
            _ => {}
        }
        match record.name() {
            Some(b"") => self.fault(offset, Reason::NoName),
            Some(name) if std::str::from_utf8(name).is_err() => self.fault(offset, Reason::InvalidUtf8),
            _ => {}
        }
    }

    fn of_function(&mut self, record: &Record<'_>, line: &[u8], offset: u64) {
        let is_too_many = if let Record::Inline(inline) = record {
            self.counts.1 += inline.ranges().count();
            self.counts.1 > MAX_RECORDS || inline.depth > MAX_DEPTH as u64
        } else {
            self.counts.0 += 1;
            self.counts.0 > MAX_RECORDS
        };
        if is_too_many {
            self.fault(offset, Reason::TooManyRecords);
        } else if !record::has_line_number(record, line) {
            self.fault(offset, Reason::LineNumber);
        }
    }

    fn fault(&mut self, offset: u64, reason: Reason) {
        self.faults.add(self.number, offset, reason);
    }
}
