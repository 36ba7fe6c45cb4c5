//! Diffs and coverage as tables.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::builder::{Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use siggen_analysis::{ChangedCrash, Coverage, Diff, LineCoverage, Migration};

use crate::arrow::Rows;

/// The crashes that changed.
pub(super) struct Changes(pub(super) Arc<Diff>);

impl Changes {
    fn migration(&self, change: &ChangedCrash) -> Option<&Migration> {
        self.0.migrations.get(change.migration)
    }
}

impl Rows for Changes {
    fn schema(&self) -> SchemaRef {
        schema([("id", DataType::Utf8), ("before", DataType::Utf8), ("after", DataType::Utf8)])
    }

    fn count(&self) -> usize {
        self.0.changes.len()
    }

    fn batch(&self, rows: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let rows = &self.0.changes[rows];
        let before = |change| self.migration(change).map_or("", |migration| &migration.before);
        let after = |change| self.migration(change).map_or("", |migration| &migration.after);
        RecordBatch::try_new(
            self.schema(),
            vec![
                texts(rows.iter().map(|change| change.id.as_str())),
                texts(rows.iter().map(before)),
                texts(rows.iter().map(after)),
            ],
        )
    }
}

/// Where crashes went.
pub(super) struct Migrations(pub(super) Arc<Diff>);

impl Rows for Migrations {
    fn schema(&self) -> SchemaRef {
        schema([
            ("before", DataType::Utf8),
            ("after", DataType::Utf8),
            ("crashes", DataType::Int64),
            ("is_whole", DataType::Boolean),
            ("examples", list_of(DataType::Utf8)),
            ("lines", list_of(DataType::Int64)),
        ])
    }

    fn count(&self) -> usize {
        self.0.migrations.len()
    }

    fn batch(&self, rows: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let rows = &self.0.migrations[rows];
        let is_whole = rows.iter().map(|row| Some(row.is_whole)).collect::<BooleanArray>();
        let mut lines = ListBuilder::new(Int64Builder::new()).with_field(item(DataType::Int64));
        for row in rows {
            for &line in &row.lines {
                lines.values().append_value(number(line as u64));
            }
            lines.append(true);
        }
        RecordBatch::try_new(
            self.schema(),
            vec![
                texts(rows.iter().map(|row| row.before.as_str())),
                texts(rows.iter().map(|row| row.after.as_str())),
                numbers(rows.iter().map(|row| row.crashes)),
                Arc::new(is_whole),
                lists_of_texts(rows.iter().map(|row| row.examples.as_slice())),
                Arc::new(lines.finish()),
            ],
        )
    }
}

/// Columns of what need not be found out.
const UNKNOWN: [&str; 2] = ["changed", "change_count"];

/// What lines do. The columns of what nobody found out have nulls.
pub(super) struct Lines(pub(super) Arc<Coverage>);

impl Rows for Lines {
    fn schema(&self) -> SchemaRef {
        schema([
            ("list", DataType::Utf8),
            ("line", DataType::Int64),
            ("text", DataType::Utf8),
            ("matched", DataType::Int64),
            ("fired", DataType::Int64),
            ("only_match", DataType::Int64),
            ("changed", DataType::Int64),
            ("signature_count", DataType::Int64),
            ("change_count", DataType::Int64),
            ("examples", list_of(DataType::Utf8)),
        ])
    }

    fn count(&self) -> usize {
        self.0.lines.len()
    }

    fn batch(&self, rows: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let rows = &self.0.lines[rows];
        let counts = |count: fn(&LineCoverage) -> u64| numbers(rows.iter().map(count));
        let found_out = |count: fn(&LineCoverage) -> Option<u64>| -> ArrayRef {
            Arc::new(rows.iter().map(|row| count(row).map(number)).collect::<Int64Array>())
        };
        RecordBatch::try_new(
            self.schema(),
            vec![
                texts(rows.iter().map(|row| row.list.name())),
                counts(|row| row.line as u64),
                texts(rows.iter().map(|row| row.text.as_str())),
                counts(|row| row.matched),
                counts(|row| row.fired),
                counts(|row| row.only_match),
                found_out(|row| row.changed),
                counts(|row| row.signature_count),
                found_out(|row| row.change_count),
                lists_of_texts(rows.iter().map(|row| row.examples.as_slice())),
            ],
        )
    }
}

/// Columns, which have no nulls but where something was not found out.
fn schema<const N: usize>(columns: [(&str, DataType); N]) -> SchemaRef {
    let fields: Vec<Field> =
        columns.into_iter().map(|(name, kind)| Field::new(name, kind, UNKNOWN.contains(&name))).collect();
    Arc::new(Schema::new(fields))
}

fn item(kind: DataType) -> Arc<Field> {
    Arc::new(Field::new_list_field(kind, false))
}

fn list_of(kind: DataType) -> DataType {
    DataType::List(item(kind))
}

fn texts<'t>(texts: impl Iterator<Item = &'t str>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(texts))
}

fn numbers(numbers: impl Iterator<Item = u64>) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values(numbers.map(number)))
}

/// Signed numbers are what every library takes.
fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn lists_of_texts<'t>(lists: impl Iterator<Item = &'t [String]>) -> ArrayRef {
    let mut builder = ListBuilder::new(StringBuilder::new()).with_field(item(DataType::Utf8));
    for list in lists {
        for text in list {
            builder.values().append_value(text);
        }
        builder.append(true);
    }
    Arc::new(builder.finish())
}
