//! The project's own test data.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The folder of test data.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata")
}

/// All files of a folder of the test data.
///
/// # Panics
///
/// Where there are none.
pub fn files(name: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder().join(name)).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.is_file() && !path.ends_with("expected.json")).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a file")).collect()
}

/// All values that cases have under a name, as JSON.
pub fn members(folder: &str, name: &str) -> Vec<Value> {
    fn collect(value: &Value, name: &str, found: &mut Vec<Value>) {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    if key == name {
                        found.push(value.clone());
                    } else {
                        collect(value, name, found);
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, name, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for file in files(folder) {
        if let Ok(value) = serde_json::from_slice(&file) {
            collect(&value, name, &mut found);
        }
    }
    found
}

/// All crash reports: whole documents, and the crashes of all cases.
pub fn reports() -> Vec<Vec<u8>> {
    let cases = ["rules", "stacks", "java"].into_iter().flat_map(|folder| members(folder, "crash"));
    files("crashes").into_iter().chain(cases.map(|crash| crash.to_string().into_bytes())).collect()
}

/// All texts that stand under a name in the cases of a folder.
pub fn texts(folder: &str, name: &str) -> Vec<String> {
    members(folder, name).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// All texts of the cases of a folder, wherever they stand.
pub fn strings(folder: &str) -> Vec<String> {
    fn collect(value: Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.push(text),
            Value::Array(items) => items.into_iter().for_each(|item| collect(item, found)),
            Value::Object(members) => members.into_iter().for_each(|(_, value)| collect(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for file in files(folder) {
        if let Ok(value) = serde_json::from_slice(&file) {
            collect(value, &mut found);
        }
    }
    found
}
