//! The file, made from the rows that were gathered.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter};
use std::sync::Arc;

use arrow_array::builder::{Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::Row;

/// How many rows are handed over at once, and how many belong together in the file. Other numbers would give
/// other bytes.
const BATCH: usize = 4096;
const GROUP: usize = 128 * 1024;

/// The columns of some rows.
#[derive(Default)]
struct Columns {
    rows: usize,
    crash_id: StringBuilder,
    original_signature: StringBuilder,
    signature: StringBuilder,
    proto_signature: StringBuilder,
    notes: Notes,
    source: StringBuilder,
    line: Int64Builder,
    index: Int64Builder,
}

/// Lists of notes, none of which is null.
struct Notes(ListBuilder<StringBuilder>);

impl Default for Notes {
    fn default() -> Self {
        Notes(ListBuilder::new(StringBuilder::new()).with_field(note()))
    }
}

fn note() -> Field {
    Field::new("element", DataType::Utf8, false)
}

fn schema() -> Schema {
    let text = |name: &str, may_be_missing| Field::new(name, DataType::Utf8, may_be_missing);
    let number = |name: &str| Field::new(name, DataType::Int64, true);
    Schema::new(vec![
        text("crash_id", true),
        text("original_signature", true),
        text("signature", false),
        text("proto_signature", true),
        Field::new("notes", DataType::List(Arc::new(note())), false),
        text("source", false),
        number("line"),
        number("index"),
    ])
}

impl Columns {
    fn push(&mut self, row: &Row<'_>) {
        self.rows += 1;
        self.crash_id.append_option(row.crash_id.as_deref());
        self.original_signature.append_option(row.original_signature.as_deref());
        self.signature.append_value(&row.signature);
        self.proto_signature.append_option(row.proto_signature.as_deref());
        for note in &row.notes {
            self.notes.0.values().append_value(note);
        }
        self.notes.0.append(true);
        self.source.append_value(&row.source);
        self.line.append_option(row.line);
        self.index.append_option(row.index);
    }

    /// The rows so far, with which the columns begin anew.
    fn batch(&mut self, schema: &Arc<Schema>) -> io::Result<RecordBatch> {
        self.rows = 0;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.crash_id.finish()),
            Arc::new(self.original_signature.finish()),
            Arc::new(self.signature.finish()),
            Arc::new(self.proto_signature.finish()),
            Arc::new(self.notes.0.finish()),
            Arc::new(self.source.finish()),
            Arc::new(self.line.finish()),
            Arc::new(self.index.finish()),
        ];
        RecordBatch::try_new(Arc::clone(schema), columns).map_err(io::Error::other)
    }
}

/// Makes the file from the rows that were gathered, packed by zstd.
pub(super) fn convert(gathered: File, to: File) -> io::Result<()> {
    let mut lines = BufReader::with_capacity(1 << 20, zstd::stream::read::Decoder::new(gathered)?);
    let schema = Arc::new(schema());
    let properties = WriterProperties::builder()
        .set_created_by(concat!("siggen ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(GROUP))
        .build();
    let mut writer = ArrowWriter::try_new(BufWriter::new(to), Arc::clone(&schema), Some(properties))?;
    let (mut columns, mut line) = (Columns::default(), Vec::new());
    while lines.read_until(b'\n', &mut line)? > 0 {
        columns.push(&serde_json::from_slice(&line)?);
        line.clear();
        if columns.rows == BATCH {
            writer.write(&columns.batch(&schema)?)?;
        }
    }
    writer.write(&columns.batch(&schema)?)?;
    writer.into_inner()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(())
}
