//! Tables with a crash report a row.

use std::sync::Arc;

use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::types::Int8Type;
use arrow_array::{ArrayRef, BinaryArray, Int32Array, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

/// Small tables of all kinds.
///
/// # Panics
///
/// Where a table can't be written.
pub fn tables() -> Vec<Vec<u8>> {
    let rows = [Some(r#"{"threads": [{"frames": [{"function": "f(int)"}]}]}"#), None, Some("{\"os\": 1}"), Some("{")];
    let mut dictionary = StringDictionaryBuilder::<Int8Type>::new();
    dictionary.extend(rows);
    let bytes: BinaryArray = rows.iter().map(|row| row.map(str::as_bytes)).collect();
    let columns: [ArrayRef; 5] = [
        Arc::new(StringArray::from_iter(rows)),
        Arc::new(LargeStringArray::from_iter(rows)),
        Arc::new(StringViewArray::from_iter(rows)),
        Arc::new(bytes),
        Arc::new(dictionary.finish()),
    ];
    columns.iter().map(batch).flat_map(|batch| files(&batch)).collect()
}

fn batch(column: &ArrayRef) -> RecordBatch {
    let numbers: ArrayRef = Arc::new(Int32Array::from_iter_values((0..).take(column.len())));
    let columns = [("number", numbers, true), ("json", Arc::clone(column), true)];
    RecordBatch::try_from_iter_with_nullable(columns).expect("columns of one length")
}

fn files(batch: &RecordBatch) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    for packing in [None, Some(CompressionType::LZ4_FRAME), Some(CompressionType::ZSTD)] {
        let options = IpcWriteOptions::default().try_with_compression(packing).expect("the feature is on");
        let mut stream =
            StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options.clone()).expect("a stream");
        stream.write(batch).expect("rows are written");
        files.push(stream.into_inner().expect("a stream ends"));
        let mut file = FileWriter::try_new_with_options(Vec::new(), &batch.schema(), options).expect("a file");
        file.write(batch).expect("rows are written");
        files.push(file.into_inner().expect("a file ends"));
    }
    for packing in [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(ZstdLevel::default())] {
        let properties =
            WriterProperties::builder().set_compression(packing).set_max_row_group_row_count(Some(3)).build();
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).expect("a table");
        writer.write(batch).expect("rows are written");
        writer.close().expect("a table ends");
        files.push(bytes);
    }
    files
}
