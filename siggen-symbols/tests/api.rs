//! The Symbolication API: the messages of its own documentation and vectors, with a symbol file by hand.
#![allow(missing_docs, clippy::unwrap_used)]

use serde_json::{Value, json};
use siggen_symbols::SymbolFile;
use siggen_symbols::api::{Limits, Request, ResponseV4, Symbols, Version};

/// One module, whatever the case of its id.
struct One<'f>(&'f str, &'f str, SymbolFile<'f>, usize);

impl Symbols for One<'_> {
    fn visit(&mut self, debug_file: &str, debug_id: &str, visit: &mut dyn FnMut(&SymbolFile<'_>)) -> bool {
        self.3 += 1;
        let is_it = self.0 == debug_file && self.1.eq_ignore_ascii_case(debug_id);
        if is_it {
            visit(&self.2);
        }
        is_it
    }
}

const ID: &str = "5A9832E5287241C1838ED98914E9B7FF1";
const TEXT: &str = "MODULE windows x86 5A9832E5287241C1838ED98914E9B7FF1 kite.pdb\n\
    FILE 1 kite.cpp\nFILE 2 string.h\nINLINE_ORIGIN 1 pull()\nINLINE_ORIGIN 2 hold()\n\
    FUNC 1000 40 0 fly()\nINLINE 0 10 1 1 1010 10\nINLINE 1 20 2 2 1010 8\n1010 8 30 2\n1018 8 0 2\n1020 8 0 1\n\
    PUBLIC 2000 0 land\n";

fn one(text: &str) -> One<'_> {
    One("kite.pdb", ID, SymbolFile::new(text.as_bytes()).unwrap(), 0)
}

fn response(request: &Value, symbols: &mut One<'_>) -> Value {
    let request = Request::parse(request.to_string().as_bytes(), Version::V5, Limits::default()).unwrap();
    serde_json::to_value(request.respond(symbols)).unwrap()
}

fn error(body: &str) -> (u16, String) {
    let error = Request::parse(body.as_bytes(), Version::V5, Limits::default()).unwrap_err();
    (error.status, error.title)
}

#[test]
fn frames_have_what_is_known() {
    let request = json!({"jobs": [{
        "memoryMap": [["kite.pdb", ID.to_lowercase()], ["gone.pdb", "AB1"], ["unused.pdb", "CD1"], ["", ""]],
        "stacks": [[[0, 0x1010], [0, 0x1018], [0, 0x1020], [0, 0x1030]], [[0, 0x2004], [0, -1], [1, 64], [-1, 3], [3, true]]],
    }]});
    let expected = json!({"results": [{
        "stacks": [[
            {"frame": 0, "module": "kite.pdb", "module_offset": "0x1010", "function": "fly()", "function_offset": "0x10",
             "file": "kite.cpp", "line": 10, "inlines": [
                {"function": "hold()", "file": "string.h", "line": 30}, {"function": "pull()", "file": "string.h", "line": 20}]},
            {"frame": 1, "module": "kite.pdb", "module_offset": "0x1018", "function": "fly()", "function_offset": "0x18",
             "file": "kite.cpp", "line": 10, "inlines": [{"function": "pull()", "file": "string.h"}]},
            {"frame": 2, "module": "kite.pdb", "module_offset": "0x1020", "function": "fly()", "function_offset": "0x20",
             "file": "kite.cpp"},
            {"frame": 3, "module": "kite.pdb", "module_offset": "0x1030", "function": "fly()", "function_offset": "0x30"},
        ], [
            {"frame": 0, "module": "kite.pdb", "module_offset": "0x2004", "function": "land", "function_offset": "0x4"},
            {"frame": 1, "module": "kite.pdb", "module_offset": "-0x1"},
            {"frame": 2, "module": "gone.pdb", "module_offset": "0x40"},
            {"frame": 3, "module": "<unknown>", "module_offset": "0x3"},
            {"frame": 4, "module": "<unknown>", "module_offset": "0x1"},
        ]],
        "found_modules": {
            (format!("kite.pdb/{}", ID.to_lowercase())): true, "gone.pdb/AB1": false, "unused.pdb/CD1": null, "/": null
        },
    }]});
    assert_eq!(response(&request, &mut one(TEXT)), expected);
}

#[test]
fn a_module_is_asked_for_once_and_gets_its_code_file() {
    let text = format!("{TEXT}INFO CODE_ID 4A5BDF3CD4000 kite.exe\n");
    let mut symbols = one(&text);
    let job = json!({"memoryMap": [["kite.pdb", ID]], "stacks": [[[0, 0x1030]], [[0, 0x2000], [0, 1]]]});
    let response = response(&json!({"jobs": [job, job]}), &mut symbols);
    assert_eq!(symbols.3, 1);
    for job in response["results"].as_array().unwrap() {
        assert_eq!(job["stacks"][0][0]["module"], "kite.exe");
        assert_eq!(job["stacks"][1][1], json!({"frame": 1, "module": "kite.exe", "module_offset": "0x1"}));
    }
}

