//! `Generator`: lists and the work on one crash.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use siggen_batch::run::Options;
use siggen_core::{ListSet, SiglistFiles};

use crate::engine::Engine;
use crate::explanation::PyExplanation;
use crate::input::{Json, shape_of};
use crate::outcome::PyOutcome;
use crate::{errors, jobs, limit, lists};

/// Generates signatures, with the built-in lists or others.
///
/// ``siglists`` replaces the built-in lists. ``extend`` has entries to add to the lists or, in lists named
/// ``NAME.remove``, entries to remove. Both are a directory with one file per list, or a mapping from the names of the
/// lists to their texts: ``irrelevant_signature_re``, ``prefix_signature_re``, ``signatures_with_line_numbers_re`` and
/// ``signature_sentinels``.
///
/// A generator can be used from many threads at once, and pickles with the texts of its lists.
///
/// Raises ``SiglistError``, a ``ValueError``, for a list that can't be compiled; ``ValueError`` for a list that is
/// missing or has an unknown name; and ``OSError`` for a directory that can't be read.
///
/// >>> import siggen
/// >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw(int)"}, {"function": "main"}]}]}
/// >>> siggen.Generator(extend={"prefix_signature_re": "draw"}).generate(crash).signature
/// 'memcpy | draw | main'
#[pyclass(name = "Generator", module = "siggen", frozen, from_py_object)]
#[derive(Clone)]
pub(crate) struct PyGenerator {
    pub(crate) engine: Arc<Engine>,
    /// The texts of the lists, which travel with a pickled generator.
    pub(crate) lists: Arc<ListSet<'static>>,
}

impl PyGenerator {
    /// A generator with these lists.
    ///
    /// # Errors
    ///
    /// `SiglistError` where they can't be compiled.
    pub(crate) fn with_lists(py: Python<'_>, lists: ListSet<'static>) -> PyResult<Self> {
        if lists.is_built_in() {
            // They are all the same, and so is what they remember.
            return Ok(built_in(py).clone());
        }
        let generator = py.detach(|| siggen_core::Generator::with_lists(&lists));
        let engine = Engine::new(generator.map_err(|error| errors::of_siglist(py, &error))?);
        Ok(PyGenerator { engine, lists: Arc::new(lists) })
    }
}

#[pymethods]
impl PyGenerator {
    #[new]
    #[pyo3(signature = (siglists=None, extend=None))]
    fn new(py: Python<'_>, siglists: Option<&Bound<'_, PyAny>>, extend: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let base = siglists.map_or_else(|| Ok(SiglistFiles::built_in()), |siglists| lists::replacing(siglists))?;
        let [added, removed] = extend.map(|extend| lists::extending(extend)).transpose()?.unwrap_or_default();
        Self::with_lists(py, ListSet { base, added, removed })
    }

    /// Where the lists come from: a directory, or `built-in`.
    #[getter]
    fn siglists(&self) -> &str {
        self.engine.generator.siglists().source()
    }

    /// The signature of a crash, with these lists.
    ///
    /// The arguments, the result and the exceptions are those of ``siggen.generate``: ``crash`` is a mapping, or JSON
    /// as str or bytes, and ``shape`` is ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or ``"ping"``,
    /// detected by default.
    #[pyo3(signature = (crash, *, shape=None))]
    pub(crate) fn generate(
        &self,
        py: Python<'_>,
        crash: &Bound<'_, PyAny>,
        shape: Option<&str>,
    ) -> PyResult<PyOutcome> {
        let shape = shape_of(shape)?;
        let json = Json::of(crash, shape)?;
        let outcome = py.detach(|| json.read(shape).map(|crash| self.engine.generate(&crash)));
        outcome.map(PyOutcome::from).map_err(|error| errors::of_input(py, json.as_bytes(), &error))
    }

