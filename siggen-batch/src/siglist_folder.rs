//! Folders of signature lists.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use siggen_core::{Generator, ListSet, SiglistFiles, SiglistName};

pub use crate::error::ListsError;
use crate::error::{LIST, REMOVE};

/// Reads the lists that a folder has in place of the built-in ones: all four must be there.
///
/// # Errors
///
/// Where a list is missing, can't be read or is no UTF-8.
pub fn replacing(folder: &Path) -> Result<SiglistFiles<'static>, ListsError> {
    let (files, missing) = read(folder, LIST)?;
    if missing.is_empty() { Ok(files) } else { Err(ListsError::Missing { folder: folder.to_owned(), files: missing }) }
}

/// Reads the lines that a folder adds to lists, and those that it removes.
///
/// # Errors
///
/// Where a file can't be read or is no UTF-8, or where there is none.
pub fn extending(folder: &Path) -> Result<[SiglistFiles<'static>; 2], ListsError> {
    let (added, without_added) = read(folder, LIST)?;
    let (removed, without_removed) = read(folder, REMOVE)?;
    if without_added.len() + without_removed.len() == 2 * SiglistName::ALL.len() {
        return Err(ListsError::NoLists { folder: folder.to_owned() });
    }
    Ok([added, removed])
}

/// Reads the lists that a folder has in place of the built-in ones, and those that another one extends them with; where
/// neither is named, the lists are the built-in ones.
///
/// # Errors
///
/// As [`replacing`] and [`extending`].
pub fn lists(replace: Option<&Path>, extend: Option<&Path>) -> Result<ListSet<'static>, ListsError> {
    let mut lists = replace.map_or_else(|| Ok(SiglistFiles::built_in()), replacing).map(ListSet::from)?;
    if let Some(folder) = extend {
        [lists.added, lists.removed] = extending(folder)?;
    }
    Ok(lists)
}

/// A generator with the lists that these folders ask for, as [`lists`] says.
///
/// # Errors
///
/// As [`lists`], and where the lists don't compile.
pub fn generator(replace: Option<&Path>, extend: Option<&Path>) -> Result<Generator, ListsError> {
    Ok(Generator::with_lists(&lists(replace, extend)?)?)
}

/// The texts of a folder's lists, and the names of the files that aren't there.
fn read(folder: &Path, ending: &str) -> Result<(SiglistFiles<'static>, Vec<String>), ListsError> {
    // A folder that isn't there or can't be listed is another thing than one without lists.
    fs::read_dir(folder).map_err(|error| ListsError::Unreadable { path: folder.to_owned(), error })?;
    let mut files = SiglistFiles { source: folder.display().to_string().into(), ..SiglistFiles::default() };
    let mut missing = Vec::new();
    for name in SiglistName::ALL {
        let file = format!("{name}{ending}");
        let path = folder.join(&file);
        match read_file(&path) {
            Ok(bytes) => files.set(name, text(bytes, &path)?),
            Err(error) if error.kind() == ErrorKind::NotFound => missing.push(file),
            Err(error) => return Err(ListsError::Unreadable { path, error }),
        }
    }
    Ok((files, missing))
}

/// A list has so many bytes at most, a hundred times what real ones have.
pub(crate) const LONGEST: u64 = 4 << 20;

/// What is said of a longer one.
pub(crate) fn too_long() -> io::Error {
    io::Error::other("the list is larger than 4 MiB")
}

/// Reads a list's file. What is no file is left alone: it may wait for somebody to write, or never end.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("this is not a regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST { Err(too_long()) } else { Ok(bytes) }
}

/// A file's text.
pub(crate) fn text(bytes: Vec<u8>, path: &Path) -> Result<String, ListsError> {
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        ListsError::NotUtf8 { path: path.to_owned(), offset, byte: error.as_bytes()[offset] }
    })
}
