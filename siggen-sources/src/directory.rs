//! A directory, or a single file: by the paths of Breakpad's layout, or else by what the files in it say of themselves.

mod scan;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use siggen_symbols::SymbolFile;
use siggen_symbols::layout::ModuleKey;

use crate::fault::Fault;
use crate::found::{Found, Origin};
use crate::identity::{HEAD, Identity};
use crate::missing::Failure;
use crate::unpack::{fill, unpack};
use scan::Scan;

/// The endings of files, besides that of the layout.
const ENDINGS: [&str; 3] = ["", ".gz", ".zst"];

/// A directory with symbol files.
#[derive(Debug)]
pub(crate) struct Directory {
    path: PathBuf,
    /// What is in it, once a layout's path has led to nothing.
    scan: OnceLock<Scan>,
}

impl Directory {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, scan: OnceLock::new() }
    }

    /// Finds the symbol file of a module. `paths` are those of layouts, if the module has a name.
    pub(crate) fn find(&self, key: &ModuleKey<'_>, paths: &[String], largest: u64) -> Result<Option<Found>, Failure> {
        let mut failure = None;
        let layout = paths.iter().flat_map(|path| ENDINGS.map(|ending| self.path.join(format!("{path}{ending}"))));
        let by_content = std::iter::once_with(|| self.scan().get(key).map(Path::to_owned)).flatten();
        for path in layout.chain(by_content) {
            match read(&path, key, largest) {
                Ok(None) => {}
                Ok(Some(file)) => {
                    return Ok(Some(Found { file, origin: Origin::Directory(path), failures: Vec::new() }));
                }
                Err(fault) => {
                    let place = path.display().to_string();
                    failure.get_or_insert(Failure { place, fault, tries: 1 });
                }
            }
        }
        failure.map_or(Ok(None), Err)
    }

    fn scan(&self) -> &Scan {
        self.scan.get_or_init(|| Scan::new(&self.path))
    }
}

/// Opens a file, unpacked. `None` if there is none. What isn't a file, such as a pipe, is not opened.
fn open(path: &Path) -> io::Result<Option<Box<dyn Read>>> {
    match path.metadata() {
        Ok(metadata) if metadata.is_file() => {}
        Ok(_) => return Ok(None),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    }
    Ok(Some(unpack(File::open(path)?)?.0))
}

/// Reads a file, if it is the symbol file of a module. `None` if there is no file.
fn read(path: &Path, key: &ModuleKey<'_>, largest: u64) -> Result<Option<SymbolFile<'static>>, Fault> {
    let Some(mut reader) = open(path).map_err(of_file)? else { return Ok(None) };
    let mut text = vec![0; HEAD];
    let length = fill(&mut reader, &mut text).map_err(of_file)?;
    text.truncate(length);
    Identity::read(&text)?.check(key)?;
    // Of a file that isn't compressed, what will be needed is known.
    let size = path.metadata().map_or(0, |metadata| metadata.len().min(largest));
    let more = usize::try_from(size).unwrap_or_default().saturating_sub(length);
    text.try_reserve_exact(more).map_err(|error| Fault::Disk(error.to_string()))?;
    let rest = largest.saturating_add(1).saturating_sub(length as u64);
    reader.take(rest).read_to_end(&mut text).map_err(of_file)?;
    if text.len() as u64 > largest {
        return Err(Fault::TooLarge(largest));
    }
    SymbolFile::new(text).map(Some).map_err(Fault::NotSymbols)
}

/// The fault of a file that can't be read: the system's, or its content's.
fn of_file(error: io::Error) -> Fault {
    if error.raw_os_error().is_some() { Fault::of_disk(&error) } else { Fault::of_reading(error) }
}

#[cfg(test)]
mod tests;
