//! The command line of `cargo xtask fuzz`.

use std::num::NonZero;
use std::thread;

use super::{NPM, TARGETS};
use crate::failure::Failure;

/// What to run, and for how long.
#[derive(Debug)]
pub(super) struct Options {
    pub(super) targets: Vec<String>,
    /// How long each of them runs.
    pub(super) seconds: u64,
    /// How many run at a time.
    pub(super) jobs: usize,
    /// For libFuzzer, in place of what it is told otherwise.
    pub(super) arguments: Vec<String>,
}

const USAGE: &str = "cargo xtask fuzz [TARGET…] [--seconds N] [--jobs N] [-- ARG…]";

impl Options {
    pub(super) fn parse(args: &[&str]) -> Result<Self, Failure> {
        let all: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).chain([NPM]).collect();
        let wrong = |what: String| Failure::from(format!("{what}\n\n{USAGE}\n\nTargets: {}", all.join(", ")));
        let (args, arguments) = match args.iter().position(|arg| *arg == "--") {
            Some(at) => (&args[..at], &args[at + 1..]),
            None => (args, &[][..]),
        };
        let jobs = thread::available_parallelism().map_or(1, NonZero::get);
        let arguments = arguments.iter().map(|&arg| arg.to_owned()).collect();
        let mut options = Options { targets: Vec::new(), seconds: 60, jobs, arguments };
        let mut args = args.iter();
        while let Some(&arg) = args.next() {
            let mut number = || args.next().and_then(|value| value.parse().ok()).filter(|&number: &u64| number > 0);
            match arg {
                "--seconds" => options.seconds = number().ok_or_else(|| wrong(format!("{arg}: how many?")))?,
                "--jobs" => {
                    let jobs = number().and_then(|jobs| usize::try_from(jobs).ok());
                    options.jobs = jobs.ok_or_else(|| wrong(format!("{arg}: how many?")))?;
                }
                name if all.contains(&name) => options.targets.push(name.to_owned()),
                other => return Err(wrong(format!("no such target: {other}"))),
            }
        }
        let is_one = matches!(&*options.targets, [target] if target != NPM);
        if !options.arguments.is_empty() && !is_one {
            return Err(wrong("arguments for libFuzzer go with one target".to_owned()));
        }
        if options.targets.is_empty() {
            options.targets = all.iter().map(|&name| name.to_owned()).collect();
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_run() {
        let options = Options::parse(&["json", "npm", "--seconds", "20", "--jobs", "1"]).expect("it is right");
        assert_eq!((&*options.targets, options.seconds, options.jobs), (&["json".into(), "npm".into()][..], 20, 1));
        assert_eq!(Options::parse(&[]).expect("all of them").targets.len(), TARGETS.len() + 1);
        let options = Options::parse(&["json", "--", "-runs=1", "FILE"]).expect("it is right");
        assert_eq!(options.arguments, ["-runs=1", "FILE"]);
    }

    #[test]
    fn what_is_wrong() {
        for args in [&["jsn"][..], &["--seconds"], &["--seconds", "0"], &["--", "-runs=1"], &["npm", "--", "-runs=1"]] {
            let failure = Options::parse(args).expect_err("it is wrong").to_string();
            assert!(failure.contains(USAGE) && failure.contains("workbench"), "{failure}");
        }
    }
}
