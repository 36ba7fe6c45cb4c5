//! Outcomes handed over through the Arrow `PyCapsule` interface.

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowSchema, to_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, RecordBatch, RecordBatchIterator, StructArray};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};

use super::raised::raised;
use super::schema::{ERROR, NOTES, SIGNATURE, schema};
use super::{frames, html};

/// Outcomes as an Arrow column of structs: signature, proto signature, notes and error.
///
/// Any Arrow library accepts it: ``pyarrow.table(outcomes)``, ``polars.DataFrame(outcomes)``,
/// ``pandas.DataFrame.from_arrow(outcomes)``.
#[pyclass(name = "ArrowOutcomes", module = "siggen", frozen)]
pub(crate) struct PyArrowOutcomes {
    batches: Vec<RecordBatch>,
}

impl PyArrowOutcomes {
    pub(crate) fn new(batches: Vec<RecordBatch>) -> Self {
        PyArrowOutcomes { batches }
    }

    fn counted(&self) -> String {
        format!("{} crashes, {} failed", self.__len__(), self.failed())
    }
}

#[pymethods]
impl PyArrowOutcomes {
    /// Names of the columns: ``signature``, ``proto_signature``, ``notes`` and ``error``.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// As a dict of lists, one per column.
    pub(crate) fn to_pydict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        frames::pydict(py, &schema(), self.batches.iter().cloned().map(Ok))
    }

    /// As a pandas ``DataFrame`` with one row per crash, in the same order, and a new index.
    /// ``.set_axis(frame.index)`` gives it the index of the frame that the crashes are from.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        frames::data_frame(py)?.call1((self.to_pydict(py)?,))
    }

    /// As a polars ``DataFrame``.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        frames::polars(slf.as_any())
    }

    /// As a pyarrow ``Table``.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        frames::pyarrow(slf.as_any())
    }

    /// How many of the crashes could not be read.
    #[getter]
    fn failed(&self) -> usize {
        let errors = self.batches.iter().map(|batch| batch.column(ERROR));
        errors.map(|errors| errors.len() - errors.as_string::<i32>().null_count()).sum()
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        format!("<ArrowOutcomes: {}>", self.counted())
    }

    fn _repr_html_(&self) -> PyResult<String> {
        // The frames of each stack would leave no room for anything else.
        let telling = |batch: &RecordBatch| batch.project(&[SIGNATURE, NOTES, ERROR]);
        let first = self.batches.iter().find(|batch| batch.num_rows() > 0).map(telling).transpose();
        let first = first.map_err(|error| raised(&error))?;
        Ok(html::table(&self.counted(), first.as_ref(), self.__len__()))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &schema())
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A wish that the interface allows to be left unfulfilled.
        let _ = requested_schema;
        stream_capsule(py, self.batches.clone().into_iter().map(Ok), schema())
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let _ = requested_schema;
        let batch = arrow_select::concat::concat_batches(&schema(), &self.batches).map_err(|error| raised(&error))?;
        let (array, schema) = to_ffi(&StructArray::from(batch).into_data()).map_err(|error| raised(&error))?;
        Ok((
            PyCapsule::new_with_value(py, schema, c"arrow_schema")?,
            PyCapsule::new_with_value(py, array, c"arrow_array")?,
        ))
    }
}

/// A schema, for who asks for it.
pub(super) fn schema_capsule<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(DataType::Struct(schema.fields.clone())).map_err(|error| raised(&error))?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}

/// Batches, made as they are asked for.
pub(super) fn stream_capsule(
    py: Python<'_>,
    batches: impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'static,
    schema: SchemaRef,
) -> PyResult<Bound<'_, PyCapsule>> {
    let stream = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new(batches, schema)));
    PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
}
