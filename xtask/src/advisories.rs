//! `cargo xtask advisories`: known vulnerabilities of the dependencies, and crates that were taken back.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::failure::Failure;
use crate::npm::npm;
use crate::say::say;
use crate::setup;
use crate::workspace::{output, root, run};

/// Where cargo-deny fetches its database from.
const DATABASE: &str = "https://github.com/RustSec/advisory-db";

/// The folders with packages of npm.
const NPM: [&str; 2] = ["web-demo", "siggen-wasm"];

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    /// Whether it is an error where nobody can be asked.
    is_required: bool,
    /// A clone of the database.
    database: Option<PathBuf>,
}

/// Looks at the crates and at the packages of npm. The Python package has no dependencies, and what its tests use never
/// ships.
pub(crate) fn look_up(args: &[&str]) -> Result<(), Failure> {
    let options = options(args)?;
    let mut skipped = Vec::new();
    skipped.extend(crates(options.database.as_deref())?);
    for folder in NPM {
        skipped.extend(packages(folder)?);
    }
    for why in &skipped {
        say!("advisories: SKIPPED {why}");
    }
    if options.is_required && !skipped.is_empty() {
        return Err("not all advisories could be looked up, and all are required".into());
    }
    Ok(())
}

fn options(args: &[&str]) -> Result<Options, Failure> {
    let mut options = Options::default();
    let mut args = args.iter();
    while let Some(&arg) = args.next() {
        match arg {
            "--required" => options.is_required = true,
            "--database" => {
                let folder = args.next().ok_or("--database needs a folder")?;
                options.database = Some(std::fs::canonicalize(folder).map_err(|error| format!("{folder}: {error}"))?);
            }
            other => return Err(format!("advisories: no such option: {other}").into()),
        }
    }
    Ok(options)
}

/// The crates. What keeps them from being looked up is not an error.
fn crates(database: Option<&Path>) -> Result<Option<String>, Failure> {
    let program = setup::cargo_deny()?;
    let deny = |args: &[&str]| {
        let mut command = Command::new(&program);
        command.args(["--log-level", "warn"]).args(args).current_dir(root());
        if let Some(database) = database {
            // Git takes the clone for the address.
            command.env("GIT_CONFIG_COUNT", "1");
            command.env("GIT_CONFIG_KEY_0", format!("url.file://{}.insteadOf", database.display()));
            command.env("GIT_CONFIG_VALUE_0", DATABASE);
        }
        command
    };
    if output(&mut deny(&["fetch", "db"])).is_err() {
        let instead = "`cargo xtask advisories --database FOLDER` takes a clone of it";
        return Ok(Some(format!("crates: {DATABASE} can't be fetched; {instead}")));
    }
    run_named("crates", &mut deny(&["check", "advisories"]))?;
    Ok(None)
}

/// The packages of npm in a folder.
fn packages(folder: &str) -> Result<Option<String>, Failure> {
    let folder_path = root().join(folder);
    let answer = npm(&folder_path, &["audit", "--json"]).output();
    let answer = answer.map_err(|error| format!("npm: {error}"))?;
    if !is_report(&answer.stdout) {
        return Ok(Some(format!("packages of {folder}: npm's registry can't be asked, or doesn't answer")));
    }
    // Once more, for people.
    run_named(&format!("packages of {folder}"), &mut npm(&folder_path, &["audit"]))?;
    Ok(None)
}

fn run_named(name: &str, command: &mut Command) -> Result<(), Failure> {
    say!("advisories: {name}");
    run(command)
}

/// Whether npm's answer is about packages, not about what kept it from asking.
fn is_report(answer: &[u8]) -> bool {
    serde_json::from_slice::<Value>(answer).is_ok_and(|answer| answer["vulnerabilities"].is_object())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for() {
        let asked = options(&["--database", ".", "--required"]).unwrap();
        assert!(asked.is_required && asked.database.is_some_and(|folder| folder.is_absolute()));
        assert_eq!(options(&[]).unwrap(), Options::default());
        for args in [&["--database"][..], &["--database", "no/such/folder"], &["--other"]] {
            assert!(options(args).is_err(), "{args:?}");
        }
    }

    #[test]
    fn an_answer_is_not_an_excuse() {
        assert!(is_report(br#"{"auditReportVersion": 2, "vulnerabilities": {}, "metadata": {}}"#));
        for excuse in [&br#"{"message": "405 Method Not Allowed", "error": {"summary": ""}}"#[..], b"", b"npm error"] {
            assert!(!is_report(excuse));
        }
    }
}
