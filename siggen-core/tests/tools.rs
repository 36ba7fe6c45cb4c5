//! The pipeline's single steps, against the reference implementation's.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Value, json};
use siggen_core::crash::{JavaException, Thread};
use siggen_core::tools::{self, StackSignature};
use siggen_core::{Crash, Shape, Siglists};

#[derive(Deserialize)]
struct Cases {
    tool: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    arguments: Value,
    #[serde(default)]
    expected: Value,
    error: Option<Value>,
}

/// What a tool gives: a value, or the error that it raises in Python.
type Answer = Result<Value, Value>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/tools")
}

#[test]
fn tools_do_what_the_reference_does() {
    let mut files = 0;
    for entry in folder().read_dir().unwrap() {
        let path = entry.unwrap().path();
        let Cases { tool, cases } = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert!(cases.len() > 8, "{tool} has few cases");
        for Case { arguments, expected, error } in cases {
            let expected = error.map_or(Ok(expected), Err);
            assert_eq!(answer(&tool, &arguments), expected, "{tool} {arguments}");
        }
        files += 1;
    }
    assert_eq!(files, 17);
}

fn answer(tool: &str, arguments: &Value) -> Answer {
    let siglists = Siglists::built_in();
    let text = |name: &str| arguments[name].as_str().unwrap_or_default();
    let or_index_error =
        |name: Option<String>| name.map(Value::from).ok_or(json!("IndexError: list index out of range"));
    match tool.rsplit_once("rules.").map_or(tool, |(_, tool)| tool) {
        "CSignatureTool.normalize_cpp_function" => {
            or_index_error(tools::normalize_cpp_function(siglists, text("function"), &printed(&arguments["line"])))
        }
        "CSignatureTool.normalize_rust_function" => {
            or_index_error(tools::normalize_rust_function(siglists, text("function"), &printed(&arguments["line"])))
        }
        "CSignatureTool.normalize_frame" => with_thread(&json!({"frames": [arguments]}), |thread| {
            or_index_error(tools::normalize_frame(siglists, &thread.frames[0]))
        }),
        "CSignatureTool.create_frame_list" => with_thread(&arguments["thread_data"], |thread| {
            let in_lower_case = arguments["make_modules_lower_case"] == true;
            let frames = tools::normalized_frames(siglists, thread, in_lower_case);
            let frames = frames.map(|frames| frames.iter().map(str::to_owned).collect::<Vec<_>>());
            frames.map(Value::from).ok_or(json!("IndexError: list index out of range"))
        }),
        "CSignatureTool.generate" => {
            let frames: Vec<&str> =
                arguments["source_list"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            let thread = arguments["crashed_thread"].as_i64();
            Ok(signature(tools::stack_signature(siglists, &frames, thread, text("delimiter"))))
        }
        "JavaSignatureTool.generate" => Ok(signature(match arguments["source"].as_str() {
            Some(trace) => tools::java_stack_trace_signature(trace, text("delimiter")),
            None => tools::unusable_java_stack_trace(),
        })),
        "JavaExceptionSignatureTool.generate" => {
            let json = json!({"java_exception": arguments["source"]}).to_string();
            let crash = Crash::from_json_as(json.as_bytes(), Shape::CrashData).unwrap();
            let exception = crash.java_exception.unwrap_or(JavaException::Unusable);
            Ok(signature(tools::java_exception_signature(&exception)))
        }
        "JavaExceptionSignatureTool.normalize_frame" => {
            let text = |name: &str| arguments["frame"][name].as_str().unwrap_or_default();
            Ok(tools::java_frame(text("module"), text("function"), text("filename")).into())
        }
        "fix_missing_module" => {
            let mut frame = arguments["frame"].clone();
            let text = |name: &str| frame[name].as_str().unwrap_or_default();
            if let Some(function) = tools::fixed_function(text("file"), text("function")) {
                frame["function"] = function.into();
            }
            Ok(frame)
        }
        "utils.drop_prefix_and_return_type" => or_index_error(tools::drop_prefix_and_return_type(text("function"))),
        "utils.collapse_types" => Ok(tools::collapse_types(text("func_signature")).into()),
        "utils.collapse_arguments" => Ok(tools::collapse_arguments(text("func_signature")).into()),
        "utils.find_enclosed_slices" => {
            let token = |name| text(name).chars().next().unwrap();
            let slices = tools::find_enclosed_slices(text("s"), token("opening_token"), token("closing_token"));
            // Python counts code points.
            let count = |end: usize| text("s")[..end].chars().count();
            Ok(slices.into_iter().map(|slice| json!([count(slice.start), count(slice.end)])).collect())
        }
        "utils.parse_source_file" => Ok(tools::parse_source_file(text("source_file")).into()),
        "utils.strip_leading_zeros" => Ok(tools::strip_leading_zeros(text("text")).into()),
        "utils.drop_bad_characters" => Ok(tools::drop_bad_characters(text("text")).into()),
        "siglists_utils.get_signature_list_content" => tools::siglist_lines(text("name"), text("text"))
            .map(Value::from)
            .map_err(|error| json!({"line": error.line.unwrap().number})),
        _ => panic!("unknown tool {tool}"),
    }
}

/// A line as Python prints it.
fn printed(line: &Value) -> String {
    match line {
        Value::Null => "None".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn with_thread(thread: &Value, then: impl FnOnce(&Thread<'_>) -> Answer) -> Answer {
    let json = json!({"threads": [thread]}).to_string();
    let crash = Crash::from_json_as(json.as_bytes(), Shape::CrashData).unwrap();
    then(&crash.threads.get(0).unwrap())
}

fn signature(StackSignature { signature, notes, debug_log }: StackSignature) -> Value {
    json!([signature, notes, debug_log])
}
