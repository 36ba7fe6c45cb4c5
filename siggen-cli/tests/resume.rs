//! Outputs that are gone on with: at whatever moment a run ends, the next one makes the file what it would have been.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that can't set up its files fails")]

mod common;
#[path = "common/job.rs"]
mod job;

use std::fs;
use std::sync::Arc;
use std::time::Instant;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};
use common::{Folder, Ran, Random, Running, pause, rounds, siggen};
use job::{Job, inputs, with_room};
use serde_json::Value;

fn killed(format: &str, output: &str, kind: &str, kills: u32, seed: u64) {
    let folder = &Folder::new();
    let input = &inputs(folder, kind);
    let job = Job { folder, input, format, output };
    let begun = Instant::now();
    let expected = job.undisturbed();
    let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap();
    let mut random = Random(seed);
    let kills = rounds(kills, 50);
    let (mut killed, mut outputs) = (0, 0);
    // A run that ends before it is killed is no kill.
    while killed < kills && outputs < 4 * kills {
        let ran = loop {
            let mut running = job.with(&["--resume"], Running::siggen);
            if killed < kills {
                // At the very beginning, anywhere, or soon after something was made safe.
                let before = job.state();
                match random.below(3) {
                    0 => pause(random.below(20)),
                    1 => pause(random.below(milliseconds)),
                    _ => {
                        while !running.has_ended() && job.state() == before {
                            pause(1);
                        }
                        pause(random.below(100));
                    }
                }
                running.signal("KILL");
            }
            let ran = running.end();
            if ran.status.is_some() {
                break ran;
            }
            killed += 1;
        };
        outputs += 1;
        let is_complete_since_long = ran.err.contains("nothing to do");
        assert!(ran.status == Some(1) || is_complete_since_long, "seed {seed}: {:?} {}", ran.status, ran.err);
        let left = job.left();
        assert!(left.0 == expected.0, "seed {seed}, after {killed} kills: another output");
        assert!(left.1 == expected.1, "seed {seed}, after {killed} kills: other records that failed");
        fs::remove_file(job.path()).unwrap();
    }
    eprintln!("{output}: {killed} kills, {outputs} outputs");
}

#[test]
fn killed_with_lines_of_one_input() {
    killed("ndjson", "out.ndjson", "one", 6, 1);
}

#[test]
fn killed_with_a_folder_of_small_files() {
    killed("csv", "out.csv", "small", 5, 2);
}

#[test]
fn killed_with_packed_output_of_several_files() {
    killed("ndjson", "out.ndjson.zst", "several", 5, 3);
}

#[test]
fn killed_with_parquet() {
    killed("parquet", "out.parquet", "one", 5, 4);
}

#[test]
fn a_full_disk_again_and_again() {
    let folder = &Folder::new();
    let input = &inputs(folder, "several");
    let formats = [
        ("ndjson", "out.ndjson"),
        ("csv", "out.csv"),
        ("json", "out.json"),
        ("markdown", "out.md"),
        ("text", "out.txt"),
        ("ndjson", "out.zst"),
        ("json", "out.json.gz"),
    ];
    for (format, output) in formats {
        let job = Job { folder, input, format, output };
        let expected = job.undisturbed();
        // Thirds of the file.
        let third = expected.0.len() as u64 / 512 / 3;
        let mut places = Vec::new();
        for blocks in [third, 2 * third] {
            let ran = with_room(&job, blocks);
            if ran.status == Some(1) && ran.err.contains("cannot write") {
                assert!(
                    ran.err.contains(&format!(
                        "cannot write {}: File too large; free some space and rerun with --resume",
                        job.part()
                    )),
                    "{}",
                    ran.err
                );
                places.push(job.state().unwrap()["snapshot"]["counts"]["crashes"].as_u64().unwrap());
            }
        }
        // A member holds more than the first third of what is compressed well.
        assert!(places.iter().any(|crashes| *crashes > 0), "{output}: {places:?}");
        assert!(places.is_sorted(), "{output}: {places:?}");
        let ran = job.with(&["--resume"], siggen);
        assert_eq!(ran.status, Some(1), "{}", ran.err);
        assert!(ran.err.contains(" of them now"), "{}", ran.err);
        assert!(job.left() == expected, "{output}");
    }
}

