//! `cargo xtask bench`: this project beside the Python package `siggen`, in one run on one machine.
//!
//! Inputs are the recorded crashes of the conformance folder where it exists, else the shared
//! corpus. Each figure is the fastest of several rounds, on one core; what counts is the ratio.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde::de::IgnoredAny;
use siggen_core::{Crash, Generator, Shape, SiglistFiles, Siglists, Threads};

use crate::{Failure, conformance, say};

/// The release of the Python package to compare with.
const PYTHON_PACKAGE: &str = "siggen==2.2.20241029";
const ROUNDS: usize = 5;

/// Runs the benchmarks; without `--here`, first builds everything in release mode.
pub(crate) fn run(args: &[&str]) -> Result<(), Failure> {
    match args {
        ["--here", folder, target] => measure(Path::new(folder), Path::new(target)),
        [] => {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
            let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
            let folder = target.join("bench");
            std::fs::create_dir_all(&folder)?;
            write_inputs(&root, &folder)?;
            let cargo = |args: &[&str]| status(Command::new("cargo").args(args).current_dir(&root));
            cargo(&["build", "--release", "--package", "siggen-cli", "--package", "xtask"])?;
            let xtask = target.join("release/xtask");
            status(Command::new(xtask).args(["bench", "--here"]).arg(&folder).arg(&target))
        }
        _ => Err("usage: cargo xtask bench".into()),
    }
}

fn status(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed").into()) }
}

/// Writes `crash_data.ndjson`, `processed.ndjson` and `one.json`.
fn write_inputs(root: &Path, folder: &Path) -> Result<(), Failure> {
    let recorded = conformance::folder(root);
    let mut crash_data = String::new();
    let mut processed = String::new();
    if recorded.is_dir() {
        for input in conformance::inputs(&recorded)? {
            let name = input.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_odd = ["quirks.", "wrong.", "custom_siglists."].iter().any(|odd| name.starts_with(odd));
            if name.contains(".crash_data.") && !is_odd {
                crash_data += &conformance::read_gz(&input)?;
            } else if name.starts_with("real_processed.") {
                processed += &conformance::read_gz(&input)?;
            }
        }
    } else {
        say!("no recorded crashes at {}: the shared corpus has to do", recorded.display());
        let crashes = root.join("testdata/crashes");
        let line = |file: &str| -> Result<String, Failure> {
            let value: serde_json::Value = serde_json::from_slice(&std::fs::read(crashes.join(file))?)?;
            Ok(format!("{value}\n"))
        };
        crash_data += &line("crash-data-ipc-linux.json")?;
        processed += &line("content-process-windows.json")?;
    }
    let one = crash_data.lines().max_by_key(|line| line.len().min(20_000)).unwrap_or_default();
    std::fs::write(folder.join("one.json"), one)?;
    std::fs::write(folder.join("crash_data.ndjson"), &crash_data)?;
    std::fs::write(folder.join("processed.ndjson"), &processed)?;
    Ok(())
}

/// The fastest of several rounds, in seconds.
fn best(rounds: usize, mut work: impl FnMut()) -> f64 {
    let times = (0..rounds).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    });
    times.fold(f64::INFINITY, f64::min)
}

