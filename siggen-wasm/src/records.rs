//! What files hold: the shapes of reports, and where the reports of a file are.

use siggen_core::records::{self, Items, Layout};
use siggen_core::{Crash, Error, Input, Shape};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::refusal::Refusal;

/// What a report would be read as, and which member decides that.
///
/// # Errors
///
/// Where the report can't be read, and where it is none.
#[wasm_bindgen]
pub fn recognize(report: &[u8]) -> Result<String, JsValue> {
    let input = Input::recognize(report).map_err(Refusal::from)?;
    Ok(crate::json(&input))
}

/// How a file is laid out, going by its beginning.
#[wasm_bindgen]
pub fn layout(beginning: &[u8], is_all: bool) -> String {
    let name = match records::layout(beginning, is_all) {
        Layout::Document => "document",
        Layout::Lines => "lines",
        Layout::Unknown => "unknown",
    };
    name.to_owned()
}

/// Where the items of a list start and end, in turn; nothing for a document that is no list.
///
/// # Errors
///
/// Where the list breaks off.
#[wasm_bindgen]
pub fn items(document: &[u8]) -> Result<Option<Vec<usize>>, JsValue> {
    let Some(items) = Items::of(document) else { return Ok(None) };
    let mut bounds = Vec::new();
    for item in items {
        let item = item.map_err(Refusal::from)?;
        bounds.extend([item.start, item.end]);
    }
    Ok(Some(bounds))
}

/// The shape of this name; nothing where the report's is to be recognized.
pub(crate) fn by_name(name: Option<&str>) -> Result<Option<Shape>, Refusal> {
    let shape = name.map(str::parse).transpose();
    shape.map_err(|error: Error| Refusal::argument(error.to_string()))
}

/// Reads a report.
pub(crate) fn read<'r>(report: &'r [u8], shape: Option<&str>) -> Result<Crash<'r>, Refusal> {
    let crash = match by_name(shape)? {
        Some(shape) => Crash::from_json_as(report, shape),
        None => Crash::from_json(report),
    };
    Ok(crash?)
}
