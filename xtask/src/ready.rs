//! `cargo xtask ready`: all that CI does.

use std::process::Command;
use std::time::Instant;

use crate::failure::Failure;
use crate::say::say;
use crate::step::{seconds, step};
use crate::workspace::{cargo, root, run};
use crate::{fuzz, python, setup, test, web, workflows};

/// Runs the steps one by one and stops at the first that fails.
pub(crate) fn ready(with_test: bool) -> Result<(), Failure> {
    let start = Instant::now();
    step("format", format)?;
    step("lint", lint)?;
    step("docs", docs)?;
    step("dependencies", dependencies)?;
    step("workflows", workflows::run)?;
    if with_test {
        step("test", test::test)?;
    }
    say!("ready: all {} steps passed in {}", if with_test { 6 } else { 5 }, seconds(start.elapsed()));
    Ok(())
}

fn format() -> Result<(), Failure> {
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    fuzz::check_format()
}

fn lint() -> Result<(), Failure> {
    // Also without features: the workspace as a whole always turns them on. The program has one more of the core's.
    let libraries = ["--package", "siggen-core", "--package", "siggen-batch"];
    let program = ["--package", "siggen-cli", "--no-default-features"];
    for packages in [&["--workspace", "--all-features"][..], &libraries, &program] {
        let mut clippy = cargo(&["clippy", "--quiet", "--all-targets"]);
        run(clippy.args(packages).args(["--", "-D", "warnings"]))?;
    }
    fuzz::lint()?;
    python::lint()?;
    web::lint()
}

fn docs() -> Result<(), Failure> {
    let mut doc = cargo(&["doc", "--quiet", "--workspace", "--all-features", "--no-deps"]);
    run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// Licenses, bans and sources. Advisories are a command of their own: they need a database from the
/// network, and a new advisory must not turn an unchanged checkout red.
fn dependencies() -> Result<(), Failure> {
    let deny = setup::cargo_deny()?;
    let check = ["--log-level", "warn", "check", "bans", "licenses", "sources"];
    run(Command::new(&deny).args(check).current_dir(root()))?;
    // The fuzz targets have a lock and a deny.toml of their own.
    let check = ["--manifest-path", "fuzz/Cargo.toml", "--log-level", "warn", "check", "licenses", "sources"];
    run(Command::new(deny).args(check).current_dir(root()))
}
