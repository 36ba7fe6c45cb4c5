//! Crashes of bugs, one by one: any of them can be made without those before.

mod annotations;
mod frames;
mod stack;

use super::platform::{FIRST, PLATFORMS, Platform, date};
use super::random::{Random, of_two, scramble};
use super::report::{Report, Thread, Truth};
use super::scene::Scene;
use super::variation;
use super::world::World;
use super::world::bugs::{Bug, Kind};

/// The crashes of a world in their order; a longer row begins as a shorter one does.
pub(crate) struct Crashes<'w> {
    world: &'w World,
    next: u64,
    count: u64,
}

impl<'w> Crashes<'w> {
    pub(crate) fn new(world: &'w World, count: u64) -> Self {
        Crashes { world, next: 0, count }
    }
}

impl<'w> Iterator for Crashes<'w> {
    type Item = (Report<'w>, Truth<'w>);

    fn next(&mut self) -> Option<Self::Item> {
        let index = self.next;
        (index < self.count).then(|| {
            self.next += 1;
            make(self.world, index)
        })
    }
}

fn make(world: &World, index: u64) -> (Report<'_>, Truth<'_>) {
    let mut random = Random::new(world.seed, of_two(3, index));
    let bug = &world.bugs[world.pick_bug(&mut random)];
    let shares = PLATFORMS.map(|platform| if bug.is_on(platform) { platform.share() } else { 0 });
    let platform = PLATFORMS[random.weighted(&shares)];
    let build = world.builds.pick(major(bug, &mut random), platform, &mut random);
    let processor = platform.processor(&mut random);
    let mut scene = Scene { world, bug, platform, build, processor, variant: platform.name().to_owned() };

    let (crashing_thread, threads) = threads(&mut scene, &mut random);
    let annotations = annotations::of(&mut scene, &threads, &mut random);
    let reason = (bug.kind != Kind::Java).then(|| annotations::reason(&scene));
    let uptime = {
        let magnitude = random.between(3, 18);
        random.below(1 << magnitude)
    };
    let day = build.day + random.below(40);
    let crash_id = crash_id(world.seed, index, day);
    let truth = Truth { crash_id: crash_id.clone(), bug: &bug.name, variant: scene.variant, kind: bug.kind };
    let report = Report {
        crash_id,
        product: if platform == Platform::Android { "Heron for Android" } else { "Heron" },
        version: &build.version,
        release_channel: build.channel,
        build_id: &build.id,
        date: moment(day, random.below(86_400)),
        cpu_arch: processor,
        uptime,
        os: platform.os(),
        reason,
        crashing_thread,
        threads,
        annotations,
    };
    (report, truth)
}

/// The major version: most users have one of the last.
fn major(bug: &Bug, random: &mut Random) -> u64 {
    let weights: Vec<u64> = (bug.first..=bug.last).map(|major| (major - FIRST + 1).pow(2)).collect();
    bug.first + u64::try_from(random.weighted(&weights)).unwrap_or(0)
}

/// The crashing thread's index and the threads up to it. Of the others nothing is known.
fn threads<'w>(scene: &mut Scene<'w>, random: &mut Random) -> (Option<usize>, Vec<Thread<'w>>) {
    let Scene { bug, platform, .. } = *scene;
    if bug.kind == Kind::Java {
        return (None, Vec::new());
    }
    if bug.kind == Kind::NoStack || random.permille(6) {
        scene.note("no stack");
        return (None, Vec::new());
    }
    let is_watchdog = bug.kind == Kind::Shutdown && annotations::is_of_watchdog(bug);
    let is_main = bug.on_main_thread || matches!(bug.kind, Kind::Hang | Kind::Shutdown);
    // The main thread of the application is not that of the process on Android.
    let main = if platform == Platform::Android { random.between(8, 18) } else { 0 };
    let crashing = if is_watchdog || !is_main { random.between(1, 30) } else { main };
    let crashing = usize::try_from(crashing).unwrap_or(0);

    let has_error = bug.kind == Kind::Oom && platform == Platform::Windows && random.permille(500);
    let mut threads: Vec<Thread<'w>> = (0..=crashing).map(|_| Thread::default()).collect();
    let slots = stack::of(scene, is_main, random);
    let slots = variation::vary(slots, scene, random);
    let frames = frames::render(&slots, scene, random);
    threads[crashing].last_error_value = has_error.then_some("ERROR_COMMITMENT_LIMIT");
    if is_watchdog {
        let slots = stack::watchdog(platform);
        threads[crashing].frames = frames::render(&slots, scene, random);
        threads[crashing].thread_name = Some("Shutdown Watchdog");
        threads[0].frames = frames;
        threads[0].thread_name = Some("MainThread");
    } else {
        threads[crashing].frames = frames;
        threads[crashing].thread_name = Some(thread_name(scene, is_main));
    }
    (Some(crashing), threads)
}

fn thread_name(scene: &Scene<'_>, is_main: bool) -> &'static str {
    const NAMES: [&str; 6] = ["Compositor", "Worker Pool", "Sieve Helper", "IPC Pier", "Cellar", "Carillon Playback"];
    match scene.bug.path.first() {
        _ if is_main => "MainThread",
        Some(id) => NAMES[scene.world.functions[*id].class % NAMES.len()],
        None => NAMES[0],
    }
}

/// An id like a UUID that ends in the date. The first half comes from the index alone, so no two are equal.
fn crash_id(seed: u64, index: u64, day: u64) -> String {
    let first = scramble(scramble(seed).wrapping_add(index));
    let second = of_two(seed, index);
    let (year, month, of_month) = date(day);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:06x}{:02}{month:02}{of_month:02}",
        first >> 32,
        (first >> 16) & 0xffff,
        first & 0xffff,
        second >> 48,
        second & 0xff_ffff,
        year % 100,
    )
}

fn moment(day: u64, second: u64) -> String {
    let (year, month, of_month) = date(day);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year}-{month:02}-{of_month:02}T{hour:02}:{minute:02}:{second:02}Z")
}
