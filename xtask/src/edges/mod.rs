//! `cargo xtask edges`: the edges that must not be there, between crates and between modules.
//!
//! `ARCHITECTURE.md` says why each of them is forbidden.

mod circles;
mod modules;
mod packages;
mod page;
mod source;

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::say::say;
use crate::workspace::{cargo, output, root};
use modules::Module;
use packages::Graph;

/// Crates that touch nothing outside themselves.
const PURE: [&str; 3] = ["siggen-core", "siggen-analysis", "siggen-symbols"];

/// What was looked at.
struct Seen {
    packages: usize,
    files: usize,
}

/// Checks the whole project.
pub(crate) fn run() -> Result<(), Failure> {
    let Seen { packages, files } = check()?;
    say!("edges: no forbidden one in {packages} packages and {files} source files");
    Ok(())
}

fn check() -> Result<Seen, Failure> {
    // All features: an optional dependency is a dependency.
    let metadata = output(&mut cargo(&["metadata", "--format-version", "1", "--all-features"]))?;
    let graph = Graph::from_metadata(&metadata)?;
    let mut findings = graph.findings(&PURE);

    let mut seen = Vec::new();
    for package in graph.members() {
        let folder = Path::new(package).join("src");
        let mut modules = Vec::new();
        read_modules(&root().join(&folder), &folder, &["crate"], &mut modules)?;
        findings.extend(circles::findings(&modules));
        if PURE.contains(&package) {
            findings.extend(modules::findings(&modules));
        }
        seen.extend(modules.into_iter().map(|module| module.file));
    }
    findings.extend(page::manifest_findings(&fs::read_to_string(root().join(page::PAGE).join("package.json"))?));
    // A check that finds nothing to check has lost its subject.
    let files = page_files()?;
    seen.extend(files.iter().map(|(name, _)| format!("{}/{name}", page::PAGE)));
    for folder in ["siggen-core/src/rules/", "siggen-core/src/normalize/", "web-demo/src/", "web-demo/build/"] {
        if !seen.iter().any(|file| file.starts_with(folder)) {
            findings.push(format!("{folder} has no source files: tell xtask/src/edges where they went"));
        }
    }
    findings.extend(files.iter().flat_map(|(name, source)| page::findings(name, source)));
    if findings.is_empty() {
        return Ok(Seen { packages: graph.len(), files: seen.len() });
    }
    Err(format!("forbidden edges:\n  {}", findings.join("\n  ")).into())
}

/// Reads the source files of a folder, with the module path of each.
fn read_modules(folder: &Path, shown: &Path, path: &[&str], modules: &mut Vec<Module>) -> Result<(), Failure> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let (file, shown) = (entry.path(), shown.join(&name));
        if file.is_dir() {
            read_modules(&file, &shown, &[path, &[&name]].concat(), modules)?;
        } else if let Some(stem) = name.strip_suffix(".rs") {
            let own = if matches!(stem, "lib" | "main" | "mod") { path.to_vec() } else { [path, &[stem]].concat() };
            let shown = shown.to_string_lossy().replace('\\', "/");
            modules.push(Module::new(&shown, &own, &fs::read_to_string(&file)?));
        }
    }
    Ok(())
}

/// The page's own source files, each with its place in the page's folder.
fn page_files() -> Result<Vec<(String, String)>, Failure> {
    let page = root().join(page::PAGE);
    let mut files = Vec::new();
    let mut open = vec![String::new()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(page.join(&folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let place = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if matches!(place.as_str(), "node_modules" | "dist") {
                continue;
            }
            if entry.file_type()?.is_dir() {
                open.push(place);
            } else if page::is_source(&place) {
                let source = fs::read_to_string(entry.path())?;
                files.push((place, source));
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_forbidden_edge() {
        if let Err(failure) = super::check() {
            panic!("{failure}");
        }
    }
}
