//! Crashes in an Arrow column, outcomes in another, through the Arrow `PyCapsule` interface.

mod c_data;
mod column;
mod columns;
mod export;
mod feed;
mod frames;
mod html;
mod import;
mod outcomes;
mod raised;
mod schema;
mod table;

use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::RecordBatch;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use rayon::prelude::*;
use siggen_core::Shape;

pub(crate) use columns::Columns;
pub(crate) use export::PyArrowOutcomes;
pub(crate) use feed::{Feed, speaks_arrow};
pub(crate) use frames::data_frame;
pub(crate) use outcomes::Gathered;
pub(crate) use table::{PyTable, Rows};

use crate::engine::Engine;
use column::Crashes;

/// How many crashes Python waits for before it looks whether somebody pressed Ctrl-C.
const GROUP: usize = 8192;

/// How many bytes of JSON at most become one batch, whose strings Arrow counts with 31 bits.
const GROUP_BYTES: usize = 512 << 20;

/// How many crashes one core works on at a time, and how many bytes of JSON make fewer of them enough.
const PIECE: usize = 64;
const PIECE_BYTES: usize = 256 << 10;

/// The outcomes of a column's crashes.
pub(crate) fn generate(
    engine: &Arc<Engine>,
    data: &Bound<'_, PyAny>,
    column: Option<&str>,
    shape: Option<Shape>,
    jobs: Option<NonZero<usize>>,
) -> PyResult<PyArrowOutcomes> {
    let py = data.py();
    let mut feed = Feed::of_any(data, column)?;
    // One core needs no other thread than this one.
    let pool = match jobs.map(NonZero::get) {
        Some(1) => None,
        jobs => Some(
            rayon::ThreadPoolBuilder::new()
                .num_threads(jobs.unwrap_or(0))
                .build()
                .map_err(|error| PyRuntimeError::new_err(error.to_string()))?,
        ),
    };
    let mut made = Vec::new();
    while let Some(crashes) = feed.next(py)? {
        let mut start = 0;
        while start < crashes.len() {
            py.check_signals()?;
            let end = end_of_group(&crashes, start);
            let group = py.detach(|| match &pool {
                Some(pool) => pool.install(|| in_pieces(engine, &crashes, start..end, shape)),
                None => outcomes::of(engine, &crashes, start..end, shape),
            });
            made.push(group.map_err(|error| PyRuntimeError::new_err(error.to_string()))?);
            start = end;
        }
    }
    Ok(PyArrowOutcomes::new(made))
}

/// Where a group ends that starts here.
fn end_of_group(crashes: &Crashes, start: usize) -> usize {
    end_of(crashes, start..crashes.len().min(start + GROUP), GROUP_BYTES)
}

/// Where the crashes of these rows come to so many bytes; it is one crash at least.
fn end_of(crashes: &Crashes, rows: Range<usize>, most: usize) -> usize {
    let mut bytes = 0;
    let too_many = rows.clone().find(|row| {
        bytes += crashes.get(*row).map_or(0, <[u8]>::len);
        bytes > most
    });
    too_many.unwrap_or(rows.end).max(rows.start + 1)
}

fn in_pieces(
    engine: &Engine,
    crashes: &Crashes,
    rows: Range<usize>,
    shape: Option<Shape>,
) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let pieces: Result<Vec<RecordBatch>, _> =
        pieces(crashes, rows).into_par_iter().map(|rows| outcomes::of(engine, crashes, rows, shape)).collect();
    arrow_select::concat::concat_batches(&schema::schema(), &pieces?)
}

/// The rows in pieces, each for one core.
fn pieces(crashes: &Crashes, rows: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = rows.start;
    while start < rows.end {
        let end = end_of(crashes, start..rows.end.min(start + PIECE), PIECE_BYTES);
        pieces.push(start..end);
        start = end;
    }
    pieces
}
