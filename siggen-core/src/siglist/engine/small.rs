//! The regex crate's lazy automaton alone, with its simplest engine for what that can't do.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use regex_automata::hybrid::dfa::{self, DFA};
use regex_automata::nfa::thompson::pikevm::PikeVM;
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Dot, Hir, Repetition};

use super::{SIZE_LIMIT, TOO_LARGE, one_of};

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
    pub(in crate::siglist) fn from_start(regex: &Hir) -> Result<Self, &'static str> {
        let config = thompson::Config::new().nfa_size_limit(Some(SIZE_LIMIT)).which_captures(WhichCaptures::Implicit);
        let nfa = NFA::compiler().configure(config).build_from_hir(regex).map_err(|_| TOO_LARGE)?;
        let config = DFA::config().unicode_word_boundary(true).skip_cache_capacity_check(true);
        let automaton = DFA::builder().configure(config).build_from_nfa(nfa.clone()).map_err(|_| TOO_LARGE)?;
        let found = Mutex::new(automaton.create_cache());
        Ok(Engine(Arc::new(Parts { automaton, found, nfa })))
    }

    /// Whether one of these texts occurs, with no line break before it: what lines of the form `.*text` ask.
    pub(in crate::siglist) fn inside(texts: &[String]) -> Result<Self, &'static str> {
        let point = Box::new(Hir::dot(Dot::AnyCharExceptLF));
        let before = Hir::repetition(Repetition { min: 0, max: None, greedy: true, sub: point });
        Self::from_start(&Hir::concat(vec![before, one_of(texts)]))
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

fn input(text: &str) -> Input<'_> {
    Input::new(text).anchored(Anchored::Yes)
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}
