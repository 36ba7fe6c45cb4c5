//! Pages of a column, of which none is read before it is known what it takes.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::mem::size_of;

use parquet::basic::{Compression, Encoding};
use parquet::column::page::Page;
use parquet::data_type::ByteArray;
use parquet::file::metadata::ColumnChunkMetaData;

use super::super::super::limit::size;
use super::super::super::reason;
use super::header::{self, Header, PageKind};
use super::{delta, unpack};

/// What decoding a page of texts that begin as the one before does takes: the page, and as much each for a text, the one
/// before it and one that is worked on.
const OF_COMMON_BEGINNINGS: usize = 4;

/// For each value of a page in a delta encoding, two lengths.
const LENGTHS: usize = 2 * size_of::<i32>();

/// The pages of a column in one group of rows.
pub(super) struct Pages {
    reader: BufReader<File>,
    /// How many bytes the pages that are left have, with their headers.
    left: u64,
    compression: Compression,
    limit: usize,
    /// What the dictionary takes, which is held as long as there are pages.
    dictionary: usize,
}

impl Pages {
    pub(super) fn new(file: &File, column: &ColumnChunkMetaData, limit: usize) -> Result<Self, String> {
        let (start, left) = column.byte_range();
        let mut reader = BufReader::new(file.try_clone().map_err(|error| reason(&error))?);
        reader.seek(SeekFrom::Start(start)).map_err(|error| reason(&error))?;
        Ok(Pages { reader, left, compression: column.compression(), limit, dictionary: 0 })
    }

    /// The header of the next page with something in it; nothing behind the last one.
    pub(super) fn header(&mut self) -> Result<Option<Header>, String> {
        while self.left > 0 {
            let mut reader = self.reader.by_ref().take(self.left);
            let (header, length) = header::read(&mut reader).map_err(|error| reason(&error))?;
            let left = self.left.checked_sub(length).filter(|left| header.stored as u64 <= *left);
            self.left = left.ok_or("a page extends past the end of its column")?;
            if header.kind != PageKind::Other {
                return Ok(Some(header));
            }
            self.pass(&header)?;
        }
        Ok(None)
    }

    /// Passes over a page.
    pub(super) fn pass(&mut self, header: &Header) -> Result<(), String> {
        self.left -= header.stored as u64;
        let length = i64::try_from(header.stored).map_err(|error| error.to_string())?;
        self.reader.seek_relative(length).map_err(|error| reason(&error))
    }

    /// How much memory a page takes while it is read, with the dictionary.
    ///
    /// # Errors
    ///
    /// Where that is too much.
    pub(super) fn takes(&self, header: &Header) -> Result<usize, String> {
        let stored = if self.is_packed(header) { header.stored } else { 0 };
        let takes = self.decoded(header)?.saturating_add(stored).saturating_add(self.dictionary);
        if takes <= self.limit {
            return Ok(takes);
        }
        let takes = takes.div_ceil(1 << 20);
        Err(format!("a page takes {takes} MiB, more than {}, the max-record limit", size(self.limit)))
    }

    /// The same, when it has been unpacked.
    fn decoded(&self, header: &Header) -> Result<usize, String> {
        let page = if self.is_packed(header) { header.unpacked } else { header.stored };
        let values = header.values as usize;
        let beside = match (header.kind, encoding(header.encoding)?) {
            (PageKind::Dictionary, _) => values.saturating_mul(size_of::<ByteArray>()),
            (_, Encoding::DELTA_LENGTH_BYTE_ARRAY) => values.saturating_mul(LENGTHS),
            (_, Encoding::DELTA_BYTE_ARRAY) => {
                values.saturating_mul(LENGTHS).saturating_add(page.saturating_mul(OF_COMMON_BEGINNINGS - 1))
            }
            _ => 0,
        };
        Ok(page.saturating_add(beside))
    }

    fn is_packed(&self, header: &Header) -> bool {
        self.compression != Compression::UNCOMPRESSED
            && !matches!(header.kind, PageKind::DataV2 { is_packed: false, .. })
    }

    /// Reads the page with this header, which has been found to be small enough.
    pub(super) fn read(&mut self, header: &Header) -> Result<Page, String> {
        let mut stored = Vec::with_capacity(header.stored);
        let length = header.stored as u64;
        self.left -= length;
        let read = self.reader.by_ref().take(length).read_to_end(&mut stored).map_err(|error| reason(&error))?;
        if read < header.stored {
            return Err("the table is truncated".to_owned());
        }
        let page = self.page(header, stored)?;
        if header.kind == PageKind::Dictionary {
            self.dictionary = self.decoded(header)?;
        }
        Ok(page)
    }

