//! Inputs: files, folders, standard input and memory, and the crash records in them.

mod chunks;
mod compression;
mod record;

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use chunks::{Chunk, Chunks};
pub use record::{Problem, Record};

/// File names that a folder is searched for; `.gz` or `.zst` may follow.
const EXTENSIONS: [&str; 3] = [".json", ".ndjson", ".jsonl"];

/// Something to read crashes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// Bytes in memory, which may be as compressed as a file.
    Bytes {
        /// What messages call them. As with a file, the name can say that there is one record a line.
        name: String,
        /// What a file would hold.
        bytes: Arc<[u8]>,
    },
}

impl Input {
    /// Opens the input and unpacks what is compressed.
    ///
    /// # Errors
    ///
    /// Where it can't be opened or its beginning can't be read.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        match self {
            Input::Stdin => compression::unpack(io::stdin()),
            Input::File(path) => compression::unpack(File::open(path)?),
            Input::Bytes { bytes, .. } => compression::unpack(Cursor::new(Arc::clone(bytes))),
        }
    }

    /// Whether the name says that there is one record a line.
    pub fn is_named_ndjson(&self) -> bool {
        let name = match self {
            Input::Stdin => return false,
            Input::File(path) => plain_name(path),
            Input::Bytes { name, .. } => plain_name(Path::new(name)),
        };
        EXTENSIONS[1..].iter().any(|extension| name.ends_with(extension))
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Stdin => f.write_str("<stdin>"),
            Input::File(path) => path.display().fmt(f),
            Input::Bytes { name, .. } => f.write_str(name),
        }
    }
}

/// The inputs that arguments name: `-` is standard input, and so is no argument at all. A folder
/// stands for the files of crashes in it and its subfolders, by name.
///
/// # Errors
///
/// Where an argument names nothing, or a folder without crashes.
pub fn expand(arguments: &[PathBuf]) -> Result<Vec<Input>, String> {
    if arguments.is_empty() {
        return Ok(vec![Input::Stdin]);
    }
    let mut inputs = Vec::new();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            if inputs.contains(&Input::Stdin) {
                return Err("standard input can be read only once".to_owned());
            }
            inputs.push(Input::Stdin);
            continue;
        }
        let metadata = fs::metadata(argument).map_err(|error| cannot_read(argument, &error))?;
        if !metadata.is_dir() {
            inputs.push(Input::File(argument.clone()));
            continue;
        }
        let before = inputs.len();
        walk(argument, &mut inputs)?;
        if inputs.len() == before {
            return Err(format!(
                "{}: no crashes in this folder: no file in it ends in .json, .ndjson or .jsonl \
                 (or one of these and .gz or .zst)",
                argument.display()
            ));
        }
    }
    Ok(inputs)
}

fn walk(folder: &Path, inputs: &mut Vec<Input>) -> Result<(), String> {
    let complain = |error: io::Error| cannot_read(folder, &error);
    let mut entries = fs::read_dir(folder).map_err(complain)?.collect::<io::Result<Vec<_>>>().map_err(complain)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // A link to a folder isn't followed: it may lead round in a circle.
        if entry.file_type().map_err(complain)?.is_dir() {
            walk(&path, inputs)?;
        } else if EXTENSIONS.iter().any(|extension| plain_name(&path).ends_with(extension)) && !path.is_dir() {
            inputs.push(Input::File(path));
        }
    }
    Ok(())
}

/// A file's name in lower case, without the ending that says how it is compressed.
fn plain_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst"));
    plain.unwrap_or(&name).to_owned()
}

fn cannot_read(path: &Path, error: &io::Error) -> String {
    format!("{}: {}", path.display(), reason(error))
}

/// What went wrong, without the number that the system has for it.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_ndjson() {
        let named = |name: &str| Input::File(name.into()).is_named_ndjson();
        assert!(named("a.ndjson") && named("a.JSONL") && named("a.ndjson.gz") && named("dir/a.jsonl.zst"));
        assert!(!named("a.json") && !named("ndjson") && !named("a.ndjson.txt") && !Input::Stdin.is_named_ndjson());
    }

    #[test]
    fn standard_input_only_once() {
        assert_eq!(expand(&[]), Ok(vec![Input::Stdin]));
        assert!(expand(&["-".into(), "-".into()]).is_err());
    }
}
