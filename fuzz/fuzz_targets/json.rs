//! The two readers of JSON beside `serde_json`, and floats beside the standard library.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use siggen_core::fuzzing::{self, Json};
use siggen_fuzz::theirs::Theirs;
use siggen_fuzz::{corpus, seeds};

fn begin() {
    let mut words = seeds::json_words();
    words.extend(["NaN", "Infinity", "-Infinity", "e+", "E-308", "4.9e-324", "1.7976931348623157e308"]);
    seeds::or_begin(|| [corpus::files("broken"), corpus::reports()].concat(), &words);
}

fuzz_target!(init: begin(), |data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let theirs = serde_json::from_str::<IgnoredAny>(text);
    if theirs.as_ref().is_err_and(|error| error.to_string().starts_with("recursion limit")) {
        fuzzing::is_json(text);
        return;
    }
    assert_eq!(fuzzing::is_json(text), theirs.is_ok(), "{theirs:?}");
    let ours = fuzzing::json(text);
    assert_eq!(ours.is_some(), theirs.is_ok(), "value by value: {theirs:?}");
    if let Some(ours) = &ours {
        same_values(ours, text);
        floats(ours);
    }
    as_python(text, theirs.is_ok());
});

fn same_values(ours: &Json<'_>, text: &str) {
    match serde_json::from_str::<Theirs>(text) {
        Ok(theirs) => assert!(theirs.is(ours), "{theirs:?} {ours:?}"),
        Err(error) => {
            // A lone surrogate is U+FFFD here, and a number may have any size.
            let reason = error.to_string();
            let is_known = ["lone leading surrogate", "unexpected end of hex escape", "number out of range"];
            assert!(is_known.iter().any(|known| reason.starts_with(known)), "{reason}");
        }
    }
}

fn floats(json: &Json<'_>) {
    match json {
        Json::Number(token) => {
            let (value, text) = fuzzing::float(token).expect("a JSON number is a number");
            let expected: f64 = token.parse().expect("to the standard library too");
            assert_eq!(value.to_bits(), expected.to_bits(), "{token}");
            if value.is_finite() {
                assert_eq!(text.parse::<f64>().map(f64::to_bits), Ok(value.to_bits()), "{token} as {text}");
                let digits = |text: &str| {
                    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
                    mantissa
                        .bytes()
                        .filter(u8::is_ascii_digit)
                        .map(char::from)
                        .collect::<String>()
                        .trim_matches('0')
                        .to_owned()
                };
                let (ours, theirs) = (digits(&text), digits(&format!("{value:e}")));
                // Of two that are equally near, Python takes the even one.
                let is_even = ours.len() == theirs.len() && ours.ends_with(['2', '4', '6', '8']);
                assert!(ours == theirs || is_even, "the shortest and nearest of {token}: {ours} {theirs}");
            }
        }
        Json::List(items) => items.iter().for_each(floats),
        Json::Object(members) => members.iter().for_each(|(_, value)| floats(value)),
        _ => {}
    }
}

/// Python accepts what JSON is, and three words more.
fn as_python(text: &str, is_json: bool) {
    match fuzzing::python_str(text) {
        Ok(_) => assert!(is_json || text.contains("NaN") || text.contains("Infinity"), "read as Python does"),
        Err(Some(message)) => {
            // A surrogate pair whose second half is cut off.
            let is_escape = message.starts_with("Invalid \\uXXXX escape");
            assert!(!is_json || is_escape, "{message}");
            let at = message.rsplit_once("(char ").and_then(|(_, at)| at.strip_suffix(')')?.parse::<usize>().ok());
            assert!(at.is_some_and(|at| at <= text.chars().count()), "{message}");
        }
        Err(None) => {}
    }
}