#[test]
fn ended_between_the_last_steps() {
    let folder = &Folder::new();
    let input = &inputs(folder, "several");
    for (format, output) in [("csv", "out.csv"), ("parquet", "out.parquet")] {
        let job = Job { folder, input, format, output };
        let expected = job.undisturbed();
        let ran = with_room(&job, expected.0.len() as u64 / 512 / 2);
        if format == "csv" {
            assert!(ran.err.contains("cannot write"), "{}", ran.err);
            assert_eq!(job.with(&["--resume"], siggen).status, Some(1));
            // All is written, and the state says so.
            let record: Value = serde_json::from_slice(&fs::read(job.path() + ".done").unwrap()).unwrap();
            fs::remove_file(job.path() + ".done").unwrap();
            fs::remove_file(job.path()).unwrap();
            let mut state = record.clone();
            state["is_complete"] = true.into();
            for length in ["text", "written", "length"] {
                state[length] = expected.0.len().into();
            }
            fs::write(job.part(), &expected.0).unwrap();
            fs::write(job.part() + ".state", state.to_string()).unwrap();
            let ran = job.with(&["--resume"], siggen);
            assert!(ran.err.contains("nothing to do"), "{}", ran.err);
            assert_eq!(fs::read(job.path()).unwrap(), expected.0);
            // The file has its name, and the state is still there.
            fs::remove_file(job.path() + ".done").unwrap();
            fs::write(job.part() + ".state", state.to_string()).unwrap();
        } else {
            // There was room for the rows, or not; and none for the file that is made of them.
            assert!(ran.err.contains("cannot write"), "{}", ran.err);
            assert_eq!(job.with(&["--resume"], siggen).status, Some(1));
        }
        let ran = job.with(&["--resume"], siggen);
        // The run that ended had told nobody of the records that failed.
        let status = i32::from(format == "csv");
        assert_eq!((ran.status, ran.out.as_str()), (Some(status), ""));
        assert!(ran.err.contains(&format!("{}: already complete, nothing to do", job.path())), "{}", ran.err);
        assert!(fs::read(job.path()).unwrap() == expected.0, "{output}");
        assert!(job.state().is_none());
    }
}

#[test]
fn nothing_begun() {
    let folder = &Folder::new();
    let input = &inputs(folder, "small");
    let job = Job { folder, input, format: "csv", output: "out.csv" };
    let expected = job.undisturbed();
    // Without anything, and with a state that came before its file.
    assert_eq!(with_room(&job, 8).status, Some(1));
    let mut state = job.state().unwrap();
    state["length"] = 0.into();
    fs::remove_file(job.part()).unwrap();
    fs::write(job.part() + ".state", state.to_string()).unwrap();
    assert_eq!(job.with(&["--resume"], siggen).status, Some(1));
    assert!(job.left() == expected);
}

