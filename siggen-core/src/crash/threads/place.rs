//! The parts of a stack that have the wrong type.

use super::JsonThreads;
use crate::crash::Mistyped;
use crate::json::{Kind, Reader, Syntax};

/// What is being read, for messages, and where to put them.
pub(super) struct Place<'t, 'a> {
    pub(super) threads: &'t JsonThreads<'a>,
    thread: usize,
    pub(super) frame: Option<usize>,
    /// The frame's list that is being read, and the item.
    pub(super) item: Option<(&'static str, usize)>,
    pub(super) mistyped: Vec<Mistyped>,
    /// How many of these are of frames before this one.
    pub(super) reported: usize,
    pub(super) broken: Option<Mistyped>,
}

impl<'t, 'a> Place<'t, 'a> {
    /// The thread of this index, of which nothing has been read.
    pub(super) fn new(threads: &'t JsonThreads<'a>, thread: usize) -> Self {
        Place { threads, thread, frame: None, item: None, mistyped: Vec::new(), reported: 0, broken: None }
    }

    /// Steps over a value of a type that says nothing. Null says nothing either, but is common.
    #[cold]
    pub(super) fn skip_mistyped(
        &mut self,
        reader: &mut Reader<'_>,
        found: Kind,
        name: &str,
        expected: &'static str,
    ) -> Result<(), Syntax> {
        if found != Kind::Null {
            let mistyped = self.mistyped_here(found, name, expected);
            // A member that is there over and over is one field. Of these a frame has few: its own, and those of
            // the items of its lists that count.
            if !self.mistyped[self.reported..].iter().rev().any(|before| before.path == mistyped.path) {
                self.mistyped.push(mistyped);
            }
        }
        reader.skip()
    }

    /// Steps over what should be a part of the stack and isn't.
    #[cold]
    pub(super) fn skip_broken(
        &mut self,
        reader: &mut Reader<'_>,
        found: Kind,
        name: &str,
        expected: &'static str,
    ) -> Result<(), Syntax> {
        let mistyped = self.mistyped_here(found, name, expected);
        self.broken.get_or_insert(mistyped);
        reader.skip()
    }

    fn mistyped_here(&self, found: Kind, name: &str, expected: &'static str) -> Mistyped {
        let dot = if self.threads.parent.is_empty() { "" } else { "." };
        let mut path = format!("{}{dot}threads[{}]", self.threads.parent, self.thread);
        if let Some(frame) = self.frame {
            path += &format!(".frames[{frame}]");
        }
        if let Some((list, index)) = self.item {
            path += &format!(".{list}[{index}]");
        }
        if !name.is_empty() {
            path += &format!(".{name}");
        }
        Mistyped { field: "threads", path, expected, found: found.name() }
    }
}
