//! `cargo xtask test`: every test of the project.
//!
//! The forbidden edges and the generated pages are held by tests of this very crate, so they run
//! with the others. The packages for Python and for browsers come last, and the page that stands on one of them:
//! they are the longest to build.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::failure::Failure;
use crate::say::say;
use crate::step::seconds;
use crate::workspace::{cargo, line};
use crate::{conformance, growth, setup};

mod followed;
mod python;
mod wasm;
mod web;

/// How many tests there were.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
}

/// What runs tests and reports on them.
#[derive(Clone, Copy)]
enum Harness {
    Cargo,
    Nextest,
    Pytest,
    Node,
    Vitest,
}

impl Harness {
    /// How the line begins that has the counts.
    fn summary(self) -> &'static str {
        match self {
            Harness::Cargo => "test result: ",
            Harness::Nextest => "Summary [",
            Harness::Pytest => "==",
            Harness::Node => "# ",
            Harness::Vitest => "Tests ",
        }
    }
}

/// Runs all tests and closes with how many there were.
pub(crate) fn test() -> Result<(), Failure> {
    let start = Instant::now();
    let nextest = setup::has_nextest();
    let mut total = Tally::default();
    // The libraries are also tested without their features: the workspace as a whole always turns them on.
    let without = ["--package", "siggen-core", "--package", "siggen-batch", "--lib", "--test", "without_tables"];
    for packages in [&["--workspace", "--all-features", "--all-targets"][..], &without] {
        if nextest {
            let mut command = cargo(&["nextest", "run", "--cargo-quiet", "--no-fail-fast", "--status-level", "fail"]);
            count(command.args(packages), Harness::Nextest, &mut total)?;
        } else {
            let mut command = cargo(&["test", "--quiet", "--no-fail-fast"]);
            count(command.args(packages), Harness::Cargo, &mut total)?;
        }
    }
    let mut documentation = cargo(&["test", "--quiet", "--doc", "--workspace", "--all-features"]);
    count(&mut documentation, Harness::Cargo, &mut total)?;
    conformance()?;
    growth::check("")?;
    followed::test(&mut total)?;
    python::test(&mut total)?;
    wasm::test(&mut total)?;
    web::test(&mut total)?;
    let Tally { passed, failed } = total;
    say!("test: {passed} passed, {failed} failed, in {}", seconds(start.elapsed()));
    Ok(())
}

/// Runs the recorded outcomes of the reference, where there are any.
fn conformance() -> Result<(), Failure> {
    let Some(folder) = conformance::folder() else {
        say!("conformance: skipped, {} names no folder of recorded outcomes", conformance::VARIABLE);
        return Ok(());
    };
    conformance::run(&folder, false)
}

/// Runs tests, passes on what they print, and counts them.
fn count(command: &mut Command, harness: Harness, total: &mut Tally) -> Result<(), Failure> {
    // cargo's own harness and pytest report on stdout, nextest on stderr, and with what a failed test printed:
    // the report of cargo's harness on that one test, which must not count again. So each has its own summary.
    let summary = harness.summary();
    command.env("CARGO_TERM_COLOR", "never").stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("{}: {error}", line(command)))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let (out, err) = std::thread::scope(|scope| {
        let err = scope.spawn(move || stderr.map_or(Tally::default(), |stderr| pass_on(stderr, summary)));
        (stdout.map_or(Tally::default(), |stdout| pass_on(stdout, summary)), err.join().unwrap_or_default())
    });
    total.add(out);
    total.add(err);
    if child.wait()?.success() {
        return Ok(());
    }
    Err(match out.failed + err.failed {
        0 => format!("`{}` failed", line(command)),
        failed => format!("{failed} tests failed, {} passed: `{}`", total.passed, line(command)),
    }
    .into())
}

