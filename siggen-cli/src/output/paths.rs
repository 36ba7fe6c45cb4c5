//! The paths of an output, and what must not be where.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A path with something behind its name.
pub(super) fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// Whether the inputs are files and folders, which are still the same when a run goes on: a pipe isn't.
pub(crate) fn has_only_files(inputs: &[PathBuf]) -> bool {
    let is_lasting = |input: &PathBuf| {
        input.as_os_str() != "-" && fs::metadata(input).is_ok_and(|metadata| metadata.is_file() || metadata.is_dir())
    };
    !inputs.is_empty() && inputs.iter().all(is_lasting)
}

/// Refuses to write what is read: a file that is an input, or that stands in a folder that is one and has a name
/// by which a later run would take it for crashes.
///
/// # Errors
///
/// Where it is one.
pub(crate) fn check_apart(output: &Path, inputs: &[PathBuf]) -> Result<(), Failure> {
    // A file that isn't there yet is where its folder is.
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (Ok(folder), Some(name)) = (fs::canonicalize(folder), output.file_name()) else { return Ok(()) };
    let output = fs::canonicalize(output).unwrap_or_else(|_| folder.join(name));
    for input in inputs.iter().filter(|input| input.as_os_str() != "-") {
        let Ok(path) = fs::canonicalize(input) else { continue };
        if path == output && path.is_file() {
            let message = format!("{}: this is read, so it can't be written", input.display());
            return Err(Failure::Usage(message));
        }
        if path.is_dir() && output.starts_with(&path) && is_searched_for(&output) {
            let message = format!(
                "{}: by this name it would be taken for crashes of the folder {}: write it somewhere else",
                output.display(),
                input.display()
            );
            return Err(Failure::Usage(message));
        }
    }
    Ok(())
}

/// Whether a folder is searched for files of such a name.
fn is_searched_for(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let endings = [".json", ".ndjson", ".jsonl", ".parquet", ".arrow", ".arrows", ".ipc", ".feather"];
    endings.iter().any(|ending| plain.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_among_inputs() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("in")).unwrap();
        fs::write(at("a.csv"), "").unwrap();
        let check = |output: &str, input: &str| check_apart(&at(output), &[at(input), "-".into(), at("none")]).is_ok();
        assert!(check("out.ndjson", "in") && check("in/out.csv", "in") && check("b.csv", "a.csv"));
        assert!(!check("a.csv", "a.csv") && !check("in/out.ndjson.zst", "in") && !check("in/../a.csv", "a.csv"));
    }

    #[test]
    fn what_lasts() {
        let folder = tempfile::tempdir().unwrap();
        assert!(has_only_files(&[folder.path().to_owned()]));
        assert!(!has_only_files(&[]) && !has_only_files(&["-".into()]) && !has_only_files(&["/dev/null".into()]));
    }
}
