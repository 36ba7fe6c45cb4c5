//! Asks the lists, with what is remembered of their answers, and lets a judge have the last word.

use std::fmt;

use crate::memory::Memory;
use crate::normalize::{Name, Rewriter};
use crate::siglist::{SiglistName, Siglists};

/// Hears each question that is put to a list, with the frame that it is about and the list's answer, and says what
/// the rules are told.
pub(crate) type Judge<'j> = dyn FnMut(SiglistName, &str, bool) -> bool + 'j;

/// One crash's way to the lists.
#[derive(Default)]
pub(crate) struct Asker<'c> {
    pub(crate) memory: Memory,
    pub(crate) judge: Option<&'c mut Judge<'c>>,
}

impl fmt::Debug for Asker<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Asker { memory, judge } = self;
        f.debug_struct("Asker").field("memory", memory).field("is_judged", &judge.is_some()).finish()
    }
}

impl Asker<'_> {
    /// Whether a list has a line that matches the frame of this index.
    #[inline]
    pub(crate) fn is_match(&mut self, index: usize, frame: &str, list: SiglistName, siglists: &Siglists) -> bool {
        let answer = self.memory.is_match(index, frame, list, siglists);
        match &mut self.judge {
            None => answer,
            Some(judge) => judge(list, frame, answer),
        }
    }

    /// As [`Memory::normalize`]. `normalize` is given a function that says of a name whether its line number matters.
    #[inline]
    pub(crate) fn normalize(
        &mut self,
        name: Option<Name<'_>>,
        out: &mut String,
        siglists: &Siglists,
        normalize: impl FnOnce(&mut Rewriter, &mut String, &mut dyn FnMut(&str) -> bool),
    ) {
        let judge = &mut self.judge;
        self.memory.normalize(name, out, |rewriter, out| {
            let mut has_line = false;
            normalize(rewriter, out, &mut |name| {
                let answer = siglists.is_match(SiglistName::LineNumbers, name);
                has_line |= answer;
                match judge {
                    None => answer,
                    Some(judge) => judge(SiglistName::LineNumbers, name, answer),
                }
            });
            // What a judge makes of it counts for this crash only.
            !has_line
        });
    }
}
