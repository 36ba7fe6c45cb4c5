//! The reports of the shared corpus.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::value::RawValue;
use siggen_core::Shape;

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    crash: Box<RawValue>,
    expected: Option<Expected>,
}

#[derive(Deserialize)]
struct Document {
    expected: Expected,
}

#[derive(Deserialize)]
struct Expected {
    signature: String,
}

/// A report of the corpus, with the signature that it should have.
pub(crate) struct Report {
    pub(crate) json: Vec<u8>,
    pub(crate) shape: Option<Shape>,
    pub(crate) name: String,
    pub(crate) signature: Option<String>,
}

pub(crate) fn testdata(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata").join(path)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = testdata(folder).read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

pub(crate) fn cases(files: &[PathBuf]) -> Vec<Report> {
    let mut reports = Vec::new();
    for path in files {
        let cases: Cases = read(path);
        reports.extend(cases.cases.into_iter().enumerate().map(|(index, case)| Report {
            json: case.crash.get().as_bytes().to_vec(),
            shape: Some(Shape::CrashData),
            name: format!("{}, case {index}", path.display()),
            signature: case.expected.map(|expected| expected.signature),
        }));
    }
    reports
}

pub(crate) fn documents() -> Vec<Report> {
    let expected: BTreeMap<String, Document> = read(&testdata("crashes/expected.json"));
    let document = |(file, document): (&String, &Document)| Report {
        json: std::fs::read(testdata("crashes").join(file)).unwrap(),
        shape: None,
        name: file.clone(),
        signature: Some(document.expected.signature.clone()),
    };
    expected.iter().map(document).collect()
}

/// All reports that the built-in lists are for.
pub(crate) fn reports() -> Vec<Report> {
    let paths: Vec<PathBuf> = ["rules", "stacks", "java"].into_iter().flat_map(files).collect();
    cases(&paths).into_iter().chain(documents()).collect()
}
