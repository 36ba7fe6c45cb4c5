//! The names that ingest reads say all that there is to say.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::Path;

use serde_json::Value;
use siggen_core::members::{CRASH_DATA, DESCENDED, DOCUMENT, MAX_DEPTH};
use siggen_core::{Crash, Shape};

/// An object without the members that no shape looks at.
fn reduced(object: &Value, depth: usize) -> Value {
    let members = object.as_object().unwrap().iter();
    let kept = members.filter(|(name, _)| DOCUMENT.contains(&name.as_str())).map(|(name, value)| {
        let is_descended = DESCENDED.contains(&name.as_str()) && value.is_object() && depth < MAX_DEPTH;
        (name.clone(), if is_descended { reduced(value, depth + 1) } else { value.clone() })
    });
    kept.collect()
}

#[test]
fn documents_of_these_members_alone_are_read_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/crashes");
    let mut smaller = 0;
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        // Lines KEY=VALUE are no JSON to be reduced.
        if path.ends_with("expected.json") || path.extension().is_some_and(|extension| extension == "extra") {
            continue;
        }
        let json = std::fs::read(&path).unwrap();
        let whole: Value = serde_json::from_slice(&json).unwrap();
        let part = reduced(&whole, 0);
        smaller += usize::from(part != whole);
        let part = part.to_string();
        let mut crash_data = whole.clone();
        crash_data.as_object_mut().unwrap().retain(|name, _| CRASH_DATA.contains(&name.as_str()));
        let crash_data = crash_data.to_string();
        let read = |json| Crash::from_json_as(json, Shape::CrashData);
        assert_eq!(read(crash_data.as_bytes()), read(&json), "{}", path.display());
        assert_eq!(Crash::from_json(part.as_bytes()), Crash::from_json(&json), "{}", path.display());
    }
    assert!(smaller > 3);
}
