//! Headers of pages: Thrift's compact protocol, of which only numbers are kept.

use std::io::{self, BufRead};

/// No structure of a header has more in it than this.
const DEEPEST: u32 = 8;

/// No text of a header has more bytes. What could be that long are the least and the greatest value of a page.
const LONGEST: u64 = 1 << 30;

/// What a page is, and how large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) kind: PageKind,
    /// How many bytes it has as it is stored, and when it is unpacked.
    pub(super) stored: usize,
    pub(super) unpacked: usize,
    /// How many values it has, nulls among them.
    pub(super) values: u32,
    pub(super) encoding: i32,
}

/// What a page holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum PageKind {
    Dictionary,
    /// Values, and before them which are null, in this encoding.
    Data {
        levels: i32,
    },
    /// The same, of which so many bytes are said to be what is never packed.
    DataV2 {
        nulls: u32,
        levels: u32,
        repetitions: u32,
        is_packed: bool,
    },
    /// What isn't needed.
    #[default]
    Other,
}

/// The numbers of a structure, by the numbers of their fields; true is 1.
type Numbers = [Option<i32>; 9];

/// Reads a header, and tells how many bytes it has.
pub(super) fn read(reader: &mut impl BufRead) -> io::Result<(Header, u64)> {
    let mut input = Input { reader, taken: 0 };
    let mut numbers = Numbers::default();
    let mut inner = [None; 9];
    let mut id = 0;
    while let Some(kind) = input.field(&mut id)? {
        match (kind, usize::from(id)) {
            (STRUCTURE, id @ (5 | 7 | 8)) => inner[id] = Some(input.numbers()?),
            (kind, id) => input.number_or_skip(kind, numbers.get_mut(id))?,
        }
    }
    let [_, kind, unpacked, stored, ..] = numbers;
    let inner: Option<Numbers> = match kind {
        Some(0) => inner[5],
        Some(2) => inner[7],
        Some(3) => inner[8],
        _ => Some(Numbers::default()),
    };
    let (Some(kind), Some(inner)) = (kind, inner) else { return Err(damaged()) };
    let size = |size: Option<i32>| usize::try_from(size.unwrap_or(-1)).map_err(|_| damaged());
    let count = |id: usize| u32::try_from(inner[id].unwrap_or(-1)).map_err(|_| damaged());
    let number = |id: usize| inner[id].ok_or_else(damaged);
    let mut header = Header { stored: size(stored)?, unpacked: size(unpacked)?, ..Header::default() };
    (header.kind, header.values, header.encoding) = match kind {
        0 => (PageKind::Data { levels: number(3)? }, count(1)?, number(2)?),
        2 => (PageKind::Dictionary, count(1)?, number(2)?),
        3 => {
            let is_packed = inner[7] != Some(0);
            let kind = PageKind::DataV2 { nulls: count(2)?, levels: count(5)?, repetitions: count(6)?, is_packed };
            (kind, count(1)?, number(4)?)
        }
        _ => (PageKind::Other, 0, 0),
    };
    Ok((header, input.taken))
}

/// Types of fields. What follows them in the protocol are text, lists, sets and maps.
const TRUE: u8 = 1;
const FALSE: u8 = 2;
const BYTE: u8 = 3;
const SHORT: u8 = 4;
const LONG: u8 = 6;
const DOUBLE: u8 = 7;
const TEXT: u8 = 8;
const LIST: u8 = 9;
const SET: u8 = 10;
const STRUCTURE: u8 = 12;

struct Input<'r, R> {
    reader: &'r mut R,
    taken: u64,
}