fn measure(folder: &Path, target: &Path) -> Result<(), Failure> {
    let ours = measure_ours(folder, target)?;
    let theirs = measure_python(folder, target)?;
    say!("{:<34} {:>12} {:>12} {:>9}", "", "python", "siggen", "ratio");
    let line = |label: &str, name: &str, count: f64| {
        let (Some(theirs), Some(ours)) = (theirs.get(name), ours.get(name)) else { return };
        let (theirs, ours) = (theirs / count * 1e6, ours / count * 1e6);
        say!("{label:<34} {theirs:>9.1} us {ours:>9.2} us {:>8.1}x", theirs / ours);
    };
    line("construct a generator", "construct", 1.0);
    for kind in ["crash_data", "processed"] {
        let bytes = std::fs::read(folder.join(format!("{kind}.ndjson")))?;
        let count = lines(&bytes).count();
        say!("{kind}: {count} records of {} bytes on average", bytes.len() / count.max(1));
        #[expect(clippy::cast_precision_loss, reason = "a count of records")]
        let count = count as f64;
        line("  from decoded input, a record", &format!("{kind}.decoded"), count);
        line("  from bytes to output, a record", &format!("{kind}.bytes"), count);
        if let (Some(skip), Some(ours)) = (ours.get(&format!("{kind}.skip")), ours.get(&format!("{kind}.bytes"))) {
            let (skip, ours) = (skip / count * 1e6, ours / count * 1e6);
            let label = "  serde_json skipping the bytes";
            say!("{label:<34} {skip:>9.1} us {ours:>9.2} us {:>8.2}x", skip / ours);
        }
    }
    line("a whole signify process", "signify", 1.0);
    Ok(())
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty())
}

fn measure_ours(folder: &Path, target: &Path) -> Result<BTreeMap<String, f64>, Failure> {
    let mut seconds = BTreeMap::new();
    let construct = || {
        let siglists = Siglists::new(&SiglistFiles::built_in());
        black_box(siglists.map(Generator::with_siglists)).ok();
    };
    seconds.insert("construct".to_owned(), best(50, construct));
    let generator = Generator::new();
    for (kind, shape) in [("crash_data", Shape::CrashData), ("processed", Shape::Processed)] {
        let bytes = std::fs::read(folder.join(format!("{kind}.ndjson")))?;
        let records: Vec<&[u8]> = lines(&bytes).collect();
        let mut crashes = Vec::new();
        for record in &records {
            let mut crash = Crash::from_json_as(record, shape)?;
            // Nothing is left to decode.
            let threads: Vec<_> = crash.threads.iter().map(std::borrow::Cow::into_owned).collect();
            crash.threads = Threads::from(threads);
            crashes.push(crash);
        }
        let from_decoded = || {
            for crash in &crashes {
                black_box(generator.generate(crash));
            }
        };
        let from_bytes = || {
            for record in &records {
                if let Ok(crash) = Crash::from_json_as(record, shape) {
                    black_box(serde_json::to_string(&generator.generate(&crash)).ok());
                }
            }
        };
        let skip = || {
            for record in &records {
                black_box(serde_json::from_slice::<IgnoredAny>(record).is_ok());
            }
        };
        seconds.insert(format!("{kind}.decoded"), best(ROUNDS * 6, from_decoded));
        // In turn, so that a change of the machine's speed meets both.
        let (mut ours, mut theirs) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..ROUNDS * 6 {
            ours = ours.min(best(1, from_bytes));
            theirs = theirs.min(best(1, skip));
        }
        seconds.insert(format!("{kind}.bytes"), ours);
        seconds.insert(format!("{kind}.skip"), theirs);
    }
    let signify = target.join("release/signify");
    let process = || {
        let input = std::fs::File::open(folder.join("one.json"));
        let Ok(input) = input else { return };
        Command::new(&signify).stdin(input).stdout(Stdio::null()).status().ok();
    };
    if signify.exists() {
        seconds.insert("signify".to_owned(), best(ROUNDS * 10, process));
    }
    Ok(seconds)
}

/// Times the Python package in a virtual environment of its own, made once.
fn measure_python(folder: &Path, target: &Path) -> Result<BTreeMap<String, f64>, Failure> {
    let venv = target.join("bench-venv");
    let python = venv.join("bin/python");
    if !venv.join("bin/signify").exists() {
        status(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        status(Command::new(&python).args(["-m", "pip", "install", "--quiet", PYTHON_PACKAGE]))?;
    }
    let script = folder.join("bench.py");
    std::fs::write(&script, include_str!("bench.py"))?;
    let output = Command::new(&python)
        .arg(script)
        .arg(folder)
        .arg(ROUNDS.to_string())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("python: {error}"))?;
    if !output.status.success() {
        return Err("the Python package can't be timed".into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}
