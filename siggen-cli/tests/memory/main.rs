//! The memory that a run takes, whatever it reads: what a record may have, and 300 MB (docs/limits.md).
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::sys::resource::{UsageWho, getrusage};

mod lists;
mod tables;

const MIB: usize = 1 << 20;

/// The default of `--max-record`.
const DEFAULT: usize = 32 * MIB;

/// Runs `siggen` on a file, and sees that it took no more than it may. Gives its exit status.
fn siggen(args: &[&str], file: &Path, max_record: usize) -> Option<i32> {
    let max = max_record.to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_siggen"));
    command.args(args).args(["--jobs", "2", "--max-record", &max]).arg(file);
    // What starts a program counts as a part of it until then. What this one took before is forgotten, where the system
    // can do that; what it has now is little, as no file is made as a whole.
    drop(fs::write("/proc/self/clear_refs", "5"));
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    // The most that any of the programs took that have been waited for, in kilobytes. This is the only test here.
    let most = usize::try_from(getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss()).unwrap() * 1024;
    assert!(most <= max_record + 300_000_000, "{args:?} {}: {} MB", file.display(), most / 1_000_000);
    status.code()
}

/// A file that is much larger unpacked.
fn packed(path: &Path, parts: &[(&str, usize)]) {
    let mut file = zstd::Encoder::new(fs::File::create(path).unwrap(), 1).unwrap();
    write(&mut file, parts);
    file.finish().unwrap();
}

/// A record of one part over and over, as large as it may be.
fn full(path: &Path, begin: &str, part: &str, end: &str) {
    let parts = [(begin, 1), (part, 31 * MIB / part.len()), (end, 1)];
    write(&mut fs::File::create(path).unwrap(), &parts);
}

/// Writes parts, each as often as is said, without making one text of them.
fn write(file: &mut impl Write, parts: &[(&str, usize)]) {
    for (part, count) in parts {
        let at_once = (64 * 1024 / part.len().max(1)).clamp(1, *count);
        let block = part.repeat(at_once);
        for _ in 0..count / at_once {
            file.write_all(block.as_bytes()).unwrap();
        }
        file.write_all(part.repeat(count % at_once).as_bytes()).unwrap();
    }
}

const CRASH: &str = "{\"threads\": [{\"frames\": [{\"function\": \"kite::Fly(int)\"}]}], \"crashing_thread\": 0}\n";
const NDJSON: &[&str] = &["signature", "--format", "ndjson"];

#[test]
fn no_input_takes_more_than_a_record_may_and_300_mb() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    lists::take_no_more(folder.path());
    tables::take_no_more(folder.path());
    // What is larger than a record may be.
    for (name, parts) in [
        ("line.ndjson.zst", &[(CRASH, 1), ("{\"a\": \"", 1), ("x", 600 * MIB), ("\"}\n", 1), (CRASH, 1)][..]),
        ("space.json.zst", &[(" ", 600 * MIB)]),
        ("document.json.zst", &[("{\n\"a\": \"", 1), ("x", 600 * MIB)]),
        ("list.json.zst", &[("[{},", 1), (" ", 600 * MIB), ("{}]", 1)]),
    ] {
        packed(&path(name), parts);
        assert_eq!(siggen(NDJSON, &path(name), MIB), Some(1), "{name}");
    }
    assert_eq!(siggen(&["coverage", "--no-without"], &path("line.ndjson.zst"), MIB), Some(1));
    assert_eq!(siggen(&["diff", "built-in", "built-in"], &path("line.ndjson.zst"), MIB), Some(1));
    assert_eq!(siggen(&["explain"], &path("space.json.zst"), MIB), Some(1));
    // Records of which nothing, or little, becomes more than they are.
    packed(&path("failed.json.zst"), &[("[0", 1), (",0", 3_000_000), ("]", 1)]);
    assert_eq!(siggen(NDJSON, &path("failed.json.zst"), MIB), Some(1));
    packed(&path("crashes.ndjson.zst"), &[(CRASH, 400_000)]);
    assert_eq!(siggen(NDJSON, &path("crashes.ndjson.zst"), MIB), Some(0));
    // One record as large as it may be, of as many parts as it can have.
    let threads = "\"threads\":[{\"frames\":[{\"function\":\"f\"}]}],";
    for (name, begin, part, end, status) in [
        ("threads.json", "{", threads, "\"hang\":\"ui\"}", 0),
        ("nulls.json", "{\"threads\":[", "0,", "0]}", 0),
        ("members.json", "{", "\"\":0,", "\"hang\":\"ui\"}", 0),
        ("line.json", "{\"threads\":[{\"frames\":[{", "\"line\":{},", "\"line\":0}]}]}", 0),
        ("modules.json", "{\"stack_traces\":{\"modules\":[", "0,", "0],\"threads\":[]}}", 0),
        ("dumps.json", "{\"additional_minidumps\":\"", ",", "\"}", 0),
        ("abort.json", "{\"abort_message\":[", "0,", "0]}", 0),
        ("open.json", "", "{\"a\":", "", 1),
        ("key.json", "{\"", "k", "\":0}", 1),
    ] {
        full(&path(name), begin, part, end);
        assert_eq!(siggen(NDJSON, &path(name), DEFAULT), Some(status), "{name}");
    }
    // One name as large as it may be, which stands in many places of what is printed.
    let (begin, end) = ("{\"hang\":\"ui\",\"threads\":[{\"frames\":[{\"function\":\"", "\"}]}]}");
    full(&path("name.json"), begin, "k", end);
    for args in [
        &["explain"][..],
        &["explain", "--format", "json"],
        &["explain", "--debug-log"],
        &["explain", "--with-line", "prefix:zzz"],
        &["explain", "--without", "prefix:memcpy"],
        &["signature", "--format", "json"],
        &["signature", "--format", "markdown"],
    ] {
        assert_eq!(siggen(args, &path("name.json"), DEFAULT), Some(0), "{args:?}");
    }
    // A name that 40 frames share.
    let frames = [r#"{"ip":"0x1","module_index":0}"#; 40].join(",");
    let end = format!("\"}}],\"threads\":[{{\"frames\":[{frames}]}}],\"crash_info\":{{\"crashing_thread\":0}}}}}}");
    full(&path("module.json"), "{\"stack_traces\":{\"modules\":[{\"filename\":\"", "k", &end);
    assert_eq!(siggen(&["explain", "--format", "json"], &path("module.json"), DEFAULT), Some(0));
    let crash = [(begin, 1), ("k", 31 * MIB), ("\"}]}]}", 1)];
    let list = [&[("[", 1)][..], &crash, &[(",", 1)], &crash, &[(",{}]", 1)]].concat();
    write(&mut fs::File::create(path("names.json")).unwrap(), &list);
    assert_eq!(siggen(NDJSON, &path("names.json"), DEFAULT), Some(0));
}
