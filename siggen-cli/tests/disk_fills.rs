//! A disk that fills, with a little more room each time. It has to be mounted, so this runs only where somebody asks for
//! it, as root: `SIGGEN_ENDURANCE=1 cargo test -p siggen-cli --test disk_fills`.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that can't set up its files fails")]

mod common;
#[path = "common/job.rs"]
mod job;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use common::{Folder, rounds, siggen};
use job::inputs;

/// A disk in memory, which is gone with the test.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn new(path: PathBuf) -> Self {
        fs::create_dir(&path).unwrap();
        let disk = SmallDisk(path);
        disk.mount("size=4k");
        disk
    }

    fn resize(&self, kilobytes: u64) {
        self.mount(&format!("remount,size={kilobytes}k"));
    }

    fn mount(&self, options: &str) {
        let status = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&self.0).status();
        assert!(status.unwrap().success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_disk_that_fills_again_and_again() {
    let steps = rounds(0, 20);
    if steps == 0 {
        eprintln!("skipped: it needs a disk of its own");
        return;
    }
    let folder = &Folder::new();
    let input = inputs(folder, "several");
    for (format, output) in
        [("ndjson", "out.ndjson"), ("csv", "out.csv"), ("ndjson", "out.ndjson.zst"), ("parquet", "out.parquet")]
    {
        let run = |folder: &PathBuf, more: &[&str]| {
            let [output, failed] = [output, "failed.ndjson"].map(|name| folder.join(name).to_str().unwrap().to_owned());
            let always = ["signature", &input, "--format", format, "--jobs", "1", "-o", &output, "--failed", &failed];
            siggen(&[always.as_slice(), more].concat())
        };
        let whole = folder.path(&format!("whole {output}"));
        fs::create_dir(&whole).unwrap();
        assert_eq!(run(&whole, &[]).status, Some(1));
        let size = fs::metadata(whole.join(output)).unwrap().len() / 1024;
        let mut full = 0;
        let disk = SmallDisk::new(folder.path(&format!("disk of {output}")));
        for step in 0..steps {
            // From a page on; in the end there is room for all, and for what Parquet is made of.
            disk.resize(4 + (2 * size + 200) * u64::from(step) / u64::from(steps - 1));
            let ran = run(&disk.0, &["--resume"]);
            let is_full = ran.err.contains("No space left");
            let is_done = ran.status == Some(1) && !is_full || ran.err.contains("nothing to do");
            assert!(is_full || is_done, "{output}, step {step}: {:?} {}", ran.status, ran.err);
            full += u32::from(is_full);
        }
        for name in [output, "failed.ndjson"] {
            assert!(
                fs::read(disk.0.join(name)).unwrap() == fs::read(whole.join(name)).unwrap(),
                "{output}: another {name}"
            );
        }
        assert!(full > 2, "{output}: it was full {full} times of {steps}");
        eprintln!("{output}: full {full} times of {steps}");
    }
}
