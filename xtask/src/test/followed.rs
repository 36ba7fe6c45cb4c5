//! Pages that are followed to the letter: every command in them is run, and what they show is what comes.
//!
//! A page's `sh` blocks run one after the other in one shell, which starts in a clone of the project and stops at the
//! first command that fails. A `text` block below one is what its commands print; a line of `…` stands for any number
//! of lines.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Tally;
use crate::failure::Failure;
use crate::say::say;
use crate::workspace::root;

/// The pages.
const PAGES: [&str; 1] = ["docs/change-a-list.md"];

/// Pages of which only those `sh` blocks are run that have a `text` block, each by itself. The others are examples of
/// what to type, on files that nobody has.
const SHOWN: [&str; 2] = ["README.md", "docs/command-line.md"];

/// A page with workflows, of which the commands of siggen are run.
const WORKFLOWS: &str = "docs/lists-in-ci.md";

/// Stands between what two blocks print.
const MARK: &str = "-- next block --";

pub(super) fn test(total: &mut Tally) -> Result<(), Failure> {
    for page in PAGES {
        let blocks = blocks(&fs::read_to_string(root().join(page))?);
        follow(&blocks).map_err(|failure| format!("{page}: {failure}"))?;
        say!("{page}: {} blocks followed", blocks.len());
        total.passed += blocks.len() as u64;
    }
    for page in SHOWN {
        let shown = show(page)?;
        say!("{page}: {shown} outputs are as shown");
        total.passed += shown as u64;
    }
    let commands = follow_workflows(WORKFLOWS)?;
    say!("{WORKFLOWS}: {commands} commands followed");
    total.passed += commands as u64;
    Ok(())
}

/// Commands, and what they print.
#[derive(Debug, PartialEq, Eq)]
struct Block {
    /// Number of the first line of the commands.
    line: usize,
    commands: String,
    shown: Option<String>,
}

fn follow(blocks: &[Block]) -> Result<(), Failure> {
    let folder = root().join("target/guide");
    if folder.exists() {
        // What a run before left would hide what is missing.
        fs::remove_dir_all(folder)?;
    }
    let mut shell = Command::new("bash");
    // Another target folder would put the program elsewhere than the page says.
    shell.args(["-euo", "pipefail", "-s"]).current_dir(root()).env_remove("CARGO_TARGET_DIR");
    let mut child = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut script = child.stdin.take().ok_or("the shell takes no commands")?;
    let mut commands = String::new();
    for block in blocks {
        commands += &format!("{}\necho '{MARK}'\n", with_built_program(&block.commands).trim_end());
    }
    let writer = std::thread::spawn(move || script.write_all(commands.as_bytes()));
    let output = child.wait_with_output()?;
    drop(writer.join());
    let printed = String::from_utf8_lossy(&output.stdout);
    let parts: Vec<&str> = printed.split_inclusive(&format!("{MARK}\n")).collect();
    for (index, block) in blocks.iter().enumerate() {
        let Some(part) = parts.get(index).and_then(|part| part.strip_suffix(&format!("{MARK}\n"))) else {
            let rest = parts.get(index).copied().unwrap_or_default();
            return Err(format!("line {}: the commands fail after printing:\n{rest}", block.line).into());
        };
        let Some(shown) = &block.shown else { continue };
        if !is_shown(&shown.lines().collect::<Vec<_>>(), &part.lines().collect::<Vec<_>>()) {
            let line = block.line;
            return Err(format!("line {line}: the page shows\n{shown}\nand the commands print\n{part}").into());
        }
    }
    Ok(())
}

/// Runs the commands of a page whose output it shows, beside the shared corpus. What they print on either stream is what
/// counts; an error may be what is shown, so their status isn't.
fn show(page: &str) -> Result<usize, Failure> {
    let folder = root().join("target/shown");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    crate::workspace::run(&mut bash(&folder, "ln -s ../../testdata testdata"))?;
    let blocks = blocks(&fs::read_to_string(root().join(page))?);
    let mut count = 0;
    for block in &blocks {
        let Some(shown) = &block.shown else { continue };
        let commands = with_built_program(&block.commands);
        let output = bash(&folder, &format!("exec 2>&1\n{commands}")).output()?;
        let printed = String::from_utf8_lossy(&output.stdout);
        if !is_shown(&shown.lines().collect::<Vec<_>>(), &printed.lines().collect::<Vec<_>>()) {
            let line = block.line;
            return Err(
                format!("{page}: line {line}: the page shows\n{shown}\nand the commands print\n{printed}").into()
            );
        }
        count += 1;
    }
    if count == 0 {
        return Err(format!("{page} shows no output").into());
    }
    Ok(count)
}

/// The same commands with the program that the tests have built. By itself it would be built again, with most of what
/// it depends on: the tests turn on more features.
fn with_built_program(commands: &str) -> String {
    let lines = commands.lines().filter(|line| *line != "cargo build");
    lines.map(|line| line.replace("cargo run --no-default-features -- ", "siggen ") + "\n").collect()
}

/// Whether lines are those that a page shows, with some left out where it says so.
fn is_shown(shown: &[&str], printed: &[&str]) -> bool {
    match (shown, printed) {
        ([], []) => true,
        (["…", rest @ ..], _) => (0..=printed.len()).any(|left_out| is_shown(rest, &printed[left_out..])),
        ([line, shown @ ..], [other, printed @ ..]) => line.trim_end() == other.trim_end() && is_shown(shown, printed),
        _ => false,
    }
}