    fn page(&self, header: &Header, stored: Vec<u8>) -> Result<Page, String> {
        let encoding = encoding(header.encoding)?;
        let num_values = header.values;
        match header.kind {
            PageKind::Dictionary => {
                let buf = self.unpacked(header, stored, 0)?.into();
                Ok(Page::DictionaryPage { buf, num_values, encoding, is_sorted: false })
            }
            PageKind::Data { levels } => Ok(Page::DataPage {
                buf: self.unpacked(header, stored, 0)?.into(),
                num_values,
                encoding,
                def_level_encoding: self::encoding(levels)?,
                rep_level_encoding: Encoding::RLE,
                statistics: None,
            }),
            PageKind::DataV2 { nulls, levels, repetitions, is_packed } => {
                let plain = levels as usize + repetitions as usize;
                if plain > stored.len() {
                    return Err("the header of a page is damaged".to_owned());
                }
                let buf = if is_packed { self.unpacked(header, stored, plain)? } else { stored };
                Ok(Page::DataPageV2 {
                    buf: buf.into(),
                    num_values,
                    encoding,
                    num_nulls: nulls,
                    num_rows: num_values,
                    def_levels_byte_len: levels,
                    rep_levels_byte_len: repetitions,
                    is_compressed: is_packed,
                    statistics: None,
                })
            }
            PageKind::Other => Err("a page has an unknown type".to_owned()),
        }
    }

    /// What is stored, unpacked but for the first bytes.
    fn unpacked(&self, header: &Header, stored: Vec<u8>, plain: usize) -> Result<Vec<u8>, String> {
        if self.compression == Compression::UNCOMPRESSED {
            return Ok(stored);
        }
        let (plain, packed) = stored.split_at(plain);
        let mut unpacked = Vec::with_capacity(header.unpacked);
        unpacked.extend_from_slice(plain);
        unpack::unpack(self.compression, packed, &mut unpacked, header.unpacked)?;
        Ok(unpacked)
    }
}

/// Sees that what a decoder makes room for has been counted. `is_nullable` says whether a page says what is null.
pub(super) fn check(page: &Page, is_nullable: bool) -> Result<(), String> {
    let values = match page {
        Page::DictionaryPage { .. } => return Ok(()),
        Page::DataPage { buf, num_values, def_level_encoding, .. } if is_nullable => {
            let length = match def_level_encoding {
                Encoding::RLE => buf.first_chunk().map(|length| u32::from_le_bytes(*length) as usize + 4),
                // A bit each.
                _ => Some(num_values.div_ceil(8) as usize),
            };
            length.and_then(|length| buf.get(length..))
        }
        Page::DataPage { buf, .. } => Some(&buf[..]),
        Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
            buf.get(*def_levels_byte_len as usize + *rep_levels_byte_len as usize..)
        }
    };
    delta::check(page.encoding(), values.ok_or("a page is damaged")?, page.num_values())
}

fn encoding(number: i32) -> Result<Encoding, String> {
    Ok(match number {
        0 => Encoding::PLAIN,
        2 => Encoding::PLAIN_DICTIONARY,
        3 => Encoding::RLE,
        #[expect(deprecated, reason = "old files have it")]
        4 => Encoding::BIT_PACKED,
        6 => Encoding::DELTA_LENGTH_BYTE_ARRAY,
        7 => Encoding::DELTA_BYTE_ARRAY,
        8 => Encoding::RLE_DICTIONARY,
        _ => return Err(format!("a page has an encoding that is invalid for text, number {number}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(compression: Compression) -> Pages {
        let reader = BufReader::new(tempfile::tempfile().unwrap());
        Pages { reader, left: 0, compression, limit: 1 << 20, dictionary: 0 }
    }

    #[test]
    fn whatever_a_header_says_counts() {
        let packed = pages(Compression::SNAPPY);
        let data =
            Header { kind: PageKind::Data { levels: 3 }, stored: 1000, unpacked: 100_000, values: 10, encoding: 0 };
        assert_eq!(packed.takes(&data), Ok(101_000));
        assert_eq!(pages(Compression::UNCOMPRESSED).takes(&data), Ok(1000));
        let second = PageKind::DataV2 { nulls: 0, levels: 0, repetitions: 0, is_packed: false };
        assert_eq!(packed.takes(&Header { kind: second, ..data }), Ok(1000));
        assert_eq!(Pages { dictionary: 5000, ..pages(Compression::SNAPPY) }.takes(&data), Ok(106_000));
        let most = i32::MAX.unsigned_abs();
        for too_large in [
            Header { unpacked: 1 << 30, ..data },
            Header { stored: 1 << 30, ..data },
            Header { kind: PageKind::Dictionary, values: 1 << 16, ..data },
            Header { kind: PageKind::Dictionary, values: most, ..data },
            Header { encoding: 6, values: most, ..data },
            Header { encoding: 7, values: most, ..data },
            Header { encoding: 7, unpacked: 300_000, ..data },
        ] {
            assert!(packed.takes(&too_large).is_err_and(|why| why.contains("1 MiB, the max-record limit")));
        }
        // Nulls and texts of a dictionary are made as they are asked for.
        assert!(packed.takes(&Header { encoding: 8, values: most, ..data }).is_ok());
    }
}
