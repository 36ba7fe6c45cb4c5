//! Outcomes as columns.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_schema::ArrowError;
use siggen_core::{Crash, Generator, Outcome, SessionMemory, Shape};

use super::column::Crashes;
use super::schema::schema;
use super::{GROUP, GROUP_BYTES, PyArrowOutcomes};
use crate::engine::Engine;
use crate::errors;

/// More than this is no name, and two of it don't fit into a batch.
const MAX_TEXT: usize = 256 << 20;

/// The outcomes of some of the crashes.
pub(super) fn of(
    engine: &Engine,
    crashes: &Crashes,
    rows: Range<usize>,
    shape: Option<Shape>,
) -> Result<RecordBatch, ArrowError> {
    let mut columns = Columns::new(rows.len());
    engine.with_memory(|memory| {
        for row in rows {
            match outcome(&engine.generator, memory, crashes.get(row), shape) {
                Ok(outcome) => columns.push(&outcome),
                Err(error) => columns.push_error(&error),
            }
        }
    });
    columns.finish()
}

/// Outcomes that are there, as columns.
#[derive(Default)]
pub(crate) struct Gathered {
    batches: Vec<RecordBatch>,
    columns: Option<Columns>,
    rows: usize,
    bytes: usize,
}

impl Gathered {
    /// Adds an outcome, or why there is none.
    pub(crate) fn push(&mut self, outcome: &Result<Outcome, String>) -> Result<(), ArrowError> {
        let columns = self.columns.get_or_insert_with(|| Columns::new(0));
        match outcome.as_ref().map_err(Clone::clone).and_then(|outcome| fitting(outcome).map(|bytes| (outcome, bytes)))
        {
            Ok((outcome, bytes)) => {
                columns.push(outcome);
                self.bytes += bytes;
            }
            Err(error) => columns.push_error(&error),
        }
        self.rows += 1;
        if self.rows == GROUP || self.bytes > GROUP_BYTES { self.end_batch() } else { Ok(()) }
    }

    fn end_batch(&mut self) -> Result<(), ArrowError> {
        if let Some(columns) = self.columns.take() {
            self.batches.push(columns.finish()?);
        }
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    /// All of them.
    pub(crate) fn finish(mut self) -> Result<PyArrowOutcomes, ArrowError> {
        self.end_batch()?;
        Ok(PyArrowOutcomes::new(self.batches))
    }
}

fn outcome(
    generator: &Generator,
    memory: &mut SessionMemory,
    json: Option<&[u8]>,
    shape: Option<Shape>,
) -> Result<Outcome, String> {
    let json = json.ok_or("null: a crash report is a JSON object")?;
    let crash = match shape {
        Some(shape) => Crash::from_json_as(json, shape),
        None => Crash::from_json(json),
    };
    let outcome = generator.generate_with(memory, &crash.map_err(|error| errors::text_of(json, &error))?);
    fitting(&outcome)?;
    Ok(outcome)
}

/// How many bytes the texts have.
fn fitting(outcome: &Outcome) -> Result<usize, String> {
    let length =
        outcome.signature.len() + outcome.frames.joined().len() + outcome.notes.iter().map(String::len).sum::<usize>();
    if length > MAX_TEXT {
        return Err(format!("the signature and its frames have {length} bytes, too many for a column of strings"));
    }
    Ok(length)
}

struct Columns {
    signature: StringBuilder,
    proto_signature: StringBuilder,
    notes: ListBuilder<StringBuilder>,
    error: StringBuilder,
}

impl Columns {
    fn new(rows: usize) -> Self {
        Columns {
            signature: StringBuilder::with_capacity(rows, rows * 64),
            proto_signature: StringBuilder::with_capacity(rows, rows * 512),
            notes: ListBuilder::with_capacity(StringBuilder::new(), rows),
            error: StringBuilder::with_capacity(rows, 0),
        }
    }

    fn push(&mut self, outcome: &Outcome) {
        self.signature.append_value(&outcome.signature);
        self.proto_signature.append_option(outcome.proto_signature());
        for note in &outcome.notes {
            self.notes.values().append_value(note);
        }
        self.notes.append(true);
        self.error.append_null();
    }

    fn push_error(&mut self, error: &str) {
        self.signature.append_null();
        self.proto_signature.append_null();
        self.notes.append_null();
        self.error.append_value(error);
    }

    fn finish(mut self) -> Result<RecordBatch, ArrowError> {
        let columns: Vec<arrow_array::ArrayRef> = vec![
            Arc::new(self.signature.finish()),
            Arc::new(self.proto_signature.finish()),
            Arc::new(self.notes.finish()),
            Arc::new(self.error.finish()),
        ];
        RecordBatch::try_new(schema(), columns)
    }
}
