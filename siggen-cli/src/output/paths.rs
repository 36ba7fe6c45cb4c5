//! The paths of an output, and what must not be where.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use siggen_batch::input::reason;

use super::descriptor;
use crate::disk::{folder_of, identity, target};
use crate::failure::Failure;

/// The files of an output.
#[derive(Debug)]
pub(super) struct Paths {
    /// None where the output has no name to get, since it is a device, a pipe or a file that is open already.
    pub(super) file: Option<PathBuf>,
    pub(super) part: PathBuf,
    pub(super) state: PathBuf,
    /// What says of the complete file what it is of.
    pub(super) record: PathBuf,
}

impl Paths {
    /// The files of the output with this name. What is at the other end of a link is replaced, not the link.
    ///
    /// # Errors
    ///
    /// Where the system doesn't let us look.
    pub(super) fn of(path: &Path) -> Result<Self, Failure> {
        let (file, part) = match fs::metadata(path) {
            Ok(metadata) if !metadata.is_file() || descriptor::of(path).is_some() => (None, path.to_owned()),
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Failure::Usage(format!("cannot write {}: {}", path.display(), reason(&error))));
            }
            _ => (Some(target(path)), with(&target(path), ".part")),
        };
        let path = file.as_deref().unwrap_or(path);
        Ok(Paths { state: with(path, ".part.state"), record: with(path, ".done"), part, file })
    }

    /// All files that may be written for the output.
    fn all(&self) -> Vec<PathBuf> {
        let Some(file) = &self.file else { return Vec::new() };
        let new = [&self.part, &self.state, &self.record].map(|path| with(path, ".new"));
        let own = [file, &self.part, &self.state, &self.record].map(Clone::clone);
        own.into_iter().chain(new).collect()
    }
}

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
            let message = format!("{}: this file is an input, so it can't be written", input.display());
            return Err(Failure::Usage(message));
        }
        if path.is_dir() && output.starts_with(&path) && is_searched_for(&output) {
            let message = format!(
                "{}: a later run would read this file as crashes of the directory {}; write it somewhere else",
                output.display(),
                input.display()
            );
            return Err(Failure::Usage(message));
        }
    }
    Ok(())
}

/// Refuses an output whose files are also the file for records that fail, or an input.
///
/// # Errors
///
/// Where one of them is.
pub(crate) fn check_distinct(output: &Path, failed: Option<&Path>, inputs: &[PathBuf]) -> Result<(), Failure> {
    let written: Vec<(Spot, PathBuf)> =
        Paths::of(output)?.all().into_iter().map(|path| (Spot::of(&path), path)).collect();
    if let Some(failed) = failed {
        let spot = Spot::of(&target(failed));
        if failed == output || written.iter().any(|(own, _)| own.is_same(&spot)) {
            let (failed, output) = (failed.display(), output.display());
            let message = format!("{failed}: --failed can't be a file that --output {output} uses");
            return Err(Failure::Usage(message));
        }
    }
    for input in inputs.iter().filter(|input| input.as_os_str() != "-") {
        let spot = Spot::of(&target(input));
        if let Some((_, path)) = written.iter().find(|(own, _)| own.is_same(&spot)) {
            let (input, own) = (input.display(), path.display());
            let message = format!("{input}: this file is an input, so it can't be written, as {own} would be");
            return Err(Failure::Usage(message));
        }
    }
    Ok(())
}

/// Where a file is or would be: two that are the same must not be taken for two.
struct Spot {
    /// What the system knows it by, where it is there.
    identity: Option<(u64, u64)>,
    place: Option<PathBuf>,
}

impl Spot {
    fn of(path: &Path) -> Self {
        let metadata = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file);
        // Where names usually differ in more than upper and lower case.
        let folds = cfg!(any(windows, target_os = "macos"));
        let name = path.file_name().map(|name| if folds { name.to_ascii_lowercase() } else { name.to_owned() });
        let folder = fs::canonicalize(folder_of(path)).ok();
        let place = folder.zip(name).map(|(folder, name)| folder.join(name));
        Spot { identity: metadata.as_ref().and_then(identity), place }
    }

    fn is_same(&self, other: &Spot) -> bool {
        (self.identity.is_some() && self.identity == other.identity)
            || (self.place.is_some() && self.place == other.place)
    }
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
    fn files_of_an_output_are_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("in")).unwrap();
        fs::write(at("here"), "").unwrap();
        let check = |failed: &str, input: &str| check_distinct(&at("out"), Some(&at(failed)), &[at(input)]).is_ok();
        assert!(check("failed", "here") && check("in/out.part", "in"));
        for ending in ["", ".part", ".part.state", ".part.state.new", ".part.new", ".done", ".done.new"] {
            let own = format!("out{ending}");
            assert!(!check(&own, "here") && !check("failed", &own) && !check(&format!("in/../{own}"), "here"), "{own}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("out.part"), at("link")).unwrap();
            std::os::unix::fs::symlink(".", at("folder")).unwrap();
            fs::write(at("out.part.state"), "").unwrap();
            fs::hard_link(at("out.part.state"), at("hard")).unwrap();
            for own in ["link", "folder/out.part", "hard"] {
                assert!(!check(own, "here") && !check("failed", own), "{own}");
            }
        }
    }

    #[test]
    fn what_lasts() {
        let folder = tempfile::tempdir().unwrap();
        assert!(has_only_files(&[folder.path().to_owned()]));
        assert!(!has_only_files(&[]) && !has_only_files(&["-".into()]) && !has_only_files(&["/dev/null".into()]));
    }
}
