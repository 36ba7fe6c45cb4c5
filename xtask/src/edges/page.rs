//! Edges of the page: it stands on the npm package, and on no source file outside its own folder.

use std::path::Path;

use serde_json::Value;

/// The folder of the page, and how it names the one thing outside that it stands on.
pub(super) const PAGE: &str = "web-demo";
const PACKAGE: &str = "file:../siggen-wasm/pkg";

/// What is read as data by what makes the examples, and what tests read and write.
const DATA: &str = "testdata";
const FOR_TESTS: [&str; 3] = [DATA, "siglists", "target"];
const MAKES_EXAMPLES: &str = "build/examples.ts";

/// The endings of the files that can name others.
const ENDINGS: [&str; 5] = ["ts", "tsx", "js", "css", "html"];

/// Whether a file of the page is looked at.
pub(super) fn is_source(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
}

/// Relative names in a file that lead out of the page's folder. `file` is its place in there.
pub(super) fn findings(file: &str, source: &str) -> Vec<String> {
    let depth = file.matches('/').count();
    let is_test = file.starts_with("tests/") || file.contains(".test.") || file.ends_with("/test-inputs.ts");
    let mut findings = Vec::new();
    for (number, line) in source.lines().enumerate() {
        for name in relative_names(line) {
            let Some(outside) = outside(name, depth) else { continue };
            let folder = outside.split('/').next().unwrap_or_default();
            let is_allowed = is_test && FOR_TESTS.contains(&folder) || file == MAKES_EXAMPLES && folder == DATA;
            if !is_allowed {
                let why = "the page stands on the npm package, not on the folders beside it";
                findings.push(format!("{PAGE}/{file}:{}: `{name}`: {why}", number + 1));
            }
        }
    }
    findings
}

/// Dependencies in the page's manifest that are folders, other than the package.
pub(super) fn manifest_findings(manifest: &str) -> Vec<String> {
    let manifest: Value = serde_json::from_str(manifest).unwrap_or_default();
    let dependencies =
        ["dependencies", "devDependencies", "optionalDependencies"].map(|kind| manifest[kind].as_object());
    let all: Vec<_> = dependencies.into_iter().flatten().flatten().collect();
    if !all.iter().any(|(_, version)| **version == PACKAGE) {
        return vec![format!("{PAGE} doesn't stand on {PACKAGE}: tell xtask/src/edges what it stands on")];
    }
    let folders = all.iter().filter(|(_, version)| version.as_str().is_none_or(|text| text.contains(['/', ':'])));
    let others = folders.filter(|(_, version)| **version != PACKAGE);
    others.map(|(name, version)| format!("{PAGE}: {name} is {version}: the page stands on the npm package")).collect()
}

/// What stands in quotes or brackets and begins like a way up or along: `'./a'`, `"../b"`, `url(../c)`.
fn relative_names(line: &str) -> impl Iterator<Item = &str> {
    line.char_indices().filter_map(|(at, opening)| {
        let closing = match opening {
            '\'' | '"' | '`' => opening,
            '(' => ')',
            _ => return None,
        };
        let rest = &line[at + 1..];
        let name = rest.split(closing).next().unwrap_or(rest);
        (name.starts_with("./") || name.starts_with("../")).then_some(name)
    })
}

/// Where a name leads, from the folder around the page's, where it leaves that of the page. `depth` is how many
/// folders deep the file is that names it.
fn outside(name: &str, mut depth: usize) -> Option<&str> {
    let mut rest = name;
    loop {
        let (step, further) = rest.split_once('/').unwrap_or((rest, ""));
        match step {
            ".." if depth == 0 => return Some(further),
            ".." => depth -= 1,
            "." | "" => {}
            _ => depth += 1,
        }
        if further.is_empty() {
            return None;
        }
        rest = further;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_inside_the_page_are_fine() {
        let source = "import { a } from '../logic/model'\nimport './app.css'\nconst text = `../`\n\
                      import * as siggen from 'siggen-wasm'\n// the page's ../../siggen-core";
        assert_eq!(findings("src/view/app.tsx", source), [""; 0]);
        assert_eq!(findings("vite.config.ts", "import './build/examples.ts'"), [""; 0]);
    }

    #[test]
    fn names_that_leave_the_page_are_found() {
        for name in
            ["../../siggen-wasm/js/api.js", "./../../siggen-core/a", "../x/../../siglists/irrelevant.txt", "../.."]
        {
            for source in [format!("import '{name}'"), format!("import(\"{name}\")"), format!("a: url({name})")] {
                let found = findings("src/main.tsx", &source);
                assert!(!found.is_empty() && found[0].starts_with("web-demo/src/main.tsx:1: "), "{source}: {found:?}");
            }
        }
        assert_eq!(findings("build/offline.ts", "\nnew URL('../../xtask', base)").len(), 1);
    }

    #[test]
    fn data_is_for_tests_and_examples() {
        let (deep, flat) = ("new URL('../../../testdata/', base)", "new URL('../../testdata/', base)");
        assert_eq!(findings("src/worker/test-inputs.ts", deep), [""; 0]);
        assert_eq!(findings("src/worker/engine.test.ts", deep), [""; 0]);
        assert_eq!(findings("tests/e2e/harness.ts", deep), [""; 0]);
        assert_eq!(findings("tests/e2e/lists.test.ts", "new URL('../../../siglists/', base)"), [""; 0]);
        assert_eq!(findings("tests/e2e/lists.test.ts", "import '../../../siggen-wasm/js/api.js'").len(), 1);
        assert_eq!(findings("build/examples.ts", flat), [""; 0]);
        assert_eq!(findings("src/worker/engine.ts", deep).len(), 1);
        assert_eq!(findings("build/policy.ts", flat).len(), 1);
        assert_eq!(findings("build/examples.ts", "new URL('../../siglists/', base)").len(), 1);
    }

    #[test]
    fn the_package_is_the_only_folder_in_the_manifest() {
        let manifest = |more: &str| format!(r#"{{"dependencies": {{"siggen-wasm": "{PACKAGE}"{more}}}}}"#);
        assert_eq!(manifest_findings(&manifest(r#", "vite": "8.3.8""#)), [""; 0]);
        assert_eq!(manifest_findings(&manifest(r#", "core": "file:../siggen-core""#)).len(), 1);
        assert_eq!(manifest_findings(&manifest(r#", "core": "../siggen-core""#)).len(), 1);
        assert_eq!(manifest_findings("{}").len(), 1);
    }
}
