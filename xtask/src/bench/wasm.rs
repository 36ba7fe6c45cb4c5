//! `cargo xtask bench wasm`: the npm package beside the library, on the same crashes in one run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use siggen_core::{Crash, Generator, SessionMemory};

use super::{best, lines, write_inputs};
use crate::failure::Failure;
use crate::say::say;
use crate::wasm;
use crate::workspace::{output, root, run, target_folder};

/// What Node measures.
const SCRIPT: &str = include_str!("../bench_wasm.js");

/// At least so fast, beside the library, and ready in so many milliseconds.
const LEAST_RATIO: f64 = 0.4;
const MOST_START: f64 = 30.0;

/// How many processes are started to see how long that takes; the fastest counts, as elsewhere.
const STARTS: usize = 7;

#[derive(Deserialize)]
struct Theirs {
    /// Milliseconds to load the module and compile the lists.
    start: f64,
    /// Seconds to generate all crashes, by the fastest of several rounds; absent without crashes.
    generate: Option<f64>,
}

/// Measures both. The library is measured in release mode, so this program has to be built so.
pub(super) fn run_all() -> Result<(), Failure> {
    let folder = target_folder()?.join("bench-wasm");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    write_inputs(&folder)?;
    let package = wasm::build()?;
    let build = ["build", "--release", "--package", "xtask"];
    run(&mut crate::workspace::cargo(&build))?;
    let here = target_folder()?.join("release").join(format!("xtask{}", std::env::consts::EXE_SUFFIX));
    run(Command::new(here).args(["bench", "wasm", "--here"]).arg(folder).arg(package).current_dir(root()))
}

/// Measures in this process and in Node's.
pub(super) fn measure(folder: &Path, package: &Path) -> Result<(), Failure> {
    let mut files: Vec<_> = folder.read_dir()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "ndjson"));
    let texts = files.iter().map(fs::read).collect::<Result<Vec<_>, _>>()?;
    let generator = Generator::new();
    let mut memory = SessionMemory::default();
    let mut ours = best(20, || {
        for record in texts.iter().flat_map(|text| lines(text)) {
            if let Ok(crash) = Crash::from_json(record) {
                std::hint::black_box(serde_json::to_string(&generator.generate_with(&mut memory, &crash)).is_ok());
            }
        }
    });
    let theirs = |files: &[PathBuf]| -> Result<Theirs, Failure> {
        let mut node = Command::new("node");
        node.args(["--input-type=module", "-e", SCRIPT]).arg(package).args(files);
        Ok(serde_json::from_str(&output(&mut node)?)?)
    };
    let mut start = f64::INFINITY;
    for _ in 0..STARTS {
        start = start.min(theirs(&[])?.start);
    }
    let package = theirs(&files)?.generate.unwrap_or(f64::INFINITY);
    ours = ours.max(f64::MIN_POSITIVE);
    let ratio = ours / package;
    say!("all crashes: library {:.1} ms, package {:.1} ms: {ratio:.2} times as fast", ours * 1e3, package * 1e3);
    say!("loading the module and compiling the lists: {start:.1} ms, the fastest of {STARTS} processes");
    if ratio < LEAST_RATIO {
        say!("slower than it should be: at least {LEAST_RATIO} times as fast as the library");
    }
    if start > MOST_START {
        say!("later than it should be: ready in {MOST_START} ms at most");
    }
    Ok(())
}
