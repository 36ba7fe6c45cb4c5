//! Sources as users have them, against a server that plays faults.

mod faults;
mod find;
mod play;
mod shared;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use siggen_symbols::{CodeId, DebugId};

use super::*;
use crate::fault::Fault;
use crate::found::Origin;
use crate::missing::Failure;
use crate::test_clock::TestClock;
use play::{Act, Server as Play};

/// A module, by the last digits of its id.
fn id(number: u32) -> String {
    format!("5A9832E5287241C1838ED989{number:08X}0")
}

fn key(id: &str) -> ModuleKey<'static> {
    ModuleKey { debug_file: Some("kite.pdb"), debug_id: DebugId::parse(id.as_bytes()), ..ModuleKey::default() }
}

fn path(id: &str) -> String {
    format!("kite.pdb/{id}/kite.sym")
}

/// A symbol file of some kB whose lines all matter.
fn text(id: &str) -> Vec<u8> {
    let mut text = format!("MODULE windows x86_64 {id} kite.pdb\n");
    for number in 0..200 {
        text += &format!("PUBLIC {number:x}0 0 kite::fly<{number}>\n");
    }
    text.into_bytes()
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// All files below a directory, by their paths in it.
fn files(directory: &Path) -> Vec<String> {
    fn walk(directory: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, files) } else { files.push(path) }
        }
    }
    let mut all = Vec::new();
    walk(directory, &mut all);
    let shown = |path: &PathBuf| path.strip_prefix(directory).unwrap().to_string_lossy().replace('\\', "/");
    let mut shown: Vec<_> = all.iter().map(shown).collect();
    shown.sort();
    shown
}

/// A server, and sources that ask it.
struct Bench {
    play: Play,
    clock: Arc<TestClock>,
    cache: tempfile::TempDir,
    stop: Stop,
    sources: Sources,
}

impl Bench {
    fn new(policy: Policy) -> Self {
        let (play, clock, cache) = (Play::new(), Arc::new(TestClock::new()), tempfile::tempdir().unwrap());
        let sources = [Source::parse(&play.url()).unwrap()];
        let stop = Stop::new();
        let opened = Cache::open(cache.path()).unwrap();
        let sources = Sources::with_parts(sources, opened, policy, stop.clone(), clock.clone());
        Self { play, clock, cache, stop, sources }
    }

    fn batch() -> Self {
        Self::new(Policy::batch())
    }

    /// The files of the cache, without locks.
    fn cached(&self) -> Vec<String> {
        files(&self.cache.path().join("symbols"))
    }

    fn message(&self, id: &str) -> String {
        self.sources.find(&key(id)).unwrap_err().to_string()
    }
}
