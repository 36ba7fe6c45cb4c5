//! Outputs in folders that others use too: several runs at a time, and files and links that somebody has put there.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that can't set up its files fails")]

mod common;
#[path = "common/job.rs"]
mod job;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use common::{Folder, Random, Running, crash, pause, rounds, siggen};
use job::{Job, inputs};

/// How a run of a pair may end that isn't the one that writes.
const REFUSED: [&str; 3] =
    ["another run is writing this", "left over from an unfinished run", "records what it was made from"];

#[test]
fn two_runs_of_one_output() {
    let folder = &Folder::new();
    let input = &inputs(folder, "one");
    let mut random = Random(11);
    let mut refusals = 0;
    for round in 0..rounds(4, 20) {
        let (format, output) =
            [("ndjson", "out.ndjson"), ("csv", "out.csv.zst"), ("parquet", "out.parquet")][round as usize % 3];
        let job = Job { folder, input, format, output };
        let expected = job.undisturbed();
        let option = |resumes: bool| if resumes { ["--resume"].as_slice() } else { &[] };
        let first = job.with(option(random.below(2) == 0), Running::siggen);
        pause(random.below(300));
        let second = job.with(option(random.below(2) == 0), Running::siggen);
        if random.below(2) == 0 {
            pause(random.below(300));
            [&first, &second][usize::try_from(random.below(2)).unwrap()].signal("INT");
        }
        let ran = [first.end(), second.end()];
        for ran in &ran {
            let is_refused = ran.status == Some(2) && REFUSED.iter().any(|words| ran.err.contains(words));
            // Ended by the signal before there was anybody to hear it, too.
            let has_written = matches!(ran.status, Some(0 | 1 | 130) | None);
            refusals += u32::from(is_refused);
            assert!(is_refused || has_written, "round {round}: {:?} {}", ran.status, ran.err);
        }
        // A run that began when the other one had ended can have been interrupted too.
        if !Path::new(&job.path()).exists() || Path::new(&job.part()).exists() {
            let ran = job.with(&["--resume"], siggen);
            assert_eq!(ran.status, Some(1), "round {round}: {}", ran.err);
        }
        assert!(job.left() == expected, "round {round}: another output");
        fs::remove_file(job.path()).unwrap();
    }
    eprintln!("{refusals} refused");
}

#[test]
fn the_second_run_changes_nothing() {
    let folder = &Folder::new();
    let input = &inputs(folder, "one");
    let job = Job { folder, input, format: "ndjson", output: "out.ndjson" };
    let expected = job.undisturbed();
    let mut first = job.with(&[], Running::siggen);
    while fs::metadata(job.part()).map_or(0, |part| part.len()) == 0 {
        assert!(!first.has_ended());
        pause(1);
    }
    for option in [&[][..], &["--resume"], &["--restart"]] {
        let ran = job.with(option, siggen);
        let words = format!("siggen: {}: another run is writing this", job.part());
        assert!(ran.status == Some(2) && ran.err.starts_with(&words), "{:?} {}", ran.status, ran.err);
    }
    // Another output with the same file for records that fail; and a command that has no output.
    let failed = folder.path("failed.ndjson").to_str().unwrap().to_owned();
    let other = folder.path("other.csv").to_str().unwrap().to_owned();
    for args in
        [["signature", input, "--failed", &failed, "-o", &other].as_slice(), &["coverage", input, "--failed", &failed]]
    {
        let ran = siggen(args);
        let words = format!("{failed}: another run is writing this");
        assert!(ran.status == Some(2) && ran.err.contains(&words), "{:?} {}", ran.status, ran.err);
    }
    assert_eq!(first.end().status, Some(1));
    assert_eq!(siggen(&["signature", input, "--failed", &failed, "-o", &other, "--restart"]).status, Some(1));
    fs::remove_file(folder.path("failed.ndjson")).unwrap();
    assert!(fs::read(job.path()).unwrap() == expected.0);
}

