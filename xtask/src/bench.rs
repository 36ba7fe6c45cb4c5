//! `cargo xtask bench`: this project beside the Python package `siggen`, in one run on one machine.
//!
//! Inputs are the recorded crashes of the conformance folder where it exists, else the shared
//! corpus. Each figure is the fastest of several rounds, on one core unless it says else; what counts
//! is the ratio.

mod batch;
mod processes;
mod program;
mod python;
mod wasm;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use serde::de::IgnoredAny;
use siggen_core::{Crash, Generator, SessionMemory, Shape, SiglistFiles, Siglists, Threads};

use crate::conformance;
use crate::failure::Failure;
use crate::say::say;
use crate::workspace::{self, cargo, root, target_folder};

const ROUNDS: usize = 5;

/// Runs the benchmarks; without `--here`, first builds everything in release mode.
pub(crate) fn run(args: &[&str]) -> Result<(), Failure> {
    match args {
        ["--here", folder, target] => measure(Path::new(folder), Path::new(target)),
        [] => {
            let target = target_folder()?;
            let folder = target.join("bench");
            // What an earlier run left must not be measured.
            if folder.exists() {
                std::fs::remove_dir_all(&folder)?;
            }
            std::fs::create_dir_all(&folder)?;
            write_inputs(&folder)?;
            workspace::run(&mut cargo(&["build", "--release", "--package", "xtask"]))?;
            python::install()?;
            let xtask = target.join("release/xtask");
            workspace::run(Command::new(xtask).args(["bench", "--here"]).arg(&folder).arg(&target))
        }
        ["wasm", "--here", folder, package] => wasm::measure(Path::new(folder), Path::new(package)),
        ["wasm"] => wasm::run_all(),
        ["batch"] => batch::measure(1_000_000),
        ["batch", count] => batch::measure(count.parse().map_err(|_| format!("{count} is no number of crashes"))?),
        _ => Err("usage: cargo xtask bench [wasm | batch [N]]".into()),
    }
}

/// Writes `STRATUM.KIND.ndjson` files and `one.json`, a crash for a process of its own.
fn write_inputs(folder: &Path) -> Result<(), Failure> {
    let mut files = Vec::new();
    if let Some(recorded) = conformance::folder() {
        for input in conformance::inputs(&recorded)? {
            let name = input.file_name().unwrap_or_default().to_string_lossy().replace(".input.ndjson.gz", "");
            // What no producer makes, and what needs other lists, is no measure.
            let is_odd = ["quirks.", "wrong.", "custom_siglists."].iter().any(|odd| name.starts_with(odd));
            if !is_odd && (name.ends_with(".crash_data") || name == "real_processed.processed") {
                files.push((name, conformance::read_gz(&input)?));
            }
        }
    } else {
        say!("{} names no folder of recorded crashes: the shared corpus has to do", conformance::VARIABLE);
        let crashes = root().join("testdata/crashes");
        for (name, file) in
            [("corpus.crash_data", "crash-data-ipc-linux.json"), ("corpus.processed", "content-process-windows.json")]
        {
            let value: serde_json::Value = serde_json::from_slice(&std::fs::read(crashes.join(file))?)?;
            files.push((name.to_owned(), format!("{value}\n")));
        }
    }
    let lines = files.iter().filter(|(name, _)| name.ends_with(".crash_data")).flat_map(|(_, text)| text.lines());
    let one = lines.filter(|line| line.len() < 20_000).max_by_key(|line| line.len()).unwrap_or_default();
    std::fs::write(folder.join("one.json"), one)?;
    for (name, text) in &files {
        std::fs::write(folder.join(format!("{name}.ndjson")), text)?;
    }
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

/// Seconds by figure: `STRATUM.KIND.WAY`, or the name of a single figure.
type Seconds = BTreeMap<String, f64>;

/// Records and bytes of each stratum.
type Counts = BTreeMap<String, (f64, f64)>;

fn measure(folder: &Path, target: &Path) -> Result<(), Failure> {
    // Before and after, so that a machine that is slow for a while is slow for both.
    let (mut ours, counts) = measure_ours(folder)?;
    let mut package = python::measure_ours(folder)?;
    let theirs = python::measure_theirs(folder, target)?;
    keep_fastest(&mut package, python::measure_ours(folder)?);
    keep_fastest(&mut ours, measure_ours(folder)?.0);
    say!("{:<40} {:>12} {:>12} {:>9}", "", "python", "siggen", "ratio");
    line("construct a generator", get(&theirs, "construct"), get(&ours, "construct"));
    for kind in ["crash_data", "processed"] {
        let total = |seconds: &Seconds, way: &str| a_record(seconds, &counts, kind, way);
        let strata = || counts.iter().filter(|(name, _)| is_of_kind(name, kind)).map(|(_, count)| count);
        let records: f64 = strata().map(|(records, _)| records).sum();
        let bytes: f64 = strata().map(|(_, bytes)| bytes).sum();
        say!("{kind}: {records} records of {:.0} bytes on average", bytes / records);
        line("  decoded, names of earlier crashes", total(&theirs, "decoded"), total(&ours, "session"));
        line("    names seen for the first time", total(&theirs, "decoded"), total(&ours, "new-names"));
        line("    each crash for itself", total(&theirs, "decoded"), total(&ours, "decoded"));
        line("  from bytes to output", total(&theirs, "bytes"), total(&ours, "bytes"));
        let (skip, ours) = (total(&ours, "skip"), total(&ours, "bytes"));
        say!("  beside serde_json skipping the same bytes: {:.2} us, {:.2} times as long", skip * 1e6, skip / ours);
    }
    line("a whole signify process", get(&theirs, "signify"), get(&ours, "signify"));
    python::report(&theirs, &package, &counts);
    let (their_process, our_process) = processes::measure(folder, target)?;
    line("a process a crash, with the wheel's signify", their_process, our_process);
    Ok(())
}

/// Keeps of each figure the faster measurement.
fn keep_fastest(seconds: &mut Seconds, others: Seconds) {
    for (figure, other) in others {
        seconds.entry(figure).and_modify(|fastest| *fastest = fastest.min(other)).or_insert(other);
    }
}

/// Prints a figure of theirs beside ours, and how many times as fast ours is.
fn line(label: &str, theirs: f64, ours: f64) {
    say!("{label:<40} {:>9.1} us {:>9.2} us {:>8.1}x", theirs * 1e6, ours * 1e6, theirs / ours);
}

fn get(seconds: &Seconds, name: &str) -> f64 {
    seconds.get(name).copied().unwrap_or(f64::NAN)
}

/// Seconds a record in one way, all strata of a kind together.
fn a_record(seconds: &Seconds, counts: &Counts, kind: &str, way: &str) -> f64 {
    let strata = || counts.iter().filter(|(name, _)| is_of_kind(name, kind));
    let records: f64 = strata().map(|(_, (records, _))| records).sum();
    strata().map(|(name, _)| get(seconds, &format!("{name}.{way}"))).sum::<f64>() / records
}

fn is_of_kind(stratum: &str, kind: &str) -> bool {
    stratum.rsplit('.').next() == Some(kind)
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty())
}

