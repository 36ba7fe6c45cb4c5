//! Parquet tables of large pages.

use std::fs;
use std::path::Path;

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::ByteArrayType;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::{DEFAULT, MIB, NDJSON, siggen};

pub(super) fn take_no_more(folder: &Path) {
    // A page that unpacks to more than may be held, and many that may only be held one after the other.
    let path = folder.join("table.parquet");
    write(&path, ["{}".to_owned(), " ".repeat(400 * MIB)]);
    assert_eq!(siggen(NDJSON, &path, MIB), Some(1));
    let large = || format!("{{\"hang\": \"ui\", \"a\": \"{}\"}}", "x".repeat(20 * MIB));
    write(&path, std::iter::repeat_with(large).take(30));
    assert_eq!(siggen(NDJSON, &path, DEFAULT), Some(0));
}

/// Writes a table, of whose rows each has a page of its own.
fn write(path: &Path, rows: impl IntoIterator<Item = String>) {
    let schema = parse_message_type("message table { required binary json (UTF8); }").unwrap();
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default()));
    let properties = properties.set_dictionary_enabled(false).set_statistics_enabled(EnabledStatistics::None);
    let properties = properties.set_write_batch_size(1).set_data_page_row_count_limit(1).build();
    let file = fs::File::create(path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema.into(), properties.into()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    for row in rows {
        column.typed::<ByteArrayType>().write_batch(&[row.as_str().into()], None, None).unwrap();
    }
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
}
