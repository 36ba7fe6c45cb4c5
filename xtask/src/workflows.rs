//! `cargo xtask workflows`: what the workflows may do, and that all they use is pinned by its content.
//!
//! A tag or a branch can be moved to other code by whoever owns it, a hash can't.

use std::fs;

use crate::failure::Failure;
use crate::say::say;
use crate::workspace::root;

/// Checks all workflows.
pub(crate) fn run() -> Result<(), Failure> {
    let folder = root().join(".github/workflows");
    let mut findings = Vec::new();
    let mut files = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "yml" || ending == "yaml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            findings.extend(self::findings(&fs::read_to_string(&path)?).map(|finding| format!("{name}: {finding}")));
            files += 1;
        }
    }
    if files == 0 {
        findings.push("there are none: tell xtask/src/workflows.rs where they went".to_owned());
    }
    findings.sort();
    if findings.is_empty() {
        say!("workflows: all is pinned in {files} files");
        return Ok(());
    }
    Err(format!("workflows:\n  {}", findings.join("\n  ")).into())
}

/// What is wrong with a workflow. It is looked at line by line, so each `uses`, `container` and `image` has its value
/// beside it, and the permissions of all jobs are a block of their own.
fn findings(workflow: &str) -> impl Iterator<Item = String> {
    let lines = || (1..).zip(workflow.lines());
    let of_lines = lines().filter_map(|(number, line)| Some(format!("line {number}: {}", of_line(line)?)));
    of_lines.chain(permissions(workflow)).collect::<Vec<_>>().into_iter()
}

/// What is wrong with a line.
fn of_line(line: &str) -> Option<String> {
    let line = line.trim_start();
    if line.starts_with('#') {
        return None;
    }
    if let Some(used) = value(line, "uses") {
        return (!is_pinned_action(used)).then(|| format!("`{used}` isn't pinned as `OWNER/NAME@HASH # VERSION`"));
    }
    let image = value(line, "container").or_else(|| value(line, "image"))?;
    let is_pinned = image.contains("${{") || image.split_once("@sha256:").is_some_and(|(_, hash)| is_hash(hash, 64));
    (!is_pinned).then(|| format!("the image `{image}` isn't pinned as `NAME:TAG@sha256:HASH`"))
}

/// The value that a line gives a key, in a list, a block or between braces.
fn value<'l>(line: &'l str, key: &str) -> Option<&'l str> {
    let (before, value) = line.split_once(&format!("{key}: "))?;
    let is_key = before.ends_with([' ', '{']) || before.is_empty();
    is_key.then(|| match value.trim().strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or(quoted),
        None => value.split([',', '}']).next().unwrap_or(value).trim(),
    })
}

/// An action of this repository, or one by the hash of a commit with the version that it is.
fn is_pinned_action(used: &str) -> bool {
    if used.starts_with("./") {
        return true;
    }
    let Some((_, pinned)) = used.split_once('@') else { return false };
    pinned.split_once(" # v").is_some_and(|(hash, version)| is_hash(hash, 40) && !version.is_empty())
}

fn is_hash(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// What is wrong with the permissions that all jobs have: a job that needs more says so itself.
fn permissions(workflow: &str) -> Option<String> {
    let mut lines = workflow.lines().skip_while(|line| !line.starts_with("permissions:"));
    match lines.next() {
        None => return Some("there are no permissions for all jobs, so they have the repository's".to_owned()),
        Some("permissions: {}") => return None,
        Some("permissions:") => {}
        Some(other) => return Some(format!("`{other}` is more than `contents: read`")),
    }
    let block = lines.take_while(|line| line.is_empty() || line.starts_with([' ', '#']));
    let mut more = block.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    more.find(|&line| line != "contents: read").map(|line| format!("`{line}` is for all jobs: give it to one"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "0123456789abcdef0123456789abcdef01234567";

    #[test]
    fn ours_are_pinned() {
        run().unwrap();
    }

    #[test]
    fn what_is_used_is_pinned() {
        for pinned in [
            format!("      - uses: actions/checkout@{HASH} # v4.3.1"),
            format!("uses: owner/name/folder@{HASH} # v1"),
            "    uses: ./.github/workflows/ci.yml".to_owned(),
            "    container: ${{ matrix.image }}".to_owned(),
            format!("          - {{ python: \"3.9\", image: \"python:3.9@sha256:{HASH}{}\" }}", &HASH[..24]),
            "# uses: actions/checkout@v4".to_owned(),
            "        run: echo image".to_owned(),
        ] {
            assert_eq!(of_line(&pinned), None);
        }
        for loose in [
            "      - uses: actions/checkout@v4".to_owned(),
            "      - uses: actions/checkout".to_owned(),
            "      - uses: pypa/gh-action-pypi-publish@release/v1".to_owned(),
            format!("      - uses: actions/checkout@{HASH}"),
            format!("      - uses: actions/checkout@{} # v4", &HASH[1..]),
            "    container: python:3.9-alpine".to_owned(),
            format!("          - {{ image: python:3.9@sha256:{HASH}, python: 3.9 }}"),
        ] {
            assert!(of_line(&loose).is_some(), "{loose}");
        }
    }

    #[test]
    fn jobs_may_do_little() {
        for little in
            ["permissions: {}\n", "on: push\npermissions:\n  # What is built.\n  contents: read\n\njobs:\n  a: b\n"]
        {
            assert_eq!(permissions(little), None, "{little}");
        }
        for much in [
            "on: push\n",
            "permissions: write-all\n",
            "permissions: read-all\n",
            "permissions:\n  contents: read\n  id-token: write\n",
            "permissions:\n  contents: write\n",
            "jobs:\n  a:\n    permissions:\n      contents: read\n",
        ] {
            assert!(permissions(much).is_some(), "{much}");
        }
    }
}
