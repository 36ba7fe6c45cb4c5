//! Where the records of an input are, beside a plain reading of the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::value::RawValue;
use siggen_core::records::{self, Layout};
use siggen_fuzz::{corpus, seeds};

fn begin() {
    let all = || {
        let reports = corpus::reports();
        let lines = reports.iter().map(|report| one_line(report)).collect::<Vec<_>>();
        let few: Vec<Vec<u8>> = lines.chunks(3).map(|few| few.join(&b'\n')).collect();
        let lists = lines.chunks(3).map(|few| [b"[".as_slice(), &few.join(&b','), b"]"].concat()).collect();
        [few, lists, corpus::files("broken"), reports].concat()
    };
    seeds::or_begin(all, &["\n", "\r\n", "{", "}", "[", "]", ",", "\"", "\\\"", "\u{feff}", "{}", "[{}", "null"]);
}

fn one_line(report: &[u8]) -> Vec<u8> {
    let value = serde_json::from_slice::<serde_json::Value>(report);
    value.map_or_else(|_| b"{}".to_vec(), |value| value.to_string().into_bytes())
}

fuzz_target!(init: begin(), |data: &[u8]| {
    lines(data);
    document(data);
    layout(data);
});

fn lines(data: &[u8]) {
    let expected = data.split(|&byte| byte == b'\n').enumerate();
    let expected = expected.map(|(at, line)| (Some(7 + at), line)).filter(|(_, line)| !line.trim_ascii().is_empty());
    let seen = records::in_lines(data, 7).map(|record| (record.line, record.json()));
    assert!(seen.eq(expected));
    for record in records::in_lines(data, 1) {
        if let Err(problem) = record.read(None) {
            assert_eq!((problem.line, problem.index), (record.line, None));
        }
    }
}

fn document(data: &[u8]) {
    let mut end = 0;
    let mut is_over = false;
    let mut items: Vec<&[u8]> = Vec::new();
    for record in records::in_document(data) {
        assert!(!is_over, "nothing comes behind a problem");
        match record {
            Ok(record) => {
                // It is a part of the document, and stands behind the one before.
                let start = record.json().as_ptr() as usize - data.as_ptr() as usize;
                assert!(start >= end && start + record.json().len() <= data.len());
                end = start + record.json().len();
                items.push(record.json());
                if let Err(problem) = record.read(None) {
                    assert_eq!(problem.index, record.index);
                    assert!(!problem.message.is_empty());
                }
            }
            Err(problem) => {
                is_over = true;
                assert!(!problem.message.is_empty());
            }
        }
    }
    let text = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
    if let Ok(expected) = serde_json::from_slice::<Vec<&RawValue>>(text) {
        assert!(!is_over);
        let expected = expected.iter().map(|item| item.get().as_bytes());
        // What stands alone, such as a number, has the white space behind it.
        assert!(items.iter().map(|item| item.trim_ascii()).eq(expected), "{items:?}");
    } else if serde_json::from_slice::<&RawValue>(text).is_ok() {
        assert_eq!(items, [data], "a document that is no list is one record");
    }
}

/// What is told by a part of an input holds for all of it.
fn layout(data: &[u8]) {
    let whole = records::layout(data, true);
    assert_ne!(whole, Layout::Unknown);
    for part in [data.len() / 4, data.len() / 2, data.len().saturating_sub(1)] {
        let told = records::layout(&data[..part], false);
        assert!(told == Layout::Unknown || told == whole, "{told:?} of {part} bytes, {whole:?} of all");
    }
}
