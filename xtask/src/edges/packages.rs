//! Edges between packages, from what `cargo metadata` says.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::failure::Failure;

/// What a pure crate must not stand on, at any depth.
const IMPURE: [&str; 6] = ["pyo3", "wasm-bindgen", "clap", "rayon", BATCH, SOURCES];

/// The crates that people and other programs meet.
const FACES: [&str; 3] = ["siggen-cli", "siggen-py", "siggen-wasm"];

/// What native faces share, and what only a face needs.
const BATCH: &str = "siggen-batch";
const SOURCES: &str = "siggen-sources";
const SHARED: [&str; 3] = [BATCH, SOURCES, "siggen-signify"];
const FOR_FACES: [&str; 4] = ["pyo3", "wasm-bindgen", "clap", "indicatif"];

/// The crates that hold the lists, and the only one that may read them.
const LISTS: &str = "siglists";
const LISTS_READER: &str = "siggen-core";

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: BTreeSet<String>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    /// `dev` or `build`; a normal dependency has none.
    kind: Option<String>,
    /// For which systems, where not for all.
    target: Option<String>,
}

impl DependencyKind {
    /// Whether it is there in browsers only.
    fn is_for_browsers(&self) -> bool {
        let target = self.target.as_deref().unwrap_or_default();
        target.contains(WASM) && !target.contains(&format!("not({WASM}"))
    }
}

/// How a dependency for WebAssembly says so.
const WASM: &str = r#"target_arch = "wasm32""#;

/// Who depends on whom, by name.
pub(super) struct Graph {
    members: BTreeSet<String>,
    /// Dependencies that end up in the built crate.
    normal: BTreeMap<String, BTreeSet<String>>,
    /// Those of them that are there in browsers only, as packages and what they depend on.
    browsers: BTreeSet<(String, String)>,
    /// Those that only tests and build scripts see.
    other: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// Reads the output of `cargo metadata --format-version 1`.
    pub(super) fn from_metadata(json: &str) -> Result<Self, Failure> {
        let metadata: Metadata = serde_json::from_str(json)?;
        let names: BTreeMap<&str, &str> =
            metadata.packages.iter().map(|package| (package.id.as_str(), package.name.as_str())).collect();
        let name = |id: &str| names.get(id).map_or_else(|| id.to_owned(), |name| (*name).to_owned());
        let members = metadata.workspace_members.iter().map(|id| name(id)).collect();
        let mut graph = Graph { members, normal: BTreeMap::new(), browsers: BTreeSet::new(), other: BTreeMap::new() };
        for node in &metadata.resolve.nodes {
            let normal = graph.normal.entry(name(&node.id)).or_default();
            let other = graph.other.entry(name(&node.id)).or_default();
            for dependency in &node.deps {
                let mut kinds = dependency.dep_kinds.iter().filter(|kind| kind.kind.is_none()).peekable();
                let is_normal = kinds.peek().is_some();
                if is_normal && kinds.all(DependencyKind::is_for_browsers) {
                    graph.browsers.insert((name(&node.id), name(&dependency.pkg)));
                }
                if is_normal { &mut *normal } else { &mut *other }.insert(name(&dependency.pkg));
            }
        }
        Ok(graph)
    }

    /// The packages of the workspace, whose folders are named as they are.
    pub(super) fn members(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(String::as_str)
    }

    /// How many packages there are.
    pub(super) fn len(&self) -> usize {
        self.normal.len()
    }