    /// The signature of a crash and the reasons for it, with these lists.
    ///
    /// The arguments, the result and the exceptions are those of ``siggen.explain``: ``crash`` is a mapping, or JSON as
    /// str or bytes, and ``shape`` is ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or ``"ping"``,
    /// detected by default.
    #[pyo3(signature = (crash, *, shape=None))]
    pub(crate) fn explain(
        &self,
        py: Python<'_>,
        crash: &Bound<'_, PyAny>,
        shape: Option<&str>,
    ) -> PyResult<PyExplanation> {
        let shape = shape_of(shape)?;
        let json = Json::of(crash, shape)?;
        let explanation = py.detach(|| json.read(shape).map(|crash| self.engine.generator.explain(&crash)));
        explanation.map(PyExplanation::from).map_err(|error| errors::of_input(py, json.as_bytes(), &error))
    }

    /// The outcomes of many crashes, in the same order, using all cores, with these lists.
    ///
    /// The arguments, the result and the exceptions are those of ``siggen.generate_many``: ``crashes`` is an iterable
    /// of crashes, NDJSON, the path of a file or directory, or a table whose column ``column`` has the crashes;
    /// ``shape`` is ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or ``"ping"``, detected by default;
    /// ``jobs`` is the number of threads, by default one per core; ``max_record`` is the largest size of a crash in
    /// bytes.
    #[pyo3(signature = (crashes, *, column=None, shape=None, jobs=None, max_record=None))]
    pub(crate) fn generate_many(
        &self,
        crashes: &Bound<'_, PyAny>,
        column: Option<&str>,
        shape: Option<&str>,
        jobs: Option<&Bound<'_, PyAny>>,
        max_record: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<crate::many::PyOutcomes> {
        let options = Options { jobs: jobs::of(jobs)?, max_record: limit::of(max_record)?, from: None };
        crate::many::generate(&self.engine, crashes, column, shape_of(shape)?, options)
    }

    /// The outcomes of the crashes in an Arrow column, as an Arrow column of structs, with these lists.
    ///
    /// The arguments, the result and the exceptions are those of ``siggen.generate_arrow``: ``data`` is a table,
    /// column, reader, file or iterable of batches, whose column ``column`` has the crashes; ``shape`` is
    /// ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or ``"ping"``, detected by default; ``jobs`` is
    /// the number of threads, by default one per core.
    #[pyo3(signature = (data, *, column=None, shape=None, jobs=None))]
    pub(crate) fn generate_arrow(
        &self,
        data: &Bound<'_, PyAny>,
        column: Option<&str>,
        shape: Option<&str>,
        jobs: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<crate::arrow::PyArrowOutcomes> {
        crate::arrow::generate(&self.engine, data, column, shape_of(shape)?, jobs::of(jobs)?)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let py = slf.py();
        let lists = &slf.get().lists;
        let state = (
            // The built-in lists are those of the version that unpickles.
            (lists.base != SiglistFiles::built_in()).then(|| lists::to_state(&lists.base)),
            lists.is_extended().then(|| (lists::to_state(&lists.added), lists::to_state(&lists.removed))),
        );
        (slf.get_type().getattr("_of_state")?, state).into_pyobject(py)
    }

    #[classmethod]
    fn _of_state(
        class: &Bound<'_, pyo3::types::PyType>,
        base: Option<lists::State>,
        extension: Option<(lists::State, lists::State)>,
    ) -> PyResult<Self> {
        let base = base.map_or_else(SiglistFiles::built_in, lists::of_state);
        let (added, removed) =
            extension.map(|(added, removed)| (lists::of_state(added), lists::of_state(removed))).unwrap_or_default();
        Self::with_lists(class.py(), ListSet { base, added, removed })
    }

    fn __repr__(&self) -> String {
        format!("Generator(siglists={:?})", siggen_core::printable(self.siglists()))
    }
}

/// The generator of the module's functions.
pub(crate) fn built_in(py: Python<'_>) -> &'static PyGenerator {
    static GENERATOR: pyo3::sync::PyOnceLock<PyGenerator> = pyo3::sync::PyOnceLock::new();
    GENERATOR
        .get_or_init(py, || PyGenerator { engine: Engine::new(siggen_core::Generator::new()), lists: Arc::default() })
}
