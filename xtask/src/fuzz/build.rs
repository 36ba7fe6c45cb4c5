//! Builds the targets.

use std::path::PathBuf;
use std::process::Command;

use crate::debian;
use crate::failure::Failure;
use crate::say::say;
use crate::workspace::{cargo, output, run, succeeds, target_folder};

/// The workspace of the targets.
const MANIFEST: &str = "fuzz/Cargo.toml";

/// What libFuzzer is led by: a counter in each block, their places, and what is compared with what. The same flags as
/// cargo-fuzz has, but for the sanitizer.
const FLAGS: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg",
    "fuzzing",
];

/// What `siggen_core::fuzzing` and its like are there for.
const DOORS: &str = "--cfg fuzzing";

/// Installs what the targets are built with. libFuzzer is C++, and built from its source.
pub(crate) fn setup() -> Result<(), Failure> {
    let compiler = std::env::var_os("CXX").unwrap_or_else(|| "c++".into());
    let is_there = || succeeds(Command::new(&compiler).arg("--version"));
    if !is_there() && debian::has_packages() {
        say!("C++ compiler: installing the system's");
        // What comes of it is seen below: where it failed, apt has said why.
        drop(debian::install("g++"));
    }
    if is_there() {
        return Ok(());
    }
    let compiler = compiler.to_string_lossy();
    Err(format!("no C++ compiler `{compiler}` is found, and the fuzz targets need one: install g++ or clang").into())
}

/// Builds the targets; gives the folder of their programs.
pub(super) fn build() -> Result<PathBuf, Failure> {
    setup()?;
    let host = host()?;
    let folder = target_folder()?.join("fuzz");
    let mut build = cargo(&["build", "--quiet", "--locked", "--release", "--bins", "--manifest-path", MANIFEST]);
    // With a target named, what runs while building is built without these flags.
    build.args(["--target", &host, "--target-dir"]).arg(&folder);
    run(build.env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\x1f")))?;
    Ok(folder.join(host).join("release"))
}

/// The system that the compiler runs on.
fn host() -> Result<String, Failure> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = output(Command::new(rustc).arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.ok_or("rustc doesn't say what it runs on")?.to_owned())
}

/// Checks the form of the targets' source.
pub(crate) fn check_format() -> Result<(), Failure> {
    run(&mut cargo(&["fmt", "--check", "--manifest-path", MANIFEST]))
}

/// Lints the targets, and the doors that only they have.
pub(crate) fn lint() -> Result<(), Failure> {
    setup()?;
    let mut clippy = cargo(&["clippy", "--quiet", "--locked", "--all-targets", "--manifest-path", MANIFEST]);
    clippy.arg("--target-dir").arg(target_folder()?.join("fuzz"));
    run(clippy.args(["--", "-D", "warnings"]).env("RUSTFLAGS", DOORS))
}