#[test]
fn what_is_refused() {
    let folder = &Folder::new();
    let input = &inputs(folder, "several");
    let job = Job { folder, input, format: "csv", output: "out.csv" };
    let expected = job.undisturbed();
    assert_eq!(with_room(&job, 100).status, Some(1));
    let (part, state) = (job.part(), fs::read(job.part() + ".state").unwrap());
    let refused = |ran: Ran, words: &[&str]| {
        assert_eq!(ran.status, Some(2), "{}", ran.err);
        assert!(words.iter().all(|words| ran.err.contains(words)), "{}", ran.err);
        assert_eq!(fs::read(part.clone() + ".state").unwrap(), state);
    };
    refused(job.with(&[], siggen), &[&part, "--resume to continue it", "--restart to start over"]);
    let other = Job { format: "ndjson", ..job };
    refused(other.with(&["--resume"], siggen), &["--format was csv and is ndjson", "--restart"]);
    refused(job.with(&["--resume", "--different-only"], siggen), &["--different-only was false and is true"]);
    let other = Job { input: &format!("{input}/0.jsonl"), ..job };
    refused(other.with(&["--resume"], siggen), &["FILE was", "0.jsonl"]);
    let lists = Folder::new();
    lists.write("prefix_signature_re.txt", "mine\n");
    refused(
        job.with(&["--resume", "--extend-siglists", lists.name()], siggen),
        &["the hash of the signature lists was"],
    );
    // Of another version.
    let text = String::from_utf8(state.clone()).unwrap();
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&version));
    fs::write(job.part() + ".state", text.replace(&version, "\"0.0.1\"")).unwrap();
    let ran = job.with(&["--resume"], siggen);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("the version of siggen was 0.0.1 and is "), "{}", ran.err);
    // A state that says nothing, and none.
    fs::write(job.part() + ".state", "{}").unwrap();
    assert_eq!(job.with(&["--resume"], siggen).status, Some(2));
    fs::remove_file(job.part() + ".state").unwrap();
    assert_eq!(job.with(&["--resume"], siggen).status, Some(2));
    let ran = job.with(&[], siggen);
    assert!(ran.status == Some(2) && ran.err.contains("can't be resumed"), "{}", ran.err);
    // A file that is shorter than the state says, and one that is gone.
    fs::write(job.part() + ".state", &state).unwrap();
    fs::write(job.part(), "short").unwrap();
    refused(job.with(&["--resume"], siggen), &["this file has 5 bytes"]);
    fs::remove_file(job.part()).unwrap();
    refused(job.with(&["--resume"], siggen), &["this file is missing"]);
    // All of that is no hindrance to beginning anew.
    assert_eq!(job.with(&["--restart"], siggen).status, Some(1));
    assert!(job.left() == expected);
}

#[test]
fn inputs_that_have_changed() {
    let folder = &Folder::new();
    let input = &inputs(folder, "several");
    let job = Job { folder, input, format: "ndjson", output: "out.ndjson" };
    let (expected, _) = job.undisturbed();
    assert_eq!(with_room(&job, expected.len() as u64 / 512 * 3 / 4).status, Some(1));
    assert!(job.state().unwrap()["snapshot"]["place"]["inputs"].as_u64() > Some(0));
    fs::write(folder.path("several/00.json"), "{}").unwrap();
    let ran = job.with(&["--resume"], siggen);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("the inputs have changed"), "{}", ran.err);
    fs::remove_file(folder.path("several/00.json")).unwrap();
    assert_eq!(job.with(&["--resume"], siggen).status, Some(1));
    assert!(job.left().0 == expected);
}

/// A table with compressed reports, of which one says that it is 2^55 bytes longer than it is.
fn damaged_table() -> Vec<u8> {
    let reports = vec!["{}".repeat(500); 2];
    let column: ArrayRef = Arc::new(StringArray::from(reports));
    let batch = RecordBatch::try_from_iter([("json", column)]).unwrap();
    let options = IpcWriteOptions::default().try_with_compression(Some(CompressionType::LZ4_FRAME)).unwrap();
    let mut writer = StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
    writer.write(&batch).unwrap();
    let mut table = writer.into_inner().unwrap();
    // The lengths stand in front of what LZ4 begins with.
    let magic = 0x184d_2204_u32.to_le_bytes();
    let place = table.windows(magic.len()).rposition(|bytes| bytes == magic).unwrap();
    table[place - 2] = 0x80;
    table
}

#[test]
fn a_damaged_table_is_got_past() {
    let folder = &Folder::new();
    let input = &inputs(folder, "several");
    let job = Job { folder, input, format: "csv", output: "out.csv" };
    let without = job.undisturbed();
    folder.write("several/1-damaged.arrows", damaged_table());
    let third = without.0.len() as u64 / 512 / 3;
    // Before it, and behind it.
    for blocks in [third / 2, 2 * third] {
        let ran = with_room(&job, blocks);
        assert!(ran.err.contains("cannot write"), "{}", ran.err);
    }
    let ran = job.with(&["--resume"], siggen);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    let (output, failed) = job.left();
    assert!(output == without.0, "another output");
    let failed = String::from_utf8(failed).unwrap();
    let words = "row 0: cannot read any further: the table is damaged";
    let about: Vec<&str> = failed.lines().filter(|line| line.contains("1-damaged.arrows")).collect();
    assert!(matches!(about[..], [line] if line.contains(words)), "{failed}");
}
