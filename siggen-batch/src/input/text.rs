//! Inputs that are text: a whole document, or lines, some at a time.

mod too_long;

use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use siggen_core::records::{Items, Layout, layout, layout_behind_line};

use super::chunk::{FULL, MANY_RECORDS, Piece};
use super::chunks::{Chunks, Holds};
use super::halt::{Halt, too_short};
use super::list;
use super::sample::Sample;
use super::{Problem, reason};
use too_long::TooLong;

/// How an input has ended, if it has: whole or broken off.
type End = Option<io::Result<()>>;

/// An input that is being read.
pub(super) struct Text<'a> {
    source: &'a Arc<str>,
    is_live: bool,
    is_named_ndjson: bool,
    layout: Layout,
    /// Where the text starts that was not given away, in that of the chunk.
    start: usize,
    /// Before this there is no end of a line that would not have been found.
    searched: usize,
    /// With less text there is no use in looking for the layout again.
    look_at: usize,
    /// Number of the next line.
    line: usize,
    /// How many lines are to be passed over, and how many of them are left.
    done: u64,
    skip: u64,
    /// What the lines were that have been given away or passed over.
    sample: Sample,
    too_long: TooLong,
    /// Whether the document is a list, once it is known to be a document.
    is_list: Option<bool>,
}

impl<'a> Text<'a> {
    /// An input of which some text may have been read already, from `start` in the chunk.
    pub(super) fn new(source: &'a Arc<str>, start: usize, is_live: bool, is_named_ndjson: bool, done: u64) -> Self {
        let layout = Layout::Unknown;
        Text {
            source,
            is_live,
            is_named_ndjson,
            layout,
            start,
            searched: start,
            look_at: 0,
            line: 1,
            done,
            skip: done,
            sample: Sample::default(),
            too_long: TooLong::No,
            is_list: None,
        }
    }

    /// Reads to the end.
    pub(super) fn read(mut self, chunks: &mut Chunks<'_>, reader: &mut dyn Read, end: End) -> Result<(), Halt> {
        let mut end = end;
        loop {
            self.pass(chunks)?;
            self.look(chunks, end.as_ref())?;
            match (self.layout, end) {
                (Layout::Lines, None) => {
                    // Of what waits for nobody, more at once; of a pipe, whatever has come.
                    if self.is_live || self.skip > 0 || chunks.is_full() {
                        self.whole_lines(chunks, true)?;
                    }
                }
                (Layout::Lines, Some(end)) => return self.last_lines(chunks, end),
                (_, Some(end)) => return self.document(chunks, end),
                (_, None) => {}
            }
            let holds = self.holds(chunks);
            if holds == Holds::Whole && self.start > 0 && chunks.filled() - self.start > FULL {
                // A long list has its text to itself.
                chunks.flush(self.start)?;
                self.start = 0;
            }
            if !self.fits(chunks, holds)? {
                return Ok(());
            }
            end = match chunks.read(reader, holds) {
                Ok(0) => Some(Ok(())),
                Ok(_) => None,
                Err(error) => Some(Err(error)),
            };
        }
    }

    /// What the text has to be held as: a list is cut when it is whole.
    fn holds(&mut self, chunks: &Chunks<'_>) -> Holds {
        let text = || chunks.text(self.start..chunks.filled());
        let is_list = || Items::of(text()).is_some();
        let is_list = self.layout == Layout::Document && *self.is_list.get_or_insert_with(is_list);
        if is_list { Holds::Whole } else { Holds::Records }
    }

    fn problem(&self, line: Option<usize>, message: &str) -> Problem {
        Problem { source: self.source.to_string(), line, index: None, message: message.to_owned() }
    }

    /// Finds out the layout, where that is possible.
    fn look(&mut self, chunks: &mut Chunks<'_>, end: Option<&io::Result<()>>) -> Result<(), Halt> {
        let text = chunks.text(self.start..chunks.filled());
        let is_passing = matches!(self.too_long, TooLong::Passing(_));
        if self.layout != Layout::Unknown || is_passing || (end.is_none() && text.len() < self.look_at) {
            return Ok(());
        }
        // A line may be a gigabyte long: it isn't gone through for each bit that comes.
        self.look_at = 2 * text.len();
        self.layout = match end {
            _ if text.is_empty() => Layout::Unknown,
            _ if self.is_named_ndjson => Layout::Lines,
            _ if self.too_long == TooLong::First => layout_behind_line(text, end.is_some()),
            Some(Err(_)) => match layout(text, false) {
                // A line that has ended is whole, whatever would have followed.
                Layout::Unknown if text.contains(&b'\n') => Layout::Lines,
                known => known,
            },
            end => layout(text, end.is_some()),
        };
        if self.too_long == TooLong::First && self.layout == Layout::Lines {
            self.say_too_long(chunks)?;
        }
        Ok(())
    }

