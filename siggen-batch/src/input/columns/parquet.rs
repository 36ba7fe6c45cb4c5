//! Parquet files, of which the pages of one column are read.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use parquet::basic::{ConvertedType, LogicalType, Type};
use parquet::column::reader::{ColumnReaderImpl, get_typed_column_reader};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor};

use super::super::chunks::{Chunks, FULL};
use super::super::halt::{Halt, too_short};
use super::choice::{Column, Holds, choose};
use super::{Rows, guarded, put, unreadable, whole};

/// At most so many rows are decoded at once.
const MANY: usize = 4096;

/// The part of a file that holds some rows.
struct Group<'a> {
    source: &'a Arc<str>,
    pages: ColumnReaderImpl<ByteArrayType>,
    is_nullable: bool,
    /// How many rows are decoded at once.
    at_once: usize,
}

/// Reads a file but for the rows that are done. Where the file is the input itself, progress can tell how far in it
/// the rows are.
pub(super) fn read(
    chunks: &mut Chunks<'_>,
    source: &Arc<str>,
    file: File,
    is_input: bool,
    done: u64,
) -> Result<(), Halt> {
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let before = chunks.read_so_far().load(Ordering::Relaxed);
    let opened = guarded(|| SerializedFileReader::new(file)).and_then(|reader| {
        let column = column(reader.metadata().file_metadata().schema_descr())?;
        Ok((reader, column))
    });
    let (reader, column) = match opened {
        Ok(opened) => opened,
        Err(why) => {
            chunks.problem(whole(source, &why));
            return Ok(());
        }
    };
    let metadata = reader.metadata();
    let mut first = 0;
    let all: u64 = metadata.row_groups().iter().map(|group| rows_of(group.num_rows())).sum();
    for (index, group) in metadata.row_groups().iter().enumerate() {
        let end = first + rows_of(group.num_rows());
        if done < end {
            let size = usize::try_from(group.column(column).uncompressed_size()).unwrap_or(0);
            let average = size / usize::try_from(end - first).unwrap_or(usize::MAX).max(1);
            let opened = guarded(|| {
                let pages = get_typed_column_reader(reader.get_row_group(index)?.get_column_reader(column)?);
                let is_nullable = group.column(column).column_descr().max_def_level() > 0;
                let at_once = (FULL / average.max(1)).clamp(1, MANY);
                Ok::<_, parquet::errors::ParquetError>(Group { source, pages, is_nullable, at_once })
            });
            match opened {
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

impl Group<'_> {
    /// Gives away the rows from `first` on that aren't done. What can't be read is a problem, and the next group may
    /// be whole.
    fn read(&mut self, chunks: &mut Chunks<'_>, first: u64, done: u64, end: u64) -> Result<(), Halt> {
        let mut row = first.max(done);
        if done > first {
            let skip = usize::try_from(done - first).unwrap_or(usize::MAX);
            match guarded(|| self.pages.skip_records(skip)) {
                Ok(skipped) if skipped == skip => {}
                Ok(_) => row = end,
                Err(why) => {
                    chunks.problem(unreadable(self.source, row, end, &why));
                    return Ok(());
                }
            }
        }
        while row < end {
            let why = match self.rows(usize::try_from(end - row).unwrap_or(usize::MAX)) {
                Ok(rows) if !rows.is_empty() => {
                    let behind = row + rows.len() as u64;
                    put(chunks, self.source, Rows::Pages(rows), row)?;
                    row = behind;
                    continue;
                }
                Ok(_) => "the column ends before its rows".to_owned(),
                Err(why) => why,
            };
            chunks.problem(unreadable(self.source, row, end, &why));
            break;
        }
        Ok(())
    }

    fn rows(&mut self, left: usize) -> Result<Vec<Option<ByteArray>>, String> {
        let (mut levels, mut values) = (Vec::new(), Vec::new());
        let at_once = self.at_once.min(left);
        let definition = self.is_nullable.then_some(&mut levels);
        guarded(|| self.pages.read_records(at_once, definition, None, &mut values))?;
        if !self.is_nullable {
            return Ok(values.into_iter().map(Some).collect());
        }
        let mut values = values.into_iter();
        Ok(levels.into_iter().map(|level| if level > 0 { values.next() } else { None }).collect())
    }
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
