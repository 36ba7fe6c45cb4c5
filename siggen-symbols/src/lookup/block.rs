//! The records of one function, decoded: what a lookup searches.

use super::calls::{Call, Calls};
use super::limits::{MAX_LINES, MAX_LINES_OF_PART, MAX_RECORDS};
use super::lines::{self, Line};
use super::names::{Finder, NONE};
use super::window::Window;
use crate::context::Context;
use crate::index::SymbolIndex;
use crate::record::{self, Func, Record, parse_line, trimmed};
use crate::search::{even, up_to};
use crate::text::cut;

/// What is the same from one address to the next one at which something begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    start: u32,
    /// The line in the innermost function.
    pub(super) line: u32,
    /// The innermost function's file.
    pub(super) file: u32,
    /// The innermost call.
    call: u32,
}

/// A function's records, in one piece of memory: the function itself, segments, calls.
#[derive(Debug, Default)]
pub(super) struct Block {
    words: Box<[[u32; 4]]>,
}

/// The function itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Head {
    /// Where the name is in the text, and its length.
    pub(super) name: (u64, u32),
    pub(super) parameters: u32,
    pub(super) is_folded: bool,
    segments: u32,
    length: u32,
}

impl Head {
    /// How many rows of a block it takes.
    const ROWS: usize = 2;

    fn new(func: &Func<'_>, name: u64, segments: usize, length: u32) -> Self {
        let saturated = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            name: (name, saturated(func.name.len() as u64)),
            parameters: saturated(func.parameters),
            is_folded: func.is_folded,
            segments: saturated(segments as u64),
            length,
        }
    }

    fn to_words(self) -> [[u32; 4]; Self::ROWS] {
        #[expect(clippy::cast_possible_truncation, reason = "both halves are stored")]
        let (low, high) = (self.name.0 as u32, (self.name.0 >> 32) as u32);
        [[low, high, self.name.1, self.parameters], [self.is_folded.into(), self.segments, self.length, 0]]
    }

    fn from_words([[low, high, length, parameters], [is_folded, segments, size, _]]: [[u32; 4]; Self::ROWS]) -> Self {
        Self {
            name: (u64::from(high) << 32 | u64::from(low), length),
            parameters,
            is_folded: is_folded != 0,
            segments,
            length: size,
        }
    }
}

/// Memory for reading a block, to be used again.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    lines: Vec<record::Line>,
    places: Vec<Line>,
    calls: Calls,
    segments: Vec<Segment>,
}

impl Block {
    /// Reads the function whose record begins at an offset of the text.
    pub(super) fn read(
        text: &[u8],
        offset: u64,
        index: &SymbolIndex<'_>,
        window: Window,
        buffers: &mut Buffers,
    ) -> Self {
        buffers.clear();
        let text = usize::try_from(offset).ok().and_then(|at| Some((at, text.get(at..)?)));
        let Some((at, text)) = text else { return Self::default() };
        let (first, rest) = cut(text);
        let Ok(Record::Func(func)) = record::parse(first) else { return Self::default() };
        buffers.read(rest, if window.is_whole { MAX_LINES } else { MAX_LINES_OF_PART });
        buffers.settle(index, window);
        let spaces = first.iter().take_while(|&&byte| byte == b' ').count();
        // The name is the end of the line.
        let name = at + spaces + trimmed(first).len() - func.name.len();
        let head = Head::new(&func, name as u64, buffers.segments.len(), window.length);
        let segments = buffers.segments.iter().map(|segment| [segment.start, segment.line, segment.file, segment.call]);
        let calls = buffers.calls.nested().iter().map(|call| [call.parent, call.line, call.file, call.origin]);
        Self { words: head.to_words().into_iter().chain(segments).chain(calls).collect() }
    }

    /// The function itself.
    #[inline]
    pub(super) fn head(&self) -> Head {
        self.words.first_chunk().map(|words| Head::from_words(*words)).unwrap_or_default()
    }

