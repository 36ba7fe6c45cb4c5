//! `cargo xtask ready`: all that CI does.

use std::process::Command;
use std::time::Instant;

use crate::step::{seconds, step};
use crate::workspace::{cargo, root, run};
use crate::{Failure, python, say, setup, test, web};

/// Runs the steps one by one and stops at the first that fails.
pub(crate) fn ready(with_test: bool) -> Result<(), Failure> {
    let start = Instant::now();
    step("format", || run(&mut cargo(&["fmt", "--all", "--check"])))?;
    step("lint", lint)?;
    step("docs", docs)?;
    step("dependencies", dependencies)?;
    if with_test {
        step("test", test::test)?;
    }
    say!("ready: all {} steps passed in {}", if with_test { 5 } else { 4 }, seconds(start.elapsed()));
    Ok(())
}

fn lint() -> Result<(), Failure> {
    // The core is also built without its features: the workspace as a whole always turns them on.
    for packages in [&["--workspace", "--all-features"][..], &["--package", "siggen-core"]] {
        let mut clippy = cargo(&["clippy", "--quiet", "--all-targets"]);
        run(clippy.args(packages).args(["--", "-D", "warnings"]))?;
    }
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
    deny(&["bans", "licenses", "sources"])
}

/// `cargo xtask advisories`: known vulnerabilities of the dependencies.
pub(crate) fn advisories() -> Result<(), Failure> {
    deny(&["advisories"])
}

fn deny(checks: &[&str]) -> Result<(), Failure> {
    let deny = setup::cargo_deny()?;
    run(Command::new(deny).args(["--log-level", "error", "check"]).args(checks).current_dir(root()))
}
