//! The bugs of the application: what fails, where, on which platforms and in which versions.

use serde::Serialize;

use super::FunctionId;
use super::code::Code;
use super::java::{self, Thrown};
use super::messages::{self, Message};
use super::top::Top;
use crate::platform::{FIRST, LAST, PLATFORMS, Platform};
use crate::random::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Crash,
    Panic,
    Abort,
    Oom,
    Hang,
    Shutdown,
    StackOverflow,
    Ipc,
    Java,
    /// In a module of somebody else, such as a graphics driver.
    Driver,
    /// A disk that can't be read.
    Hardware,
    /// The stack can't be walked, whatever it was.
    NoStack,
}

use Kind::{Abort, Crash, Driver, Hang, Hardware, Ipc, Java, NoStack, Oom, Panic, Shutdown, StackOverflow};

/// Each kind, and how many in a thousand bugs are of it.
pub(crate) const KINDS: [(Kind, u64); 12] = [
    (Crash, 538),
    (Panic, 80),
    (Abort, 32),
    (Oom, 56),
    (Hang, 34),
    (Shutdown, 45),
    (StackOverflow, 16),
    (Ipc, 36),
    (Java, 110),
    (Driver, 40),
    (Hardware, 7),
    (NoStack, 6),
];

/// So many of the kinds, from the first, can be met on all platforms.
const OF_EVERYBODY: usize = 8;

pub(crate) struct Bug {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// The function that fails and those that called it, as far as it takes them to fail.
    pub(crate) path: Vec<FunctionId>,
    pub(crate) top: Top,
    /// Set of platforms.
    pub(crate) platforms: u8,
    /// The major versions that have it.
    pub(crate) first: u64,
    pub(crate) last: u64,
    /// Functions that fail instead of the first of the path, now and then: memory is damaged at one place and read at
    /// others.
    pub(crate) elsewhere: Vec<FunctionId>,
    /// What the function that fails is called from a version on.
    pub(crate) renamed: Option<(u64, FunctionId)>,
    /// What the crash says about itself.
    pub(crate) message: Message,
    pub(crate) thrown: Thrown,
    pub(crate) on_main_thread: bool,
    /// A number of its own, for what else differs from bug to bug.
    pub(crate) number: u64,
}

impl Bug {
    pub(crate) fn is_on(&self, platform: Platform) -> bool {
        self.platforms & platform.bit() != 0
    }
}

/// Functions that no bug has yet, and those that some have.
struct Pool {
    fresh: Vec<FunctionId>,
    used: Vec<FunctionId>,
}

impl Pool {
    fn of(code: &Code, is_rust: bool, random: &mut Random) -> Self {
        let mut fresh: Vec<FunctionId> =
            (0..code.functions.len()).filter(|id| code.functions[*id].is_rust == is_rust).collect();
        random.shuffle(&mut fresh);
        Pool { fresh, used: Vec::new() }
    }

    /// A function to fail. Now and then two bugs share one, so that their crashes look alike.
    fn take(&mut self, random: &mut Random) -> FunctionId {
        if self.used.is_empty() || (!self.fresh.is_empty() && !random.permille(60)) {
            self.used.extend(self.fresh.pop());
        } else {
            return *random.pick(&self.used);
        }
        self.used.last().copied().unwrap_or(0)
    }
}

