//! Rows of one group, page by page.

use std::fs::File;
use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use parquet::basic::Encoding;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader, get_typed_column_reader};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::metadata::ColumnChunkMetaData;

use super::super::super::chunk::{FULL, LARGE};
use super::super::super::chunks::Chunks;
use super::super::super::halt::Halt;
use super::super::super::rows::{PageRows, Rows};
use super::super::{guarded, put, unreadable};
use super::header::{Header, PageKind};
use super::pages::{self, Pages};

/// At most so many rows are decoded at once.
const MANY: usize = 4096;

/// From which row on a group can't be read, and why.
type Broken = (u64, String);

/// The part of a file that holds some rows.
pub(super) struct Group<'a> {
    source: &'a Arc<str>,
    pages: Pages,
    /// Takes the page that is to be decoded.
    pages_to: Sender<Page>,
    reader: ColumnReaderImpl<ByteArrayType>,
    is_nullable: bool,
}

impl<'a> Group<'a> {
    pub(super) fn new(
        source: &'a Arc<str>,
        file: &File,
        column: &ColumnChunkMetaData,
        limit: usize,
    ) -> Result<Self, String> {
        let pages = Pages::new(file, column, limit)?;
        let (pages_to, handed) = channel();
        let described = column.column_descr_ptr();
        let is_nullable = described.max_def_level() > 0;
        let reader: ColumnReader = get_column_reader(described, Box::new(Handed(handed)));
        Ok(Group { source, pages, pages_to, reader: get_typed_column_reader(reader), is_nullable })
    }

    /// Gives away the rows from `first` to `end` that aren't done. What can't be read is a problem, and the next group
    /// may be whole.
    pub(super) fn read(&mut self, chunks: &mut Chunks<'_>, first: u64, done: u64, end: u64) -> Result<(), Halt> {
        let mut row = first;
        while row < end {
            let next = guarded(|| self.pages.header());
            let read = match next
                .and_then(|header| header.ok_or_else(|| "the column has fewer values than rows".to_owned()))
            {
                Ok(header) => self.pass_or_read(chunks, &header, row..end, done)?,
                Err(why) => Err((row, why)),
            };
            match read {
                Ok(behind) => row = behind,
                Err((row, why)) => {
                    chunks.problem(unreadable(self.source, row.max(done), end, &why));
                    break;
                }
            }
        }
        Ok(())
    }

    /// Passes over a page whose rows are done, or gives away its rows; `left` are those of the group. Gives the row behind
    /// them, or the first that can't be read.
    fn pass_or_read(
        &mut self,
        chunks: &mut Chunks<'_>,
        header: &Header,
        left: Range<u64>,
        done: u64,
    ) -> Result<Result<u64, Broken>, Halt> {
        let row = left.start;
        if header.kind == PageKind::Dictionary {
            return Ok(self.page(chunks, header, row..row, done)?.map(|()| row));
        }
        let behind = row.saturating_add(header.values.into()).min(left.end);
        if behind <= done || behind == row {
            return Ok(self.pages.pass(header).map(|()| behind).map_err(|why| (behind, why)));
        }
        Ok(self.page(chunks, header, row..behind, done)?.map(|()| behind))
    }

    /// Gives away the rows of a page that aren't done. Says from which row on they can't be read, if there is one.
    fn page(
        &mut self,
        chunks: &mut Chunks<'_>,
        header: &Header,
        rows: Range<u64>,
        done: u64,
    ) -> Result<Result<(), Broken>, Halt> {
        let takes = match self.pages.takes(header) {
            Ok(takes) => takes,
            Err(why) => return Ok(Err((rows.start, why))),
        };
        let room = if takes > LARGE { Some(Arc::new(chunks.room_for_whole(takes)?)) } else { None };
        let is_nullable = self.is_nullable;
        let page = guarded(|| {
            let page = self.pages.read(header)?;
            pages::check(&page, is_nullable)?;
            Ok::<_, String>(page)
        });
        let page = match page {
            Ok(page) => page,
            Err(why) => return Ok(Err((rows.start, why))),
        };
        let mut held = page.buffer().len();
        // Texts that begin as others do are made one by one, and each may be as long as the page.
        let at_once = if page.encoding() == Encoding::DELTA_BYTE_ARRAY { 1 } else { MANY };
        // The reader, which takes it, is there as long as this group is.
        drop(self.pages_to.send(page));
        let mut row = rows.start;
        while row < rows.end {
            let left = usize::try_from(rows.end - row).unwrap_or(usize::MAX);
            let texts = match self.texts(at_once, left) {
                Ok(texts) if !texts.is_empty() => texts,
                Ok(_) => return Ok(Err((row, "the column has fewer values than rows".to_owned()))),
                Err(why) => return Ok(Err((row, why))),
            };
            let passed = usize::try_from(done.saturating_sub(row)).unwrap_or(usize::MAX).min(texts.len());
            row += passed as u64;
            for texts in parts(texts, passed) {
                let count = texts.len() as u64;
                let rows = PageRows { texts, _room: room.clone() };
                put(chunks, self.source, Rows::Pages(rows), row, std::mem::take(&mut held))?;
                row += count;
            }
        }
        if room.is_some() {
            // The next page may wait for this one's room.
            chunks.flush(chunks.filled())?;
        }
        Ok(Ok(()))
    }

    /// The texts of the next rows: at least one, or as many bytes as fill a chunk.
    fn texts(&mut self, at_once: usize, left: usize) -> Result<Vec<Option<ByteArray>>, String> {
        let mut texts: Vec<Option<ByteArray>> = Vec::new();
        let mut bytes = 0;
        while texts.len() < left.min(MANY) && bytes < FULL {
            let (mut levels, mut values) = (Vec::new(), Vec::new());
            let count = at_once.min(left - texts.len());
            let definition = self.is_nullable.then_some(&mut levels);
            let (rows, ..) = guarded(|| self.reader.read_records(count, definition, None, &mut values))?;
            if rows == 0 {
                break;
            }
            bytes += values.iter().map(ByteArray::len).sum::<usize>();
            if self.is_nullable {
                let mut values = values.into_iter();
                texts.extend(levels.into_iter().map(|level| if level > 0 { values.next() } else { None }));
            } else {
                texts.extend(values.into_iter().map(Some));
            }
        }
        Ok(texts)
    }
}

/// Cuts rows behind the first ones into parts of which each but the last fills a chunk.
fn parts(mut texts: Vec<Option<ByteArray>>, first: usize) -> Vec<Vec<Option<ByteArray>>> {
    texts.drain(..first);
    let mut parts = Vec::new();
    let mut bytes = 0;
    let mut part = Vec::new();
    for text in texts {
        bytes += text.as_ref().map_or(0, ByteArray::len);
        part.push(text);
        if bytes >= FULL {
            parts.push(std::mem::take(&mut part));
            bytes = 0;
        }
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

/// Gives a decoder the pages that it is handed, and an end behind each.
struct Handed(Receiver<Page>);

impl PageReader for Handed {
    fn get_next_page(&mut self) -> ParquetResult<Option<Page>> {
        Ok(self.0.try_recv().ok())
    }

    fn peek_next_page(&mut self) -> ParquetResult<Option<PageMetadata>> {
        Ok(None)
    }

    fn skip_next_page(&mut self) -> ParquetResult<()> {
        Err(ParquetError::General("pages are passed over before they are read".to_owned()))
    }
}

impl Iterator for Handed {
    type Item = ParquetResult<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}
