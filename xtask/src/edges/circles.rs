//! Circles: two files of a crate that import each other. Neither can be read, tested or moved without the other.
//!
//! A module and those inside it count as one: a parent declares its children, and lends them what they share. Tests may
//! look anywhere.

use std::collections::BTreeMap;

use super::modules::Module;
use super::source::Path;

/// The pairs of files of a crate that import each other, each with an import that goes one way and one that goes back.
pub(super) fn findings(modules: &[Module]) -> Vec<String> {
    let files = Files(modules.iter().map(|module| (names(&module.path), module)).collect());
    // From one file to another, the first import.
    let mut edges: BTreeMap<(&str, &str), String> = BTreeMap::new();
    for module in modules.iter().filter(|module| !module.path.iter().any(|name| name == "tests")) {
        for path in module.paths.iter().filter(|path| !path.within.iter().any(|name| name == "tests")) {
            let Some(target) = files.target(module, path) else { continue };
            if !target.path.starts_with(&module.path) && !module.path.starts_with(&target.path) {
                let edge = (module.file.as_str(), target.file.as_str());
                edges.entry(edge).or_insert_with(|| module.shown(path));
            }
        }
    }
    let back = |(one, other): &(_, _)| edges.get(&(*other, *one)).filter(|_| one < other);
    let circles = edges.iter().filter_map(|(edge, there)| Some((edge, there, back(edge)?)));
    circles.map(|((one, other), there, back)| format!("{one} and {other} import each other: {there}, {back}")).collect()
}

/// The files of a crate by their module paths.
struct Files<'m>(BTreeMap<Vec<&'m str>, &'m Module>);

/// Of how many modules in a row one passes a name on to the next.
const MAX_PASSED_ON: usize = 8;

impl<'m> Files<'m> {
    /// The file that what a path names is from, where that is a file of the crate.
    fn target(&self, module: &'m Module, path: &'m Path) -> Option<&'m Module> {
        let mut absolute = module.absolute(path)?;
        for _ in 0..MAX_PASSED_ON {
            let (file, name) = self.file_and_name(&absolute)?;
            match name.and_then(|name| self.passed_on(file, name)) {
                Some(from) => absolute = from,
                None => return Some(file),
            }
        }
        None
    }

    /// The innermost file that a path leads to, and the name that it has there.
    fn file_and_name<'p>(&self, absolute: &[&'p str]) -> Option<(&'m Module, Option<&'p str>)> {
        let lengths = (1..=absolute.len()).rev();
        lengths
            .map(|length| (absolute.get(length).copied(), self.0.get(&absolute[..length])))
            .find_map(|(name, file)| Some((*file?, name)))
    }

    /// Where a name comes from that a file only imports, as with `pub use`.
    fn passed_on(&self, file: &'m Module, name: &str) -> Option<Vec<&'m str>> {
        let mut imports = file.paths.iter().filter(|path| path.is_import && path.within.is_empty());
        imports.find(|path| path.segments.len() > 1 && path.segments.last().is_some_and(|last| last == name)).and_then(
            |path| {
                file.absolute(path).or_else(|| {
                    // A child by its own name.
                    let below: Vec<&str> = names(&file.path).into_iter().chain(names(&path.segments)).collect();
                    self.0.contains_key(&below[..=file.path.len()]).then_some(below)
                })
            },
        )
    }
}

fn names(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The circles of a crate whose files have these module paths and sources.
    fn in_crate(files: &[(&str, &str)]) -> Vec<String> {
        let module = |(path, source): &(&str, &str)| {
            let segments: Vec<&str> = path.split("::").collect();
            Module::new(&format!("{path}.rs"), &segments, source)
        };
        findings(&files.iter().map(module).collect::<Vec<_>>())
    }

    fn are_found(one: &str, other: &str) -> bool {
        !in_crate(&[("crate", "mod a; mod b; pub use b::B;"), ("crate::a", one), ("crate::b", other)]).is_empty()
    }

    #[test]
    fn the_finding_says_which_two_and_why() {
        assert_eq!(
            in_crate(&[("crate::a", "//! A.\n\nuse crate::b::{B, C};"), ("crate::b", "fn f() { super::a::g() }")]),
            ["crate::a.rs and crate::b.rs import each other: crate::a.rs:3: `crate::b::B`, \
              crate::b.rs:1: `super::a::g`"]
        );
    }

    #[test]
    fn a_circle_is_found_however_it_is_written() {
        for there in ["use crate::b;", "use super::b::B;", "use super::{b::B};", "use crate::b::*;", "use crate::B;"] {
            for back in ["use super::a::A;", "mod inner { use super::super::a::A; }", "fn f() { crate::a::g() }"] {
                assert!(are_found(there, back), "{there} {back}");
            }
        }
    }

    #[test]
    fn one_way_is_no_circle() {
        assert!(!are_found("use crate::b::B;", ""));
        assert!(!are_found("use crate::b::B;", "use std::fmt; use a::A; // crate::a"));
        assert!(!are_found("use crate::b::B;", "mod tests { use crate::a::A; }"));
    }

    #[test]
    fn a_name_that_is_passed_on_is_of_the_file_that_has_it() {
        let files = |back| {
            in_crate(&[
                ("crate::a", "use crate::room::B;"),
                ("crate::room", "mod b; pub use b::B; pub use self::c::{C, D};"),
                ("crate::room::b", back),
                ("crate::room::c", "use crate::a::A;"),
            ])
        };
        assert_eq!(files("").len(), 0);
        assert_eq!(files("use crate::a::A;").len(), 1);
        assert_eq!(files("use super::C;").len(), 0);
    }

    #[test]
    fn a_parent_and_its_children_are_one() {
        assert!(in_crate(&[("crate::a", "mod b; use b::B;"), ("crate::a::b", "use super::A;")]).is_empty());
        assert!(in_crate(&[("crate::a", "fn f() { self::b::f() }"), ("crate::a::b", "use super::A;")]).is_empty());
    }
}
