//! Sets of lists by what people call them, in repositories of git that are made here.
#![allow(clippy::unwrap_used, reason = "a test that can't set up its repository fails")]

mod common;

use std::path::Path;
use std::process::{Command, Stdio};

use common::{Folder, Ran};

const LISTS: [&str; 4] =
    ["irrelevant_signature_re", "prefix_signature_re", "signatures_with_line_numbers_re", "signature_sentinels"];

/// Runs a program in a folder, with nothing of the environment that would lead git elsewhere.
fn command(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    // No repository above the folders of the test is to be found.
    let above = std::env::temp_dir().canonicalize().unwrap();
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("GIT_CEILING_DIRECTORIES", above).env("LC_ALL", "C").current_dir(folder).stdin(Stdio::null());
    command
}

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"];
    let ran = command("git", folder).args(identity).args(arguments).output().unwrap();
    assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// `siggen diff` of a crash whose frames are `paint` and `draw`.
fn diff(folder: &Path, before: &str, after: &str) -> Ran {
    diff_with(command(env!("CARGO_BIN_EXE_siggen"), folder), folder, before, after)
}

fn diff_with(mut command: Command, folder: &Path, before: &str, after: &str) -> Ran {
    let crash = folder.join("crash.json");
    std::fs::write(&crash, r#"{"threads": [{"frames": [{"function": "paint"}, {"function": "draw"}]}]}"#).unwrap();
    let output = command.args(["diff", "--format", "csv", before, after]).arg(crash).output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code(),
    }
}

/// Whether the crash is `paint | draw` after and was `paint` before.
fn grows(ran: &Ran, line: &str) -> bool {
    assert_eq!(ran.err, "");
    ran.out.lines().nth(1).is_some_and(|row| row.starts_with(&format!("paint,paint | draw,1,yes,{line},")))
}

fn write_lists(folder: &Folder, path: &str, prefix: impl AsRef<[u8]>) {
    for list in LISTS {
        folder.write(&format!("{path}{list}.txt"), "");
    }
    folder.write(&format!("{path}prefix_signature_re.txt"), prefix);
}

/// A repository whose first commit has no line and whose second one has `paint`.
fn repository() -> Folder {
    let folder = Folder::new();
    git(&folder.path(""), &["init", "-q"]);
    for (prefix, tag) in [("", "first"), ("# Graphics\npaint\n", "second")] {
        write_lists(&folder, "lists/", prefix);
        folder.write("sub/file", "");
        git(&folder.path(""), &["add", "."]);
        git(&folder.path(""), &["commit", "-qm", tag]);
        git(&folder.path(""), &["tag", tag]);
    }
    folder
}

#[test]
fn revisions() {
    let repository = repository();
    let root = repository.path("");
    let line = "prefix_signature_re:2 added";
    assert!(grows(&diff(&root, "HEAD~1:lists", "HEAD:lists"), line));
    assert!(grows(&diff(&root, "first:lists/", "main:./lists"), line));
    assert!(grows(&diff(&root, "HEAD^{/first}:lists", "lists"), line));
    let ran = diff(&root, "HEAD:lists", "lists");
    assert_eq!((ran.status, ran.out.lines().count()), (Some(0), 1));

    // What isn't committed counts where the folder is named, and only there.
    write_lists(&repository, "lists/", "");
    let ran = diff(&root, "HEAD:lists", "lists");
    assert!(ran.out.contains("paint | draw,paint,1,yes,prefix_signature_re:2 removed,"), "{}", ran.out);
    assert_eq!(diff(&root, "HEAD:lists", "second:lists").status, Some(0));

    // Paths are from the root, or from the current directory where they say so.
    let sub = repository.path("sub");
    assert!(grows(&diff(&sub, "first:lists", "second:../lists"), line));
    let ran = diff(&sub, "first:./lists", "second:lists");
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.starts_with("siggen: first:./lists: irrelevant_signature_re.txt, "), "{}", ran.err);
}

#[test]
fn lists_in_the_root_and_behind_links() {
    let repository = Folder::new();
    let root = repository.path("");
    git(&root, &["init", "-q"]);
    write_lists(&repository, "", "paint\n");
    repository.write("other/prefix_signature_re.txt", "memcpy\n");
    #[cfg(unix)]
    for list in LISTS.iter().filter(|list| **list != "prefix_signature_re") {
        std::os::unix::fs::symlink(format!("../{list}.txt"), root.join(format!("other/{list}.txt"))).unwrap();
    }
    git(&root, &["add", "."]);
    git(&root, &["commit", "-qm", "all"]);
    if cfg!(unix) {
        assert!(grows(&diff(&root, "HEAD:other", "HEAD:"), "prefix_signature_re:1 added"));
    }
    assert_eq!(diff(&root, "HEAD:", "HEAD:./").status, Some(0));
}

