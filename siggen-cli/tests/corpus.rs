//! The shared corpus, through the program.

mod common;

use common::{json, siggen, testdata};
use serde_json::Value;

#[test]
fn whole_documents() {
    let expected = json("crashes/expected.json");
    for (file, case) in expected.as_object().unwrap() {
        let ran = siggen(&["signature", "--format", "ndjson", &testdata(&format!("crashes/{file}"))]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{file}");
        let found: Value = serde_json::from_str(&ran.out).unwrap();
        for part in ["signature", "notes", "proto_signature", "normalized_frames"] {
            let (expected, found) = (&case["expected"][part], &found[part]);
            let shortened = |notes: &Value| -> Value {
                // A note that ends in `…` counts up to there.
                let Some(notes) = notes.as_array() else { return notes.clone() };
                let pairs = notes.iter().zip(expected.as_array().into_iter().flatten());
                let cut = pairs.map(|(note, expected)| match expected.as_str().and_then(|e| e.strip_suffix('…')) {
                    Some(start) if note.as_str().is_some_and(|note| note.starts_with(start)) => expected.clone(),
                    _ => note.clone(),
                });
                cut.collect()
            };
            let found = if part == "notes" { shortened(found) } else { found.clone() };
            assert_eq!(&found, expected, "{file}: {part}");
        }
    }
}

#[test]
fn every_shape_can_be_forced() {
    for (file, case) in json("crashes/expected.json").as_object().unwrap() {
        let shape = case["input"].as_str().unwrap();
        let ran = siggen(&["signature", "--input", shape, &testdata(&format!("crashes/{file}"))]);
        assert_eq!(ran.out.trim_end(), case["expected"]["signature"].as_str().unwrap(), "{file} as {shape}");
    }
}

#[test]
fn broken_inputs() {
    for (file, case) in json("broken/expected.json").as_object().unwrap() {
        let path = testdata(&format!("broken/{file}"));
        let ran = siggen(&["signature", &path]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""), "{file}");
        let place = format!("siggen: {path}:");
        let message = ran.err.strip_prefix(&place).unwrap_or_else(|| panic!("{file}: {}", ran.err)).to_lowercase();
        for words in case["error"].as_array().unwrap() {
            assert!(message.contains(words.as_str().unwrap()), "{file}: {words} in {message}");
        }
        // Of an empty file there is no byte to name.
        if let Some(offset) = case["offset"].as_u64().filter(|_| file != "empty.json") {
            assert!(message.contains(&format!("byte {offset}")), "{file}: byte {offset} in {message}");
        }
    }
}
