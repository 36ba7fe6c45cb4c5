//! Parquet files, of which the pages of one column are read.

mod delta;
mod group;
mod header;
mod pages;
mod unpack;

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use parquet::basic::{ConvertedType, LogicalType, Type};
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor};

use super::super::chunks::Chunks;
use super::super::halt::{Halt, too_short};
use super::super::reason;
use super::choice::{Column, Holds, choose};
use super::{guarded, unreadable, whole};
use group::Group;

/// The description of a table may have so many bytes. It takes some ten times as much in memory.
const DESCRIPTION: u32 = 16 << 20;

/// Reads a file but for the rows that are done. Where the file is the input itself, progress can tell how far in it
/// the rows are.
pub(super) fn read(
    chunks: &mut Chunks<'_>,
    source: &Arc<str>,
    file: &File,
    is_input: bool,
    done: u64,
) -> Result<(), Halt> {
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let before = chunks.read_so_far().load(Ordering::Relaxed);
    let described =
        check_description(file, size).and_then(|()| guarded(|| ParquetMetaDataReader::new().parse_and_finish(file)));
    let opened = described.and_then(|metadata| {
        let column = column(metadata.file_metadata().schema_descr())?;
        check_groups(&metadata, column, size)?;
        Ok((metadata, column))
    });
    let (metadata, column) = match opened {
        Ok(opened) => opened,
        Err(why) => {
            chunks.problem(whole(source, &why));
            return Ok(());
        }
    };
    let limit = chunks.max().whole();
    let mut first = 0_u64;
    let all = metadata.row_groups().iter().fold(0_u64, |all, group| all.saturating_add(rows_of(group.num_rows())));
    for group in metadata.row_groups() {
        let end = first.saturating_add(rows_of(group.num_rows()));
        if done < end {
            match guarded(|| Group::new(source, file, group.column(column), limit)) {
                Ok(mut group) => group.read(chunks, first, done, end)?,
                Err(why) => chunks.problem(unreadable(source, first.max(done), end, &why)),
            }
        }
        first = end;
        if is_input {
            // Other columns are passed over, and the end of the file was read first.
            let share = u128::from(size) * u128::from(first) / u128::from(all.max(1));
            let share = u64::try_from(share).unwrap_or(size);
            chunks.read_so_far().fetch_max(before.saturating_add(share), Ordering::Relaxed);
        }
    }
    if done > first { Err(too_short(source, "rows", done)) } else { Ok(()) }
}

/// Sees that the end of a file, which describes it, isn't too long. What is no table at all is found out later.
fn check_description(mut file: &File, size: u64) -> Result<(), String> {
    let Some(start) = size.checked_sub(8) else { return Ok(()) };
    let mut last = [0; 8];
    file.seek(SeekFrom::Start(start)).and_then(|_| file.read_exact(&mut last)).map_err(|error| reason(&error))?;
    let [a, b, c, d, magic @ ..] = last;
    let length = u32::from_le_bytes([a, b, c, d]);
    if magic == *b"PAR1" && length > DESCRIPTION && u64::from(length) <= start {
        return Err(format!("the metadata of the table has {} MiB; the limit is 16 MiB", length.div_ceil(1 << 20)));
    }
    Ok(())
}

/// Sees that no bytes of the column are read for several groups of rows: a description can name many of them.
fn check_groups(metadata: &ParquetMetaData, column: usize, size: u64) -> Result<(), String> {
    let bytes = metadata.row_groups().iter().filter_map(|group| group.column(column).compressed_size().try_into().ok());
    let bytes = bytes.fold(0, u64::saturating_add);
    if bytes <= size { Ok(()) } else { Err("the groups of rows have more bytes than the table".to_owned()) }
}

fn rows_of(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

/// The index of the column with the crash reports.
fn column(schema: &SchemaDescriptor) -> Result<usize, String> {
    // What is inside of lists, maps or structs has no row for each crash, or another name.
    let (leaves, columns): (Vec<usize>, Vec<Column>) = schema
        .columns()
        .iter()
        .enumerate()
        .filter(|(_, leaf)| leaf.path().parts().len() == 1 && leaf.max_rep_level() == 0)
        .map(|(index, leaf)| (index, Column { name: leaf.name().to_owned(), holds: holds(leaf) }))
        .unzip();
    choose(&columns).map(|chosen| leaves[chosen])
}

fn holds(column: &ColumnDescriptor) -> Holds {
    if column.physical_type() != Type::BYTE_ARRAY {
        return Holds::Other(format!("{:?}", column.physical_type()).to_lowercase());
    }
    match (column.logical_type_ref(), column.converted_type()) {
        (Some(LogicalType::String | LogicalType::Json), _) | (None, ConvertedType::UTF8 | ConvertedType::JSON) => {
            Holds::Text
        }
        (None, ConvertedType::NONE) => Holds::Bytes,
        (logical, converted) => Holds::Other(
            logical.map_or_else(|| format!("{converted:?}"), |logical| format!("{logical:?}")).to_lowercase(),
        ),
    }
}
