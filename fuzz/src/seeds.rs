//! What targets begin with, and words that mean something to them.

use std::fs;
use std::path::PathBuf;

/// Writes seeds and words where the environment asks for them, and ends then.
///
/// Into the folder that `SIGGEN_FUZZ_SEEDS` names go the seeds, a file each, and beside it, with the ending `.dict`,
/// the words, in the form of libFuzzer's dictionaries.
///
/// # Panics
///
/// Where they can't be written.
#[expect(clippy::disallowed_methods, reason = "libFuzzer begins when this returns")]
pub fn or_begin(seeds: impl FnOnce() -> Vec<Vec<u8>>, words: &[&str]) {
    let Some(folder) = std::env::var_os("SIGGEN_FUZZ_SEEDS").map(PathBuf::from) else { return };
    fs::create_dir_all(&folder).expect("a folder for seeds");
    for (number, seed) in seeds().iter().enumerate() {
        fs::write(folder.join(format!("seed-{number:04}")), seed).expect("a seed is written");
    }
    let dictionary: String = words.iter().map(|word| format!("\"{}\"\n", escaped(word))).collect();
    if !words.is_empty() {
        fs::write(folder.with_extension("dict"), dictionary).expect("a dictionary is written");
    }
    std::process::exit(0);
}

fn escaped(word: &str) -> String {
    let byte = |byte: u8| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    };
    word.bytes().map(byte).collect()
}

/// Words of JSON, with the names of all members that a shape reads.
pub fn json_words() -> Vec<&'static str> {
    use siggen_core::members::{DOCUMENT, FRAME, FRAME_BESIDE_MODULES, MODULE, THREAD};
    let punctuation = ["null", "true", "false", "{", "}", "[", "]", ":", ",", "\"", "\\u", "\\ud83d", "1e999", "-0"];
    let names = [DOCUMENT, THREAD, FRAME, FRAME_BESIDE_MODULES, MODULE].into_iter().flatten().copied();
    punctuation.into_iter().chain(names).collect()
}

/// What has a meaning in the name of a function.
pub const NAME_WORDS: &[&str] = &[
    "<",
    ">",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "`",
    "'",
    "::",
    ", ",
    " const",
    "&",
    "*",
    "&&",
    "static ",
    "operator",
    "operator<<",
    "operator()",
    "<T>",
    "(anonymous namespace)",
    "`anonymous namespace'",
    "IPC::ParamTraits<",
    "::h",
    "0123456789abcdef",
    "::$_0",
    "{{closure}}",
    "core::",
    "$LT$",
    "$GT$",
    " as ",
    "impl ",
    "rustc",
    "@0x",
];

/// What has a meaning in a line of a list, and in the form that targets read lists in.
pub const LIST_WORDS: &[&str] = &[
    "\n---\n",
    ".*",
    ".*?",
    "+",
    "?",
    "|",
    "(",
    ")",
    "(?:",
    "(?i)",
    "(?P<a>",
    "(?#",
    "[",
    "[^",
    "]",
    "{2}",
    "{1,}",
    "\\b",
    "\\B",
    "\\s",
    "\\w",
    "\\d",
    "\\A",
    "\\Z",
    "^",
    "$",
    "\\x41",
    "\\.",
    "\\<",
    "# ",
    "# lint: allow",
];
