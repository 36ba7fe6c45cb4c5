//! A process a crash, as services do that sign crash pings: the `signify` of the wheel beside the older package's.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{lines, python};
use crate::failure::Failure;

/// How many processes of each program.
const PROCESSES: usize = 60;

/// How many of one program come one after the other: what a service runs finds its files in the caches, and not those of
/// another program.
const IN_A_ROW: usize = 10;

/// Seconds a process: theirs, and ours. In turn, so that a change of the machine's speed meets both.
#[expect(clippy::cast_precision_loss, reason = "a count of processes")]
pub(super) fn measure(folder: &Path, target: &Path) -> Result<(f64, f64), Failure> {
    let crashes = crashes(folder)?;
    let (theirs, ours) = (python::their_signify(target), python::our_signify()?);
    let mut taken = [Duration::ZERO; 2];
    let crashes: Vec<&Vec<u8>> = crashes.iter().cycle().take(PROCESSES).collect();
    for crashes in crashes.chunks(IN_A_ROW) {
        for (program, taken) in [&theirs, &ours].into_iter().zip(&mut taken) {
            for crash in crashes {
                *taken += sign(program, crash)?;
            }
        }
    }
    let [theirs, ours] = taken.map(|taken| taken.as_secs_f64() / PROCESSES as f64);
    Ok((theirs, ours))
}

/// Crashes of a size that pings have, from all strata.
fn crashes(folder: &Path) -> Result<Vec<Vec<u8>>, Failure> {
    let mut crashes = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".crash_data.ndjson") {
            let text = std::fs::read(&path)?;
            crashes.extend(lines(&text).filter(|line| line.len() < 20_000).take(10).map(<[u8]>::to_vec));
        }
    }
    crashes.sort();
    if crashes.is_empty() { Err("there is no crash to sign".into()) } else { Ok(crashes) }
}

/// Runs a program on a crash, from its start to its end.
fn sign(program: &Path, crash: &[u8]) -> Result<Duration, Failure> {
    let start = Instant::now();
    let mut child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    child.stdin.take().ok_or("there is no pipe")?.write_all(crash)?;
    let output = child.wait_with_output()?;
    let taken = start.elapsed();
    // One that fails at once would be the fastest.
    let is_signed = output.status.success() && output.stdout.starts_with(b"{\n  \"signature\": \"");
    if is_signed { Ok(taken) } else { Err(format!("{} signs no crash", program.display()).into()) }
}
