//! Inputs that are text: a whole document, or lines, some at a time.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use siggen_core::records::{Layout, layout};

use super::chunk::Piece;
use super::chunks::Chunks;
use super::halt::{Halt, too_short};
use super::sample::Sample;
use super::{Problem, reason};

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
        }
    }

    /// Reads to the end.
    pub(super) fn read(mut self, chunks: &mut Chunks<'_>, reader: &mut dyn Read, end: End) -> Result<(), Halt> {
        let mut end = end;
        loop {
            self.look(chunks, end.as_ref());
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
            end = match chunks.read(reader) {
                Ok(0) => Some(Ok(())),
                Ok(_) => None,
                Err(error) => Some(Err(error)),
            };
        }
    }

    /// Finds out the layout, where that is possible.
    fn look(&mut self, chunks: &Chunks<'_>, end: Option<&io::Result<()>>) {
        let text = chunks.text(self.start..chunks.filled());
        if self.layout != Layout::Unknown || (end.is_none() && text.len() < self.look_at) {
            return;
        }
        // A line may be a gigabyte long: it isn't gone through for each bit that comes.
        self.look_at = 2 * text.len();
        self.layout = match end {
            _ if text.is_empty() => Layout::Unknown,
            _ if self.is_named_ndjson => Layout::Lines,
            Some(Err(_)) => match layout(text, false) {
                // A line that has ended is whole, whatever would have followed.
                Layout::Unknown if text.contains(&b'\n') => Layout::Lines,
                known => known,
            },
            end => layout(text, end.is_some()),
        };
    }

    /// Gives away the lines that have ended.
    fn whole_lines(&mut self, chunks: &mut Chunks<'_>, and_flush: bool) -> Result<(), Halt> {
        let filled = chunks.filled();
        let Some(last) = memchr::memrchr(b'\n', chunks.text(self.searched..filled)) else {
            self.searched = filled;
            return Ok(());
        };
        let end = self.pass_over(chunks, self.searched + last + 1)?;
        let lines = count(chunks.text(self.start..end));
        if lines > 0 {
            self.sample.add(chunks.text(self.start..end));
            self.piece(chunks, self.start..end);
            self.line += lines;
            chunks.records_done(self.line as u64 - 1, self.sample.hash());
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
        self.searched = self.start;
        self.whole_lines(chunks, false)?;
        if self.skip > 0 {
            return Err(too_short(self.source, "lines", self.done));
        }
        match end {
            // The last line has ended with the input.
            Ok(()) if self.start < chunks.filled() => self.piece(chunks, self.start..chunks.filled()),
            Ok(()) => {}
            Err(error) => {
                let line = Some(self.line);
                chunks.forget(self.start..chunks.filled());
                chunks.problem(self.breaks_off(line, &error));
            }
        }
        Ok(())
    }

    fn document(self, chunks: &mut Chunks<'_>, end: io::Result<()>) -> Result<(), Halt> {
        if self.skip > 0 {
            return Err(too_short(self.source, "lines", self.done));
        }
        let (source, range) = (Arc::clone(self.source), self.start..chunks.filled());
        let bytes = range.len();
        match end {
            Ok(()) => chunks.piece(Piece::Document { source, range }, bytes),
            Err(error) => {
                let lines = count(chunks.text(range.clone()));
                chunks.piece(Piece::Torn { source, range }, bytes);
                chunks.problem(self.breaks_off((bytes > 0).then_some(lines + 1), &error));
            }
        }
        Ok(())
    }

    fn piece(&self, chunks: &mut Chunks<'_>, range: Range<usize>) {
        let bytes = range.len();
        chunks.piece(Piece::Lines { source: Arc::clone(self.source), range, first: self.line }, bytes);
    }

    fn breaks_off(&self, line: Option<usize>, error: &io::Error) -> Problem {
        let message = match (error.kind(), line) {
            (io::ErrorKind::UnexpectedEof, None) => "cannot read: the compressed data break off".to_owned(),
            (io::ErrorKind::UnexpectedEof, _) => {
                "cannot read any further: the compressed data break off here".to_owned()
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
