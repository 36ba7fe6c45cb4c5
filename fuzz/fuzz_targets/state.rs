//! Any bytes as what an interrupted run has left: it is resumed or refused, and the input stays as it is.
#![no_main]

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::SystemTime;

use clap::Parser;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use siggen_cli::args::Cli;
use siggen_cli::commands::{Failure, execute};
use siggen_fuzz::seeds;
use tempfile::TempDir;

/// What stands between the state and the part of the output.
const BETWEEN: &[u8] = b"\n---\n";

/// What stands in a seed for the folder, which each process has its own of.
const FOLDER: &str = "FOLDER";

const INPUT: &str = "{\"threads\": [{\"frames\": [{\"function\": \"f(int)\"}]}]}\n{\"os\": \"Linux\"}\n";

/// The files of a run.
struct Files {
    folder: TempDir,
    /// What a run leaves that ends when all is written but the output doesn't have its name yet.
    state: String,
    part: Vec<u8>,
}

static FILES: LazyLock<Files> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for files");
    let mut input = File::create(folder.path().join("input.ndjson")).expect("an input is made");
    input.write_all(INPUT.as_bytes()).expect("an input is written");
    // As old for every process.
    input.set_modified(SystemTime::UNIX_EPOCH).expect("a time is set");
    // The output can't be made while a folder is in its way.
    let in_the_way = path(&folder, ".part.new");
    fs::create_dir(&in_the_way).expect("a folder is made");
    assert!(run(&folder).is_err());
    fs::remove_dir(&in_the_way).expect("a folder is removed");
    let left = |ending| fs::read(path(&folder, ending)).expect("it is left");
    let state = String::from_utf8(left(".part.state")).expect("a state is text");
    let state = state.replace(&*folder.path().to_string_lossy(), FOLDER);
    let part = left(".part");
    Files { folder, state, part }
});

fn path(folder: &TempDir, ending: &str) -> PathBuf {
    folder.path().join(format!("output.parquet{ending}"))
}

fn run(folder: &TempDir) -> Result<(), Failure> {
    let (input, output) = (folder.path().join("input.ndjson"), path(folder, ""));
    let mut args =
        ["siggen", "signature", "--format", "parquet", "--jobs", "1", "--resume", "-o"].map(PathBuf::from).to_vec();
    args.extend([output, input]);
    execute(Cli::try_parse_from(args).expect("the arguments are right")).map(drop)
}

fn seeds() -> Vec<Vec<u8>> {
    let mut state: Value = serde_json::from_str(&FILES.state).expect("a state is JSON");
    // The hashes of an input have its path among them, which is another one in each process.
    state["snapshot"]["place"]["trace"] = Value::Null;
    let complete = state.to_string();
    state["is_complete"] = false.into();
    let written = state.to_string();
    state["snapshot"]["place"] = json!({"inputs": 0, "last": null, "records": 0, "trace": null});
    let states = [FILES.state.clone(), complete, written, state.to_string()];
    states.map(|state| [state.as_bytes(), BETWEEN, &FILES.part].concat()).into()
}

fuzz_target!(init: seeds::or_begin(seeds, &["true", "false", "null", "0", "18446744073709551615", "\n---\n"]), |data: &[u8]| {
    let files = &*FILES;
    let at = data.windows(BETWEEN.len()).position(|window| window == BETWEEN);
    let (state, part) = at.map_or((data, &*files.part), |at| (&data[..at], &data[at + BETWEEN.len()..]));
    let state = String::from_utf8_lossy(state).replace(FOLDER, &files.folder.path().to_string_lossy());
    write(&path(&files.folder, ".part.state"), state.as_bytes());
    write(&path(&files.folder, ".part"), part);
    let output = path(&files.folder, "");
    match run(&files.folder) {
        Ok(()) => assert!(output.exists(), "what is done is there"),
        Err(failure) => assert!(!matches!(failure, Failure::Usage(message) if message.is_empty())),
    }
    assert_eq!(fs::read(files.folder.path().join("input.ndjson")).expect("the input is there"), INPUT.as_bytes());
    for entry in fs::read_dir(files.folder.path()).expect("the folder is there") {
        let left = entry.expect("an entry").path();
        if !left.ends_with("input.ndjson") {
            fs::remove_file(left).expect("it is a file");
        }
    }
});

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).expect("a file is written");
}
