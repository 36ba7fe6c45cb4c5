//! The column that has the crashes: JSON text, or nested columns.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int16Type, Int32Type, Int64Type, RunEndIndexType};
use arrow_array::{
    Array, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray, RecordBatch, RecordBatchOptions, RunArray,
    StructArray,
};
use arrow_buffer::{NullBuffer, RunEndBuffer};
use arrow_json::LineDelimitedWriter;
use arrow_schema::{ArrowError, DataType, Field, Schema};
use pyo3::exceptions::{PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use siggen_core::printable;

use super::c_data::{Described, Foreign};

/// Members that crashes have, by which a table of nested columns is known.
const TELLING: [&str; 7] =
    ["threads", "json_dump", "java_stack_trace", "java_exception", "stack_traces", "metrics", "payload"];

/// The type with times in no zone: their writer knows none by name, and no signature depends on a time.
fn without_zones(kind: &DataType) -> DataType {
    let field = |field: &Arc<Field>| Arc::new(field.as_ref().clone().with_data_type(without_zones(field.data_type())));
    match kind {
        DataType::Timestamp(unit, Some(_)) => DataType::Timestamp(*unit, None),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(field).collect()),
        DataType::List(item) => DataType::List(field(item)),
        DataType::LargeList(item) => DataType::LargeList(field(item)),
        DataType::FixedSizeList(item, length) => DataType::FixedSizeList(field(item), *length),
        DataType::Map(entries, is_sorted) => DataType::Map(field(entries), *is_sorted),
        _ => kind.clone(),
    }
}

/// Which column has the crashes, and as what it is read. Strings are read as bytes: whether they are UTF-8 is asked
/// for each crash by itself.
pub(super) enum Choice {
    /// The data is the column.
    Whole(DataType),
    /// A column of a table that has so many.
    Column { index: usize, columns: usize, kind: DataType },
}

impl Choice {
    /// Chooses the column with the crashes.
    ///
    /// # Errors
    ///
    /// Where there is no such column, or it can't hold crashes, or it could be any of several.
    pub(super) fn of(described: Described, column: Option<&str>) -> PyResult<Self> {
        let columns = match (described, column) {
            (Described::Column(kind), None) => return readable(&without_zones(&kind)).map(Choice::Whole),
            (Described::Column(_), Some(name)) => {
                return Err(PyKeyError::new_err(format!(
                    "no column named {name:?}: this is a single column, not a table"
                )));
            }
            (Described::Table(columns), _) => columns,
        };
        let position = |wanted: &str| columns.iter().position(|(name, _)| name == wanted);
        let names = || columns.iter().map(|(name, _)| printable(name)).collect::<Vec<_>>().join(", ");
        let is_text = |(_, kind): &(String, Result<DataType, String>)| kind.as_ref().is_ok_and(holds_text);
        let index = if let Some(name) = column {
            position(name)
                .ok_or_else(|| PyKeyError::new_err(format!("no column named {name:?}; the columns are {}", names())))?
        } else if TELLING.iter().any(|name| position(name).is_some()) {
            let field = |(name, kind): (String, Result<DataType, String>)| {
                let kind = kind.map_err(|why| {
                    PyTypeError::new_err(format!("the column {}: {}", printable(&name), printable(&why)))
                })?;
                Ok(Field::new(name, without_zones(&kind), true))
            };
            let fields = columns.into_iter().map(field).collect::<PyResult<Vec<_>>>()?;
            return Ok(Choice::Whole(DataType::Struct(fields.into())));
        } else {
            let texts: Vec<usize> = (0..columns.len()).filter(|index| is_text(&columns[*index])).collect();
            match texts[..] {
                [index] => index,
                _ => {
                    return Err(PyValueError::new_err(format!(
                        "can't tell which column has the crashes: name it with column=…; the columns are {}",
                        names()
                    )));
                }
            }
        };
        let (_, kind) = &columns[index];
        let kind = kind.as_ref().map_err(|why| PyTypeError::new_err(printable(why).into_owned()))?;
        Ok(Choice::Column { index, columns: columns.len(), kind: readable(&without_zones(kind))? })
    }

    /// The column of a batch, and the rows of the batch that are null as a whole.
    ///
    /// # Errors
    ///
    /// What is wrong with the batch.
    pub(super) fn column(&self, batch: &Foreign) -> Result<(ArrayRef, Option<NullBuffer>), String> {
        match self {
            Choice::Whole(kind) => Ok((batch.array(kind)?, None)),
            Choice::Column { index, columns, kind } => batch.column(*index, *columns, kind),
        }
    }
}

/// As what a column is read, if it can hold crashes.
fn readable(kind: &DataType) -> PyResult<DataType> {
    as_bytes(kind).ok_or_else(|| {
        PyTypeError::new_err(format!(
            "a column of crashes must have JSON as strings or binary, or nested crash data; this one has {}",
            printable(&kind.to_string())
        ))
    })
}

fn as_bytes(kind: &DataType) -> Option<DataType> {
    Some(match kind {
        DataType::Utf8 | DataType::Binary => DataType::Binary,
        DataType::LargeUtf8 | DataType::LargeBinary => DataType::LargeBinary,
        DataType::Utf8View | DataType::BinaryView => DataType::BinaryView,
        DataType::Struct(_) => kind.clone(),
        DataType::Dictionary(keys, values) => DataType::Dictionary(keys.clone(), Box::new(as_bytes(values)?)),
        DataType::RunEndEncoded(ends, values) => {
            let kind = as_bytes(values.data_type())?;
            DataType::RunEndEncoded(ends.clone(), Arc::new(Field::clone(values).with_data_type(kind)))
        }
        _ => return None,
    })
}

