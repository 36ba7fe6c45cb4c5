//! Names of functions that are long and odd.

use std::hint::black_box;

use siggen_core::tools;

use crate::reports::{field, function};
use crate::{Operation, Work};

macro_rules! names {
    ($($text:literal)*) => {
        &[$(Operation { name: concat!("name: ", $text), size: 400, prepare: |n| name($text, n) }),*, REST[0], REST[1], REST[2], REST[3], REST[4]]
    };
}

pub(crate) const OPERATIONS: &[Operation] = names! {
    "<" ">" "(" ")" "::" "a::" "<a>" "<(" "(<" "a<b>::" "a<b, c>::d(e)::" "f()" "operator<" "operator()" "operator" "->" ">>="
    "`anonymous namespace'::" "(anonymous namespace)::" "`" "'" "," "a," ", " " " " const" " const&" "a b " " a::b<c> " "$_1::" "::$_1" "::$"
    "{" "}" "{closure#0}::" "{{closure}}::" "{lambda()#1}::" "::h0123456789abcdef" "<a as b>::" "<impl a for b>::" " as " " in "
    "IPC::ParamTraits<a>::" "[clone .cold.1]" " [clone" "[" "]" ".llvm.1" ".cold" ".isra.0" "@" "@0x1" "." "#"
    "static " "unsigned int " "virtual " "~" "*" "&" "é" "$" "ABCDEF" "long_name_" "\\n" "\\u0000" "\\t " "\\\\" "/" "a/b/"
};

const REST: [Operation; 5] = [
    // It is followed to a depth that is bounded, and these are longer.
    Operation { name: "name: IPC::ParamTraits<", size: 4_000, prepare: |n| name("IPC::ParamTraits<", n) },
    Operation { name: "names in Rust", size: 50, prepare: rust },
    Operation {
        name: "a file's path",
        size: 200,
        prepare: |n| {
            field("threads", &format!(r#"[{{"frames": [{{"file": "c:{}", "line": 1}}]}}]"#, "a/b\\\\:".repeat(n)))
        },
    },
    Operation {
        name: "a module's name",
        size: 200,
        prepare: |n| {
            field(
                "threads",
                &format!(r#"[{{"frames": [{{"module": "{}", "module_offset": "0x0"}}]}}]"#, "a.dll".repeat(n)),
            )
        },
    },
    Operation { name: "tools on texts", size: 120, prepare: texts },
];

/// The text so often that its size is the same whatever it is.
fn name(text: &str, size: usize) -> Work {
    function(&text.repeat(1 + size / text.len()))
}

/// Names by a compiler of Rust.
fn rust(size: usize) -> Work {
    let mut all: Vec<Work> = Vec::new();
    for text in
        ["<", "a::", "{{closure}}::", "<a as b>::", "$LT$", "..", "h0123456789abcdef::", "impl$0::", "{closure#0}::"]
    {
        let name = text.repeat(size);
        let frame = format!(r#"[{{"frames": [{{"function": "{name}", "file": "a.rs", "line": 1}}]}}]"#);
        all.push(field("threads", &frame));
    }
    Box::new(move || all.iter_mut().for_each(|work| work()))
}

fn texts(size: usize) -> Work {
    let texts = ["<", ">", "a<b>", "(a)", "0", " ", ": ", "hg:a:b:", "a\n", "\0"].map(|text| text.repeat(size));
    Box::new(move || {
        for text in &texts {
            black_box(tools::drop_prefix_and_return_type(text));
            black_box(tools::collapse_types(text));
            black_box(tools::collapse_arguments(text));
            black_box(tools::find_enclosed_slices(text, '<', '>'));
            black_box(tools::parse_source_file(text));
            black_box(tools::strip_leading_zeros(text));
            black_box(tools::drop_bad_characters(text));
            black_box(tools::java_stack_trace_signature(text, ": "));
            black_box(tools::java_frame(text, text, text));
        }
    })
}