#[test]
fn version_4_has_texts() {
    let body = json!({"memoryMap": [["kite.pdb", ID], ["gone.pdb", "AB1"], ["unused.pdb", "CD1"]],
        "stacks": [[[0, 0x1010], [1, 64], [-1, 3]]], "version": 4});
    let request = Request::parse(body.to_string().as_bytes(), Version::V4, Limits::default()).unwrap();
    let response = serde_json::to_value(ResponseV4::from(request.respond(&mut one(TEXT)))).unwrap();
    let expected = json!({
        "symbolicatedStacks": [["fly() (in kite.pdb)", "0x40 (in gone.pdb)", "0x3 (in <unknown>)"]],
        "knownModules": [true, false, null],
    });
    assert_eq!(response, expected);
}

#[test]
fn what_is_wrong_is_said() {
    let job =
        |memory_map: &str, stacks: &str| format!(r#"{{"jobs":[{{"memoryMap":{memory_map},"stacks":{stacks}}}]}}"#);
    let kite = &format!(r#"[["kite.pdb","{ID}"]]"#);
    let eleven = format!(r#"{{"jobs":[{}]}}"#, [r#"{"memoryMap":[],"stacks":[[]]}"#; 11].join(","));
    let deep = "[".repeat(100_000);
    for (body, title) in [
        ("{", "Payload is not valid JSON"),
        (&*deep, "Payload is not valid JSON"),
        ("5", "Payload is not an object"),
        ("[]", "job 0 is invalid"),
        (r#""stacks""#, "job 0 is invalid"),
        (r#"{"jobs":5}"#, "jobs must be a list"),
        (&*eleven, "please limit number of jobs in a single request to <= 10"),
        (r#"{"jobs":[[]]}"#, "job 0 is invalid"),
        ("{}", "job 0 is invalid: no stacks specified"),
        (r#"{"stacks":[[[0,1]]]}"#, "job 0 is invalid: no memoryMap specified"),
        (&*job("{}", "[]"), "job 0 has invalid modules: modules must be a list"),
        (
            &*job(r#"[["a"]]"#, "[[]]"),
            "job 0 has invalid modules: module index 0 does not have a debug_filename and debug_id",
        ),
        (&*job(r#"[["a/b","1"]]"#, "[[]]"), "job 0 has invalid modules: module index 0 has an invalid debug_filename"),
        (
            &*job(r#"[["a","1"],["b","x"]]"#, "[[]]"),
            "job 0 has invalid modules: module index 1 has an invalid debug_id",
        ),
        (&*job("[]", "[]"), "job 0 has invalid stacks: no stacks specified"),
        (&*job("[]", "5"), "job 0 has invalid stacks: stacks must be a list of lists"),
        (&*job("[]", "[[],5]"), "job 0 has invalid stacks: stack 1 is not a list"),
        (&*job(kite, "[[[0,1],[0,1,2]]]"), "job 0 has invalid stacks: stack 0 frame 1 is not a list of two items"),
        (&*job(kite, r#"[[["0",1]]]"#), "job 0 has invalid stacks: stack 0 frame 0 has an invalid module_index"),
        (&*job(kite, "[[[0.5,1]]]"), "job 0 has invalid stacks: stack 0 frame 0 has an invalid module_index"),
        (
            &*job(kite, "[[[1,1]]]"),
            "job 0 has invalid stacks: stack 0 frame 0 has a module_index that isn't in modules",
        ),
        (
            &*job(kite, "[[[-2,1]]]"),
            "job 0 has invalid stacks: stack 0 frame 0 has a module_index that isn't in modules",
        ),
        (&*job(kite, "[[[0,-2]]]"), "job 0 has invalid stacks: stack 0 frame 0 has an invalid module_offset"),
        (&*job(kite, r#"[[[0,"0x10"]]]"#), "job 0 has invalid stacks: stack 0 frame 0 has an invalid module_offset"),
    ] {
        assert_eq!(error(body), (400, title.to_owned()), "{}", &body[..body.len().min(80)]);
    }
}

#[test]
fn requests_have_limits() {
    let mut limits = Limits::default();
    limits.frames = 3;
    let body = r#"{"memoryMap":[],"stacks":[[[-1,1],[-1,1]],[[-1,1],[-1,1]]]}"#;
    let error = Request::parse(body.as_bytes(), Version::V5, limits).unwrap_err();
    assert_eq!((error.status, &*error.title), (413, "please limit number of frames in a single request to <= 3"));
    limits.body = body.len() - 1;
    let error = Request::parse(body.as_bytes(), Version::V5, limits).unwrap_err();
    assert_eq!((error.status, &*error.to_string()), (413, "please limit the request to <= 58 bytes"));
    assert_eq!(serde_json::to_string(&error).unwrap(), r#"{"title":"please limit the request to <= 58 bytes"}"#);
    assert_eq!(Request::parse(br#"{"jobs":[]}"#, Version::V5, limits).map(|request| request.jobs.len()), Ok(0));
}
