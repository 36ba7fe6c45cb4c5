//! What programs read: nothing about it depends on what a terminal would do.

use serde_json::Value;

use crate::common::siggen;
use crate::{HIDDEN, Hostile, in_json, in_report};

/// The hidden characters that JSON escapes by itself.
fn is_escaped(c: char) -> bool {
    c < ' '
}

#[test]
fn json_in_a_pipe_is_as_it_was() {
    let hostile = Hostile::new();
    let [reports, before, after] = ["reports", "before", "after"].map(|name| hostile.path(name));
    // As they are, not as escapes.
    let raw: String = HIDDEN.concat().chars().filter(|&c| !is_escaped(c) && !c.is_ascii_graphic()).collect();
    let holds_all = |text: &str| raw.chars().all(|c| text.contains(c));
    for args in in_json(&reports, &before, &after) {
        let args = args.as_slice();
        let out = siggen(args).out;
        assert!(holds_all(&out), "{args:?}: {out:?}");
        for document in serde_json::Deserializer::from_str(&out).into_iter::<Value>() {
            document.unwrap();
        }
    }
    let out = siggen(&["signature", "--format", "json", &reports]).out;
    let items: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert!(items.iter().any(|item| item["crash_id"] == in_report("id0")), "{out}");
    assert!(items.iter().any(|item| item["original_signature"] == in_report("=stored")), "{out}");
}
