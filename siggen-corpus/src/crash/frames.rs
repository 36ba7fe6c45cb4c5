//! Frames as minidump-stackwalk writes them: names in the spelling of the platform, inlined functions, addresses.

use std::borrow::Cow;

use crate::platform::{FIRST, Platform, has_inlines};
use crate::random::{Random, of_two};
use crate::report::{Frame, Hex, Inline, Unloaded};
use crate::scene::{Scene, Slot, What};
use crate::world::FunctionId;
use crate::world::library::{Known, Module};

/// The frames of a stack; notes where functions are missing that were inlined.
pub(super) fn render<'w>(slots: &[Slot], scene: &mut Scene<'w>, random: &mut Random) -> Vec<Frame<'w>> {
    let base = scene.platform.base(scene.processor, random);
    let mut frames: Vec<Frame<'w>> = Vec::with_capacity(slots.len());
    let mut inlines = Vec::new();
    for (at, slot) in slots.iter().enumerate() {
        let callee = callee(slots, at);
        if let What::Own(id) = slot.what {
            let outer = slots.get(at + 1);
            let has_caller = outer.is_some_and(|outer| matches!(outer.what, What::Own(_)) && outer.trust != "scan");
            let is_inlined = scene.world.functions[id].inlined_on & scene.platform.bit() != 0;
            // A function doesn't go into itself.
            let is_recursive = outer.is_some_and(|outer| matches!(outer.what, What::Own(other) if other == id));
            if is_inlined && has_caller && !is_recursive && slot.trust != "scan" {
                if slot.is_bare {
                    continue;
                }
                if has_inlines(scene.platform, scene.build.major) {
                    let (file, line) = source(scene, id, callee);
                    inlines.push(Inline { function: name(scene, id), file, line });
                } else {
                    scene.note("inlined functions missing");
                }
                continue;
            }
        }
        let mut frame = frame(slot, scene, callee, base, random);
        frame.inlines = std::mem::take(&mut inlines);
        if frames.is_empty() {
            frame.trust = "context";
        } else {
            // Who reads a stack looks addresses up only where names are missing.
            let is_named = frame.function.is_some();
            frame.offset = frame.offset.filter(|_| !is_named);
            frame.module_offset = frame.module_offset.filter(|_| !is_named);
        }
        frames.push(frame);
    }
    frames
}

/// The function that a frame was calling: it decides about the line.
fn callee(slots: &[Slot], at: usize) -> u64 {
    match at.checked_sub(1).and_then(|inner| slots.get(inner)).map(|slot| slot.what) {
        Some(What::Own(id)) => u64::try_from(id).unwrap_or(0),
        _ => u64::MAX,
    }
}

fn frame<'w>(slot: &Slot, scene: &Scene<'w>, callee: u64, base: u64, random: &mut Random) -> Frame<'w> {
    let mut frame = Frame { trust: slot.trust, ..Frame::default() };
    let module = match slot.what {
        What::Own(id) => {
            if !slot.is_bare {
                let mut function = name(scene, id);
                if slot.is_cold {
                    function = Cow::Owned(cold(&function, scene.platform));
                }
                let (file, line) = source(scene, id, callee);
                (frame.function, frame.file, frame.line) = (Some(function), Some(file), Some(line));
            }
            scene.platform.app_module()
        }
        What::Known(known) => {
            if !slot.is_bare {
                frame.function = Some(known_name(scene, known));
                if !known.file.is_empty() {
                    frame.file = Some(Cow::Borrowed(known.file));
                    let length = u64::try_from(known.function.len()).unwrap_or(0);
                    frame.line = Some(40 + of_two(callee ^ length, scene.build.major) % 700);
                }
            }
            module_of(known, scene.platform)
        }
        What::Module(module) => module,
        What::Unloaded(module) => {
            let offset = Hex(random.below(0x20_0000));
            frame.offset = Some(Hex(base + offset.0));
            frame.unloaded_modules = vec![Unloaded { module, offsets: [offset] }];
            return frame;
        }
        What::Nowhere(address) => {
            frame.offset = Some(Hex(address));
            return frame;
        }
    };
    let place = place(slot, scene, callee, random);
    frame.module = Some(module);
    frame.module_offset = Some(Hex(place));
    frame.offset = Some(Hex(base + place));
    frame
}

/// Where in its module the code of a frame lies: the same in each crash of a build. Of other modules nobody knows the
/// build, so there it is one of a few.
fn place(slot: &Slot, scene: &Scene<'_>, callee: u64, random: &mut Random) -> u64 {
    match slot.what {
        What::Own(id) => {
            let function = of_two(u64::try_from(id).unwrap_or(0), scene.build.number) % 0x80_0000;
            (function << 4) + of_two(callee, scene.build.number) % 0x400
        }
        What::Known(known) => {
            let length = u64::try_from(known.function.len()).unwrap_or(0);
            of_two(length, random.below(4)) % 0x20_0000
        }
        _ => of_two(scene.bug.number, random.below(12)) % 0x200_0000,
    }
}

fn module_of(known: &Known, platform: Platform) -> &'static str {
    match known.module {
        Module::App => platform.app_module(),
        Module::Glue => platform.glue_module(),
        Module::Program => platform.program(),
        Module::System(name) => name,
    }
}

fn name<'w>(scene: &Scene<'w>, id: FunctionId) -> Cow<'w, str> {
    let function = &scene.world.functions[id];
    let name = &function.spellings[scene.platform.spelling()];
    if function.is_rust && has_hashes(scene.platform) {
        let hash = of_two(u64::try_from(id).unwrap_or(0), scene.build.number);
        return Cow::Owned(format!("{name}::h{hash:016x}"));
    }
    Cow::Borrowed(name)
}

fn known_name(scene: &Scene<'_>, known: &'static Known) -> Cow<'static, str> {
    let mut name = Cow::Borrowed(known.function);
    if known.function.contains('%') {
        let class = scene.bug.path.first().map_or("void", |id| &scene.world.classes[scene.world.functions[*id].class]);
        name = Cow::Owned(known.function.replace('%', class));
    }
    if known.file.starts_with("/rustc/") && has_hashes(scene.platform) {
        let hash = of_two(scene.build.number, u64::try_from(known.function.len()).unwrap_or(0));
        name = Cow::Owned(format!("{name}::h{hash:016x}"));
    }
    name
}

/// Some tools leave the compiler's hash at the end of names.
fn has_hashes(platform: Platform) -> bool {
    matches!(platform, Platform::Linux | Platform::Mac)
}

fn cold(name: &str, platform: Platform) -> String {
    match platform {
        Platform::Mac => format!("{name} (.cold.1)"),
        _ => format!("{name} [clone .cold]"),
    }
}

/// File and line. The line moves a little from version to version.
fn source<'w>(scene: &Scene<'w>, id: FunctionId, callee: u64) -> (Cow<'w, str>, u64) {
    let function = &scene.world.functions[id];
    let number = u64::try_from(id).unwrap_or(0);
    let line = function.line + of_two(number, callee) % 60 + (scene.build.major - FIRST) * (number % 5);
    let file = if scene.build.channel == "esr" {
        Cow::Owned(format!(
            "hg:hg.heron.example/esr:{}:{}",
            function.file.trim_start_matches("/src/"),
            scene.build.revision
        ))
    } else {
        Cow::Borrowed(function.file.as_str())
    };
    (file, line)
}