/// Times this project; also gives the number of records and bytes of each stratum.
#[expect(clippy::cast_precision_loss, reason = "counts of records and bytes")]
fn measure_ours(folder: &Path) -> Result<(Seconds, Counts), Failure> {
    let mut seconds = Seconds::new();
    let mut counts = BTreeMap::new();
    let construct = || {
        let siglists = Siglists::new(&SiglistFiles::built_in());
        black_box(siglists.map(Generator::with_siglists)).ok();
    };
    seconds.insert("construct".to_owned(), best(50, construct));
    for entry in folder.read_dir()? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(name) = file.strip_suffix(".ndjson") {
            let bytes = std::fs::read(&path)?;
            counts.insert(name.to_owned(), (lines(&bytes).count() as f64, bytes.len() as f64));
            measure_stratum(name, &bytes, &mut seconds)?;
        }
    }
    let signify = python::our_signify()?;
    let process = || {
        let Ok(input) = std::fs::File::open(folder.join("one.json")) else { return };
        Command::new(&signify).stdin(input).stdout(Stdio::null()).status().ok();
    };
    seconds.insert("signify".to_owned(), best(ROUNDS * 10, process));
    Ok((seconds, counts))
}

fn measure_stratum(name: &str, bytes: &[u8], seconds: &mut Seconds) -> Result<(), Failure> {
    let shape = if name.ends_with(".processed") { Shape::Processed } else { Shape::CrashData };
    let records: Vec<&[u8]> = lines(bytes).collect();
    let mut crashes = Vec::new();
    for record in &records {
        let mut crash = Crash::from_json_as(record, shape)?;
        // Nothing is left to decode.
        let threads: Vec<_> = crash.threads.iter().map(std::borrow::Cow::into_owned).collect();
        crash.threads = Threads::from(threads);
        crashes.push(crash);
    }
    let generator = Generator::new();
    let mut memory = SessionMemory::default();
    let mut output = Vec::new();
    let mut decoded = || {
        for crash in &crashes {
            black_box(generator.generate(crash));
        }
    };
    let mut in_session = || {
        for crash in &crashes {
            black_box(generator.generate_with(&mut memory, crash));
        }
    };
    let mut in_new_session = || {
        let mut memory = SessionMemory::default();
        for crash in &crashes {
            black_box(generator.generate_with(&mut memory, crash));
        }
    };
    let mut memory = SessionMemory::default();
    let mut from_bytes = || {
        for record in &records {
            if let Ok(crash) = Crash::from_json_as(record, shape) {
                output.clear();
                black_box(serde_json::to_writer(&mut output, &generator.generate_with(&mut memory, &crash)).is_ok());
            }
        }
    };
    let mut skip = || {
        for record in &records {
            black_box(serde_json::from_slice::<IgnoredAny>(record).is_ok());
        }
    };
    // In turn, so that a change of the machine's speed meets all of them.
    let mut ways: [(&str, &mut dyn FnMut()); 5] = [
        ("decoded", &mut decoded),
        ("session", &mut in_session),
        ("new-names", &mut in_new_session),
        ("bytes", &mut from_bytes),
        ("skip", &mut skip),
    ];
    for _ in 0..ROUNDS * 6 {
        for (way, work) in &mut ways {
            let time = best(1, work);
            let fastest = seconds.entry(format!("{name}.{way}")).or_insert(f64::INFINITY);
            *fastest = fastest.min(time);
        }
    }
    Ok(())
}
