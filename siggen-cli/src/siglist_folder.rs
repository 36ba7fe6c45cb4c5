//! Folders of signature lists.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use siggen_core::{SiglistFiles, SiglistName, Siglists};

use crate::input::reason;

/// Reads the lists that a folder has in place of the built-in ones: all four must be there.
///
/// # Errors
///
/// Where a list is missing, can't be read or is no UTF-8.
pub fn replacing(folder: &Path) -> Result<SiglistFiles<'static>, String> {
    let (files, missing) = read(folder, ".txt")?;
    if missing.is_empty() {
        return Ok(files);
    }
    Err(format!(
        "{}: {} missing here; a list folder holds {}",
        folder.display(),
        and_list(&missing, if missing.len() == 1 { "is" } else { "are" }),
        and_list(&SiglistName::ALL.map(|name| format!("{name}.txt")), "").trim_end()
    ))
}

/// Reads the lines that a folder adds to lists, and those that it removes.
///
/// # Errors
///
/// Where a file can't be read or is no UTF-8, or where there is none.
pub fn extending(folder: &Path) -> Result<[SiglistFiles<'static>; 2], String> {
    let (added, without_added) = read(folder, ".txt")?;
    let (removed, without_removed) = read(folder, ".remove.txt")?;
    if without_added.len() + without_removed.len() == 2 * SiglistName::ALL.len() {
        return Err(format!(
            "{}: no lists here; a folder that extends lists holds one or more of {} (lines to add) \
             and of {} (lines to remove)",
            folder.display(),
            and_list(&without_added, "").trim_end(),
            and_list(&without_removed, "").trim_end()
        ));
    }
    Ok([added, removed])
}

/// The lists that the options ask for; `None` for the built-in ones.
///
/// # Errors
///
/// As [`replacing`] and [`extending`], and where the lists don't compile.
pub fn load(replace: Option<&Path>, extend: Option<&Path>) -> Result<Option<Siglists>, String> {
    let base = match replace {
        Some(folder) => replacing(folder)?,
        None if extend.is_none() => return Ok(None),
        None => SiglistFiles::built_in(),
    };
    let compiled = match extend {
        None => Siglists::new(&base),
        Some(folder) => {
            let [added, removed] = extending(folder)?;
            Siglists::extended(&base, &added, &removed)
        }
    };
    compiled.map(Some).map_err(|error| error.to_string())
}

/// The texts of a folder's lists, and the names of the files that aren't there.
fn read(folder: &Path, ending: &str) -> Result<(SiglistFiles<'static>, Vec<String>), String> {
    let shown = folder.display();
    // A folder that isn't there or can't be listed is another thing than one without lists.
    fs::read_dir(folder).map_err(|error| format!("{shown}: {}", reason(&error)))?;
    let mut files = SiglistFiles { source: shown.to_string().into(), ..SiglistFiles::default() };
    let mut missing = Vec::new();
    for name in SiglistName::ALL {
        let file = format!("{name}{ending}");
        let path = folder.join(&file);
        match fs::read(&path) {
            Ok(bytes) => files.set(name, text(bytes).map_err(|error| format!("{}: {error}", path.display()))?),
            Err(error) if error.kind() == ErrorKind::NotFound => missing.push(file),
            Err(error) => return Err(format!("{}: {}", path.display(), reason(&error))),
        }
    }
    Ok((files, missing))
}

fn text(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes()[at];
        format!("byte {at}: 0x{byte:02x} is no UTF-8 here; lists are UTF-8")
    })
}

/// `a, b and c`, with a verb behind.
fn and_list(names: &[String], verb: &str) -> String {
    match names {
        [] => verb.to_owned(),
        [name] => format!("{name} {verb}"),
        [first @ .., last] => format!("{} and {last} {verb}", first.join(", ")),
    }
}
