//! The regex crate's lazy automaton alone, with its simplest engine for what that can't do.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use regex_automata::hybrid::dfa::{self, DFA};
use regex_automata::nfa::thompson::pikevm::PikeVM;
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::{Anchored, Input, MatchKind, PatternID, PatternSet};
use regex_syntax::hir::{Dot, Hir, Repetition};

use super::{SIZE_LIMIT, from_start, one_of, room};
use crate::siglist::weight::TOO_LARGE;

/// A compiled regex.
#[derive(Clone)]
pub(in crate::siglist) struct Engine(Arc<Parts>);

struct Parts {
    automaton: DFA,
    /// What the automaton has found out so far. Nobody waits for it where there is but one thread.
    found: Mutex<dfa::Cache>,
    nfa: NFA,
}

impl Engine {
    /// A regex that a frame has to match from its start.
    pub(in crate::siglist) fn from_start(regex: Hir) -> Result<Self, &'static str> {
        Ok(Engine(Arc::new(Parts::new(&[regex], MatchKind::LeftmostFirst)?)))
    }

    /// Whether one of these texts occurs, with no line break before it: what lines of the form `.*text` ask.
    pub(in crate::siglist) fn inside(texts: &[String]) -> Result<Self, &'static str> {
        let point = Box::new(Hir::dot(Dot::AnyCharExceptLF));
        let before = Hir::repetition(Repetition { min: 0, max: None, greedy: true, sub: point });
        Self::from_start(Hir::concat(vec![before, one_of(texts)]))
    }

    pub(in crate::siglist) fn is_match(&self, text: &str) -> bool {
        self.search(&input(text).earliest(true)).is_some()
    }

    /// Where the match ends that begins at the text's start.
    pub(in crate::siglist) fn end(&self, text: &str) -> Option<usize> {
        self.search(&input(text))
    }

    fn search(&self, input: &Input<'_>) -> Option<usize> {
        let parts = &*self.0;
        let mut found = parts.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(end) = parts.automaton.try_search_fwd(&mut found, input) {
            return Some(end?.offset());
        }
        // It gives up at word boundaries beside letters outside of ASCII.
        let machine = PikeVM::new_from_nfa(parts.nfa.clone()).ok()?;
        let mut slots = [None; 2];
        machine.search_slots(&mut machine.create_cache(), input, &mut slots)?;
        Some(slots[1]?.get())
    }
}

impl Parts {
    fn new(regexes: &[Hir], matches: MatchKind) -> Result<Self, &'static str> {
        let config = thompson::Config::new().nfa_size_limit(Some(SIZE_LIMIT)).which_captures(WhichCaptures::Implicit);
        let nfa = NFA::compiler().configure(config).build_many_from_hir(regexes).map_err(|_| TOO_LARGE)?;
        let config = DFA::config().unicode_word_boundary(true).match_kind(matches);
        let config = config.cache_capacity(room(regexes)).skip_cache_capacity_check(true);
        let automaton = DFA::builder().configure(config).build_from_nfa(nfa.clone()).map_err(|_| TOO_LARGE)?;
        let found = Mutex::new(automaton.create_cache());
        Ok(Parts { automaton, found, nfa })
    }
}

/// Many regexes, to find all that match a frame from its start.
#[derive(Clone)]
pub(in crate::siglist) struct Set(Arc<Parts>);

impl Set {
    pub(in crate::siglist) fn new(regexes: Vec<Hir>) -> Result<Self, &'static str> {
        // The machine for what the automaton can't do looks for all matches anywhere, even if told otherwise.
        let anchored: Vec<Hir> = regexes.into_iter().map(from_start).collect();
        Ok(Set(Arc::new(Parts::new(&anchored, MatchKind::All)?)))
    }

    /// The indices of those that match, in order.
    pub(in crate::siglist) fn matching(&self, text: &str) -> Vec<usize> {
        let parts = &*self.0;
        let mut matching = PatternSet::new(parts.nfa.pattern_len());
        let mut found = parts.found.lock().unwrap_or_else(PoisonError::into_inner);
        if parts.automaton.try_which_overlapping_matches(&mut found, &input(text), &mut matching).is_err() {
            matching.clear();
            let config = PikeVM::config().match_kind(MatchKind::All);
            if let Ok(machine) = PikeVM::builder().configure(config).build_from_nfa(parts.nfa.clone()) {
                machine.which_overlapping_matches(&mut machine.create_cache(), &input(text), &mut matching);
            }
        }
        matching.iter().map(|pattern: PatternID| pattern.as_usize()).collect()
    }
}

fn input(text: &str) -> Input<'_> {
    Input::new(text).anchored(Anchored::Yes)
}

impl fmt::Debug for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Set").finish_non_exhaustive()
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}
