//! The records of a document that is a list.

use super::{Items, Problem, Record};

/// A problem counts the lines from the last place on where they were counted, which is no further away than this.
const FAR: usize = 4096;

/// The records of a list, and what stands between them and can't be there.
#[derive(Clone, Debug)]
pub struct ListRecords<'d> {
    document: &'d [u8],
    items: Items<'d>,
    index: usize,
    /// A byte offset, and how many line breaks there are before it.
    lines: (usize, usize),
}

/// A place in a list, to go on from there.
#[derive(Clone, Copy, Debug)]
pub struct ListPosition {
    items: super::array::Position,
    index: usize,
    lines: (usize, usize),
}

impl<'d> ListRecords<'d> {
    /// The records of a document that is a list; `None` if it is something else.
    pub fn of(document: &'d [u8]) -> Option<Self> {
        Some(ListRecords { document, items: Items::of(document)?, index: 0, lines: (0, 0) })
    }

    /// The records from a place on that was told of the same document.
    pub fn at(document: &'d [u8], position: ListPosition) -> Self {
        let ListPosition { items, index, lines } = position;
        ListRecords { document, items: Items::at(document, items), index, lines }
    }

    /// Where the next record is looked for. Counts the lines up to there from the last place that was told.
    pub fn position(&mut self) -> ListPosition {
        let items = self.items.position();
        let (before, breaks) = self.lines;
        let at = items.at().max(before).min(self.document.len());
        self.lines = (at, breaks + memchr::memchr_iter(b'\n', &self.document[before..at]).count());
        ListPosition { items, index: self.index, lines: self.lines }
    }
}

impl<'d> Iterator for ListRecords<'d> {
    type Item = Result<Record<'d>, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.items.position().at().saturating_sub(self.lines.0) >= FAR {
            self.position();
        }
        let item = self.items.next()?;
        let index = self.index;
        self.index += 1;
        let record = |range, index| Record { line: None, index, document: self.document, range, lines: self.lines };
        Some(match item {
            Ok(range) => Ok(record(range, Some(index))),
            Err(error) => Err(record(0..0, None).at(error.offset().unwrap_or_default(), error.to_string())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_every_place_on_the_rest_is_the_same() {
        for document in ["[]", " [{},\n{,},\n\n{:}, 1\n,{\n\n\"os\" 1},\n{", "[{}\n,{}\n{}]", "\u{feff}[\n{}]\n\n"] {
            let document = document.as_bytes();
            let told = |record: Result<Record<'_>, Problem>| record.and_then(|record| record.read(None)).err();
            let all: Vec<_> = ListRecords::of(document).unwrap().map(told).collect();
            let mut records = ListRecords::of(document).unwrap();
            for done in 0..=all.len() {
                let rest = ListRecords::at(document, records.position());
                assert!(rest.map(told).eq(all[done..].iter().cloned()), "{done}");
                records.next();
            }
            // Lines are those of the whole document.
            for problem in all.iter().flatten() {
                let offset: usize = problem.message[5..].split([':', ',']).next().unwrap().parse().unwrap();
                let line = 1 + memchr::memchr_iter(b'\n', &document[..offset]).count();
                assert_eq!(problem.line, Some(line), "{problem:?}");
            }
        }
        assert!(ListRecords::of(b"{}").is_none());
    }
}