#[test]
fn what_git_does_not_have() {
    let repository = repository();
    let root = repository.path("");
    let trouble = |name: &str, words: &str| {
        let ran = diff(&root, name, "lists");
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{name}");
        assert!(ran.err.contains(words) && ran.err.lines().count() == 1, "{}", ran.err);
    };
    trouble("no-such-branch:lists", "no-such-branch:lists: no revision `no-such-branch` in the current Git repository");
    trouble("first..second:lists", "no revision `first..second`");
    trouble("HEAD:nowhere", "HEAD:nowhere: irrelevant_signature_re.txt, prefix_signature_re.txt, ");
    trouble("HEAD:/etc", "are missing; a directory");
    trouble("HEAD:sub/file", "are missing; a directory");
    trouble("HEAD:lists/prefix_signature_re.txt", "are missing; a directory");
    trouble(":lists", "the revision before the colon is missing");
    trouble("HEAD:lists\nHEAD:lists", "a revision can't have control characters");
    trouble("nowhere", "`nowhere`: no such directory; lists are ");
    trouble("crash.json", "`crash.json`: not a directory");
}

#[test]
fn nothing_is_an_option_of_git() {
    let repository = repository();
    let root = repository.path("");
    for name in ["--output=written:lists", "-h:lists", "--git-dir=/tmp:lists"] {
        // `--` keeps siggen itself from taking it for one of its own.
        let mut command = command(env!("CARGO_BIN_EXE_siggen"), &root);
        let output = command.args(["diff", "--", name, "lists"]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(err.contains("a revision can't start with `-`"), "{err}");
    }
    assert!(!root.join("written").exists());
}

#[test]
fn broken_lists_at_a_revision() {
    let repository = repository();
    let root = repository.path("");
    for (prefix, words) in [
        (b"good\n(bad\n".as_slice(), "siggen: HEAD:lists: prefix_signature_re.txt, line 2: `(bad`: "),
        (b"good\n\xe9\n", "siggen: HEAD:lists/prefix_signature_re.txt: byte 5: invalid UTF-8 (0xe9)"),
    ] {
        write_lists(&repository, "lists/", prefix);
        git(&root, &["commit", "-qam", "broken"]);
        let ran = diff(&root, "first:lists", "HEAD:lists");
        assert_eq!(ran.status, Some(2));
        assert!(ran.err.starts_with(words), "{}", ran.err);
    }
    // A file that is there no more.
    write_lists(&repository, "lists/", "good\n");
    git(&root, &["rm", "-qf", "lists/signature_sentinels.txt"]);
    git(&root, &["commit", "-qam", "less"]);
    let err = diff(&root, "HEAD:lists", "first:lists").err;
    assert!(
        err.starts_with("siggen: HEAD:lists: signature_sentinels.txt is missing; a directory of lists has "),
        "{err}"
    );
}

#[test]
fn without_a_repository_or_git() {
    let folder = Folder::new();
    let ran = diff(&folder.path(""), "HEAD:lists", "built-in");
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("HEAD:lists: the current directory is not in a Git repository: "), "{}", ran.err);

    let repository = repository();
    let root = repository.path("");
    let mut without_git = command(env!("CARGO_BIN_EXE_siggen"), &root);
    without_git.env("PATH", root.join("sub"));
    let ran = diff_with(without_git, &root, "HEAD:lists", "built-in");
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("HEAD:lists: the program `git` is not installed"), "{}", ran.err);
}

#[test]
fn shallow_clones_lack_what_came_before() {
    let repository = repository();
    let origin = format!("file://{}", repository.path("").canonicalize().unwrap().display());
    let folder = Folder::new();
    git(&folder.path(""), &["clone", "-q", "--depth", "1", &origin, "clone"]);
    let clone = folder.path("clone");
    assert_eq!(diff(&clone, "HEAD:lists", "lists").status, Some(0));
    let err = diff(&clone, "HEAD~1:lists", "HEAD:lists").err;
    assert!(err.contains("no revision `HEAD~1`") && err.contains("this clone is shallow: fetch"), "{err}");
}