    /// Gives away the lines that have ended.
    fn whole_lines(&mut self, chunks: &mut Chunks<'_>, and_flush: bool) -> Result<(), Halt> {
        let filled = chunks.filled();
        let Some(last) = memchr::memrchr(b'\n', chunks.text(self.searched..filled)) else {
            self.searched = filled;
            return Ok(());
        };
        let mut end = self.pass_over(chunks, self.searched + last + 1)?;
        let mut lines = count(chunks.text(self.start..end));
        while lines > MANY_RECORDS {
            let text = chunks.text(self.start..end);
            let cut = memchr::memchr_iter(b'\n', text).nth(MANY_RECORDS - 1).map_or(end, |at| self.start + at + 1);
            self.lines(chunks, self.start..cut, MANY_RECORDS);
            chunks.flush(cut)?;
            self.start = 0;
            end -= cut;
            lines -= MANY_RECORDS;
        }
        if lines > 0 {
            self.lines(chunks, self.start..end, lines);
        }
        if and_flush && lines > 0 {
            chunks.flush(end)?;
            self.start = 0;
        } else {
            self.start = end;
        }
        self.searched = chunks.filled();
        Ok(())
    }

    /// Drops lines that are done, of those that have ended up to `end`. Tells where `end` is then.
    fn pass_over(&mut self, chunks: &mut Chunks<'_>, end: usize) -> Result<usize, Halt> {
        if self.skip == 0 {
            return Ok(end);
        }
        let text = chunks.text(self.start..end);
        let lines = count(text) as u64;
        let behind = match usize::try_from(self.skip - 1) {
            Ok(before) if self.skip < lines => {
                memchr::memchr_iter(b'\n', text).nth(before).map_or(end, |at| self.start + at + 1)
            }
            _ => end,
        };
        let passed = self.skip.min(lines);
        self.skip -= passed;
        self.line += usize::try_from(passed).unwrap_or(usize::MAX);
        self.sample.add(chunks.text(self.start..behind));
        if self.skip == 0 {
            chunks.check_text(self.source, self.sample.hash())?;
        }
        chunks.records_done(self.line as u64 - 1, self.sample.hash());
        chunks.forget(self.start..behind);
        Ok(end - (behind - self.start))
    }

    /// Gives away what is left of an input with a record a line.
    fn last_lines(mut self, chunks: &mut Chunks<'_>, end: io::Result<()>) -> Result<(), Halt> {
        if self.too_long != TooLong::No {
            // It has ended with the input.
            self.say_too_long(chunks)?;
        }
        self.searched = self.start;
        self.whole_lines(chunks, false)?;
        if self.skip > 0 {
            return Err(too_short(self.source, "lines", self.done));
        }
        match end {
            // The last line has ended with the input.
            Ok(()) if self.start < chunks.filled() => self.piece(chunks, self.start..chunks.filled(), 1),
            Ok(()) => {}
            Err(error) => {
                let line = Some(self.line);
                chunks.forget(self.start..chunks.filled());
                chunks.problem(self.breaks_off(line, &error));
            }
        }
        Ok(())
    }

    fn document(mut self, chunks: &mut Chunks<'_>, end: io::Result<()>) -> Result<(), Halt> {
        let holds = self.holds(chunks);
        if self.skip > 0 && holds != Holds::Whole {
            return Err(too_short(self.source, "lines", self.done));
        }
        if self.too_long != TooLong::No {
            chunks.forget(self.start..chunks.filled());
            self.layout = Layout::Document;
            self.say_too_long(chunks)?;
            return Ok(());
        }
        let (source, range) = (Arc::clone(self.source), self.start..chunks.filled());
        let bytes = range.len();
        let is_torn = end.is_err();
        // An item and its comma have two bytes at least.
        let most = if holds == Holds::Whole { bytes / 2 } else { 1 };
        let breaks_off = end.err().map(|error| {
            let lines = count(chunks.text(range.clone()));
            self.breaks_off((bytes > 0).then_some(lines + 1), &error)
        });
        if holds == Holds::Whole && (bytes > MANY_RECORDS || self.skip > 0) {
            chunks.flush(self.start)?;
            let text = chunks.take_text();
            list::give_away(chunks, &source, text, is_torn, self.skip)?;
        } else if is_torn {
            chunks.piece(Piece::Torn { source, range }, bytes, most);
        } else {
            chunks.piece(Piece::Document { source, range }, bytes, most);
        }
        if let Some(problem) = breaks_off {
            chunks.problem(problem);
        }
        Ok(())
    }

    fn lines(&mut self, chunks: &mut Chunks<'_>, range: Range<usize>, lines: usize) {
        self.sample.add(chunks.text(range.clone()));
        self.piece(chunks, range, lines);
        self.line += lines;
        chunks.records_done(self.line as u64 - 1, self.sample.hash());
    }

    fn piece(&self, chunks: &mut Chunks<'_>, range: Range<usize>, lines: usize) {
        let bytes = range.len();
        chunks.piece(Piece::Lines { source: Arc::clone(self.source), range, first: self.line }, bytes, lines);
    }

    fn breaks_off(&self, line: Option<usize>, error: &io::Error) -> Problem {
        let message = match (error.kind(), line) {
            (io::ErrorKind::UnexpectedEof, None) => "cannot read: the compressed data is truncated".to_owned(),
            (io::ErrorKind::UnexpectedEof, _) => {
                "cannot read any further: the compressed data is truncated here".to_owned()
            }
            (_, None) => format!("cannot read: {}", reason(error)),
            _ => format!("cannot read any further: {}", reason(error)),
        };
        Problem { source: self.source.to_string(), line, index: None, message }
    }
}

fn count(text: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', text).count()
}
