//! The engine of the regex crate, with all that makes it fast.

use regex_automata::meta::{Config, Regex};
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::{Input, MatchKind, PatternID, PatternSet};
use regex_syntax::hir::Hir;

use super::{SIZE_LIMIT, from_start, one_of, room};
use crate::siglist::weight::TOO_LARGE;

/// A compiled regex.
#[derive(Clone, Debug)]
pub(in crate::siglist) struct Engine {
    regex: Regex,
    looks_inside: bool,
}

impl Engine {
    /// A regex that a frame has to match from its start.
    pub(in crate::siglist) fn from_start(regex: Hir) -> Result<Self, &'static str> {
        Ok(Engine { regex: compile(&[from_start(regex)], Regex::config())?, looks_inside: false })
    }

    /// Whether one of these texts occurs, with no line break before it: what lines of the form `.*text` ask.
    pub(in crate::siglist) fn inside(texts: &[String]) -> Result<Self, &'static str> {
        Ok(Engine { regex: compile(&[one_of(texts)], Regex::config())?, looks_inside: true })
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

/// Many regexes, to find all that match a frame from its start.
#[derive(Clone, Debug)]
pub(in crate::siglist) struct Set(Regex);

impl Set {
    pub(in crate::siglist) fn new(regexes: Vec<Hir>) -> Result<Self, &'static str> {
        let anchored: Vec<Hir> = regexes.into_iter().map(from_start).collect();
        let config = Regex::config().match_kind(MatchKind::All).which_captures(WhichCaptures::None);
        compile(&anchored, config).map(Set)
    }

    /// The indices of those that match, in order.
    pub(in crate::siglist) fn matching(&self, text: &str) -> Vec<usize> {
        let mut matching = PatternSet::new(self.0.pattern_len());
        self.0.which_overlapping_matches(&Input::new(text), &mut matching);
        matching.iter().map(|pattern: PatternID| pattern.as_usize()).collect()
    }
}

fn compile(regexes: &[Hir], config: Config) -> Result<Regex, &'static str> {
    let config = config.nfa_size_limit(Some(SIZE_LIMIT)).hybrid_cache_capacity(room(regexes));
    Regex::builder().configure(config).build_many_from_hir(regexes).map_err(|_| TOO_LARGE)
}
