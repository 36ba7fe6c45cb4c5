//! Outputs after a power cut: whatever the system had not written yet is lost, and a run that goes on makes the file
//! what it would have been.
#![cfg(all(target_os = "linux", target_env = "gnu"))]
#![allow(clippy::unwrap_used, reason = "a test that can't set up its files fails")]

#[path = "../common/mod.rs"]
mod common;
mod disk;
#[path = "../common/job.rs"]
mod job;

use std::fs::{self, File};
use std::process::Command;
use std::time::{Duration, SystemTime};

use common::{Folder, Random, rounds, siggen};
use disk::{Disk, Step, steps};
use job::{Job, inputs};

/// What a run does to files, one after the other; none where there is no compiler to make the library that tells.
fn journal(job: &Job<'_>) -> Option<Vec<Step>> {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/power/journal.c");
    let (library, journal) = (job.folder.path("journal.so"), job.folder.path("journal"));
    let made = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-pthread", source, "-o"]).arg(&library).status();
    if made.is_err() {
        return None;
    }
    assert!(made.unwrap().success());
    let status = job.with(&["--resume"], |args| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_siggen"));
        command.args(args).env("LD_PRELOAD", &library).env("JOURNAL", &journal);
        command.output().unwrap().status
    });
    assert_eq!(status.code(), Some(1));
    Some(steps(&fs::read(journal).unwrap()))
}

/// Lets only these files be there.
fn restore(job: &Job<'_>, files: &[(String, Vec<u8>)]) {
    for entry in fs::read_dir(job.folder.name()).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if name.starts_with("out.") || name.starts_with("failed.") {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    for (path, content) in files {
        fs::write(path, content).unwrap();
    }
    // The time of a file that was synced is safe with it.
    if let Some((_, record)) = files.iter().find(|(path, _)| *path == job.path() + ".done") {
        let record: serde_json::Value = serde_json::from_slice(record).unwrap();
        let time = SystemTime::UNIX_EPOCH + Duration::from_nanos(record["modified"].as_u64().unwrap());
        File::options().write(true).open(job.path()).unwrap().set_modified(time).unwrap();
    }
}

fn power_cuts(format: &str, output: &str, kind: &str, seed: u64) {
    let folder = &Folder::new();
    let input = &inputs(folder, kind);
    let job = Job { folder, input, format, output };
    let expected = job.undisturbed();
    let Some(steps) = journal(&job) else {
        eprintln!("skipped: there is no C compiler");
        return;
    };
    let renamed = steps.iter().filter(|step| matches!(step, Step::Rename { .. })).count();
    let mut random = Random(seed);
    let (mut begun, mut done) = (0, 0);
    for round in 0..rounds(12, 60) {
        // Anywhere, or among the last steps.
        let last = if round % 3 == 0 { 25.min(steps.len()) } else { steps.len() };
        let cut = steps.len() - usize::try_from(random.below(last as u64 + 1)).unwrap();
        let mut disk = Disk::default();
        steps[..cut].iter().for_each(|step| disk.apply(step));
        let files = disk.after_power_cut(&mut random);
        restore(&job, &files);
        let case = format!(
            "seed {seed}, round {round}, after step {cut} of {}: {:?}",
            steps.len(),
            steps.get(cut.saturating_sub(1)).map(brief)
        );
        let ran = job.with(&["--resume"], siggen);
        let is_complete = ran.status == Some(0) && ran.err.contains("nothing to do");
        assert!(ran.status == Some(1) || is_complete, "{case}: {:?} {}", ran.status, ran.err);
        assert!(job.left() == expected, "{case}: another output");
        begun += u32::from(ran.err.contains(" of them now"));
        done += u32::from(is_complete);
    }
    eprintln!("{renamed} renamed; {begun} gone on with, {done} complete");
    // The first and the last state, the file and the record are always there; others where the run took its time.
    assert!(begun > 0 || renamed < 5, "nothing was gone on with");
}

/// A step without what it wrote.
fn brief(step: &Step) -> String {
    match step {
        Step::Write { inode, at, bytes } => format!("{} bytes to {inode} at {at}", bytes.len()),
        other => format!("{other:?}"),
    }
}

#[test]
fn lines() {
    power_cuts("ndjson", "out.ndjson", "several", 31);
}

#[test]
fn packed_lines() {
    power_cuts("ndjson", "out.ndjson.zst", "several", 32);
}

#[test]
fn parquet() {
    power_cuts("parquet", "out.parquet", "several", 33);
}
