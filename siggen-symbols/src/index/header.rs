//! The beginning of a stored index.

use super::numbered::SPARSE;
use super::rows::Place;

pub(super) const MAGIC: &[u8; 8] = b"siggsyms";
pub(super) const VERSION: u64 = 1;
pub(super) const TABLES: usize = 9;
/// The numbers before those of tables, the magic among them.
pub(super) const NUMBERS: usize = 13;
pub(super) const HEADER: usize = (NUMBERS + TABLES * 3) * 8;
/// Where the part of the header begins that its hash covers.
pub(super) const HASHED: usize = 5 * 8;

/// The tables, in their order.
pub(super) const INFOS: usize = 0;
pub(super) const FILES: usize = 1;
pub(super) const ORIGINS: usize = 2;
pub(super) const FUNCS: usize = 3;
pub(super) const PUBLICS: usize = 4;
pub(super) const CFI: usize = 5;
pub(super) const FRAME_DATA: usize = 6;
pub(super) const FPO: usize = 7;
pub(super) const FAULTS: usize = 8;
/// How many numbers their rows have. Of files and names, two if their numbers don't follow each other.
const COLUMNS: [usize; TABLES] = [1, 1, 1, 3, 2, 3, 3, 3, 3];

/// How much of the `MODULE` line is hashed.
pub(super) const MODULE_HASHED: u64 = 4096;

/// What the header has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    pub(super) text_length: u64,
    pub(super) text_hash: u64,
    pub(super) hash: u64,
    pub(super) module: [u64; 3],
    pub(super) lines: u64,
    pub(super) lost: u64,
    pub(super) incomplete: u64,
    /// The first numbers of files and of names.
    pub(super) first: [u64; 2],
    pub(super) tables: [Place; TABLES],
}

impl Header {
    /// Reads the header of an index, all of whose tables are inside it.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let header = bytes.get(..HEADER)?;
        let number = |index: usize| header[index * 8..].first_chunk().map(|bytes| u64::from_le_bytes(*bytes));
        if !header.starts_with(MAGIC) || number(1)? != VERSION {
            return None;
        }
        let first = [number(11)?, number(12)?];
        let mut columns = COLUMNS;
        for (table, first) in [FILES, ORIGINS].into_iter().zip(first) {
            columns[table] = if first == SPARSE { 2 } else { 1 };
        }
        let mut tables = [Place::default(); TABLES];
        for (index, place) in tables.iter_mut().enumerate() {
            let at = NUMBERS + index * 3;
            let is_wide = match number(at + 2)? {
                4 => false,
                8 => true,
                _ => return None,
            };
            *place = Place { at: number(at)?.try_into().ok()?, rows: number(at + 1)?.try_into().ok()?, is_wide };
            let size = place.rows.checked_mul(columns[index] * if is_wide { 8 } else { 4 })?;
            if place.at.checked_add(size)? > bytes.len() {
                return None;
            }
        }
        Some(Self {
            text_length: number(2)?,
            text_hash: number(3)?,
            hash: number(4)?,
            module: [number(5)?, number(6)?, number(7)?],
            lines: number(8)?,
            lost: number(9)?,
            incomplete: number(10)?,
            first,
            tables,
        })
    }
}