    /// The edges that must not be there; `pure` crates touch nothing outside themselves.
    pub(super) fn findings(&self, pure: &[&str]) -> Vec<String> {
        let mut findings = Vec::new();
        for name in [LISTS, LISTS_READER].into_iter().chain(SHARED).chain(FACES) {
            if !self.members.contains(name) {
                findings.push(format!("the workspace has no {name}: tell xtask/src/edges where it went"));
            }
        }
        for package in pure {
            if !self.members.contains(*package) && *package != LISTS_READER {
                findings.push(format!("the workspace has no {package}: tell xtask/src/edges where it went"));
            }
            findings.extend(self.reached(package, &IMPURE, "is pure"));
        }
        for face in FACES {
            let others: Vec<&str> = FACES.into_iter().filter(|other| *other != face).collect();
            findings.extend(self.reached(face, &others, "is a face, and knows no other"));
        }
        for shared in SHARED {
            findings.extend(self.reached(shared, &FACES, "serves faces, and knows none"));
            findings.extend(self.reached(shared, &FOR_FACES, "serves every native face"));
        }
        for member in &self.members {
            let direct = [&self.normal, &self.other].into_iter().filter_map(|edges| edges.get(member)).flatten();
            if member != LISTS_READER && direct.into_iter().any(|name| name == LISTS) {
                findings.push(format!("{member} -> {LISTS}: only {LISTS_READER} reads the lists"));
            }
        }
        findings
    }

    /// A finding for each way from `package` to one of the `forbidden`.
    fn reached(&self, package: &str, forbidden: &[&str], why: &str) -> Vec<String> {
        let ways = self.ways(package);
        let found = forbidden.iter().filter_map(|name| ways.get(*name));
        found.map(|way| format!("{}: {package} {why}", way.join(" -> "))).collect()
    }

