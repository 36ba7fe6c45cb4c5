//! `cargo xtask setup`: installs what the checks need, where it is missing.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::python::Environment;
use crate::say::say;
use crate::workspace::{self, cargo, output, run, succeeds};
use crate::{fuzz, wasm, web};

/// The version that the checks are written for.
const CARGO_DENY: &str = "0.20.2";

/// Installs what is missing.
pub(crate) fn setup() -> Result<(), Failure> {
    for (component, program) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !succeeds(&mut cargo(&[program, "--version"])) {
            run(Command::new("rustup").args(["component", "add", component]))?;
        }
        say!("{component}: ready");
    }
    say!("cargo-deny {CARGO_DENY}: ready at {}", cargo_deny()?.display());
    say!("cargo-nextest: {}", if has_nextest() { "found" } else { "not found, `cargo test` does as well" });
    Environment::dev()?;
    say!("python: ready");
    wasm::setup()?;
    say!("siggen-wasm: ready");
    web::setup()?;
    say!("web-demo: ready");
    fuzz::setup()?;
    say!("fuzz: ready");
    let java = succeeds(Command::new("java").arg("-version"));
    say!("java: {}", if java { "found" } else { "not found, so the tests of Spark will be skipped" });
    // Last, since it is what may not be had.
    say!("chromium: ready at {}", web::chromium()?.display());
    Ok(())
}

/// Whether cargo-nextest is there to run the tests.
pub(crate) fn has_nextest() -> bool {
    succeeds(&mut cargo(&["nextest", "--version"]))
}

/// The cargo-deny to call, installed into the target folder unless the user has this very version.
pub(crate) fn cargo_deny() -> Result<PathBuf, Failure> {
    let tools = workspace::target_folder()?.join("tools");
    let ours = tools.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    for candidate in [PathBuf::from("cargo-deny"), ours.clone()] {
        let version = output(Command::new(&candidate).arg("--version")).unwrap_or_default();
        if is_version(&version, CARGO_DENY) {
            return Ok(candidate);
        }
    }
    say!("cargo-deny {CARGO_DENY}: building, which takes some minutes once");
    // Unoptimized: it builds in a third of the time, and the checks take a second either way.
    let mut install = cargo(&["install", "cargo-deny", "--version", CARGO_DENY, "--locked", "--debug", "--quiet"]);
    install.env("CARGO_PROFILE_DEV_DEBUG", "false");
    run(install.arg("--root").arg(&tools).arg("--target-dir").arg(tools.join("build")))?;
    // What it was built from is of no more use.
    drop(std::fs::remove_dir_all(tools.join("build")));
    Ok(ours)
}

/// Whether `cargo-deny 1.2.3` is the answer of this version.
fn is_version(answer: &str, version: &str) -> bool {
    answer.split_whitespace().nth(1) == Some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_is_not_taken() {
        assert!(is_version("cargo-deny 0.20.2\n", "0.20.2"));
        assert!(!is_version("cargo-deny 0.20.20\n", "0.20.2"));
        assert!(!is_version("", "0.20.2"));
    }
}
