//! The Python package beside the older one of its name.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Counts, ROUNDS, Seconds, a_record, get, keep_fastest, line};
use crate::failure::Failure;
use crate::python::Environment;
use crate::say::say;
use crate::workspace::run;

/// The release of the older package to compare with.
const THEIRS: &str = "siggen==2.2.20241029";

/// Where it is installed, in the target folder.
const THEIR_VENV: &str = "bench-venv";

/// Figures that both packages have, and those that only ours has.
const BOTH: &str = include_str!("../bench.py");
const OURS: &str = include_str!("../bench_new.py");

/// Builds our wheel as it ships, and installs it: alone, and beside Arrow.
pub(super) fn install() -> Result<(), Failure> {
    let environment = Environment::dev()?;
    say!("building the wheel as it ships, which takes some minutes");
    let wheel = environment.build_wheel("release")?;
    environment.install_wheel(&wheel)?;
    Environment::clean()?.install_wheel(&wheel)
}

/// The program of our wheel as it was installed.
pub(super) fn our_signify() -> Result<PathBuf, Failure> {
    Ok(PathBuf::from(Environment::clean()?.tool("signify").get_program()))
}

/// The program of the older package, where [`measure_theirs`] has installed it.
pub(super) fn their_signify(target: &Path) -> PathBuf {
    target.join(THEIR_VENV).join("bin/signify")
}

/// Times our package as it was installed.
pub(super) fn measure_ours(folder: &Path) -> Result<Seconds, Failure> {
    let mut seconds = measure(&mut Environment::clean()?.tool("python"), "bench.py", BOTH, folder)?;
    keep_fastest(&mut seconds, measure(&mut Environment::dev()?.tool("python"), "bench_new.py", OURS, folder)?);
    Ok(seconds)
}

/// Times the older package in a virtual environment of its own, made once.
pub(super) fn measure_theirs(folder: &Path, target: &Path) -> Result<Seconds, Failure> {
    let venv = target.join(THEIR_VENV);
    let python = venv.join("bin/python");
    if !their_signify(target).exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", THEIRS]))?;
    }
    measure(&mut Command::new(&python), "bench.py", BOTH, folder)
}

fn measure(python: &mut Command, name: &str, script: &str, folder: &Path) -> Result<Seconds, Failure> {
    // The interpreter may work in another folder than this program.
    let folder = std::path::absolute(folder)?;
    let file = folder.join(name);
    std::fs::write(&file, script)?;
    let output = python
        .arg(file)
        .arg(folder)
        .arg(ROUNDS.to_string())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("python: {error}"))?;
    if !output.status.success() {
        return Err(format!("{name} failed").into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Prints the packages beside each other.
pub(super) fn report(theirs: &Seconds, ours: &Seconds, counts: &Counts) {
    say!("\n{:<40} {:>12} {:>12} {:>9}", "in Python", "theirs", "ours", "ratio");
    line("construct a generator", get(theirs, "construct"), get(ours, "construct"));
    for kind in ["crash_data", "processed"] {
        say!("{kind}");
        let pair = |label: &str, their_way: &str, our_way: &str| {
            line(label, a_record(theirs, counts, kind, their_way), a_record(ours, counts, kind, our_way));
        };
        let batch = |label: &str, way: &str| {
            line(label, a_record(theirs, counts, kind, "loads"), get(ours, &format!("{kind}.{way}")));
        };
        pair("  dict, drop-in SignatureGenerator", "decoded", "decoded");
        pair("    names seen for the first time", "new-names", "new-names");
        pair("  dict, siggen.generate", "decoded", "new-dict");
        pair("  bytes, drop-in after json.loads", "loads", "loads");
        pair("  bytes, siggen.generate", "loads", "new-bytes");
        batch("  NDJSON, generate_many(jobs=1)", "many-1");
        batch("  NDJSON, generate_many, all cores", "many");
        batch("  column, generate_arrow(jobs=1)", "arrow-1");
        batch("  column, generate_arrow, all cores", "arrow");
    }
    line("a process: import, first signature", get(theirs, "first"), get(ours, "first"));
    // What Python itself takes to start and end is in both.
    let beyond = |seconds: &Seconds| get(seconds, "first") - get(seconds, "pass");
    line("  beyond `python -c pass`", beyond(theirs), beyond(ours));
    line("a whole signify process", get(theirs, "signify"), get(ours, "signify"));
}