pub(crate) fn make(count: usize, code: &Code, random: &mut Random) -> Vec<Bug> {
    let mut cpp = Pool::of(code, false, random);
    let mut rust = Pool::of(code, true, random);
    let weights = KINDS.map(|(_, weight)| weight);
    (1..=count)
        .map(|place| {
            // What everybody meets most is something that everybody can meet.
            let is_top = place <= 3;
            let kind = KINDS[random.weighted(if is_top { &weights[..OF_EVERYBODY] } else { &weights })].0;
            let is_rust =
                kind == Panic || (kind == Crash && random.permille(120)) || (kind == Oom && random.permille(200));
            let pool = if is_rust { &mut rust } else { &mut cpp };
            let callers = random.between(1, 2);
            let path = walk(code, pool.take(random), callers, random);
            let is_wild = kind == Crash && random.permille(60);
            let elsewhere =
                if is_wild { (0..random.between(1, 3)).map(|_| pool.take(random)).collect() } else { Vec::new() };
            let (first, last) = versions(random);
            let is_renamed = first < last && !path.is_empty() && random.permille(40);
            let renamed = is_renamed.then(|| (random.between(first + 1, last), pool.take(random)));
            let message = match kind {
                Abort => messages::abort(random),
                Ipc => messages::channel_error(random),
                Shutdown => messages::shutdown(random),
                _ => Message::default(),
            };
            Bug {
                name: format!("bug-{place:05}"),
                kind,
                path,
                top: top(kind, is_rust, random),
                platforms: if is_top { set(&PLATFORMS) } else { platforms(kind, random) },
                first,
                last,
                elsewhere,
                renamed,
                message,
                thrown: if kind == Java { java::make(random) } else { Thrown::default() },
                on_main_thread: random.permille(580),
                number: random.next(),
            }
        })
        .collect()
}

/// A function and so many of its callers, if it has them.
fn walk(code: &Code, first: FunctionId, callers: u64, random: &mut Random) -> Vec<FunctionId> {
    let mut path = vec![first];
    let mut at = first;
    for _ in 0..callers {
        let callers = &code.functions[at].callers;
        if callers.is_empty() {
            break;
        }
        at = *random.pick(callers);
        path.push(at);
    }
    path
}

/// Most bugs are old, and most stay.
fn versions(random: &mut Random) -> (u64, u64) {
    let first = if random.permille(600) { FIRST } else { random.between(FIRST, LAST) };
    let last = if random.permille(250) { random.between(first, LAST) } else { LAST };
    (first, last)
}

fn set(platforms: &[Platform]) -> u8 {
    platforms.iter().fold(0, |set, platform| set | platform.bit())
}

fn platforms(kind: Kind, random: &mut Random) -> u8 {
    match (kind, random.below(100)) {
        (Java, _) => Platform::Android.bit(),
        // Only Windows tells of hardware that fails.
        (Hardware, _) | (Driver, 0..=69) | (_, 55..=74) => Platform::Windows.bit(),
        (_, 0..=54) => set(&PLATFORMS),
        (_, 75..=80) => Platform::Mac.bit(),
        (_, 81..=84) => Platform::Linux.bit(),
        (_, 85..=90) => Platform::Android.bit(),
        (_, 91..=95) => set(&[Platform::Windows, Platform::Linux, Platform::Mac]),
        _ => set(&[Platform::Linux, Platform::Mac, Platform::Android]),
    }
}

fn top(kind: Kind, is_rust: bool, random: &mut Random) -> Top {
    const OF_CPP: [(Top, u64); 11] = [
        (Top::Nothing, 52),
        (Top::Pointer, 9),
        (Top::Assertion, 9),
        (Top::Copy, 6),
        (Top::Release, 6),
        (Top::Table, 4),
        (Top::Index, 4),
        (Top::Text, 3),
        (Top::NullCall, 3),
        (Top::Lock, 2),
        (Top::PureCall, 2),
    ];
    let one_of = |tops: &[(Top, u64)], random: &mut Random| {
        let weights: Vec<u64> = tops.iter().map(|(_, weight)| *weight).collect();
        tops[random.weighted(&weights)].0
    };
    match kind {
        Crash if is_rust => one_of(&[(Top::Nothing, 60), (Top::Drop, 30), (Top::Copy, 10)], random),
        Crash | Ipc => one_of(&OF_CPP, random),
        Panic => one_of(&[(Top::Panic, 50), (Top::PanicIndex, 20), (Top::PanicUnwrap, 30)], random),
        Abort => Top::Abort,
        Oom if is_rust => Top::RustAllocation,
        Oom => one_of(&[(Top::Allocation, 70), (Top::StringAllocation, 30)], random),
        Hang | Shutdown => one_of(&[(Top::Wait, 70), (Top::Lock, 20), (Top::Nothing, 10)], random),
        StackOverflow | Java | Driver | Hardware | NoStack => Top::Nothing,
    }
}
