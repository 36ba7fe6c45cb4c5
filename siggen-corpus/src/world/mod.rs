//! The world that crashes happen in: made once from the seed, the same for any number of crashes.

pub(crate) mod bugs;
pub(crate) mod code;
pub(crate) mod java;
pub(crate) mod library;
pub(crate) mod messages;
pub(crate) mod names;
pub(crate) mod top;

use bugs::{Bug, Kind};
use code::Function;

use super::platform::{Builds, PLATFORMS};
use super::random::Random;

/// A function, by its place among all of them.
pub(crate) type FunctionId = usize;

/// How many bugs there are.
const BUGS: usize = 6000;

pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) functions: Vec<Function>,
    /// The classes that functions belong to, with their namespaces.
    pub(crate) classes: Vec<String>,
    /// The frequent ones first.
    pub(crate) bugs: Vec<Bug>,
    pub(crate) builds: Builds,
    /// How often a crash is of this bug or one before it.
    until: Vec<u64>,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut code = code::Code::default();
        code.write(&mut Random::new(seed, 1));
        let bugs = bugs::make(BUGS, &code, &mut Random::new(seed, 2));
        let until = frequencies(&bugs);
        World { seed, functions: code.functions, classes: code.classes, bugs, builds: Builds::new(seed), until }
    }

    /// A bug, the frequent ones more often.
    pub(crate) fn pick_bug(&self, random: &mut Random) -> usize {
        let at = random.below(self.until.last().copied().unwrap_or(0));
        self.until.partition_point(|until| *until <= at)
    }
}

/// Frequencies fall as those of words do: the bug at place n is about 1/n as frequent as the first, though the first few
/// are not so far from each other; one that only few users can meet is rarer. Whole numbers, so that they are the same
/// everywhere.
fn frequencies(bugs: &[Bug]) -> Vec<u64> {
    let mut sum = 0;
    let frequency = |(place, bug): (u64, &Bug)| {
        // Nobody's hardware fails often, and most stacks can be walked.
        let place = if matches!(bug.kind, Kind::Hardware | Kind::NoStack) { place.max(300) } else { place };
        let users: u64 =
            PLATFORMS.iter().filter(|platform| bug.is_on(**platform)).map(|platform| platform.share()).sum();
        sum += users * 10_000_000_000 / (place + 3);
        sum
    };
    (1..).zip(bugs).map(frequency).collect()
}
