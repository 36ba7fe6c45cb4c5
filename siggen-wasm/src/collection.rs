//! `Reports`: many reports, to go through them again and again; and what a linter says.

use siggen_analysis::{Corpus, Reduced};
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

    /// What becomes of the buckets, as a JSON object.
    pub fn compare(&self, before: &Engine, after: &Engine) -> String {
        crate::json(&self.corpus.compare(&before.generator, &after.generator))
    }
}

/// What a linter says of the lists that replace others, as a JSON list.
#[wasm_bindgen]
pub fn lint(lists: Lists) -> String {
    let (files, names) = lists.replaced();
    crate::json(&siggen_analysis::lint(&files, &names))
}

/// What became of buckets, as a JSON object.
///
/// # Errors
///
/// Where there are more signatures on one side.
#[wasm_bindgen]
pub fn compare(before: Vec<String>, after: Vec<String>) -> Result<String, JsValue> {
    if before.len() != after.len() {
        return Err(Refusal::argument("there must be as many signatures before as after").into());
    }
    Ok(crate::json(&siggen_analysis::compare(&before, &after)))
}