#[test]
fn what_is_planted_is_not_written_through() {
    let folder = &Folder::new();
    let input = folder.write("in.ndjson", format!("{}\nnull\n", crash("a")));
    let victim = folder.path("victim");
    let run = |more: &[&str], format: &str| {
        let (output, failed) = (folder.path("out/file"), folder.path("failed"));
        let (output, failed) = (output.to_str().unwrap(), failed.to_str().unwrap());
        siggen(&[&["signature", &input, "--format", format, "-o", output, "--failed", failed], more].concat())
    };
    for (format, options) in
        [("csv", [].as_slice()), ("csv", &["--resume"]), ("csv", &["--restart"]), ("parquet", &["--resume"])]
    {
        for name in
            ["file.part", "file.part.state", "file.part.state.new", "file.part.new", "file.done", "file.done.new"]
        {
            for is_soft in [true, false] {
                fs::create_dir(folder.path("out")).unwrap();
                fs::write(&victim, "mine").unwrap();
                let planted = folder.path("out").join(name);
                if is_soft {
                    symlink(&victim, &planted).unwrap();
                } else {
                    fs::hard_link(&victim, &planted).unwrap();
                }
                let ran = run(options, format);
                let case = format!("{format} {options:?} {name} {is_soft}: {:?} {}", ran.status, ran.err);
                assert_eq!(fs::read_to_string(&victim).unwrap(), "mine", "{case}");
                match ran.status {
                    Some(1) => {
                        assert!(fs::symlink_metadata(folder.path("out/file")).unwrap().is_file(), "{case}");
                        assert!(name != "file.part", "{case}");
                    }
                    _ => assert!(ran.status == Some(2) && !folder.path("out/file").exists(), "{case}"),
                }
                fs::remove_dir_all(folder.path("out")).unwrap();
            }
        }
    }
    // A file for records that fail which somebody knows by another name.
    fs::create_dir(folder.path("out")).unwrap();
    let _ = fs::remove_file(folder.path("failed"));
    fs::hard_link(&victim, folder.path("failed")).unwrap();
    let ran = run(&[], "csv");
    assert!(ran.status == Some(2) && ran.err.contains("other hard links"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
}

#[test]
fn an_output_that_is_a_link() {
    let folder = &Folder::new();
    let input = folder.write("in.ndjson", crash("a"));
    fs::create_dir(folder.path("there")).unwrap();
    let link = folder.path("link");
    symlink("there/file", &link).unwrap();
    // Where it leads to nothing, and to the file that was made.
    for _ in 0..2 {
        let ran = siggen(&["signature", &input, "-o", link.to_str().unwrap()]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(folder.path("there/file")).unwrap(), "a\n");
    }
    symlink("round", folder.path("round")).unwrap();
    let ran = siggen(&["signature", &input, "-o", folder.path("round").to_str().unwrap()]);
    assert!(ran.status == Some(2) && ran.err.contains("cannot write"), "{}", ran.err);
}

#[test]
fn one_file_for_two_things() {
    let folder = &Folder::new();
    let input = folder.write("in.ndjson", format!("{}\nnull\n", crash("a")));
    let path = |name: &str| folder.path(name).to_str().unwrap().to_owned();
    let output = path("x.ndjson");
    symlink("x.ndjson.part", folder.path("link")).unwrap();
    for ending in ["", ".part", ".part.state", ".part.state.new", ".part.new", ".done", ".done.new"] {
        let ran = siggen(&["signature", &input, "-o", &output, "--failed", &path(&format!("x.ndjson{ending}"))]);
        assert!(ran.status == Some(2) && ran.err.contains("--failed can't be a file that --output"), "{}", ran.err);
    }
    let ran = siggen(&["signature", &input, "-o", &output, "--failed", &path("link")]);
    assert!(ran.status == Some(2) && ran.err.contains("--failed can't be a file that --output"), "{}", ran.err);
    // An input that has the name of a companion, or is the output by another name.
    fs::copy(&input, folder.path("x.ndjson.part")).unwrap();
    fs::hard_link(&input, folder.path("hard")).unwrap();
    for (read, written) in [("x.ndjson.part", "x.ndjson"), ("in.ndjson", "hard")] {
        let ran = siggen(&["signature", &path(read), "-o", &path(written)]);
        assert!(
            ran.status == Some(2) && ran.err.contains("this file is an input, so it can't be written"),
            "{}",
            ran.err
        );
    }
    let report = path("report");
    for command in [["diff", "built-in", "built-in", &input].as_slice(), &["coverage", &input]] {
        let ran = siggen(&[command, &["-o", &report, "--failed", &report]].concat());
        assert!(ran.status == Some(2) && ran.err.contains("--failed can't be a file that --output"), "{}", ran.err);
    }
    assert!(!folder.path("x.ndjson").exists() && !folder.path("report").exists());
    assert_eq!(fs::read(folder.path("x.ndjson.part")).unwrap(), fs::read(&input).unwrap());
}
