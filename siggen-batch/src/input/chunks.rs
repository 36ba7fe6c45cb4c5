//! An input, read piece by piece: a whole document, or some lines at a time.

use std::io::{self, Read};
use std::sync::Arc;

use siggen_core::records::{self, Layout, layout};

use super::{Input, Problem, Record};

/// How much of an input with a record a line is read at once.
const BLOCK: usize = 256 * 1024;

/// Records that are worked on together.
#[derive(Clone, Debug)]
pub struct Chunk {
    source: Arc<str>,
    bytes: Vec<u8>,
    /// Number of the first line, or nothing for a document.
    first_line: Option<usize>,
}

impl Chunk {
    /// How many bytes the records have.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Visits the records in order, with what stands between them and can't be a record.
    pub fn for_each(&self, mut visit: impl FnMut(Result<Record<'_>, Problem>)) {
        if let Some(first_line) = self.first_line {
            for record in records::in_lines(&self.bytes, first_line) {
                visit(Ok(Record::new(&self.source, record)));
            }
            return;
        }
        for record in records::in_document(&self.bytes) {
            visit(match record {
                Ok(record) => Ok(Record::new(&self.source, record)),
                Err(problem) => Err(Problem::new(&self.source, problem)),
            });
        }
    }
}

/// The chunks of an input.
pub struct Chunks {
    source: Arc<str>,
    reader: Box<dyn Read + Send>,
    /// What has been read and not been given away.
    pending: Vec<u8>,
    is_at_end: bool,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start { is_named_ndjson: bool },
    Lines { next: usize },
    Done,
}

impl Chunks {
    /// Opens an input.
    ///
    /// # Errors
    ///
    /// Where it can't be read.
    pub fn open(input: &Input) -> io::Result<Self> {
        Ok(Chunks {
            source: input.to_string().into(),
            reader: input.open()?,
            pending: Vec::new(),
            is_at_end: false,
            state: State::Start { is_named_ndjson: input.is_named_ndjson() },
        })
    }

    /// Reads more: what is there right now, so that a pipe's records come out as they come in. Where
    /// a block was not enough, as much again as there is, since a line may be a gigabyte long.
    fn read_more(&mut self) -> io::Result<()> {
        let length = self.pending.len();
        if length >= BLOCK {
            let read = self.reader.by_ref().take(length as u64).read_to_end(&mut self.pending)?;
            self.is_at_end = read < length;
            return Ok(());
        }
        self.pending.resize(length + BLOCK, 0);
        let read = loop {
            match self.reader.read(&mut self.pending[length..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.pending.truncate(length + *read.as_ref().unwrap_or(&0));
        self.is_at_end = read? == 0;
        Ok(())
    }

    fn start(&mut self, is_named_ndjson: bool) -> io::Result<Option<Chunk>> {
        let layout = loop {
            let known = if is_named_ndjson { Layout::Lines } else { layout(&self.pending, self.is_at_end) };
            if known != Layout::Unknown && (self.is_at_end || !self.pending.is_empty()) {
                break known;
            }
            self.read_more()?;
        };
        if layout == Layout::Lines && !self.pending.is_empty() {
            self.state = State::Lines { next: 1 };
            return self.lines(1);
        }
        self.reader.read_to_end(&mut self.pending)?;
        self.state = State::Done;
        Ok(Some(self.chunk(None)))
    }

    /// The next lines, as many as there are whole ones after the next read.
    fn lines(&mut self, first: usize) -> io::Result<Option<Chunk>> {
        loop {
            if let Some(end) = memchr::memrchr(b'\n', &self.pending) {
                let rest = self.pending.split_off(end + 1);
                let chunk = self.chunk(Some(first));
                self.pending = rest;
                let lines = memchr::memchr_iter(b'\n', &chunk.bytes).count();
                self.state = State::Lines { next: first + lines };
                return Ok(Some(chunk));
            }
            if self.is_at_end {
                self.state = State::Done;
                return Ok((!self.pending.is_empty()).then(|| self.chunk(Some(first))));
            }
            self.read_more()?;
        }
    }

    fn chunk(&mut self, first_line: Option<usize>) -> Chunk {
        Chunk { source: self.source.clone(), bytes: std::mem::take(&mut self.pending), first_line }
    }
}

impl Iterator for Chunks {
    type Item = io::Result<Chunk>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = match self.state {
            State::Done => return None,
            State::Start { is_named_ndjson } => self.start(is_named_ndjson),
            State::Lines { next } => self.lines(next),
        };
        if next.is_err() {
            self.state = State::Done;
        }
        next.transpose()
    }
}
