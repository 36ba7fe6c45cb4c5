//! The column that has the crashes: JSON text, or nested columns.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_json::LineDelimitedWriter;
use arrow_schema::{ArrowError, DataType, Field, Schema};
use pyo3::exceptions::{PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;

/// Members that crashes have, by which a table of nested columns is known.
const TELLING: [&str; 4] = ["threads", "json_dump", "java_stack_trace", "java_exception"];

/// The JSON texts of a column's crashes.
pub(super) struct Crashes {
    texts: Texts,
}

enum Texts {
    Column(ArrayRef),
    /// Nested columns, written as a line of JSON for each row, and where each ends.
    Written {
        text: Vec<u8>,
        ends: Vec<usize>,
        column: ArrayRef,
    },
}

impl Crashes {
    /// The crashes of a table, a column of texts or a column of nested crashes.
    ///
    /// # Errors
    ///
    /// Where there is no such column, or it can't hold crashes, or it could be any of several.
    pub(super) fn of(data: &ArrayRef, column: Option<&str>) -> PyResult<Self> {
        let data = plain(data)?;
        match (data.data_type(), column) {
            (DataType::Struct(_), Some(name)) => {
                let table = data.as_struct();
                let found = table.column_by_name(name).ok_or_else(|| {
                    PyKeyError::new_err(format!("no column is named {name:?}; the columns are {}", names(table)))
                })?;
                Self::of_column(&plain(found)?)
            }
            (DataType::Struct(_), None) => {
                let table = data.as_struct();
                if TELLING.iter().any(|name| table.column_by_name(name).is_some()) {
                    return Self::of_column(&data);
                }
                let texts: Vec<&ArrayRef> =
                    table.columns().iter().filter(|column| is_text(value_type(column))).collect();
                match texts[..] {
                    [texts] => Self::of_column(&plain(texts)?),
                    _ => Err(PyValueError::new_err(format!(
                        "which column has the crashes? Name it with column=…; the columns are {}",
                        names(table)
                    ))),
                }
            }
            (_, Some(name)) => {
                Err(PyKeyError::new_err(format!("no column is named {name:?}: this is one column and no table")))
            }
            (_, None) => Self::of_column(&data),
        }
    }

    fn of_column(column: &ArrayRef) -> PyResult<Self> {
        let texts = match column.data_type() {
            kind if is_text(kind) => Texts::Column(column.clone()),
            DataType::Struct(_) => {
                let (text, ends) =
                    written(column.as_struct()).map_err(|error| PyValueError::new_err(error.to_string()))?;
                Texts::Written { text, ends, column: column.clone() }
            }
            other => {
                return Err(PyTypeError::new_err(format!(
                    "a column of crashes has JSON as strings or binary, or nested crash data; this one has {other}"
                )));
            }
        };
        Ok(Crashes { texts })
    }

    pub(super) fn len(&self) -> usize {
        let (Texts::Column(column) | Texts::Written { column, .. }) = &self.texts;
        column.len()
    }

    /// The JSON text of a row; none where it is null.
    pub(super) fn get(&self, row: usize) -> Option<&[u8]> {
        match &self.texts {
            Texts::Column(column) if column.is_null(row) => None,
            Texts::Column(column) => match column.data_type() {
                DataType::Utf8 => Some(column.as_string::<i32>().value(row).as_bytes()),
                DataType::LargeUtf8 => Some(column.as_string::<i64>().value(row).as_bytes()),
                DataType::Utf8View => Some(column.as_string_view().value(row).as_bytes()),
                DataType::Binary => Some(column.as_binary::<i32>().value(row)),
                DataType::LargeBinary => Some(column.as_binary::<i64>().value(row)),
                DataType::BinaryView => Some(column.as_binary_view().value(row)),
                _ => None,
            },
            Texts::Written { column, .. } if column.is_null(row) => None,
            Texts::Written { text, ends, .. } => {
                let start = row.checked_sub(1).map_or(0, |before| ends[before]);
                text.get(start..*ends.get(row)?)
            }
        }
    }
}

fn is_text(kind: &DataType) -> bool {
    use DataType::{Binary, BinaryView, LargeBinary, LargeUtf8, Utf8, Utf8View};
    matches!(kind, Utf8 | LargeUtf8 | Utf8View | Binary | LargeBinary | BinaryView)
}

/// The type of a column's values, whatever way they are kept.
fn value_type(column: &ArrayRef) -> &DataType {
    match column.data_type() {
        DataType::Dictionary(_, values) => values,
        DataType::RunEndEncoded(_, values) => values.data_type(),
        other => other,
    }
}

/// A column with its values one by one.
fn plain(column: &ArrayRef) -> PyResult<ArrayRef> {
    let values = value_type(column);
    if values == column.data_type() {
        return Ok(column.clone());
    }
    arrow_cast::cast(column, values).map_err(|error| PyTypeError::new_err(error.to_string()))
}

fn names(table: &StructArray) -> String {
    table.column_names().join(", ")
}

/// Nested crashes as JSON, a line each.
fn written(crashes: &StructArray) -> Result<(Vec<u8>, Vec<usize>), ArrowError> {
    let fields: Vec<Field> = crashes.fields().iter().map(|field| field.as_ref().clone()).collect();
    // The rows that are null as a whole are written as well, and passed over later.
    let batch = RecordBatch::try_new(std::sync::Arc::new(Schema::new(fields)), crashes.columns().to_vec())?;
    let mut text = Vec::new();
    let mut writer = LineDelimitedWriter::new(&mut text);
    writer.write(&batch)?;
    writer.finish()?;
    drop(writer);
    // In JSON a line break inside a text is escaped.
    let ends = memchr::memchr_iter(b'\n', &text).map(|end| end + 1).collect();
    Ok((text, ends))
}
