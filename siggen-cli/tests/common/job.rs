//! Runs that write to a file, for tests that end, disturb and deceive them.
#![allow(dead_code, reason = "each test file uses a part of this")]
#![allow(clippy::unwrap_used, reason = "a test that can't set up its files fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::common::{Folder, Ran, many_crashes, siggen};

/// How many crashes a run has.
const CRASHES: u32 = 12_000;

/// The inputs in a folder: crashes, and among them some that are none.
pub(crate) fn inputs(folder: &Folder, kind: &str) -> String {
    let broken = |text: String| text.replacen("\"crashing_thread\"", "crashing_thread", 1);
    match kind {
        "one" => {
            let text: Vec<String> = (0..CRASHES / 1000)
                .map(|thousand| broken(many_crashes(thousand * 1000..thousand * 1000 + 1000)))
                .collect();
            folder.write("one.ndjson.zst", zstd::encode_all(text.concat().as_bytes(), 1).unwrap())
        }
        "several" => {
            for part in 0..4 {
                let each = CRASHES / 4;
                folder.write(&format!("several/{part}.jsonl"), broken(many_crashes(part * each..(part + 1) * each)));
            }
            folder.path("several").to_str().unwrap().to_owned()
        }
        _ => {
            for (number, line) in many_crashes(0..CRASHES / 6).lines().enumerate() {
                let text = if number % 500 == 7 { broken(line.to_owned()) } else { line.to_owned() };
                folder.write(&format!("small/{}/{number}.json", number % 3), text);
            }
            folder.path("small").to_str().unwrap().to_owned()
        }
    }
}

/// A run that writes to a file.
pub(crate) struct Job<'j> {
    pub(crate) folder: &'j Folder,
    pub(crate) input: &'j str,
    pub(crate) format: &'j str,
    pub(crate) output: &'j str,
}

impl Job<'_> {
    pub(crate) fn with<T>(&self, more: &[&str], run: impl FnOnce(&[&str]) -> T) -> T {
        let (output, failed) = (self.path(), self.folder.path("failed.ndjson"));
        let always = ["signature", self.input, "--format", self.format, "--jobs", "1", "-o", &output];
        run(&[&always, ["--failed", failed.to_str().unwrap()].as_slice(), more].concat())
    }

    pub(crate) fn path(&self) -> String {
        self.folder.path(self.output).to_str().unwrap().to_owned()
    }

    pub(crate) fn part(&self) -> String {
        self.path() + ".part"
    }

    pub(crate) fn state(&self) -> Option<Value> {
        let text = fs::read(self.part() + ".state").ok()?;
        Some(serde_json::from_slice(&text).expect("a state is whole or not there"))
    }

    /// What an undisturbed run leaves: the output and the records that failed.
    pub(crate) fn undisturbed(&self) -> (Vec<u8>, Vec<u8>) {
        let ran = self.with(&["--restart"], siggen);
        assert_eq!(ran.status, Some(1), "{}", ran.err);
        let both = self.left();
        fs::remove_file(self.path()).unwrap();
        fs::remove_file(self.folder.path("failed.ndjson")).unwrap();
        both
    }

    /// What is there at the end; nothing else is left.
    pub(crate) fn left(&self) -> (Vec<u8>, Vec<u8>) {
        for ending in ["", ".new", ".state", ".state.new"] {
            let path = self.part() + ending;
            assert!(!Path::new(&path).exists(), "{path} is left");
        }
        (fs::read(self.path()).unwrap(), fs::read(self.folder.path("failed.ndjson")).unwrap())
    }
}

/// Runs with no room for files above so many blocks of 512 bytes. The number that some shells count in is another;
/// then there is more room.
pub(crate) fn with_room(job: &Job<'_>, blocks: u64) -> Ran {
    job.with(&["--resume"], |args| {
        let output = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", &blocks.to_string()])
            .arg(env!("CARGO_BIN_EXE_siggen"))
            .args(args)
            .output()
            .unwrap();
        Ran {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code(),
        }
    })
}
