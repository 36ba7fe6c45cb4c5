//! A whole program: how long it takes, and how much memory it needs at most.

use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::workspace::line;

/// How often the system is asked.
const INTERVAL: Duration = Duration::from_millis(10);

/// What a run took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Seconds on the clock.
    pub(super) seconds: f64,
    /// The most memory that was in use, in bytes; 0 where the system doesn't say.
    pub(super) peak: f64,
}

/// Runs a program to its end. Its output is thrown away. A status of 1 is no failure: it says that there are changes.
pub(super) fn run(command: &mut Command) -> Result<Run, Failure> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    let stderr = child.stderr.take();
    let (sender, ended) = channel();
    let waiting = std::thread::spawn(move || {
        let mut text = String::new();
        if let Some(mut stderr) = stderr {
            std::io::Read::read_to_string(&mut stderr, &mut text).ok();
        }
        sender.send((child.wait(), text)).ok();
    });
    let mut peak = 0.0;
    let (status, text): (std::io::Result<ExitStatus>, String) = loop {
        peak = most_memory(&process).unwrap_or(peak);
        match ended.recv_timeout(INTERVAL) {
            Ok(ended) => break ended,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err("nobody waits for the program".into()),
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    drop(waiting.join());
    match status?.code() {
        Some(0 | 1) => Ok(Run { seconds, peak }),
        _ => Err(format!("`{}` failed: {text}", line(command)).into()),
    }
}

/// The most memory so far. Only Linux tells.
fn most_memory(process: &std::path::Path) -> Option<f64> {
    let status = std::fs::read_to_string(process.join("status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = peak.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024.0)
}
