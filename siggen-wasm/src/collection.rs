//! `Reports`: many reports, to go through them again and again; and what a linter says.

use std::sync::Arc;

use siggen_analysis::{Corpus, Coverer, Differ, Reduced};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::generator::Engine;
use crate::lists::Lists;
use crate::records;
use crate::refusal::Refusal;

/// Reports, reduced to what signatures depend on.
#[wasm_bindgen]
#[derive(Default)]
pub struct Reports {
    corpus: Corpus,
}

#[wasm_bindgen]
impl Reports {
    /// No reports.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Reports {
        Reports::default()
    }

    /// Adds a report and gives its index.
    ///
    /// # Errors
    ///
    /// Where the report can't be read.
    pub fn add(&mut self, report: &[u8], shape: Option<String>) -> Result<usize, JsValue> {
        let shape = records::by_name(shape.as_deref())?;
        Ok(self.corpus.add(report, shape).map_err(Refusal::from)?)
    }

    /// Takes all reports of another one.
    pub fn append(&mut self, other: &mut Reports) {
        self.corpus.append(std::mem::take(&mut other.corpus));
    }

    /// Forgets a report; those behind it move up.
    pub fn remove(&mut self, index: usize) {
        self.corpus.remove(index);
    }

    /// A report as it is kept. Added again, with [`Reports::shape`], it is the same.
    pub fn json(&self, index: usize) -> Vec<u8> {
        self.corpus.get(index).map(Reduced::json).unwrap_or_default().to_vec()
    }

    /// The shape that the kept report has to be read as, where it isn't to be recognized.
    pub fn shape(&self, index: usize) -> Option<String> {
        Some(self.corpus.get(index)?.shape()?.name().to_owned())
    }

    /// The signature of every report, as a JSON list.
    pub fn signatures(&self, engine: &Engine) -> String {
        crate::json(&self.corpus.signatures(&engine.generator))
    }

    /// What two sets of lists make of the reports, as a JSON object.
    pub fn diff(&self, before: &Engine, after: &Engine) -> String {
        let differ = Differ::with_generators(Some(Arc::clone(&before.generator)), Arc::clone(&after.generator));
        let mut memory = before.diffs.take();
        let diff = self.corpus.diff(&differ, &mut memory);
        before.diffs.set(memory);
        crate::json(&diff)
    }

    /// What each line of the lists does to the reports, as a JSON object.
    pub fn coverage(&self, engine: &Engine, without: bool) -> String {
        crate::json(&self.corpus.coverage(&Coverer::with_generator(Arc::clone(&engine.generator), without)))
    }
}

/// What a linter says of the lists that replace others, as a JSON list.
#[wasm_bindgen]
pub fn lint(lists: Lists) -> String {
    let (files, names) = lists.replaced();
    crate::json(&siggen_analysis::lint(&files, &names))
}
