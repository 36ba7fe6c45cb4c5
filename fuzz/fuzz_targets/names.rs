//! Any text as a name of a function, a file or a stack trace: what comes out is not much longer.
#![no_main]

use std::borrow::Cow;

use libfuzzer_sys::fuzz_target;
use siggen_core::crash::{Frame, JavaException, JavaFrame, LineNumber};
use siggen_core::{Siglists, tools};
use siggen_fuzz::{corpus, seeds};

fn begin() {
    let names = || {
        let names = ["tools", "frames", "java"].into_iter().flat_map(corpus::strings);
        names.chain(corpus::texts("rules", "java_stack_trace")).map(String::into_bytes).collect()
    };
    let words =
        [seeds::NAME_WORDS, &["\0", "\n\tat ", "Caused by: ", "Suppressed: ", "hg:", "git:", "s3:", "c:/", "/rustc/"]];
    seeds::or_begin(names, &words.concat());
}

fuzz_target!(init: begin(), |data: &[u8]| {
    let text = &*String::from_utf8_lossy(data);
    let lists = Siglists::built_in();
    let (name, line) = text.split_once('\0').unwrap_or((text, "17"));
    let longest = 4 * text.len() + 64;
    let short = |out: &str| assert!(out.len() <= longest, "{} bytes of {}: {out}", out.len(), text.len());

    let named = [tools::normalize_cpp_function(lists, name, line), tools::normalize_rust_function(lists, name, line)];
    for name in named.iter().flatten() {
        short(name);
    }
    short(&tools::collapse_types(text));
    short(&tools::collapse_arguments(text));
    if let Some(rest) = tools::drop_prefix_and_return_type(text) {
        assert!(text.contains(&rest), "{rest}");
    }
    if let Some(path) = tools::parse_source_file(text) {
        assert!(text.contains(path), "{path}");
    }
    slices(text);
    same_again(text);
    frames(lists, name, line, &short);
    java(text, &short);
});

fn slices(text: &str) {
    for (open, close) in [('<', '>'), ('(', ')'), ('`', '\'')] {
        let mut end = 0;
        for slice in tools::find_enclosed_slices(text, open, close) {
            assert!(slice.start >= end && text[slice.clone()].starts_with(open));
            end = slice.end;
            assert!(text[slice].ends_with(close) || end == text.len());
        }
    }
}

/// What is done already needs no doing.
fn same_again(text: &str) {
    let hex = tools::strip_leading_zeros(text);
    assert_eq!(tools::strip_leading_zeros(&hex), hex);
    let printable = tools::drop_bad_characters(text);
    assert!(printable.bytes().all(|byte| matches!(byte, b' '..=b'~')));
    assert_eq!(tools::drop_bad_characters(&printable), printable);
}

fn frames(lists: &Siglists, name: &str, line: &str, short: &impl Fn(&str)) {
    let text = |text| Some(Cow::Borrowed(text));
    let function = Frame { function: text(name), line: Some(LineNumber::Text(line.into())), ..Frame::default() };
    let rust = Frame { file: text("/rustc/f/lib.rs"), ..function.clone() };
    let file = Frame { file: text(name), line: Some(LineNumber::Text(line.into())), ..Frame::default() };
    let module = Frame { module: text(name), offset: text(line), module_offset: text(line), ..Frame::default() };
    let _ = tools::fixed_function(line, name);
    for frame in [function, rust, file, module] {
        short(&tools::normalize_frame(lists, &frame).unwrap_or_default());
    }
}

fn java(text: &str, short: &impl Fn(&str)) {
    short(&tools::java_stack_trace_signature(text, ": ").signature);
    short(&tools::java_frame(text, text, text));
    let thrown = JavaException::Thrown {
        module: Some(text.into()),
        type_name: text.into(),
        top_frame: Some(JavaFrame { module: Some(text.into()), function: None, filename: Some(text.into()) }),
    };
    short(&tools::java_exception_signature(&thrown).signature);
}
