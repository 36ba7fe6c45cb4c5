//! The inputs that arguments name.

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::folders::{FolderOrder, Walk};
use super::skipped::Skipped;
use super::{Input, Problem, reason};

/// How many inputs are looked for in advance: where these are all, progress can tell how much there is to do.
const AHEAD: usize = 1024;

/// The inputs that arguments name, found as they are asked for.
#[derive(Debug)]
pub struct Inputs {
    order: FolderOrder,
    arguments: std::vec::IntoIter<Argument>,
    /// How many of the arguments to come are folders.
    folders: usize,
    /// The folder that is being searched.
    walk: Option<Walk>,
    ahead: VecDeque<Result<Input, Problem>>,
    skipped: Skipped,
}

#[derive(Debug)]
enum Argument {
    Input(Input),
    Folder(PathBuf),
}

impl Inputs {
    /// The inputs that arguments name: `-` is standard input, and so is no argument at all. A folder
    /// stands for the files of crashes in it and its subfolders. Those that can't be searched are
    /// problems in their place.
    ///
    /// # Errors
    ///
    /// Where an argument names nothing, or a folder without crashes.
    pub fn new(arguments: &[PathBuf], order: FolderOrder) -> io::Result<Self> {
        let mut checked = Vec::with_capacity(arguments.len().max(1));
        let mut has_stdin = false;
        for argument in arguments {
            checked.push(if argument.as_os_str() == "-" {
                if std::mem::replace(&mut has_stdin, true) {
                    let twice = "standard input can be read only once";
                    return Err(io::Error::new(io::ErrorKind::InvalidInput, twice));
                }
                Argument::Input(Input::Stdin)
            } else {
                check(argument)?
            });
        }
        if arguments.is_empty() {
            checked.push(Argument::Input(Input::Stdin));
        }
        let folders = checked.iter().filter(|argument| matches!(argument, Argument::Folder(_))).count();
        let ahead = VecDeque::new();
        let mut inputs =
            Inputs { order, arguments: checked.into_iter(), folders, walk: None, ahead, skipped: Skipped::default() };
        while inputs.ahead.len() < AHEAD
            && let Some(found) = inputs.find()
        {
            inputs.ahead.push_back(found);
        }
        Ok(inputs)
    }

    /// What has been skipped in folders so far, and will be: it can be asked for while the inputs are read.
    pub fn skipped(&self) -> Skipped {
        self.skipped.clone()
    }

    fn find(&mut self) -> Option<Result<Input, Problem>> {
        loop {
            if let Some(found) = self.walk.as_mut().and_then(Iterator::next) {
                return Some(found);
            }
            self.walk = None;
            match self.arguments.next()? {
                Argument::Input(input) => return Some(Ok(input)),
                Argument::Folder(folder) => {
                    self.folders -= 1;
                    match Walk::new(&folder, self.order, self.skipped.clone()) {
                        Ok(walk) => self.walk = Some(walk),
                        Err(error) => {
                            let message = format!("cannot read: {}", reason(&error));
                            let source = folder.display().to_string();
                            return Some(Err(Problem { source, line: None, index: None, message }));
                        }
                    }
                }
            }
        }
    }
}

impl Iterator for Inputs {
    type Item = Result<Input, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        self.ahead.pop_front().or_else(|| self.find())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let known = self.ahead.len() + self.arguments.len() - self.folders;
        let walked = self.walk.as_ref().map_or(Some(0), Walk::left);
        match walked.filter(|_| self.folders == 0) {
            Some(walked) => (known + walked, Some(known + walked)),
            None => (known, None),
        }
    }
}

fn check(argument: &Path) -> io::Result<Argument> {
    let named = |kind, what: &str| io::Error::new(kind, format!("{}: {what}", argument.display()));
    let complain = |error: io::Error| named(error.kind(), &reason(&error));
    if !fs::metadata(argument).map_err(complain)?.is_dir() {
        return Ok(Argument::Input(Input::File(argument.to_owned())));
    }
    // What can't be searched may hold crashes: that there are none is not for us to say then.
    let mut found = Walk::new(argument, FolderOrder::AsFound, Skipped::default()).map_err(complain)?;
    if found.next().is_none() {
        let none = "no crashes in this directory: no file name in it ends in .json, .ndjson, .jsonl, .parquet, .arrow, .arrows, \
                    .ipc or .feather (or one of these and .gz or .zst)";
        return Err(named(io::ErrorKind::NotFound, none));
    }
    Ok(Argument::Folder(argument.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_input_only_once() {
        let of = |arguments: &[PathBuf]| Inputs::new(arguments, FolderOrder::Name);
        assert!(of(&[]).unwrap().eq([Ok(Input::Stdin)]));
        assert!(of(&["-".into(), "-".into()]).is_err());
    }
}
