//! `cargo xtask bench batch`: the workbench on a million synthetic crashes, as whole programs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::program::{Run, run};
use crate::failure::Failure;
use crate::say::say;
use crate::workspace::{cargo, root, succeeds, target_folder};

/// At least so many signatures a second a core.
const LEAST_RATE: f64 = 100_000.0;

/// At most so much memory, in bytes.
const MOST_MEMORY: f64 = 300e6;

/// At most so many times as long as one pass.
const MOST_DIFF: f64 = 1.5;
const MOST_COVERAGE: f64 = 3.0;

/// Lines that are added to the lists; they change the signatures of a good part of the crashes.
const EDITS: [(&str, &[&str]); 2] = [
    (
        "prefix_signature_re",
        &["mozilla::orchard::", "mozilla::loom::", "js::kiln::", "lichen_style::", "nsMarbleKeeper"],
    ),
    ("irrelevant_signature_re", &["arena_dalloc", "thread_start", "mozilla::detail::", ".*Roster::", "ntdll"]),
];

/// How often each program is run; the fastest counts.
const ROUNDS: usize = 3;

/// Measures over so many crashes.
pub(super) fn measure(count: u64) -> Result<(), Failure> {
    let folder = target_folder()?.join("bench-batch");
    fs::create_dir_all(&folder)?;
    crate::workspace::run(&mut cargo(&["build", "--release", "--package", "siggen-cli", "--package", "xtask"]))?;
    let corpus = folder.join(format!("{count}.ndjson.zst"));
    if !corpus.exists() {
        xtask(&["corpus", &count.to_string(), "--output", &corpus.display().to_string()])?;
    }
    let after = edited_lists(&folder)?;
    let bench = Bench { count, corpus, output: folder.join("signatures.ndjson") };
    let pass = bench.passes()?;
    let diff = bench.best(&["diff", "built-in", &after.display().to_string(), "--format", "json"])?;
    let coverage = bench.best(&["coverage", "--format", "json"])?;
    bench.times("diff of two sets of lists", diff, pass, MOST_DIFF);
    bench.times("coverage, with all without each line", coverage, pass, MOST_COVERAGE);
    fs::remove_file(&bench.output).ok();
    folders(&folder, count)
}

struct Bench {
    count: u64,
    corpus: PathBuf,
    output: PathBuf,
}

impl Bench {
    /// Signatures on one core, and on all; gives the latter.
    fn passes(&self) -> Result<Run, Failure> {
        let output = self.output.display().to_string();
        let signature = ["signature", "--format", "ndjson", "--restart", "--output", &output];
        let one = best_of(|| on_one_core(&signature, &self.corpus))?;
        let all = self.best(&signature)?;
        say!("{} crashes of one .zst file, decompression and output to a file included", self.count);
        for (label, run) in [("one core", one), ("all cores", all)] {
            let (rate, memory) = (self.rate(run.seconds), run.peak / 1e6);
            say!("  {label:<38} {rate:>9.0} a second, {memory:>5.0} MB at most");
        }
        verdict("signatures a second on one core", self.rate(one.seconds), LEAST_RATE, true);
        verdict("bytes of memory", all.peak, MOST_MEMORY, false);
        say!("  all cores beside one: {:.2} times as fast", one.seconds / all.seconds);
        Ok(all)
    }

    fn best(&self, args: &[&str]) -> Result<Run, Failure> {
        best(args, &self.corpus)
    }

    #[expect(clippy::cast_precision_loss, reason = "a count of crashes")]
    fn rate(&self, seconds: f64) -> f64 {
        self.count as f64 / seconds
    }

    fn times(&self, label: &str, run: Run, pass: Run, most: f64) {
        let (rate, memory) = (self.rate(run.seconds), run.peak / 1e6);
        say!("{label:<40} {rate:>9.0} a second, {memory:>5.0} MB at most, {:.2} passes", run.seconds / pass.seconds);
        verdict("passes", run.seconds / pass.seconds, most, false);
    }
}

