//! Parquet and Arrow, in each way that crash reports may stand in them.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

mod common;
#[path = "common/tables.rs"]
mod tables;

use std::io::Write;
use std::sync::Arc;

use arrow_array::builder::{BinaryViewBuilder, StringViewBuilder};
use arrow_array::types::{Int8Type, UInt64Type};
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, DictionaryArray, Int8Array, LargeBinaryArray, LargeStringArray, StringArray,
};
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use common::{Seen, at_index, bytes, gzip, records, seen, zst};
use parquet::basic::{BrotliLevel, Compression, Encoding, GzipLevel, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};
use siggen_batch::Input;
use siggen_batch::run::{Options, Work, in_order};
use siggen_batch::{Problem, Record};

const ROWS: [Option<&str>; 4] = [Some("{}"), None, Some(r#"{"b": 2}"#), Some("{}")];

fn columns() -> Vec<ArrayRef> {
    let bytes = || ROWS.iter().map(|row| row.map(str::as_bytes));
    let (mut text_view, mut view) = (StringViewBuilder::new(), BinaryViewBuilder::new());
    for row in ROWS {
        text_view.append_option(row);
        view.append_option(row);
    }
    vec![
        Arc::new(StringArray::from_iter(ROWS)),
        Arc::new(LargeStringArray::from_iter(ROWS)),
        Arc::new(text_view.finish()),
        Arc::new(bytes().collect::<BinaryArray>()),
        Arc::new(bytes().collect::<LargeBinaryArray>()),
        Arc::new(view.finish()),
        Arc::new(ROWS.into_iter().collect::<DictionaryArray<Int8Type>>()),
        Arc::new(ROWS.into_iter().collect::<DictionaryArray<UInt64Type>>()),
    ]
}

fn as_seen() -> Vec<Seen> {
    let null = Seen { text: Err("row 1: null: a crash report is a JSON object".to_owned()), ..at_index("t", 1, "") };
    vec![at_index("t", 0, "{}"), null, at_index("t", 2, r#"{"b": 2}"#), at_index("t", 3, "{}")]
}

fn of(table: &[u8]) -> Vec<Seen> {
    seen(vec![bytes("t", table)])
}

#[test]
fn columns_of_every_kind() {
    for column in columns() {
        let kind = column.data_type().clone();
        let others: ArrayRef = Arc::new(BooleanArray::from(vec![true; 4]));
        let batch = tables::of(&[("other", others), ("report", column)]);
        assert_eq!(of(&tables::stream_of(std::slice::from_ref(&batch))), as_seen(), "stream, {kind}");
        assert_eq!(of(&tables::parquet_with(&batch, WriterProperties::default())), as_seen(), "Parquet, {kind}");
        let mut writer = FileWriter::try_new(Vec::new(), &batch.schema()).unwrap();
        writer.write(&batch).unwrap();
        assert_eq!(of(&writer.into_inner().unwrap()), as_seen(), "file, {kind}");
    }
}

#[test]
fn dictionaries_without_values() {
    let nulls = DictionaryArray::<Int8Type>::new(Int8Array::from(vec![None, None]), Arc::new(StringArray::new_null(0)));
    let seen = of(&tables::stream_of(&[tables::of(&[("json", Arc::new(nulls))])]));
    assert!(seen.len() == 2 && seen.iter().all(|seen| seen.text.is_err()), "{seen:?}");
}

#[test]
fn compressed_inside() {
    let rows: Vec<Option<String>> = records(300, 50, 1).into_iter().map(Some).collect();
    let batch = tables::batch(&rows);
    let expected: Vec<Seen> = rows.iter().flatten().enumerate().map(|(index, row)| at_index("t", index, row)).collect();
    for compression in [CompressionType::LZ4_FRAME, CompressionType::ZSTD] {
        let options = IpcWriteOptions::default().try_with_compression(Some(compression)).unwrap();
        let mut writer = StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options.clone()).unwrap();
        writer.write(&batch).unwrap();
        assert_eq!(of(&writer.into_inner().unwrap()), expected);
        let mut writer = FileWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
        writer.write(&batch).unwrap();
        assert_eq!(of(&writer.into_inner().unwrap()), expected);
    }
    let properties =
        || WriterProperties::builder().set_max_row_group_row_count(Some(70)).set_data_page_row_count_limit(11);
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::BROTLI(BrotliLevel::default()),
        Compression::LZ4_RAW,
        Compression::ZSTD(ZstdLevel::default()),
    ] {
        let properties = properties().set_compression(compression).build();
        assert_eq!(of(&tables::parquet_with(&batch, properties)), expected, "{compression:?}");
    }
    for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
        for encoding in [Encoding::PLAIN, Encoding::DELTA_BYTE_ARRAY, Encoding::DELTA_LENGTH_BYTE_ARRAY] {
            let properties = properties().set_dictionary_enabled(false).set_column_encoding("json".into(), encoding);
            let properties = properties.set_statistics_enabled(EnabledStatistics::None).set_writer_version(version);
            assert_eq!(of(&tables::parquet_with(&batch, properties.build())), expected, "{encoding:?}");
        }
    }
}

#[test]
fn as_files_and_compressed_outside() {
    let rows: Vec<Option<String>> = records(30, 50, 2).into_iter().map(Some).collect();
    let texts: Vec<String> = rows.iter().flatten().cloned().collect();
    for table in [tables::parquet(&rows, 8), tables::stream(&rows, 8), tables::file(&rows, 8)] {
        // The name says nothing.
        let mut file = tempfile::NamedTempFile::with_suffix(".json").unwrap();
        file.write_all(&table).unwrap();
        let inputs = vec![Ok(Input::File(file.path().to_owned())), bytes("z", zst(&table)), bytes("g", gzip(&table))];
        let seen = seen(inputs);
        assert!(seen.iter().map(|seen| seen.text.as_ref().unwrap()).eq(texts.iter().chain(&texts).chain(&texts)));
        assert_eq!(seen[0].source, file.path().to_str().unwrap());
    }
}

#[test]
fn streams_one_behind_the_other() {
    let one = tables::stream_of(&[tables::of(&[("json", Arc::new(StringArray::from(vec!["{}"])))])]);
    let other = tables::stream_of(&[tables::of(&[("crash", Arc::new(LargeStringArray::from(vec!["[]"])))])]);
    assert_eq!(of(&[one.clone(), other].concat()), [at_index("t", 0, "{}"), at_index("t", 1, "[]")]);
    let seen = of(&[one.clone(), b"what?".to_vec()].concat());
    assert!(seen.len() == 2 && seen[1].text.is_err(), "{seen:?}");
    assert!(of(&tables::stream_of(&[tables::batch(&[])])).is_empty() && of(&tables::parquet(&[], 1)).is_empty());
}

#[test]
fn tables_without_the_column() {
    let two: ArrayRef = Arc::new(StringArray::from(vec!["{}"]));
    let batch = tables::of(&[("a", two.clone()), ("b", two)]);
    for table in
        [tables::stream_of(std::slice::from_ref(&batch)), tables::parquet_with(&batch, WriterProperties::default())]
    {
        let seen = of(&table);
        let [seen] = seen.as_slice() else { panic!("{seen:?}") };
        let message = seen.text.as_ref().unwrap_err();
        assert!(
            message.starts_with("cannot read: no column of crash reports: the columns are `a` (text), `b` (text); ")
        );
        assert_eq!((seen.line, seen.index), (None, None));
    }
}

/// Reads each record, and tells what is wrong with it.
struct Reading;

impl Work for Reading {
    type Part = Vec<String>;
    type Local = ();

    fn record(&self, record: Result<Record<'_>, Problem>, (): &mut (), part: &mut Vec<String>) {
        part.push(match record.and_then(|record| record.read(None)) {
            Ok(_) => "fine".to_owned(),
            Err(problem) => problem.to_string(),
        });
    }
}

#[test]
fn a_bad_row_costs_no_other() {
    let crash = br#"{"threads": []}"#;
    let rows: [&[u8]; 5] = [crash, b"{\"a\":\n \xff}", b" \n", b"{\"threads\":\n[}", crash];
    let batch = tables::of(&[("crash", Arc::new(BinaryArray::from_iter_values(rows)))]);
    for table in
        [tables::stream_of(std::slice::from_ref(&batch)), tables::parquet_with(&batch, WriterProperties::default())]
    {
        let parts = in_order([bytes("t", table)], Options::default(), Reading).unwrap();
        let all: Vec<String> = parts.flat_map(|done| done.unwrap().part).collect();
        assert_eq!((all.len(), all[0].as_str(), all[4].as_str()), (5, "fine", "fine"));
        assert!(all[1].starts_with("t: row 1: byte 7"), "{}", all[1]);
        assert_eq!(all[2], "t: row 2: empty: a crash report is a JSON object");
        assert!(all[3].starts_with("t: row 3: byte 13, in threads[0]: "), "{}", all[3]);
    }
}
