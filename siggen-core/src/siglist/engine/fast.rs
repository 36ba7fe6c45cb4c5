//! The engine of the regex crate, with all that makes it fast.

use regex_automata::meta::Regex;
use regex_syntax::hir::{Hir, Look};

use super::{SIZE_LIMIT, TOO_LARGE, one_of};

/// A compiled regex.
#[derive(Clone, Debug)]
pub(in crate::siglist) struct Engine {
    regex: Regex,
    looks_inside: bool,
}

impl Engine {
    /// A regex that a frame has to match from its start.
    pub(in crate::siglist) fn from_start(regex: &Hir) -> Result<Self, &'static str> {
        let anchored = Hir::concat(vec![Hir::look(Look::Start), regex.clone()]);
        Ok(Engine { regex: compile(&anchored)?, looks_inside: false })
    }

    /// Whether one of these texts occurs, with no line break before it: what lines of the form `.*text` ask.
    pub(in crate::siglist) fn inside(texts: &[String]) -> Result<Self, &'static str> {
        Ok(Engine { regex: compile(&one_of(texts))?, looks_inside: true })
    }

    #[inline]
    pub(in crate::siglist) fn is_match(&self, text: &str) -> bool {
        if self.looks_inside {
            return self.regex.find(text).is_some_and(|found| !text[..found.start()].contains('\n'));
        }
        self.regex.is_match(text)
    }

    /// Where the match ends that begins at the text's start.
    pub(in crate::siglist) fn end(&self, text: &str) -> Option<usize> {
        Some(self.regex.find(text)?.end())
    }
}

fn compile(regex: &Hir) -> Result<Regex, &'static str> {
    let config = Regex::config().nfa_size_limit(Some(SIZE_LIMIT));
    Regex::builder().configure(config).build_from_hir(regex).map_err(|_| TOO_LARGE)
}
