//! `Engine`: the core's generator, with what its sessions remember.

use std::cell::Cell;
use std::sync::Arc;

use serde::Serialize;
use siggen_analysis::DifferMemory;
use siggen_core::records::{self, Layout, Problem, Record};
use siggen_core::{Crash, Generator, SessionMemory, Shape};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::lists::Lists;
use crate::records::{by_name, read};

/// Generates signatures.
#[wasm_bindgen]
pub struct Engine {
    pub(crate) generator: Arc<Generator>,
    memory: SessionMemory,
    /// Of diffs that have these lists before: from edit to edit, they are the same.
    pub(crate) diffs: Cell<DifferMemory>,
}

/// The outcome or explanation of a report, with what is copied from the report.
#[derive(Serialize)]
struct ReportResult<'a, T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    crash_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_signature: Option<&'a str>,
    #[serde(flatten)]
    made: T,
}

impl<'a, T: Serialize> ReportResult<'a, T> {
    fn new(crash: &'a Crash<'_>, made: T) -> Self {
        let (crash_id, original_signature) = (crash.crash_id.as_deref(), crash.original_signature.as_deref());
        ReportResult { crash_id, original_signature, made }
    }
}

/// A record of a batch that can't be read.
#[derive(Serialize)]
struct Failed {
    error: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

#[wasm_bindgen]
impl Engine {
    /// A generator with these lists.
    ///
    /// # Errors
    ///
    /// Where the lists can't be compiled.
    #[wasm_bindgen(constructor)]
    pub fn new(lists: Lists) -> Result<Engine, JsValue> {
        let generator = Arc::new(lists.generator()?);
        Ok(Engine { generator, memory: SessionMemory::default(), diffs: Cell::default() })
    }

    /// The signature of a report.
    ///
    /// # Errors
    ///
    /// Where the report can't be read.
    pub fn generate(&mut self, report: &[u8], shape: Option<String>) -> Result<String, JsValue> {
        let crash = read(report, shape.as_deref())?;
        let outcome = self.generator.generate_with(&mut self.memory, &crash);
        Ok(crate::json(&ReportResult::new(&crash, outcome)))
    }

    /// The signature of a report and why it is what it is, perhaps as if another thread had crashed.
    ///
    /// # Errors
    ///
    /// Where the report can't be read.
    pub fn explain(&self, report: &[u8], shape: Option<String>, thread: Option<i32>) -> Result<String, JsValue> {
        let mut crash = read(report, shape.as_deref())?;
        if let Some(thread) = thread {
            crash.crashing_thread = Some(thread.into());
        }
        Ok(crate::json(&ReportResult::new(&crash, self.generator.explain(&crash))))
    }

    /// The log that the reference implementation keeps, as a JSON list of its lines.
    ///
    /// # Errors
    ///
    /// Where the report can't be read.
    pub fn debug_log(&self, report: &[u8], shape: Option<String>) -> Result<String, JsValue> {
        let crash = read(report, shape.as_deref())?;
        Ok(crate::json(&self.generator.explain(&crash).debug_log()))
    }

    /// The signatures of many reports, as a JSON list.
    ///
    /// # Errors
    ///
    /// Where there is no such shape. What is wrong with a report stands in its place.
    pub fn generate_many(&mut self, reports: &[u8], shape: Option<String>) -> Result<String, JsValue> {
        let shape = by_name(shape.as_deref())?;
        let mut out = String::from("[");
        let mut answer = |record| {
            if out.len() > 1 {
                out.push(',');
            }
            out.push_str(&self.answer(shape, record));
        };
        match records::layout(reports, true) {
            Layout::Lines => records::in_lines(reports, 1).for_each(|record| answer(Ok(record))),
            Layout::Document | Layout::Unknown => records::in_document(reports).for_each(answer),
        }
        out.push(']');
        Ok(out)
    }
}

impl Engine {
    /// What becomes of a record of a batch.
    fn answer(&mut self, shape: Option<Shape>, record: Result<Record<'_>, Problem>) -> String {
        let (line, index) = record.as_ref().map_or((None, None), |record| (record.line, record.index));
        match record.and_then(|record| record.read(shape)) {
            Ok(crash) => {
                crate::json(&ReportResult::new(&crash, self.generator.generate_with(&mut self.memory, &crash)))
            }
            Err(problem) => crate::json(&Failed { error: problem.message, line, index }),
        }
    }
}
