//! Outputs that are not gone on with, nor called complete, since something is no longer what it was.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that can't set up its files fails")]

mod common;
#[path = "common/job.rs"]
mod job;

use std::fs::{self, File};
use std::path::Path;
use std::time::SystemTime;

use common::{Folder, Ran, Random, crash, rounds, siggen};
use job::{Job, inputs, with_room};

/// Puts the lines of a text into another order.
fn shuffled(lines: &[String], random: &mut Random) -> String {
    let mut lines = lines.to_vec();
    for at in (1..lines.len()).rev() {
        lines.swap(at, usize::try_from(random.below(at as u64 + 1)).unwrap());
    }
    lines.concat()
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

fn set_modified(path: &Path, time: SystemTime) {
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

#[test]
fn an_input_that_was_replaced() {
    let folder = &Folder::new();
    let several = inputs(folder, "several");
    let mut random = Random(21);
    for round in 0..rounds(6, 24) {
        // The one that is under way, or one of those that are done.
        let is_one = round % 2 == 0;
        let input = if is_one { folder.path("several/0.jsonl").to_str().unwrap().to_owned() } else { several.clone() };
        let (format, output) = if round % 4 < 2 { ("ndjson", "out.ndjson") } else { ("csv", "out.csv") };
        let job = &Job { folder, input: &input, format, output };
        let expected = job.undisturbed();
        let ran = with_room(job, expected.0.len() as u64 / 512 * 3 / 4);
        assert!(ran.err.contains("cannot write"), "{}", ran.err);
        let path = folder.path("several/0.jsonl");
        let (text, time) = (fs::read_to_string(&path).unwrap(), modified(&path));
        let lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        let other = match (round / 2) % 3 {
            0 => shuffled(&lines, &mut random),
            1 => format!("{}\n{text}", crash("new")),
            _ => text.replacen("\"threads\"", "\"thread5\"", 2 + usize::try_from(random.below(3)).unwrap()),
        };
        fs::write(&path, other).unwrap();
        if random.below(2) == 0 {
            set_modified(&path, time);
        }
        let state = fs::read(job.part() + ".state").unwrap();
        let ran = job.with(&["--resume"], siggen);
        assert!(ran.status == Some(2) && ran.err.contains("the inputs have changed"), "{}", ran.err);
        assert!(ran.err.contains("; use --restart to start over") && ran.err.contains("0.jsonl"), "{}", ran.err);
        assert_eq!(fs::read(job.part() + ".state").unwrap(), state);
        let restarted = job.undisturbed();
        assert!(restarted.0 != expected.0, "round {round}");
        fs::write(&path, text).unwrap();
    }
}

fn refused(ran: &Ran, words: &[&str]) {
    let is_refused = ran.status == Some(2) && ran.err.contains("; use --restart to start over");
    assert!(is_refused && words.iter().all(|words| ran.err.contains(words)), "{:?} {}", ran.status, ran.err);
}

#[test]
fn complete_of_something_else() {
    let folder = &Folder::new();
    let one = folder.write("in/1.ndjson", format!("{}\nnull\n", crash("a")));
    let two = folder.write("2.ndjson", crash("b"));
    let lists = Folder::new();
    lists.write("prefix_signature_re.txt", "mine\n");
    for (format, output) in [("csv", "out.csv"), ("ndjson", "out.ndjson.gz"), ("parquet", "out.parquet")] {
        let input = folder.path("in").to_str().unwrap().to_owned();
        let job = &Job { folder, input: &input, format, output };
        // Without a record nobody knows what it is of.
        fs::write(job.path(), "something").unwrap();
        refused(&job.with(&["--resume"], siggen), &[&job.path(), "records what it was made from", ".done"]);
        assert_eq!(fs::read_to_string(job.path()).unwrap(), "something");
        assert_eq!(job.with(&["--restart"], siggen).status, Some(1));
        refused(&job.with(&["--resume"], siggen), &[".done"]);
        fs::remove_file(job.path()).unwrap();
        assert_eq!(job.with(&["--resume"], siggen).status, Some(1));
        let is_complete = || {
            let ran = job.with(&["--resume"], siggen);
            assert!(ran.status == Some(0) && ran.err.contains("nothing to do"), "{:?} {}", ran.status, ran.err);
        };
        is_complete();
        let whole = fs::read(job.path()).unwrap();
        // Of another command, other lists, another input.
        refused(&job.with(&["--resume", "--different-only"], siggen), &["--different-only was false and is true"]);
        let extended = ["--resume", "--extend-siglists", lists.name()];
        refused(&job.with(&extended, siggen), &["the hash of the signature lists was"]);
        refused(&Job { input: &two, ..*job }.with(&["--resume"], siggen), &["FILE was", "2.ndjson"]);
        // Of more inputs, fewer, and one that has changed.
        let added = folder.write("in/2.ndjson", crash("c"));
        refused(&job.with(&["--resume"], siggen), &["there are more than the 1 already processed"]);
        fs::remove_file(added).unwrap();
        is_complete();
        let (text, time) = (fs::read(&one).unwrap(), modified(Path::new(&one)));
        fs::write(&one, format!("{}\nnull\n", crash("x"))).unwrap();
        set_modified(Path::new(&one), time);
        refused(&job.with(&["--resume"], siggen), &["1.ndjson has changed since it was processed"]);
        fs::write(&one, text).unwrap();
        assert!(fs::read(job.path()).unwrap() == whole);
        // Another file by its name, and records that failed which are others.
        assert_eq!(job.with(&["--restart"], siggen).status, Some(1));
        assert!(!Path::new(&(job.path() + ".done")).exists());
        fs::remove_file(job.path()).unwrap();
        assert_eq!(job.with(&["--resume"], siggen).status, Some(1));
        let failed = folder.path("failed.ndjson");
        let kept = fs::read(&failed).unwrap();
        fs::write(&failed, "").unwrap();
        refused(&job.with(&["--resume"], siggen), &["failed.ndjson: this file has 0 bytes"]);
        fs::write(&failed, "x".repeat(kept.len())).unwrap();
        refused(&job.with(&["--resume"], siggen), &["failed.ndjson: this file has changed since the run wrote it"]);
        fs::write(&failed, kept).unwrap();
        is_complete();
        fs::write(job.path(), [b"x", &whole[1..]].concat()).unwrap();
        refused(&job.with(&["--resume"], siggen), &["not the file that", ".done describes"]);
    }
}

#[test]
fn records_that_failed_in_another_run() {
    let folder = &Folder::new();
    let input = &inputs(folder, "several");
    let job = Job { folder, input, format: "ndjson", output: "out.ndjson" };
    let expected = job.undisturbed();
    let failed = folder.path("failed.ndjson");
    for other in [None, Some("x"), Some("of another run\n")] {
        let ran = with_room(&job, expected.0.len() as u64 / 512 * 3 / 4);
        assert!(ran.err.contains("cannot write"), "{}", ran.err);
        let kept = fs::read(&failed).unwrap();
        let other = other.map(|text| text.repeat(if text.len() == 1 { kept.len() } else { 1 << 16 }));
        match &other {
            Some(text) => fs::write(&failed, text).unwrap(),
            None => fs::remove_file(&failed).unwrap(),
        }
        refused(&job.with(&["--resume"], siggen), &["failed.ndjson: "]);
        // What was found is left as it was.
        assert_eq!(fs::read_to_string(&failed).ok(), other);
        fs::write(&failed, kept).unwrap();
        assert_eq!(job.with(&["--resume"], siggen).status, Some(1));
        assert!(job.left() == expected);
        fs::remove_file(job.path()).unwrap();
    }
}
