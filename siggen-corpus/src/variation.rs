//! What is done to the stack of a crash: each crash of a bug looks a little different, and not all that is on a stack
//! belongs there.

use super::platform::Platform;
use super::random::Random;
use super::scene::{Scene, Slot, What};
use super::words::{LEFTOVERS, STRANGERS};
use super::world::library::Module;

/// Does to a stack what happens to stacks, and notes it.
pub(crate) fn vary(mut slots: Vec<Slot>, scene: &mut Scene<'_>, random: &mut Random) -> Vec<Slot> {
    lose_symbols(&mut slots, scene, random);
    if random.permille(40) {
        cool(&mut slots, scene);
    }
    if scene.platform == Platform::Windows && random.permille(12) {
        fold(&mut slots, scene, random);
    }
    if random.permille(60) {
        scan(&mut slots, scene, random);
    }
    if random.permille(12) {
        wander(&mut slots, scene, random);
    }
    if random.permille(40) {
        cut(&mut slots, scene, random);
    }
    slots
}

/// Symbols are missing of the application where somebody else built it, of a system where nobody gives them away.
fn lose_symbols(slots: &mut [Slot], scene: &mut Scene<'_>, random: &mut Random) {
    let (of_app, of_system) = match scene.platform {
        Platform::Windows => (8, 20),
        Platform::Linux => (90, 350),
        Platform::Mac => (8, 30),
        Platform::Android => (15, 550),
    };
    if random.permille(of_system) {
        scene.note("system symbols missing");
        for slot in &mut *slots {
            slot.is_bare |= matches!(slot.what, What::Known(known) if matches!(known.module, Module::System(_)));
        }
    }
    if random.permille(of_app) {
        scene.note("application symbols missing");
        for slot in slots {
            slot.is_bare |= match slot.what {
                What::Own(_) => true,
                What::Known(known) => known.module == Module::App,
                _ => false,
            };
        }
    }
}

/// The part of a function that hardly ever runs has a name of its own on some platforms.
fn cool(slots: &mut [Slot], scene: &mut Scene<'_>) {
    let functions = &scene.world.functions;
    let has_cold_part = |slot: &Slot| matches!(slot.what, What::Own(id) if !functions[id].is_rust);
    if scene.platform == Platform::Windows {
        return;
    }
    if let Some(slot) =
        slots.iter_mut().find(|slot| matches!(slot.what, What::Own(_))).filter(|slot| has_cold_part(slot))
    {
        slot.is_cold = true;
        scene.note("cold part");
    }
}

/// The linker keeps one of several functions that are equal, so the stack has the name of another.
fn fold(slots: &mut [Slot], scene: &mut Scene<'_>, random: &mut Random) {
    let own: Vec<usize> = (0..slots.len()).filter(|at| matches!(slots[*at].what, What::Own(_))).collect();
    if own.is_empty() {
        return;
    }
    let at = *random.pick(&own);
    slots[at].what = What::Own(random.index(scene.world.functions.len()));
    scene.note("folded");
}

/// Where no frame can be found by rule, whatever looks like an address is taken for one: leftovers of earlier calls.
fn scan(slots: &mut Vec<Slot>, scene: &mut Scene<'_>, random: &mut Random) {
    let start = 1 + random.index(slots.len().min(5));
    for _ in 0..random.between(1, 3) {
        let at = start + random.index(slots.len().saturating_sub(start) + 1);
        let what = match random.below(3) {
            0 => What::Nowhere(random.between(0x1_0000, 0x7f_ffff_ffff)),
            1 => What::Module(random.pick::<&str>(LEFTOVERS[scene.platform.index()])),
            _ => What::Own(random.index(scene.world.functions.len())),
        };
        slots.insert(at.min(slots.len()), Slot::new(what));
    }
    for slot in &mut slots[start..] {
        slot.trust = "scan";
    }
    scene.note("scanned");
}

/// The processor is where no code is: at a wild address, or in a module that is no longer there.
fn wander(slots: &mut Vec<Slot>, scene: &mut Scene<'_>, random: &mut Random) {
    let what = if random.permille(500) {
        scene.note("unloaded module");
        What::Unloaded(random.pick::<&str>(STRANGERS[scene.platform.index()]))
    } else {
        scene.note("wild address");
        What::Nowhere(random.between(0x1_0000, 0x7fff_ffff_ffff))
    };
    slots.insert(0, Slot::new(what));
}

/// The stack ends early: its memory was not in the dump.
fn cut(slots: &mut Vec<Slot>, scene: &mut Scene<'_>, random: &mut Random) {
    let kept = 1 + random.index(slots.len().min(6));
    if kept < slots.len() {
        slots.truncate(kept);
        scene.note("cut");
    }
}
