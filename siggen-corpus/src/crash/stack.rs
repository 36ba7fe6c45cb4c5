//! The stack of a crash before anything is done to it: which functions, from the innermost outwards.

use crate::platform::Platform;
use crate::random::{Random, of_two};
use crate::scene::{Scene, Slot, What};
use crate::words::STRANGERS;
use crate::world::FunctionId;
use crate::world::bugs::Kind;
use crate::world::library;
use crate::world::top::{self, Top};

pub(super) fn of(scene: &mut Scene<'_>, is_main: bool, random: &mut Random) -> Vec<Slot> {
    let bug = scene.bug;
    let mut slots = Vec::with_capacity(24);
    if bug.top == Top::NullCall {
        slots.push(Slot::new(What::Nowhere(0)));
    }
    if bug.kind == Kind::Driver {
        let module = stranger(bug.number, scene.platform);
        // Drivers are as deep as they like, and differently in each of their versions.
        slots.extend((0..random.between(1, 4)).map(|_| Slot::new(What::Module(module))));
    }
    slots.extend(top::frames(bug.top, scene.platform).iter().map(|known| Slot::new(What::Known(known))));

    let path = path(scene, random);
    let mut last = path.last().copied();
    if bug.kind == Kind::StackOverflow {
        recursion(&path, scene, random, &mut slots);
    } else {
        slots.extend(path.into_iter().map(|id| Slot::new(What::Own(id))));
        // Many ways lead to a bug.
        for _ in 0..callers(random) {
            last = last.and_then(|id| {
                let callers = &scene.world.functions[id].callers;
                (!callers.is_empty()).then(|| *random.pick(callers))
            });
            slots.extend(last.map(|id| Slot::new(What::Own(id))));
        }
        outermost(scene.platform, is_main, &mut slots);
    }
    slots
}

/// How many callers there are besides the bug's own: mostly few, now and then many.
fn callers(random: &mut Random) -> u64 {
    match random.weighted(&[45, 25, 14, 8, 8]) {
        4 => random.between(4, 12),
        few => u64::try_from(few).unwrap_or(0),
    }
}

/// The thread that ends a process whose shutdown takes too long.
pub(super) fn watchdog(platform: Platform) -> Vec<Slot> {
    let mut slots: Vec<Slot> =
        top::frames(Top::Watchdog, platform).iter().map(|known| Slot::new(What::Known(known))).collect();
    slots.extend(library::thread_entry(platform).iter().map(|known| Slot::new(What::Known(known))));
    slots
}

/// The bug's path, as this version and this crash have it.
fn path(scene: &mut Scene<'_>, random: &mut Random) -> Vec<FunctionId> {
    let bug = scene.bug;
    let mut path = bug.path.clone();
    if let (Some((since, name)), Some(first)) = (bug.renamed, path.first_mut())
        && scene.build.major >= since
    {
        *first = name;
        scene.note("renamed");
    }
    if !bug.elsewhere.is_empty() && random.permille(350) {
        path[0] = *random.pick(&bug.elsewhere);
        scene.note("elsewhere");
    }
    path
}

/// Functions that call each other until the stack is full. Where it ends is chance; what is written is the inner end.
fn recursion(path: &[FunctionId], scene: &mut Scene<'_>, random: &mut Random, slots: &mut Vec<Slot>) {
    let cycle = &path[..path.len().min(1 + usize::try_from(scene.bug.number % 3).unwrap_or(0))];
    // Most often the function with the largest frame meets the end.
    let start = if random.permille(300) { random.index(cycle.len()) } else { 0 };
    if start > 0 {
        scene.note("ends in another function");
    }
    let depth = usize::try_from(random.between(12, 24)).unwrap_or(12);
    slots.extend(cycle.iter().cycle().skip(start).take(depth).map(|id| Slot::new(What::Own(*id))));
}

fn outermost(platform: Platform, is_main: bool, slots: &mut Vec<Slot>) {
    let entry = if is_main { library::main_entry(platform) } else { library::thread_entry(platform) };
    let known = library::event_loop(is_main).iter().chain(entry);
    slots.extend(known.map(|known| Slot::new(What::Known(known))));
}

/// The module of somebody else that a bug is about.
fn stranger(number: u64, platform: Platform) -> &'static str {
    let modules = STRANGERS[platform.index()];
    modules[Random::new(number, of_two(4, 0)).index(modules.len())]
}
