//! Runs the programs, for tests.
#![allow(dead_code, reason = "each test file uses a part of this")]
#![allow(clippy::unwrap_used, reason = "a test that can't set up its files fails")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a program left behind.
pub(crate) struct Ran {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) status: Option<i32>,
}

/// Runs `siggen` with nothing on standard input.
pub(crate) fn siggen(args: &[&str]) -> Ran {
    siggen_on(args, b"")
}

/// Runs `siggen` on some input.
pub(crate) fn siggen_on(args: &[&str], input: &[u8]) -> Ran {
    run(env!("CARGO_BIN_EXE_siggen"), args, input)
}

fn run(program: &str, args: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(program)
        .args(args)
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program may end without having read all.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code(),
    }
}

/// A file of the shared corpus.
pub(crate) fn testdata(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata").join(name).to_str().unwrap().to_owned()
}

/// A JSON file of the shared corpus.
pub(crate) fn json(name: &str) -> serde_json::Value {
    serde_json::from_slice(&fs::read(testdata(name)).unwrap()).unwrap()
}

/// A crash whose signature is the name of its function.
pub(crate) fn crash(function: &str) -> String {
    format!(r#"{{"threads": [{{"frames": [{{"function": "{function}"}}]}}]}}"#)
}

/// A folder for the files of a test.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    /// Writes a file, and the folders on the way to it.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn name(&self) -> &str {
        self.0.path().to_str().unwrap()
    }
}

/// Compresses with gzip, as one member.
pub(crate) fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// Crashes a line each, all different, of some 2 kB: a crash of the shared corpus with other ids and messages.
pub(crate) fn many_crashes(numbers: std::ops::Range<u32>) -> String {
    let mut crash = json("crashes/crash-data-ipc-linux.json");
    let mut lines = String::new();
    for number in numbers {
        crash["crash_id"] = format!("01234567-89ab-4cde-8f01-{number:06}260801").into();
        crash["ipc_message_name"] = format!("PFerry::Msg_{number}").into();
        lines += &crash.to_string();
        lines.push('\n');
    }
    lines
}

/// A program under way.
pub(crate) struct Running(std::process::Child);

impl Running {
    /// Starts `siggen`, with pipes to all its streams.
    pub(crate) fn siggen(args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_siggen"));
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Running(command.spawn().unwrap())
    }

    pub(crate) fn child(&mut self) -> &mut std::process::Child {
        &mut self.0
    }

    /// Sends a signal, by its name.
    pub(crate) fn signal(&self, name: &str) {
        Command::new("kill").args(["-s", name, &self.0.id().to_string()]).stderr(Stdio::null()).status().unwrap();
    }

    pub(crate) fn has_ended(&mut self) -> bool {
        self.0.try_wait().unwrap().is_some()
    }

    /// Waits for the end.
    pub(crate) fn end(self) -> Ran {
        let output = self.0.wait_with_output().unwrap();
        Ran {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code(),
        }
    }
}

/// Lets some milliseconds pass.
pub(crate) fn pause(milliseconds: u64) {
    let (sender, receiver) = std::sync::mpsc::channel::<()>();
    // Nobody sends anything.
    let _ = receiver.recv_timeout(std::time::Duration::from_millis(milliseconds));
    drop(sender);
}

/// How often something is tried: a few times, or as often as somebody asks for who has the time.
pub(crate) fn rounds(few: u32, many: u32) -> u32 {
    if std::env::var_os("SIGGEN_ENDURANCE").is_some() { many } else { few }
}

/// Numbers that look random, the same for the same seed (the generator `SplitMix64`).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}
