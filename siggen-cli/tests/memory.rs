//! The memory that a run takes, whatever it reads: what a record may have, and 300 MB (docs/limits.md).
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::sys::resource::{UsageWho, getrusage};

const MIB: usize = 1 << 20;

/// The default of `--max-record`.
const DEFAULT: usize = 32 * MIB;

/// Runs `siggen` on a file, and sees that it took no more than it may. Gives its exit status.
fn siggen(args: &[&str], file: &Path, max_record: usize) -> Option<i32> {
    let max = max_record.to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_siggen"));
    command.args(args).args(["--jobs", "2", "--max-record", &max]).arg(file);
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    // The most that any of the programs took that have been waited for, in kilobytes. This is the only test here.
    let most = usize::try_from(getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss()).unwrap() * 1024;
    assert!(most <= max_record + 300_000_000, "{args:?} {}: {} MB", file.display(), most / 1_000_000);
    status.code()
}

/// A file that is much larger unpacked.
fn packed(path: &Path, parts: &[(&[u8], usize)]) {
    let mut file = zstd::Encoder::new(fs::File::create(path).unwrap(), 1).unwrap();
    for (part, count) in parts {
        let at_once = (64 * 1024 / part.len()).clamp(1, *count);
        let block = part.repeat(at_once);
        for _ in 0..count / at_once {
            file.write_all(&block).unwrap();
        }
    }
    file.finish().unwrap();
}

/// Fills a list with lines, up to the size that its file may have, and sees what each command takes with it.
fn hostile_list(folder: &Path, line: impl Fn(usize) -> String) {
    const LONGEST: usize = 4 * MIB;
    let lists = folder.join("lists");
    fs::create_dir_all(&lists).unwrap();
    let mut text = String::new();
    for line in (0..).map(line) {
        if text.len() + line.len() + 1 > LONGEST {
            break;
        }
        text = text + &line + "\n";
    }
    for list in ["irrelevant_signature_re", "signatures_with_line_numbers_re", "signature_sentinels"] {
        fs::write(lists.join(format!("{list}.txt")), "memcpy\n").unwrap();
    }
    fs::write(lists.join("prefix_signature_re.txt"), text).unwrap();
    let crash = folder.join("crash.ndjson");
    fs::write(&crash, CRASH).unwrap();
    let path = lists.to_str().unwrap();
    for command in ["signature", "explain", "coverage"] {
        siggen(&[command, "--siglists", path], &crash, MIB);
    }
    siggen(&["diff", "built-in", path], &crash, MIB);
    siggen(&["lint", path, "--corpus"], &crash, MIB);
}

const CRASH: &[u8] = b"{\"threads\": [{\"frames\": [{\"function\": \"kite::Fly(int)\"}]}], \"crashing_thread\": 0}\n";
const NDJSON: &[&str] = &["signature", "--format", "ndjson"];

#[test]
fn no_input_takes_more_than_a_record_may_and_300_mb() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    // Lists as large as they may be, of lines that take many times their size.
    hostile_list(folder.path(), |_| ".*".to_owned() + &"x".repeat(4 * MIB - 3));
    hostile_list(folder.path(), |i| format!(".*{i}{}", "x".repeat(490)));
    hostile_list(folder.path(), |_| r"\w".repeat(8_000));
    hostile_list(folder.path(), |i| format!("(?i)kite{i}"));
    hostile_list(folder.path(), |i| format!("kite{i}(?:b{{1000}}){{9}}"));
    hostile_list(folder.path(), |_| String::new());
    // As many lines as there may be, all of which one takes.
    hostile_list(folder.path(), |i| {
        if i == 0 {
            "(".to_owned() + &"kite|".repeat(3_000) + ")"
        } else if i < 149_000 {
            format!("kite{i}")
        } else {
            String::new()
        }
    });
    // What is larger than a record may be.
    for (name, parts) in [
        ("line.ndjson.zst", &[(CRASH, 1), (b"{\"a\": \"", 1), (b"x", 600 * MIB), (b"\"}\n", 1), (CRASH, 1)][..]),
        ("space.json.zst", &[(b" ", 600 * MIB)]),
        ("document.json.zst", &[(b"{\n\"a\": \"", 1), (b"x", 600 * MIB)]),
        ("list.json.zst", &[(b"[{},", 1), (b" ", 600 * MIB), (b"{}]", 1)]),
    ] {
        packed(&path(name), parts);
        assert_eq!(siggen(NDJSON, &path(name), MIB), Some(1), "{name}");
    }
    assert_eq!(siggen(&["coverage", "--no-without"], &path("line.ndjson.zst"), MIB), Some(1));
    assert_eq!(siggen(&["diff", "built-in", "built-in"], &path("line.ndjson.zst"), MIB), Some(1));
    assert_eq!(siggen(&["explain"], &path("space.json.zst"), MIB), Some(1));
    // Records of which nothing, or little, becomes more than they are.
    packed(&path("failed.json.zst"), &[(b"[0", 1), (b",0", 3_000_000), (b"]", 1)]);
    assert_eq!(siggen(NDJSON, &path("failed.json.zst"), MIB), Some(1));
    packed(&path("crashes.ndjson.zst"), &[(CRASH, 400_000)]);
    assert_eq!(siggen(NDJSON, &path("crashes.ndjson.zst"), MIB), Some(0));
    // One record as large as it may be, of as many parts as it can have.
    let of = |begin: &str, part: &str, end: &str| [begin, &part.repeat(31 * MIB / part.len()), end].concat();
    let threads = of("{", "\"threads\":[{\"frames\":[{\"function\":\"f\"}]}],", "\"hang\":\"ui\"}");
    for (name, json, status) in [
        ("threads.json", threads, 0),
        ("nulls.json", of("{\"threads\":[", "0,", "0]}"), 0),
        ("members.json", of("{", "\"\":0,", "\"hang\":\"ui\"}"), 0),
        ("line.json", of("{\"threads\":[{\"frames\":[{", "\"line\":{},", "\"line\":0}]}]}"), 0),
        ("modules.json", of("{\"stack_traces\":{\"modules\":[", "0,", "0],\"threads\":[]}}"), 0),
        ("dumps.json", of("{\"additional_minidumps\":\"", ",", "\"}"), 0),
        ("abort.json", of("{\"abort_message\":[", "0,", "0]}"), 0),
        ("open.json", of("", "{\"a\":", ""), 1),
        ("key.json", of("{\"", "k", "\":0}"), 1),
    ] {
        fs::write(path(name), json).unwrap();
        assert_eq!(siggen(NDJSON, &path(name), DEFAULT), Some(status), "{name}");
    }
    // One name as large as it may be, which stands in many places of what is printed.
    let crash = of("{\"hang\":\"ui\",\"threads\":[{\"frames\":[{\"function\":\"", "k", "\"}]}]}");
    fs::write(path("name.json"), &crash).unwrap();
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
    let module = of("{\"stack_traces\":{\"modules\":[{\"filename\":\"", "k", "\"}],\"threads\":[{\"frames\":[");
    let frames = [r#"{"ip":"0x1","module_index":0}"#; 40].join(",");
    fs::write(path("module.json"), format!("{module}{frames}]}}],\"crash_info\":{{\"crashing_thread\":0}}}}}}"))
        .unwrap();
    assert_eq!(siggen(&["explain", "--format", "json"], &path("module.json"), DEFAULT), Some(0));
    fs::write(path("names.json"), format!("[{crash},{crash},{{}}]")).unwrap();
    assert_eq!(siggen(NDJSON, &path("names.json"), DEFAULT), Some(0));
}
