//! Changes of a JSON document that leave it one.

use serde_json::{Map, Value, json};
use siggen_core::members::{DESCENDED, DOCUMENT, FRAME, FRAME_BESIDE_MODULES, MODULE, THREAD};

use crate::numbers::Numbers;
use crate::seeds::NAME_WORDS;

/// Changes some values of a document; `None` for text that is none.
pub fn spliced(document: &[u8], seed: u32) -> Option<Vec<u8>> {
    let mut value: Value = serde_json::from_slice(document).ok()?;
    let mut numbers = Numbers::new(seed);
    for _ in 0..=numbers.below(3) {
        // What is put in comes from the document itself as often as not.
        let other = node(&mut value, &mut numbers).clone();
        let at = node(&mut value, &mut numbers);
        change(at, other, &mut numbers);
    }
    serde_json::to_vec(&value).ok()
}

/// A value on a random way into the document.
fn node<'v>(value: &'v mut Value, numbers: &mut Numbers) -> &'v mut Value {
    if numbers.below(6) == 0 {
        return value;
    }
    let count = match value {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    if count == 0 {
        return value;
    }
    let at = numbers.below(count);
    let next = match value {
        Value::Array(items) => items.get_mut(at),
        Value::Object(members) => members.values_mut().nth(at),
        _ => None,
    };
    node(next.expect("it was counted"), numbers)
}

fn change(at: &mut Value, other: Value, numbers: &mut Numbers) {
    match (numbers.below(8), &mut *at) {
        (0..=3, Value::Object(members)) => change_members(members, other, numbers),
        (0..=3, Value::Array(items)) => change_items(items, other, numbers),
        (0..=3, Value::String(text)) => change_text(text, numbers),
        (4, _) => *at = other,
        (5, _) => *at = json!([at.take(), other]),
        (6, _) => *at = json!({ *name(numbers): at.take() }),
        // Objects and lists often stand as text in annotations and rows.
        (7, _) => *at = Value::String(at.to_string()),
        _ => *at = simple(numbers),
    }
}

fn change_members(members: &mut Map<String, Value>, other: Value, numbers: &mut Numbers) {
    let key = members.keys().nth(numbers.below(members.len())).cloned();
    match (numbers.below(4), key) {
        (0, Some(key)) => drop(members.remove(&key)),
        (1, Some(key)) => {
            let value = members.remove(&key).unwrap_or_default();
            members.insert(name(numbers).to_owned(), value);
        }
        (2, _) => drop(members.insert(name(numbers).to_owned(), other)),
        _ => drop(members.insert(name(numbers).to_owned(), simple(numbers))),
    }
}

fn change_items(items: &mut Vec<Value>, other: Value, numbers: &mut Numbers) {
    let at = numbers.below(items.len());
    match numbers.below(4) {
        0 if !items.is_empty() => drop(items.remove(at)),
        1 if !items.is_empty() => items.push(items[at].clone()),
        2 => items.insert(at, simple(numbers)),
        _ => items.insert(at, other),
    }
}

fn change_text(text: &mut String, numbers: &mut Numbers) {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (one, other) = (places[numbers.below(places.len())], places[numbers.below(places.len())]);
    let range = one.min(other)..if numbers.below(2) == 0 { one.min(other) } else { one.max(other) };
    let word = if numbers.below(4) == 0 {
        numbers.of(&["\u{130}", "é", "\n", "\tat ", "\0", " ", "{}"])
    } else {
        numbers.of(NAME_WORDS)
    };
    text.replace_range(range, word);
}

fn simple(numbers: &mut Numbers) -> Value {
    match numbers.below(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(0),
        3 => json!(-1),
        4 => json!(u64::MAX),
        5 => json!(1.5e300),
        6 => json!([]),
        7 => json!({}),
        8 => json!({"frames": [{"function": "f"}]}),
        9 => json!([{"frames": [{"ip": "0x10", "module_index": 0}]}]),
        10 => json!(numbers.below(40).to_string()),
        _ => json!(numbers.of(NAME_WORDS)),
    }
}

fn name(numbers: &mut Numbers) -> &'static str {
    let names = [DOCUMENT, DESCENDED, THREAD, FRAME, FRAME_BESIDE_MODULES, MODULE];
    let of_these = names[numbers.below(names.len())];
    numbers.of(of_these)
}
