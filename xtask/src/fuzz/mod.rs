//! `cargo xtask fuzz`: runs the fuzz targets of `fuzz/` on stable Rust.
//!
//! What cargo-fuzz needs nightly Rust for is the sanitizers. The coverage that libFuzzer is led by is a pass of LLVM,
//! which can be asked for on stable.

mod build;
mod npm;
mod options;
mod target;

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use crate::failure::Failure;
use crate::say::say;
use crate::step::seconds;

use options::Options;
use target::Ran;

pub(crate) use build::{check_format, lint, setup};

/// The targets, and how long an input of each may be.
const TARGETS: [(&str, usize); 9] = [
    ("inputs", 4096),
    ("json", 4096),
    ("lists", 1024),
    ("names", 2048),
    ("records", 4096),
    ("report", 8192),
    ("state", 4096),
    ("symbols", 4096),
    ("workbench", 512),
];

/// The npm package under Node, which libFuzzer knows nothing of.
const NPM: &str = "npm";

/// Runs targets, and fails where one of them finds something.
pub(crate) fn run(args: &[&str]) -> Result<(), Failure> {
    let options = Options::parse(args)?;
    let names = options.targets.iter().map(String::as_str);
    let (npm, targets): (Vec<&str>, Vec<&str>) = names.partition(|name| *name == NPM);
    let start = Instant::now();
    let mut failed = Vec::new();
    if !targets.is_empty() {
        let programs = build::build()?;
        say!("fuzz: built in {}", seconds(start.elapsed()));
        // One run at a time, so that what libFuzzer prints can be read.
        if !options.arguments.is_empty() {
            return target::run_with(&programs, targets[0], &options.arguments);
        }
        failed = run_all(&targets, options.jobs, |name| target::run(&programs, name, max_len(name), options.seconds));
    }
    if !npm.is_empty() {
        npm::run_for(options.seconds)?;
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n").into()) }
}

/// Runs targets side by side; gives what is to be said of those that failed.
fn run_all(targets: &[&str], jobs: usize, run: impl Fn(&str) -> Result<Ran, Failure> + Sync) -> Vec<String> {
    let left = Mutex::new(targets.iter().copied().collect::<VecDeque<_>>());
    let failed = Mutex::new(Vec::new());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let worker = || {
        while let Some(name) = next() {
            match run(name) {
                Ok(Ran { runs, units, time }) => {
                    say!("fuzz: {name}: {runs} runs in {}, {units} inputs in its corpus", seconds(time));
                }
                Err(failure) => failed.lock().unwrap_or_else(PoisonError::into_inner).push(failure.to_string()),
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(worker);
        }
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn max_len(name: &str) -> usize {
    TARGETS.iter().find(|(target, _)| *target == name).map_or(4096, |(_, len)| *len)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;

    use super::TARGETS;
    use crate::workspace::root;

    #[test]
    fn all_targets_are_known() {
        let folder = root().join("fuzz");
        let files = fs::read_dir(folder.join("fuzz_targets")).expect("the folder is there");
        let files = files.map(|entry| entry.expect("an entry").path());
        let stems = files.map(|path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        let known = TARGETS.map(|(name, _)| name.to_owned());
        assert_eq!(stems.collect::<BTreeSet<_>>(), known.iter().cloned().collect());
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("the manifest is there");
        for name in known {
            assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
        }
    }

    /// The versions of all packages that a lock has.
    fn versions(lock: &str) -> BTreeMap<String, BTreeSet<String>> {
        let text = fs::read_to_string(root().join(lock)).expect("the lock is there");
        let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let values: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once(" = ")).collect();
        for two in values.windows(2) {
            if let [("name", name), ("version", version)] = two {
                versions.entry((*name).to_owned()).or_default().insert((*version).to_owned());
            }
        }
        versions
    }

    #[test]
    fn what_is_fuzzed_is_what_ships() {
        let ships = versions("Cargo.lock");
        let fuzzed = versions("fuzz/Cargo.lock");
        assert!(fuzzed.len() > 100, "the lock is read");
        for (name, versions) in &fuzzed {
            if let Some(ships) = ships.get(name) {
                assert!(versions.is_subset(ships), "{name}: {versions:?}, and in Cargo.lock {ships:?}");
            }
        }
    }
}