/// Prints what comes, and counts in the lines that start with `summary`.
fn pass_on(output: impl Read, summary: &str) -> Tally {
    let mut tally = Tally::default();
    for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        say!("{line}");
        tally.add(Tally::of_line(&line, summary));
    }
    tally
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// The counts in a summary line: `test result: ok. 3 passed; 0 failed; …`,
    /// `Summary [ 0.1s] 3 tests run: 3 passed, 0 skipped`, `=== 1 failed, 3 passed, 1 error in 0.1s ===`,
    /// `Tests  1 failed | 3 passed (4)`, or one of the lines `# pass 3` and `# fail 1`.
    fn of_line(line: &str, summary: &str) -> Self {
        let line = line.trim_start();
        if !line.starts_with(summary) {
            return Tally::default();
        }
        let words: Vec<&str> = line.split([' ', ',', ';', '(', ')']).filter(|word| !word.is_empty()).collect();
        let before = |name: &str| -> u64 {
            let count = words.windows(2).find(|pair| pair[1] == name).map(|pair| pair[0].parse());
            count.and_then(Result::ok).unwrap_or(0)
        };
        // Node's words stand before their number, on a line each.
        if let ["#", name @ ("pass" | "fail" | "cancelled"), count] = words[..] {
            let count = count.parse().unwrap_or(0);
            return if name == "pass" {
                Tally { passed: count, failed: 0 }
            } else {
                Tally { passed: 0, failed: count }
            };
        }
        let failed = ["failed", "timed", "error", "errors"].into_iter().map(before).sum();
        Tally { passed: before("passed"), failed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dependencies with their features, as `cargo tree` names them: `syn v3.0.9 [derive,full]`.
    #[cfg(target_os = "linux")]
    fn dependencies(packages: &[&str]) -> std::collections::BTreeSet<String> {
        let mut tree = cargo(&["tree", "--offline", "--prefix", "none", "--format", "{p} [{f}]"]);
        let printed = crate::workspace::output(tree.args(packages)).unwrap();
        printed.lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect()
    }

    /// Cargo builds a dependency again for each set of features. On other systems there are other dependencies.
    #[cfg(target_os = "linux")]
    #[test]
    fn what_this_program_is_built_with_serves_the_tests() {
        let tests = dependencies(&["--workspace", "--all-features", "--edges", "normal,build,dev"]);
        let xtask = dependencies(&["--package", "xtask", "--edges", "normal,build"]);
        let twice: Vec<_> = xtask.difference(&tests).collect();
        assert!(twice.is_empty(), "built twice; xtask/Cargo.toml lacks features that tests turn on: {twice:#?}");
        assert!(xtask.len() > 100);
    }

    #[test]
    fn every_harness_is_counted() {
        let tally = |passed, failed| Tally { passed, failed };
        let cargo = |line| Tally::of_line(line, Harness::Cargo.summary());
        assert_eq!(cargo("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured"), tally(3, 0));
        assert_eq!(cargo("test result: FAILED. 3 passed; 2 failed; 1 ignored"), tally(3, 2));
        assert_eq!(cargo("test rule::tests::three passed ... ok"), tally(0, 0));
        let nextest = |line| Tally::of_line(line, Harness::Nextest.summary());
        let summary = "     Summary [   0.010s] 7 tests run: 4 passed (1 slow), 2 failed, 1 timed out, 0 skipped";
        assert_eq!(nextest(summary), tally(4, 3));
        assert_eq!(nextest("    test result: FAILED. 0 passed; 1 failed; 0 ignored"), tally(0, 0));
        let pytest = |line| Tally::of_line(line, Harness::Pytest.summary());
        assert_eq!(pytest("====== 2 failed, 30 passed, 1 skipped, 3 errors in 0.12s ======"), tally(30, 5));
        assert_eq!(pytest("================ 7 passed, 2 xfailed, 1 warning in 1.50s (0:00:01) ="), tally(7, 0));
        assert_eq!(pytest("==================================== ERRORS ===================="), tally(0, 0));
        assert_eq!(pytest("E   == 7 passed in 1.50s =="), tally(0, 0));
        let node = |line| Tally::of_line(line, Harness::Node.summary());
        assert_eq!(
            (node("# pass 12"), node("# fail 2"), node("# cancelled 1")),
            (tally(12, 0), tally(0, 2), tally(0, 1))
        );
        assert_eq!((node("# tests 14"), node("# Subtest: all passed")), (tally(0, 0), tally(0, 0)));
        let vitest = |line| Tally::of_line(line, Harness::Vitest.summary());
        assert_eq!(vitest("      Tests  2 failed | 16 passed (18)"), tally(16, 2));
        assert_eq!(vitest("      Tests  16 passed | 1 skipped (17)"), tally(16, 0));
        assert_eq!(vitest(" Test Files  1 failed | 3 passed (4)"), tally(0, 0));
    }
}
