//! Lists as they are at a revision, by the program `git`.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::process::{Command, Output, Stdio};

use siggen_core::{SiglistFiles, SiglistName};

use crate::error::{LIST, ListsError};
use crate::input::reason;
use crate::siglist_folder::{LONGEST, text, too_long};

/// The lists in a folder of a revision. `source` is what people call it.
pub(super) fn files(source: &str, revision: &str, folder: &str) -> Result<SiglistFiles<'static>, ListsError> {
    let error = |message| ListsError::Git { ruleset: source.to_owned(), message };
    let tree = tree(revision).map_err(error)?;
    let names = SiglistName::ALL.map(|name| format!("{name}{LIST}"));
    let folder = folder.trim_end_matches('/');
    let slash = if folder.is_empty() { "" } else { "/" };
    let objects = names.each_ref().map(|name| format!("{tree}:{folder}{slash}{name}"));
    let contents = contents(&objects).map_err(|failure| error(format!("git cat-file: {}", reason(&failure))))?;
    let mut files = SiglistFiles { source: source.to_owned().into(), ..SiglistFiles::default() };
    let mut missing = Vec::new();
    for ((list, name), content) in SiglistName::ALL.into_iter().zip(names).zip(contents) {
        match content {
            Some(bytes) => files.set(list, text(bytes, format!("{}/{name}", source.trim_end_matches('/')).as_ref())?),
            None => missing.push(name),
        }
    }
    if missing.is_empty() { Ok(files) } else { Err(ListsError::Missing { folder: source.into(), files: missing }) }
}

/// The name of a revision's tree, or why there is none.
fn tree(revision: &str) -> Result<String, String> {
    let found = ask(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{tree}}")])?;
    let tree = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    if found.status.success() && !tree.is_empty() && tree.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(tree);
    }
    let repository = ask(&["rev-parse", "--is-shallow-repository"])?;
    if !repository.status.success() {
        let said = String::from_utf8_lossy(&repository.stderr);
        let said = said.lines().next().unwrap_or("git gives no reason").trim_start_matches("fatal: ");
        return Err(format!("the current directory is not in a Git repository: {said}"));
    }
    let is_shallow = repository.stdout.starts_with(b"true");
    let hint = if is_shallow { "; this clone is shallow: fetch the revision first" } else { "" };
    Err(format!("no revision `{revision}` in the current Git repository{hint}"))
}

/// The contents of files, `None` for what is no file.
fn contents(objects: &[String]) -> io::Result<Vec<Option<Vec<u8>>>> {
    let mut git = git(&["cat-file", "--batch", "--follow-symlinks"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (Some(mut questions), Some(answers)) = (git.stdin.take(), git.stdout.take()) else {
        return Err(io::Error::other("it has no pipes"));
    };
    let mut answers = BufReader::new(answers);
    // One after the other: with more under way, both sides could wait for each other.
    let found = objects.iter().map(|object| {
        writeln!(questions, "{object}")?;
        questions.flush()?;
        answer(&mut answers)
    });
    let found: io::Result<Vec<_>> = found.collect();
    drop(questions);
    git.wait()?;
    found
}

/// Reads an answer: `NAME blob SIZE` and the content, or another line where there is no such file. Links that lead
/// nowhere have a word and a size, too, and something behind.
fn answer(answers: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let Some(head) = head.strip_suffix('\n') else { return Err(ErrorKind::UnexpectedEof.into()) };
    if head.ends_with(" missing") {
        return Ok(None);
    }
    let (kind, size) = head.rsplit_once(' ').unwrap_or_default();
    let size: u64 = size.parse().map_err(|_| io::Error::other(format!("it says `{head}`")))?;
    if size > LONGEST {
        return Err(too_long());
    }
    let mut content = Vec::new();
    // A line's end stands behind the content.
    answers.take(size + 1).read_to_end(&mut content)?;
    if content.pop() != Some(b'\n') || content.len() as u64 != size {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(kind.ends_with(" blob").then_some(content))
}

/// Asks git something that has a short answer.
fn ask(arguments: &[&str]) -> Result<Output, String> {
    git(arguments).stdin(Stdio::null()).output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => "the program `git` is not installed or not on the PATH".to_owned(),
        _ => format!("the program `git` can't be run: {}", reason(&error)),
    })
}

fn git(arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    // Nobody is there to answer questions.
    git.args(arguments).env("GIT_TERMINAL_PROMPT", "0");
    git
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers() {
        let read = |mut text: &[u8]| answer(&mut text).map_err(|error| error.kind());
        assert_eq!(read(b"0a1b blob 3\na\nb\n"), Ok(Some(b"a\nb".to_vec())));
        assert_eq!(read(b"0a1b blob 0\n\n"), Ok(Some(Vec::new())));
        assert_eq!(read(b"0a1b:a blob 3 missing\n"), Ok(None));
        assert_eq!(read(b"0a1b tree 2\nxy\n"), Ok(None));
        assert_eq!(read(b"dangling 4\n0a1b\n"), Ok(None));
        for cut in [b"".as_slice(), b"0a1b blob 3", b"0a1b blob 3\na\nb", b"0a1b blob 3\na\nbc\n"] {
            assert_eq!(read(cut), Err(ErrorKind::UnexpectedEof), "{cut:?}");
        }
        assert_eq!(read(b"0a1b blob many\n"), Err(ErrorKind::Other));
        assert_eq!(read(b"0a1b blob 16777217\n"), Err(ErrorKind::Other));
    }
}
