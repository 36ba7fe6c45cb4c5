//! Asks the lists, with what is remembered of their answers, and lets a judge have the last word.

use std::fmt;

use crate::memory::{Memory, Recalled};
use crate::normalize::{self, FrameParts};
use crate::siglist::{SiglistName, Siglists};

/// Hears each question that is put to a list, with the frame that it is about and the list's answer, and says what
/// the rules are told.
pub(crate) type Judge<'j> = dyn FnMut(SiglistName, &str, bool) -> bool + 'j;

/// One crash's way to the lists.
pub(crate) struct Asker<'c> {
    pub(crate) memory: &'c mut Memory,
    pub(crate) judge: Option<&'c mut Judge<'c>>,
}

impl fmt::Debug for Asker<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Asker { memory, judge } = self;
        f.debug_struct("Asker").field("memory", memory).field("is_judged", &judge.is_some()).finish()
    }
}

impl<'c> Asker<'c> {
    /// The lists' own answers, which nobody judges.
    pub(crate) fn new(memory: &'c mut Memory) -> Self {
        Asker { memory, judge: None }
    }

    /// Whether a list has a line that matches the frame of this index.
    #[inline]
    pub(crate) fn is_match(&mut self, index: usize, frame: &str, list: SiglistName, siglists: &Siglists) -> bool {
        let answer = self.memory.is_match(index, frame, list, siglists);
        match &mut self.judge {
            None => answer,
            Some(judge) => judge(list, frame, answer),
        }
    }

    /// Appends the normalized form of the stack's next frame to `out`. Where it depends on nothing but a name, it is
    /// remembered.
    #[inline]
    pub(crate) fn normalize(
        &mut self,
        parts: &FrameParts<'_>,
        modules_in_lower_case: bool,
        siglists: &Siglists,
        out: &mut String,
    ) {
        let recalled = self.memory.recall(parts.name_alone(modules_in_lower_case), out);
        if matches!(recalled, Recalled::Known) {
            return;
        }
        let start = out.len();
        let mut has_line = false;
        let mut is_numbered = |name: &str| {
            let answer = siglists.is_match(SiglistName::LineNumbers, name);
            has_line |= answer;
            match &mut self.judge {
                None => answer,
                Some(judge) => judge(SiglistName::LineNumbers, name, answer),
            }
        };
        normalize::frame(parts, modules_in_lower_case, &mut is_numbered, &mut self.memory.rewriter, out);
        if let Recalled::New(hash, name) = recalled {
            // What a judge makes of it counts for this crash only.
            self.memory.meet(hash, name, &out[start..], !has_line);
        }
    }
}