impl<R: BufRead> Input<'_, R> {
    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.reader.read_exact(&mut byte)?;
        self.taken += 1;
        Ok(byte[0])
    }

    fn varint(&mut self) -> io::Result<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(damaged())
    }

    fn zigzag(&mut self) -> io::Result<i64> {
        let number = self.varint()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// The type of the next field, and its number; nothing at the end of a structure.
    fn field(&mut self, id: &mut u16) -> io::Result<Option<u8>> {
        let byte = self.byte()?;
        let kind = byte & 0xf;
        if kind == 0 {
            return Ok(None);
        }
        *id = match byte >> 4 {
            0 => u16::try_from(self.zigzag()?).map_err(|_| damaged())?,
            step => id.checked_add(u16::from(step)).ok_or_else(damaged)?,
        };
        Ok(Some(kind))
    }

    fn numbers(&mut self) -> io::Result<Numbers> {
        let mut numbers = Numbers::default();
        let mut id = 0;
        while let Some(kind) = self.field(&mut id)? {
            self.number_or_skip(kind, numbers.get_mut(usize::from(id)))?;
        }
        Ok(numbers)
    }

    fn number_or_skip(&mut self, kind: u8, number: Option<&mut Option<i32>>) -> io::Result<()> {
        let found = match kind {
            TRUE | FALSE => Some(i32::from(kind == TRUE)),
            SHORT..=LONG => i32::try_from(self.zigzag()?).ok(),
            _ => return self.skip(kind, 0),
        };
        if let Some(number) = number {
            *number = found;
        }
        Ok(())
    }

    /// Passes over a value. Nothing of it is held, and each step takes at least a byte.
    fn skip(&mut self, kind: u8, depth: u32) -> io::Result<()> {
        if depth > DEEPEST {
            return Err(damaged());
        }
        match kind {
            TRUE | FALSE => Ok(()),
            BYTE => self.byte().map(drop),
            SHORT..=LONG => self.varint().map(drop),
            DOUBLE => self.pass(8),
            TEXT => {
                let length = self.varint()?;
                self.pass(length)
            }
            LIST | SET => {
                let head = self.byte()?;
                let count = if head >> 4 == 0xf { self.varint()? } else { u64::from(head >> 4) };
                // Of a list, true and false are bytes.
                let kind = if matches!(head & 0xf, TRUE | FALSE) { BYTE } else { head & 0xf };
                (0..count).try_for_each(|_| self.skip(kind, depth + 1))
            }
            STRUCTURE => {
                let mut id = 0;
                while let Some(kind) = self.field(&mut id)? {
                    self.skip(kind, depth + 1)?;
                }
                Ok(())
            }
            _ => Err(damaged()),
        }
    }

    fn pass(&mut self, length: u64) -> io::Result<()> {
        let mut left = length;
        if left > LONGEST {
            return Err(damaged());
        }
        while left > 0 {
            let there = self.reader.fill_buf()?.len();
            if there == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let some = usize::try_from(left).unwrap_or(usize::MAX).min(there);
            self.reader.consume(some);
            left -= some as u64;
        }
        self.taken += length;
        Ok(())
    }
}

fn damaged() -> io::Error {
    io::Error::other("the header of a page is damaged")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of data: type 0, 100 bytes that are 50 stored; 7 values in encoding 0, levels in 3 and 3; statistics of
    /// which the first is the text `abc`.
    const DATA: &[u8] = &[
        0x15, 0x00, 0x15, 0xc8, 0x01, 0x15, 0x64, 0x2c, 0x15, 0x0e, 0x15, 0x00, 0x15, 0x06, 0x15, 0x06, 0x1c, 0x18,
        0x03, b'a', b'b', b'c', 0x00, 0x00, 0x00,
    ];

    #[test]
    fn headers_of_pages() {
        let expected = Header { kind: PageKind::Data { levels: 3 }, stored: 50, unpacked: 100, values: 7, encoding: 0 };
        assert_eq!(read(&mut &DATA[..]).unwrap(), (expected, DATA.len() as u64));
        // A dictionary: type 2, 4 bytes both ways; field 7 with 1 value in encoding 2.
        let dictionary = [0x15, 0x04, 0x15, 0x08, 0x15, 0x08, 0x4c, 0x15, 0x02, 0x15, 0x04, 0x00, 0x00];
        let expected = Header { kind: PageKind::Dictionary, stored: 4, unpacked: 4, values: 1, encoding: 2 };
        assert_eq!(read(&mut &dictionary[..]).unwrap().0, expected);
        // Version 2: 3 values of which 1 is null, 3 rows, encoding 0, 2 bytes that say which, and none packed.
        let second = [
            0x15, 0x06, 0x15, 0x14, 0x15, 0x14, 0x5c, 0x15, 0x06, 0x15, 0x02, 0x15, 0x06, 0x15, 0x00, 0x15, 0x04, 0x15,
            0x00, 0x12, 0x00, 0x00,
        ];
        let kind = PageKind::DataV2 { nulls: 1, levels: 2, repetitions: 0, is_packed: false };
        let expected = Header { kind, stored: 10, unpacked: 10, values: 3, encoding: 0 };
        assert_eq!(read(&mut &second[..]).unwrap().0, expected);
    }

    #[test]
    fn whatever_else_is_an_error() {
        for end in 0..DATA.len() {
            assert!(read(&mut &DATA[..end]).is_err(), "{end}");
        }
        // Negative sizes, lists in lists without end, a number without end, and a text longer than any.
        let deep = [&[0x99][..], &[0x19; 40]].concat();
        let negative = [&[0x15, 0x00, 0x15, 0x01][..], &DATA[5..]].concat();
        for bytes in [&negative, &deep, &vec![0xff; 40], &vec![0x98, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]] {
            assert!(read(&mut &bytes[..]).is_err(), "{bytes:?}");
        }
    }
}