/// Whether a column holds text or bytes, whatever way they are kept.
fn holds_text(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => holds_text(values),
        DataType::RunEndEncoded(_, values) => holds_text(values.data_type()),
        DataType::Struct(_) => false,
        other => as_bytes(other).is_some(),
    }
}

/// The JSON texts of a column's crashes.
pub(super) struct Crashes {
    texts: Texts,
    /// The rows of the table that are null as a whole.
    absent: Option<NullBuffer>,
    rows: usize,
}

impl Crashes {
    /// The crashes of a column.
    ///
    /// # Errors
    ///
    /// Where nested columns hold what can't be written as JSON.
    pub(super) fn of(column: &ArrayRef, absent: Option<NullBuffer>) -> Result<Self, ArrowError> {
        Ok(Crashes { texts: Texts::of(column)?, absent, rows: column.len() })
    }

    pub(super) fn len(&self) -> usize {
        self.rows
    }

    /// The JSON text of a row; none where it is null.
    pub(super) fn get(&self, row: usize) -> Option<&[u8]> {
        if self.absent.as_ref().is_some_and(|absent| absent.is_null(row)) { None } else { self.texts.get(row) }
    }
}

enum Texts {
    Small(BinaryArray),
    Large(LargeBinaryArray),
    View(BinaryViewArray),
    /// Nested columns, written as a line of JSON for each row, and where each ends.
    Written {
        text: Vec<u8>,
        ends: Vec<usize>,
        nulls: Option<NullBuffer>,
    },
    /// A dictionary: which of the texts each row has.
    Keyed {
        keys: Vec<usize>,
        nulls: Option<NullBuffer>,
        texts: Box<Texts>,
    },
    /// Texts, each with the row where it isn't that of the rows any more.
    Runs(Runs, Box<Texts>),
}

impl Texts {
    fn of(column: &ArrayRef) -> Result<Self, ArrowError> {
        Ok(match column.data_type() {
            DataType::Binary => Texts::Small(column.as_binary().clone()),
            DataType::LargeBinary => Texts::Large(column.as_binary().clone()),
            DataType::BinaryView => Texts::View(column.as_binary_view().clone()),
            DataType::Struct(_) => {
                let (text, ends) = written(column.as_struct())?;
                Texts::Written { text, ends, nulls: column.nulls().cloned() }
            }
            DataType::Dictionary(..) => {
                let dictionary = column.as_any_dictionary();
                // Where there are no values, all rows are null.
                let is_empty = dictionary.values().is_empty();
                let keys = if is_empty { vec![0; column.len()] } else { dictionary.normalized_keys() };
                Texts::Keyed { keys, nulls: column.nulls().cloned(), texts: Box::new(Texts::of(dictionary.values())?) }
            }
            DataType::RunEndEncoded(..) => {
                let runs = run_ends::<Int16Type>(column, Runs::Short)
                    .or_else(|| run_ends::<Int32Type>(column, Runs::Middle))
                    .or_else(|| run_ends::<Int64Type>(column, Runs::Long));
                let (runs, values) = runs.ok_or_else(|| unreadable(column))?;
                Texts::Runs(runs, Box::new(Texts::of(&values)?))
            }
            _ => return Err(unreadable(column)),
        })
    }

    fn get(&self, row: usize) -> Option<&[u8]> {
        match self {
            Texts::Small(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Texts::Large(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Texts::View(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Texts::Written { nulls, .. } | Texts::Keyed { nulls, .. }
                if nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) =>
            {
                None
            }
            Texts::Written { text, ends, .. } => {
                let start = row.checked_sub(1).map_or(0, |before| ends[before]);
                text.get(start..*ends.get(row)?)
            }
            Texts::Keyed { keys, texts, .. } => texts.get(keys[row]),
            Texts::Runs(runs, texts) => texts.get(runs.run_of(row)),
        }
    }
}

fn unreadable(column: &ArrayRef) -> ArrowError {
    ArrowError::NotYetImplemented(format!("crashes in a column of {}", column.data_type()))
}

/// Where runs of equal rows end.
enum Runs {
    Short(RunEndBuffer<i16>),
    Middle(RunEndBuffer<i32>),
    Long(RunEndBuffer<i64>),
}

impl Runs {
    fn run_of(&self, row: usize) -> usize {
        match self {
            Runs::Short(ends) => ends.get_physical_index(row),
            Runs::Middle(ends) => ends.get_physical_index(row),
            Runs::Long(ends) => ends.get_physical_index(row),
        }
    }
}

/// The runs of a column whose ends are of this type, and the value of each.
fn run_ends<R: RunEndIndexType>(
    column: &ArrayRef,
    runs: fn(RunEndBuffer<R::Native>) -> Runs,
) -> Option<(Runs, ArrayRef)> {
    let column = column.as_any().downcast_ref::<RunArray<R>>()?;
    Some((runs(column.run_ends().clone()), Arc::clone(column.values())))
}

/// Nested crashes as JSON, a line each.
fn written(crashes: &StructArray) -> Result<(Vec<u8>, Vec<usize>), ArrowError> {
    let fields: Vec<Field> = crashes.fields().iter().map(|field| field.as_ref().clone()).collect();
    // The rows that are null as a whole are written as well, and passed over later.
    let options = RecordBatchOptions::new().with_row_count(Some(crashes.len()));
    let batch = RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), crashes.columns().to_vec(), &options)?;
    let mut text = Vec::new();
    let mut writer = LineDelimitedWriter::new(&mut text);
    writer.write(&batch)?;
    writer.finish()?;
    drop(writer);
    // In JSON a line break inside a text is escaped.
    let ends = memchr::memchr_iter(b'\n', &text).map(|end| end + 1).collect();
    Ok((text, ends))
}