    /// All that `package` stands on, each with a way there. What native faces share is never built for browsers, so
    /// what its dependencies have for those doesn't count.
    fn ways<'g>(&'g self, package: &'g str) -> BTreeMap<&'g str, Vec<&'g str>> {
        let mut ways = BTreeMap::from([(package, vec![package])]);
        let mut open = vec![package];
        while let Some(name) = open.pop() {
            for next in self.normal.get(name).into_iter().flatten() {
                let is_left_out = SHARED.contains(&package) && self.browsers.contains(&(name.to_owned(), next.clone()));
                if !is_left_out && !ways.contains_key(next.as_str()) {
                    let way = ways[name].iter().copied().chain([next.as_str()]).collect();
                    ways.insert(next, way);
                    open.push(next);
                }
            }
        }
        ways
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A workspace from lines `package -> dependency [kind]`; names that start with `sig` are members.
    fn findings(lines: &[&str]) -> Vec<String> {
        let mut names = BTreeSet::from([LISTS, LISTS_READER, "siggen-analysis", "siggen-symbols"]);
        names.extend(FACES);
        names.extend(SHARED);
        let mut nodes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for line in lines {
            let mut words = line.split(' ').filter(|word| *word != "->");
            let (from, to) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let (kind, target) = match words.next() {
                None => ("null", "null"),
                Some("dev") => (r#""dev""#, "null"),
                Some(_) => ("null", r#""cfg(all(target_arch = \"wasm32\", target_os = \"unknown\"))""#),
            };
            names.extend([from, to]);
            let dependency = format!(r#"{{"pkg": "{to} 1.0", "dep_kinds": [{{"kind": {kind}, "target": {target}}}]}}"#);
            nodes.entry(from).or_default().push(dependency);
        }
        let packages: Vec<String> =
            names.iter().map(|name| format!(r#"{{"id": "{name} 1.0", "name": "{name}"}}"#)).collect();
        let members: Vec<String> =
            names.iter().filter(|name| name.starts_with("sig")).map(|name| format!("\"{name} 1.0\"")).collect();
        let nodes: Vec<String> = nodes
            .iter()
            .map(|(name, deps)| format!(r#"{{"id": "{name} 1.0", "deps": [{}]}}"#, deps.join(",")))
            .collect();
        let metadata = format!(
            r#"{{"packages": [{}], "workspace_members": [{}], "resolve": {{"nodes": [{}]}}}}"#,
            packages.join(","),
            members.join(","),
            nodes.join(",")
        );
        let graph = Graph::from_metadata(&metadata).expect("the metadata is well-formed");
        graph.findings(&["siggen-core", "siggen-analysis", "siggen-symbols"])
    }

    #[test]
    fn the_intended_edges_are_fine() {
        let edges = [
            "siggen-core -> siglists",
            "siggen-core -> regex",
            "siggen-analysis -> siggen-core",
            "siggen-cli -> siggen-core",
            "siggen-cli -> clap",
            "siggen-cli -> siggen-batch",
            "siggen-py -> siggen-batch",
            "siggen-py -> siggen-signify",
            "siggen-signify -> siggen-batch",
            "siggen-batch -> siggen-core",
            "siggen-batch -> rayon",
            "siggen-cli -> siggen-sources",
            "siggen-py -> siggen-sources",
            "siggen-sources -> ureq",
            "siggen-wasm -> wasm-bindgen",
        ];
        assert_eq!(findings(&edges), [""; 0]);
    }

    #[test]
    fn a_pure_crate_stands_on_nothing_impure() {
        assert_eq!(findings(&["siggen-core -> clap"]), ["siggen-core -> clap: siggen-core is pure"]);
        for name in IMPURE {
            assert_eq!(findings(&[&format!("siggen-analysis -> {name}")]).len(), 1, "{name}");
            assert_eq!(findings(&[&format!("siggen-symbols -> {name}")]).len(), 1, "{name}");
        }
    }

    #[test]
    fn a_pure_crate_stands_on_nothing_impure_through_others() {
        let found = findings(&["siggen-core -> once_cell", "once_cell -> critical", "critical -> rayon"]);
        assert_eq!(found, ["siggen-core -> once_cell -> critical -> rayon: siggen-core is pure"]);
    }

    #[test]
    fn tests_of_a_pure_crate_may_use_what_they_like() {
        assert_eq!(findings(&["siggen-core -> rayon dev"]), [""; 0]);
    }

    #[test]
    fn only_the_core_reads_the_lists() {
        let found = findings(&["siggen-cli -> siglists"]);
        assert_eq!(found, ["siggen-cli -> siglists: only siggen-core reads the lists"]);
        assert_eq!(findings(&["siggen-cli -> siglists dev"]).len(), 1);
    }

    #[test]
    fn a_face_knows_no_other() {
        let found = findings(&["siggen-py -> siggen-cli"]);
        assert_eq!(found, ["siggen-py -> siggen-cli: siggen-py is a face, and knows no other"]);
        assert_eq!(findings(&["siggen-wasm -> siggen-cli"]).len(), 1);
        assert_eq!(findings(&["siggen-cli -> siggen-wasm"]).len(), 1);
        // One for the command line, and one for the crate between.
        assert_eq!(findings(&["siggen-cli -> siggen-batch", "siggen-batch -> siggen-wasm"]).len(), 2);
    }

    #[test]
    fn what_faces_share_knows_none() {
        assert_eq!(findings(&["siggen-signify -> siggen-cli"]).len(), 1);
        let found = findings(&["siggen-batch -> siggen-py"]);
        assert_eq!(found, ["siggen-batch -> siggen-py: siggen-batch serves faces, and knows none"]);
        assert_eq!(findings(&["siggen-sources -> siggen-cli"]).len(), 1);
        for name in FOR_FACES {
            assert_eq!(findings(&[&format!("siggen-batch -> {name}")]).len(), 1, "{name}");
            assert_eq!(findings(&[&format!("siggen-sources -> {name}")]).len(), 1, "{name}");
        }
    }

    #[test]
    fn what_is_for_browsers_counts_for_crates_that_get_there() {
        assert_eq!(findings(&["siggen-batch -> clock", "clock -> wasm-bindgen browser"]), [""; 0]);
        assert_eq!(findings(&["siggen-core -> clock", "clock -> wasm-bindgen browser"]).len(), 1);
        assert_eq!(findings(&["siggen-batch -> clock", "clock -> wasm-bindgen"]).len(), 1);
    }

    #[test]
    fn a_crate_that_went_away_is_missed() {
        let empty = r#"{"packages": [], "workspace_members": [], "resolve": {"nodes": []}}"#;
        let graph = Graph::from_metadata(empty).expect("the metadata is well-formed");
        assert_eq!(graph.findings(&[]).len(), 8);
        assert_eq!(graph.findings(&["siggen-core", "siggen-analysis"]).len(), 9);
    }
}