    /// What is at an address.
    #[inline]
    pub(super) fn at(&self, head: Head, at: u32) -> Segment {
        let segments = self.words.get(Head::ROWS..Head::ROWS + head.segments as usize).unwrap_or_default();
        let guess = even(segments.len(), at.into(), head.length.into());
        let after = up_to(segments.len(), at.into(), guess, |index| segments[index][0].into());
        match after.checked_sub(1).and_then(|index| segments.get(index)) {
            Some(&[start, line, file, call]) => Segment { start, line, file, call },
            None => Segment::NOTHING,
        }
    }

    /// The calls of a segment, from the innermost on: at most one more than [`MAX_DEPTH`].
    #[inline]
    pub(super) fn calls_of(&self, head: Head, segment: Segment) -> impl Iterator<Item = Call> {
        let calls = self.words.get(Head::ROWS + head.segments as usize..).unwrap_or_default();
        let call = move |call: u32| {
            let &[parent, line, file, origin] = calls.get(call as usize)?;
            Some(Call { parent, line, file, origin })
        };
        std::iter::successors(call(segment.call), move |inner| call(inner.parent))
    }

    /// The bytes that it takes.
    pub(super) fn size(&self) -> usize {
        size_of_val(&*self.words) + 4 * size_of::<Self>()
    }
}

impl Segment {
    const NOTHING: Self = Self { start: 0, line: 0, file: NONE, call: NONE };
}

impl Buffers {
    fn clear(&mut self) {
        // What one large function needed isn't kept for all others.
        const KEPT: usize = 1 << 12;
        self.lines.clear();
        self.lines.shrink_to(KEPT);
        self.places.clear();
        self.places.shrink_to(KEPT);
        self.segments.clear();
        self.segments.shrink_to(KEPT);
        self.calls.clear(KEPT);
    }

    /// Reads records up to those of another function, and at most so many lines. Lines that are none are left out.
    fn read(&mut self, mut text: &[u8], lines: usize) {
        let mut context = Context::Func;
        for _ in 0..lines {
            if context != Context::Func || text.is_empty() {
                return;
            }
            let (line, rest) = cut(text);
            text = rest;
            match line.first() {
                Some(b'0'..=b'9' | b'a'..=b'f') => {
                    if let Ok(line) = parse_line(trimmed(line)) {
                        self.line(line);
                    }
                }
                Some(b'I') if let Some(fields) = trimmed(line).strip_prefix(b"INLINE ") => {
                    self.calls.read(fields);
                }
                _ => match record::parse(line) {
                    Ok(Record::Line(line)) => self.line(line),
                    // One that has spaces before it.
                    Ok(Record::Inline(_)) => self.calls.read(trimmed(line).strip_prefix(b"INLINE").unwrap_or_default()),
                    Ok(Record::Func(_)) => return,
                    Ok(record) => drop(context.pass(&record)),
                    Err(_) => context.pass_bad(line),
                },
            }
        }
    }

    fn line(&mut self, line: record::Line) {
        if self.lines.len() < MAX_RECORDS {
            self.lines.push(line);
        }
    }

    /// Puts what has been read in the order in which it is searched.
    fn settle(&mut self, index: &SymbolIndex<'_>, window: Window) {
        let mut files = Finder::new(index.files());
        lines::settle(&mut self.lines, &mut self.places, window, &mut files);
        self.calls.settle(window, &mut files, &mut Finder::new(index.origins()));
        let mut lines = self.places.iter().peekable();
        let mut changes = self.calls.changes().iter().peekable();
        let mut segment = Segment::NOTHING;
        loop {
            let next_line = lines.peek().map(|line| line.start);
            let next_change = changes.peek().map(|change| change.0);
            let Some(at) = next_line.into_iter().chain(next_change).min() else { break };
            while let Some(line) = lines.next_if(|line| line.start == at) {
                (segment.line, segment.file) = (line.number, line.file);
            }
            while let Some(&(_, call)) = changes.next_if(|change| change.0 == at) {
                segment.call = call;
            }
            self.segments.push(Segment { start: at, ..segment });
        }
    }
}
