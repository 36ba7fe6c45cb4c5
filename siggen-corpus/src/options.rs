//! What to write, and where.

use std::path::PathBuf;

/// What to write, and where.
#[derive(Debug)]
pub struct Options {
    /// How many crashes.
    pub count: u64,
    /// The seed of the world.
    pub seed: u64,
    /// Where crashes go.
    pub output: Output,
    /// The file of the truth, a line a crash.
    pub truth: PathBuf,
    /// How a crash is written.
    pub shape: Shape,
}

/// Where crashes go.
#[derive(Debug, PartialEq, Eq)]
pub enum Output {
    /// A line a crash, compressed as the name's ending says.
    File(PathBuf),
    /// Standard output, a line a crash.
    Stdout,
    /// A file a crash.
    Folder(PathBuf),
}

/// How a crash is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As crash data.
    CrashData,
    /// As a processed crash.
    Processed,
}
