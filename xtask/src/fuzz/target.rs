//! Runs a target.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::workspace::{self, target_folder};

/// Names the folder that a target writes its seeds into. See `fuzz/src/seeds.rs`.
const SEEDS: &str = "SIGGEN_FUZZ_SEEDS";

/// Of what a target prints before it fails, so many lines are shown.
const SHOWN: usize = 30;

/// What a run was.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) runs: String,
    pub(super) units: usize,
    pub(super) time: Duration,
}

/// Where a target's files are, in the target folder.
struct Files {
    /// What it has found worth keeping, for the next run.
    corpus: PathBuf,
    seeds: PathBuf,
    words: PathBuf,
    /// What it failed on.
    failed: PathBuf,
    log: PathBuf,
}

impl Files {
    fn of(name: &str) -> Result<Self, Failure> {
        let folder = target_folder()?.join("fuzz");
        let files = Files {
            corpus: folder.join("corpus").join(name),
            seeds: folder.join("seeds").join(name),
            words: folder.join("seeds").join(format!("{name}.dict")),
            failed: folder.join("failed").join(name),
            log: folder.join(format!("{name}.log")),
        };
        if files.seeds.exists() {
            fs::remove_dir_all(&files.seeds)?;
        }
        for folder in [&files.corpus, &files.seeds, &files.failed] {
            fs::create_dir_all(folder)?;
        }
        Ok(files)
    }
}

/// Runs a target for some time.
pub(super) fn run(programs: &Path, name: &str, max_len: usize, seconds: u64) -> Result<Ran, Failure> {
    let files = Files::of(name)?;
    let program = programs.join(name);
    workspace::output(Command::new(&program).env(SEEDS, &files.seeds))?;
    let mut command = Command::new(&program);
    command.arg(format!("-max_total_time={seconds}")).arg(format!("-max_len={max_len}"));
    command.args(["-timeout=20", "-rss_limit_mb=2048"]);
    if files.corpus.read_dir()?.next().is_none() {
        // A first run begins the same way everywhere, so that a change fails for what it changes.
        command.arg("-seed=1");
    }
    command.arg(format!("-artifact_prefix={}/", files.failed.display()));
    if files.words.exists() {
        command.arg(format!("-dict={}", files.words.display()));
    }
    command.arg(&files.corpus).arg(&files.seeds);
    let log = File::create(&files.log)?;
    let start = Instant::now();
    let status = command.stdout(log.try_clone()?).stderr(log).status()?;
    let time = start.elapsed();
    let text = String::from_utf8_lossy(&fs::read(&files.log)?).into_owned();
    if !status.success() {
        return Err(failure(name, &text, &files.log).into());
    }
    let runs = runs(&text).ok_or_else(|| format!("{name}: no count of runs in {}", files.log.display()))?;
    Ok(Ran { runs: runs.to_owned(), units: files.corpus.read_dir()?.count(), time })
}

/// Runs a target with arguments for libFuzzer.
pub(super) fn run_with(programs: &Path, name: &str, arguments: &[String]) -> Result<(), Failure> {
    workspace::run(Command::new(programs.join(name)).args(arguments))
}

/// How many runs there were, by what libFuzzer prints at the end.
fn runs(log: &str) -> Option<&str> {
    log.lines().rev().find_map(|line| line.strip_prefix("Done ")?.split(' ').next())
}

/// What a target says of its failure, and how to see it again.
fn failure(name: &str, log: &str, file: &Path) -> String {
    let start = log.find("panicked at").or_else(|| log.find("ERROR: libFuzzer"));
    let shown: Vec<&str> = log[start.unwrap_or_default()..].lines().take(SHOWN).collect();
    let input = log.lines().find_map(|line| line.split_once("Test unit written to ")).map(|(_, input)| input);
    let again = input.map_or_else(String::new, |input| {
        format!(
            "\n\nagain: cargo xtask fuzz {name} -- {input}\nsmaller: cargo xtask fuzz {name} -- -minimize_crash=1 \
             -max_total_time=60 {input}"
        )
    });
    format!("{name} failed, see {}:\n{}{again}", file.display(), shown.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_where_its_input_is() {
        let log =
            "#1 NEW\nthread 'x' panicked at a.rs:1:2:\nboom\nartifact_prefix='f/'; Test unit written to f/crash-1\n";
        let said = failure("json", log, Path::new("json.log"));
        assert!(said.starts_with("json failed, see json.log:\npanicked at a.rs:1:2:\nboom\n"), "{said}");
        assert!(said.contains("cargo xtask fuzz json -- f/crash-1\n"), "{said}");
    }

    #[test]
    fn the_count_stands_at_the_end() {
        assert_eq!(runs("#2 pulse\nDone 502166 runs in 13 second(s)\nstat::x: 1\n"), Some("502166"));
        assert_eq!(runs("#2 pulse\n"), None);
    }
}
