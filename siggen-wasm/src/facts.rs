//! What is known without a report: the rules, the built-in lists.

use serde::Serialize;
use siggen_core::rule::RuleInfo;
use siggen_core::rules::RULES;
use siggen_core::{SiglistFiles, SiglistName};
use wasm_bindgen::prelude::wasm_bindgen;

#[derive(Serialize)]
struct Rule {
    name: &'static str,
    summary: String,
    docs: &'static str,
    bugs: &'static [u32],
    reads: &'static [&'static str],
}

/// The rules, in the order of the pipeline, as a JSON list.
#[wasm_bindgen]
pub fn rules() -> String {
    let rules = RULES.iter().map(|rule| {
        let info = rule.info();
        let &RuleInfo { name, docs, reads, bugs, .. } = info;
        Rule { name, summary: info.summary(), docs: docs.trim(), bugs, reads }
    });
    crate::json(&rules.collect::<Vec<_>>())
}

/// The built-in lists, as a JSON list of names and texts.
#[wasm_bindgen]
pub fn built_in_siglists() -> String {
    let files = SiglistFiles::built_in();
    crate::json(&SiglistName::ALL.map(|list| (list.name(), files.get(list))))
}
