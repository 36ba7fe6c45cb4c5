//! Crashes and their truth to files.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::crash::Crashes;
use super::report::Report;
use super::world::World;
use super::{Options, Output, Shape};

/// Why a corpus could not be written.
pub type Failure = Box<dyn std::error::Error>;

/// What was written.
pub struct Written {
    /// How many crashes.
    pub crashes: u64,
    /// Of the crashes, before compression.
    pub bytes: u64,
    /// The file or folder, for people.
    pub place: String,
    /// The file of the truth.
    pub truth: PathBuf,
}

/// Writes a corpus; nothing is kept in memory but the world and the crash under way.
///
/// # Errors
///
/// Where a file can't be written.
pub fn write_corpus(options: &Options) -> Result<Written, Failure> {
    let world = World::new(options.seed);
    let mut truths = Sink::create(&options.truth)?;
    let (mut crashes, place) = match &options.output {
        Output::File(file) => (Place::Lines(Box::new(Sink::create(file)?)), file.display().to_string()),
        Output::Stdout => (Place::Lines(Box::new(Sink::stdout())), "the standard output".to_owned()),
        Output::Folder(folder) => {
            fs::create_dir_all(folder).map_err(|error| about(folder, &error))?;
            (Place::Folder(folder.clone()), folder.display().to_string())
        }
    };
    let progress = Progress::of(options.count);
    let mut bytes = 0;
    let mut line = Vec::with_capacity(16 * 1024);
    let mut written = 0;
    for (report, truth) in Crashes::new(&world, options.count) {
        encode(&report, options.shape, &mut line)?;
        bytes += u64::try_from(line.len())?;
        crashes.write(&report.crash_id, &line)?;
        line.clear();
        encode_line(&truth, &mut line)?;
        truths.write(&line)?;
        line.clear();
        written += 1;
        progress.show(written);
    }
    progress.end();
    if let Place::Lines(sink) = crashes {
        sink.finish()?;
    }
    truths.finish()?;
    Ok(Written { crashes: written, bytes, place, truth: options.truth.clone() })
}

/// Appends a crash as a line of JSON.
pub(super) fn encode(report: &Report<'_>, shape: Shape, line: &mut Vec<u8>) -> Result<(), Failure> {
    match shape {
        Shape::CrashData => encode_line(report, line),
        Shape::Processed => encode_line(&report.processed(), line),
    }
}

pub(super) fn encode_line(value: &impl Serialize, line: &mut Vec<u8>) -> Result<(), Failure> {
    serde_json::to_writer(&mut *line, value)?;
    line.push(b'\n');
    Ok(())
}

enum Place {
    Lines(Box<Sink>),
    Folder(PathBuf),
}

impl Place {
    fn write(&mut self, crash_id: &str, line: &[u8]) -> Result<(), Failure> {
        match self {
            Place::Lines(sink) => sink.write(line),
            Place::Folder(folder) => {
                let file = folder.join(format!("{crash_id}.json"));
                fs::write(&file, line).map_err(|error| about(&file, &error))
            }
        }
    }
}

/// Something to write lines to.
struct Sink {
    writer: Writer,
    path: PathBuf,
}

enum Writer {
    Plain(BufWriter<Box<dyn Write>>),
    Gzip(BufWriter<flate2::write::GzEncoder<Box<dyn Write>>>),
    Zstd(BufWriter<zstd::Encoder<'static, Box<dyn Write>>>),
}

const BUFFER: usize = 256 * 1024;

impl Sink {
    /// A file, and the folders that lead to it.
    fn create(path: &Path) -> Result<Self, Failure> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| about(folder, &error))?;
        }
        let file: Box<dyn Write> = Box::new(File::create(path).map_err(|error| about(path, &error))?);
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let writer = match ending.as_str() {
            "zst" => {
                let encoder = zstd::Encoder::new(file, 3).map_err(|error| about(path, &error))?;
                Writer::Zstd(BufWriter::with_capacity(BUFFER, encoder))
            }
            "gz" => {
                let encoder = flate2::write::GzEncoder::new(file, flate2::Compression::new(6));
                Writer::Gzip(BufWriter::with_capacity(BUFFER, encoder))
            }
            _ => Writer::Plain(BufWriter::with_capacity(BUFFER, file)),
        };
        Ok(Sink { writer, path: path.to_owned() })
    }

    fn stdout() -> Self {
        let stdout: Box<dyn Write> = Box::new(io::stdout());
        Sink { writer: Writer::Plain(BufWriter::with_capacity(BUFFER, stdout)), path: "standard output".into() }
    }

    fn write(&mut self, line: &[u8]) -> Result<(), Failure> {
        let written = match &mut self.writer {
            Writer::Plain(writer) => writer.write_all(line),
            Writer::Gzip(writer) => writer.write_all(line),
            Writer::Zstd(writer) => writer.write_all(line),
        };
        written.map_err(|error| about(&self.path, &error))
    }

    /// Writes what is left, the end of compressed data too.
    fn finish(self) -> Result<(), Failure> {
        let finished = match self.writer {
            Writer::Plain(writer) => writer.into_inner().map_err(io::IntoInnerError::into_error),
            Writer::Gzip(writer) => {
                writer.into_inner().map_err(io::IntoInnerError::into_error).and_then(flate2::write::GzEncoder::finish)
            }
            Writer::Zstd(writer) => {
                writer.into_inner().map_err(io::IntoInnerError::into_error).and_then(zstd::Encoder::finish)
            }
        };
        finished.and_then(|mut file| file.flush()).map_err(|error| about(&self.path, &error))
    }
}

fn about(path: &Path, error: &io::Error) -> Failure {
    format!("{}: {error}", path.display()).into()
}

/// How far it is, for a person at a terminal.
struct Progress {
    count: u64,
    is_shown: bool,
}

impl Progress {
    /// Small corpora are there before anybody could read a number.
    fn of(count: u64) -> Self {
        Progress { count, is_shown: count >= 50_000 && io::stderr().is_terminal() }
    }

    fn show(&self, done: u64) {
        if self.is_shown && done.is_multiple_of(10_000) {
            let _ = write!(io::stderr(), "\r{done} of {} crashes", self.count);
        }
    }

    fn end(&self) {
        if self.is_shown {
            let _ = writeln!(io::stderr());
        }
    }
}