/// The same crashes as files in one folder: a file must cost no more where there are many.
#[expect(clippy::cast_precision_loss, reason = "a count of files")]
fn folders(folder: &Path, count: u64) -> Result<(), Failure> {
    let mut costs = Vec::new();
    for files in [count / 100, count * 3 / 4] {
        let crashes = folder.join(format!("files-{files}"));
        if !crashes.exists() {
            xtask(&["corpus", &files.to_string(), "--folder", &crashes.display().to_string()])?;
        }
        for (label, order) in [("by name", &[][..]), ("as found", &["--unordered"])] {
            let run = best(&[&["signature", "--format", "ndjson"], order].concat(), &crashes)?;
            let (a_file, memory) = (run.seconds / files as f64 * 1e6, run.peak / 1e6);
            say!("{files} files in one folder, {label:<15} {a_file:>6.1} us a file, {memory:>5.0} MB at most");
            costs.push(a_file);
        }
    }
    verdict("a file among many beside one among few, by name", costs[2] / costs[0], 1.0, false);
    verdict("a file among many beside one among few, as found", costs[3] / costs[1], 1.0, false);
    Ok(())
}

/// The fastest of some runs of `siggen`.
fn best(args: &[&str], input: &Path) -> Result<Run, Failure> {
    best_of(|| {
        let mut command = siggen()?;
        command.args(args).arg(input);
        Ok(command)
    })
}

fn best_of(command: impl Fn() -> Result<Command, Failure>) -> Result<Run, Failure> {
    let mut best: Option<Run> = None;
    for _ in 0..ROUNDS {
        let next = run(&mut command()?)?;
        if best.is_none_or(|best| next.seconds < best.seconds) {
            best = Some(next);
        }
    }
    best.ok_or_else(|| "nothing was run".into())
}

fn siggen() -> Result<Command, Failure> {
    Ok(Command::new(target_folder()?.join("release").join(format!("siggen{}", std::env::consts::EXE_SUFFIX))))
}

/// The same program bound to one core, with all its threads, where the system has a program for that.
fn on_one_core(args: &[&str], input: &Path) -> Result<Command, Failure> {
    let program = siggen()?;
    let mut bound = Command::new("taskset");
    let is_there = succeeds(Command::new("taskset").arg("--version"));
    let mut command = if is_there {
        bound.args(["-c", "0"]).arg(program.get_program());
        bound
    } else {
        program
    };
    command.args(args).args(["--jobs", "1"]).arg(input);
    Ok(command)
}

fn xtask(args: &[&str]) -> Result<(), Failure> {
    let program = target_folder()?.join("release").join(format!("xtask{}", std::env::consts::EXE_SUFFIX));
    crate::workspace::run(Command::new(program).args(args).current_dir(root()))
}

/// The built-in lists with some edits, as a folder.
fn edited_lists(folder: &Path) -> Result<PathBuf, Failure> {
    let lists = folder.join("lists");
    fs::create_dir_all(&lists)?;
    for entry in root().join("siglists").read_dir()? {
        let path = entry?.path();
        let Some(name) = path.file_stem().filter(|_| path.extension().is_some_and(|end| end == "txt")) else {
            continue;
        };
        let mut text = fs::read_to_string(&path)?;
        for (_, lines) in EDITS.iter().filter(|(list, _)| name == *list) {
            text += &lines.join("\n");
            text.push('\n');
        }
        fs::write(lists.join(name).with_extension("txt"), text)?;
    }
    Ok(lists)
}

fn verdict(what: &str, is: f64, limit: f64, at_least: bool) {
    let (is_fine, word) = if at_least { (is >= limit, "at least") } else { (is <= limit, "at most") };
    let reached = if is_fine { "reached" } else { "NOT REACHED" };
    say!("    {what}: {is:.2}, asked {word} {limit:.2}: {reached}");
}
