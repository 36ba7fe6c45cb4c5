//! Tables of crash reports, written.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "not every test needs all of it; a test may meet the unexpected"
)]

use std::sync::Arc;

use arrow_array::{ArrayRef, Int32Array, RecordBatch, StringArray};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;

/// A table with a number and a crash report in each row.
pub fn batch(rows: &[Option<String>]) -> RecordBatch {
    let numbers = Int32Array::from_iter_values((0..).take(rows.len()));
    of(&[("number", Arc::new(numbers)), ("json", Arc::new(StringArray::from(rows.to_vec())))])
}

pub fn of(columns: &[(&str, ArrayRef)]) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.iter().map(|(name, column)| (*name, column.clone(), true)))
        .unwrap()
}

/// As Parquet, with so many rows a group.
pub fn parquet(rows: &[Option<String>], group: usize) -> Vec<u8> {
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
    parquet_with(&batch(rows), properties)
}

pub fn parquet_with(batch: &RecordBatch, properties: WriterProperties) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
    bytes
}

/// As Arrow's stream, with so many rows a batch.
pub fn stream(rows: &[Option<String>], batch_rows: usize) -> Vec<u8> {
    stream_of(&rows.chunks(batch_rows).map(batch).collect::<Vec<_>>())
}

pub fn stream_of(batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), &batches[0].schema()).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
    }
    writer.into_inner().unwrap()
}

/// As Arrow's file, with so many rows a batch.
pub fn file(rows: &[Option<String>], batch_rows: usize) -> Vec<u8> {
    let mut writer = FileWriter::try_new(Vec::new(), &batch(&[]).schema()).unwrap();
    for rows in rows.chunks(batch_rows) {
        writer.write(&batch(rows)).unwrap();
    }
    writer.into_inner().unwrap()
}