/// The blocks of a page.
fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else { continue };
        let text: String = lines.by_ref().map_while(|(_, line)| (line != "```").then(|| format!("{line}\n"))).collect();
        match (kind, blocks.last_mut()) {
            ("sh", _) => blocks.push(Block { line: number + 2, commands: text, shown: None }),
            ("text", Some(block)) => block.shown = Some(text),
            _ => {}
        }
    }
    blocks
}

/// Runs the commands of `siggen` in a page with workflows, in a repository as a pull request finds it: the lists of the
/// main branch, and edited ones in the folder.
fn follow_workflows(page: &str) -> Result<usize, Failure> {
    let commands = workflow_commands(&fs::read_to_string(root().join(page))?);
    let folder = root().join("target/recipe");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(folder.join("siglists"))?;
    for entry in root().join("siglists").read_dir()? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.extension().is_some_and(|end| end == "txt")) {
            fs::copy(&path, folder.join("siglists").join(name))?;
        }
    }
    let crash =
        r#"{"crash_id": "1", "threads": [{"frames": [{"function": "Kite::Fly"}, {"function": "Kite::Fold"}]}]}"#;
    let edit = "\nKite::Fly\n";
    fs::write(folder.join("crashes.ndjson.zst"), format!("{crash}\n"))?;
    let set_up = format!(
        "git init -q -b main && git add siglists && git -c user.name=x -c user.email=x@x commit -qm x \
         && git update-ref refs/remotes/origin/main HEAD && printf '{edit}' >> siglists/prefix_signature_re.txt"
    );
    crate::workspace::run(&mut bash(&folder, &set_up))?;
    let base = crate::workspace::output(Command::new("git").args(["rev-parse", "HEAD"]).current_dir(&folder))?;
    for command in &commands {
        let mut shell = bash(&folder, command);
        shell.env("GITHUB_BASE_REF", "main").env("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.trim());
        crate::workspace::run(&mut shell)?;
    }
    for made in ["comment.md", "diff.html", "old-to-new.csv"] {
        let text = fs::read_to_string(folder.join(made)).map_err(|error| format!("{page}: {made}: {error}"))?;
        if !text.contains("Kite::Fly | Kite::Fold") {
            return Err(format!("{page}: the new signature is missing in {made}:\n{text}").into());
        }
    }
    Ok(commands.len())
}

/// A shell that has siggen, as it was built for the tests, on its path.
fn bash(folder: &Path, commands: &str) -> Command {
    let programs = root().join("target/debug").display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = Command::new("bash");
    shell.args(["-euo", "pipefail", "-c", commands]).current_dir(folder).env("PATH", format!("{programs}:{path}"));
    shell
}

/// The commands of `siggen` in workflows, and in blocks beside them.
fn workflow_commands(page: &str) -> Vec<String> {
    let commands = page.lines().map(|line| {
        let line = line.trim_start();
        line.strip_prefix("- run: ").or(line.strip_prefix("- ")).unwrap_or(line)
    });
    commands.filter(|line| line.starts_with("siggen ")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_a_page() {
        let page = "# A page\n\n```sh\necho a\necho b\n```\n\nIt prints\n\n```text\na\nb\n```\n\n```yaml\nx: y\n```\n```sh\ntrue\n```\n";
        let block = |line, commands: &str, shown: Option<&str>| Block {
            line,
            commands: commands.to_owned(),
            shown: shown.map(str::to_owned),
        };
        assert_eq!(blocks(page), [block(4, "echo a\necho b\n", Some("a\nb\n")), block(19, "true\n", None)]);
    }

    #[test]
    fn nothing_is_built_again() {
        let commands = "cargo build\ncargo run --no-default-features -- explain a\ncargo xtask corpus 2\n";
        assert_eq!(with_built_program(commands), "siggen explain a\ncargo xtask corpus 2\n");
    }

    #[test]
    fn commands_of_workflows() {
        let page =
            "steps:\n  - run: siggen lint a\n  - run: gh pr\nscript:\n  - siggen diff\n```sh\nsiggen signature b\n";
        assert_eq!(workflow_commands(page), ["siggen lint a", "siggen diff", "siggen signature b"]);
    }

    #[test]
    fn lines_that_are_left_out() {
        assert!(is_shown(&["a", "…", "d"], &["a", "b", "c", "d"]));
        assert!(is_shown(&["a", "…"], &["a"]));
        assert!(is_shown(&["…", "b  "], &["a", "b"]));
        assert!(!is_shown(&["a", "…", "d"], &["a", "b"]));
        assert!(!is_shown(&["a"], &["a", "b"]));
        assert!(!is_shown(&["a", "b"], &["a"]));
    }

    #[test]
    fn commands_are_run_in_one_shell() {
        let page = "```sh\nkite=red\n```\n```sh\necho $kite\n```\n```text\nred\n```\n";
        follow(&blocks(page)).unwrap();
        let failure = |page: &str| follow(&blocks(page)).unwrap_err().to_string();
        assert!(failure("```sh\necho a\n```\n```text\nb\n```\n").starts_with("line 2: the page shows\nb\n"));
        assert!(failure("```sh\ntrue\n```\n```sh\nfalse\n```\n").starts_with("line 5: the commands fail"));
    }
}
