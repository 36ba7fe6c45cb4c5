//! Whether it pays to remember names.

/// After how many names it is decided anew.
const WINDOW: usize = 1024;

/// One name of so many has to be a known one, or looking for it costs more than it saves.
const ENOUGH: usize = 8;

/// The longest rest, in numbers of stacks for each that was looked at: input that changes is noticed.
const LONGEST_REST: usize = 7;

/// Counts how many names are known, and lets the memory rest where these are few: 1 stack, then 3 and 7 of them
/// for each that was looked at.
#[derive(Debug, Default)]
pub(super) struct Payoff {
    stacks: usize,
    names: usize,
    unknown: usize,
    /// How many stacks are still to go by.
    rest: usize,
    /// How many stacks rested for each that was looked at in the window before.
    rested: usize,
}

impl Payoff {
    /// Whether the names of the next stack are to be looked for. The stack before had so many that were.
    #[inline]
    pub(super) fn begin_stack(&mut self, names_before: usize) -> bool {
        self.names += names_before;
        if self.names >= WINDOW {
            self.decide();
        }
        if self.rest > 0 {
            self.rest -= 1;
            return false;
        }
        self.stacks += 1;
        true
    }

    #[inline(never)]
    fn decide(&mut self) {
        let pays = self.names - self.unknown >= self.names / ENOUGH;
        self.rested = if pays { 0 } else { (self.rested * 2 + 1).min(LONGEST_REST) };
        *self = Payoff { rest: self.stacks.saturating_mul(self.rested), rested: self.rested, ..Payoff::default() };
    }

    /// A name came that never came before, as far as is known.
    pub(super) fn count_unknown(&mut self) {
        self.unknown += 1;
    }
}
