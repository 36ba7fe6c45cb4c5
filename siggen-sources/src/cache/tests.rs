use std::time::Duration;

use siggen_symbols::layout::ModuleKey;
use siggen_symbols::{CodeId, DebugId};

use super::*;
use crate::clock::Clock;
use crate::intake::{Conditions, take_in};
use crate::paths::paths;
use crate::stop::Stop;
use crate::test_clock::TestClock;

fn id(number: u32) -> String {
    format!("5A9832E5287241C1838ED989{number:08X}0")
}

fn text(number: u32) -> Vec<u8> {
    format!("MODULE Linux x86_64 {} kite\nPUBLIC {number:x} 0 fly\n", id(number)).into_bytes()
}

fn key(number: u32) -> ModuleKey<'static> {
    let debug_id = DebugId::parse(id(number).as_bytes());
    ModuleKey { debug_file: Some("kite"), debug_id, ..ModuleKey::default() }
}

fn entry(cache: &Cache, number: u32) -> Entry {
    cache.entry(&paths(&key(number)).unwrap()[0])
}

/// Writes an entry as a download does. Its size on disk.
fn write(cache: &Cache, number: u32, clock: &TestClock) -> u64 {
    let entry = entry(cache, number);
    let _held = cache.lock(&entry).unwrap().now().unwrap();
    let key = key(number);
    let conditions = Conditions { key: &key, is_bounded: true, largest: 1 << 20, stop: &Stop::new() };
    let index = take_in(&text(number)[..], &conditions, entry.begin().unwrap()).unwrap();
    let size = entry.land(&index).unwrap();
    entry.touch(clock.now());
    size
}

fn is_there(cache: &Cache, number: u32) -> bool {
    matches!(entry(cache, number).load(&key(number), 1 << 20).unwrap(), Loaded::File(file, _) if file.text() == text(number))
}

fn opened() -> (Cache, TestClock) {
    (Cache::temporary().unwrap(), TestClock::new())
}

#[test]
fn the_entries_that_were_used_long_ago_go_first() {
    let (cache, clock) = opened();
    let sizes: Vec<u64> = (0..10)
        .map(|number| {
            clock.advance(Duration::from_secs(60));
            write(&cache, number, &clock)
        })
        .collect();
    // All but two bytes fit; a tenth is freed.
    let cache = cache.with_limit(sizes.iter().sum::<u64>() - 2);
    clock.advance(Duration::from_secs(60));
    entry(&cache, 0).touch(clock.now());
    cache.added(sizes[9], clock.now());
    let left: Vec<u32> = (0..10).filter(|&number| is_there(&cache, number)).collect();
    assert_eq!(left, [0, 3, 4, 5, 6, 7, 8, 9], "one is less than a tenth and two bytes");
    assert!(!entry(&cache, 1).directory().exists());
}

#[test]
fn what_is_in_use_is_not_deleted() {
    let (cache, clock) = opened();
    let cache = cache.with_limit(1);
    write(&cache, 1, &clock);
    write(&cache, 2, &clock);
    let held = cache.lock(&entry(&cache, 1)).unwrap().read(&clock, &Stop::new()).unwrap();
    cache.added(1, clock.now());
    assert!(is_there(&cache, 1) && !is_there(&cache, 2));
    drop(held);
    cache.added(1, clock.now());
    assert!(!is_there(&cache, 1));
    assert_eq!(std::fs::read_dir(cache.symbols()).unwrap().count(), 0);
}

#[test]
fn what_a_killed_process_leaves_is_deleted() {
    let (cache, clock) = opened();
    write(&cache, 1, &clock);
    // One that ended while it wrote, one between both files, one that remembered long ago.
    drop(entry(&cache, 2).begin().unwrap());
    let index = siggen_symbols::SymbolIndex::build(&text(3)).unwrap();
    drop(entry(&cache, 3).begin().unwrap());
    entry(&cache, 3).store_index(&index).unwrap();
    entry(&cache, 4).remember_absent("a", clock.now());
    // And one that writes now.
    let held = cache.lock(&entry(&cache, 5)).unwrap().now().unwrap();
    let writing = entry(&cache, 5).begin().unwrap();
    clock.advance(Duration::from_secs(3600));
    entry(&cache, 6).remember_absent("a", clock.now());
    cache.added(1, clock.now());

    let there: Vec<bool> = (1..=6).map(|number| entry(&cache, number).directory().exists()).collect();
    assert_eq!(there, [true, false, false, false, true, true]);
    assert!(is_there(&cache, 1));
    drop((held, writing));
    // The first sweep of another process.
    let cache = Cache { usage: Mutex::default(), ..cache };
    cache.added(0, clock.now());
    assert!(!entry(&cache, 5).directory().exists());
}

#[test]
fn an_entry_that_was_interrupted_is_written_again() {
    let (cache, clock) = opened();
    let half = entry(&cache, 1).begin().unwrap();
    drop(half);
    assert!(!is_there(&cache, 1));
    write(&cache, 1, &clock);
    assert!(is_there(&cache, 1));
    let names: Vec<_> = std::fs::read_dir(entry(&cache, 1).directory()).unwrap().map(|file| file.unwrap()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn damage_is_noticed() {
    let (cache, clock) = opened();
    let load = |number| entry(&cache, number).load(&key(number), 1 << 20).unwrap();
    write(&cache, 1, &clock);
    let whole = std::fs::read(entry(&cache, 1).text()).unwrap();
    for length in 0..whole.len() {
        std::fs::write(entry(&cache, 1).text(), &whole[..length]).unwrap();
        assert!(matches!(load(1), Loaded::Damaged), "cut to {length}");
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        std::fs::write(entry(&cache, 1).text(), bytes).unwrap();
        match load(1) {
            Loaded::Damaged => {}
            Loaded::File(file, _) => assert_eq!(file.text(), text(1), "a bit at {at}"),
            Loaded::Nothing => panic!("it is there"),
        }
    }
    // The symbols of another module.
    write(&cache, 2, &clock);
    std::fs::copy(entry(&cache, 2).text(), entry(&cache, 1).text()).unwrap();
    assert!(matches!(load(1), Loaded::Damaged));
}

#[test]
fn a_damaged_index_is_made_again() {
    let (cache, clock) = opened();
    write(&cache, 1, &clock);
    let index = entry(&cache, 1).text().with_extension("idx");
    let whole = std::fs::read(&index).unwrap();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        std::fs::write(&index, bytes).unwrap();
        let Loaded::File(file, has_index) = entry(&cache, 1).load(&key(1), 1 << 20).unwrap() else {
            panic!("the text is whole")
        };
        assert_eq!((file.text(), file.index().as_bytes()), (&text(1)[..], &whole[..]), "byte {at}");
        assert!(!has_index, "byte {at}");
    }
}

#[test]
fn locks_exclude_each_other() {
    let (cache, clock) = opened();
    let lock = || cache.lock(&entry(&cache, 1)).unwrap();
    let reading = [(); 2].map(|()| lock().read(&clock, &Stop::new()).unwrap().unwrap());
    assert!(lock().now().is_none());
    drop(reading);
    let held = lock().now().unwrap();
    assert!(lock().now().is_none());
    // Another entry has another lock, mostly.
    assert!(cache.lock(&entry(&cache, 2)).unwrap().now().is_some());
    let stop = Stop::new();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| lock().read(&clock, &stop).unwrap().is_some());
        let stopped = Stop::new();
        stopped.stop();
        assert!(lock().write(&clock, &stopped).unwrap().is_none(), "a stop ends the waiting");
        drop(held);
        assert!(waiting.join().unwrap());
    });
}

#[test]
fn times_from_a_wrong_clock_dont_count() {
    let (cache, clock) = opened();
    let entry = entry(&cache, 1);
    entry.remember_absent("a", clock.now() + Duration::from_secs(10));
    assert!(!entry.is_absent("a", clock.now()));
    entry.remember_absent("a", clock.now());
    assert!(entry.is_absent("a", clock.now()) && !entry.is_absent("b", clock.now()));
    let name = std::fs::read_dir(entry.directory()).unwrap().next().unwrap().unwrap().path();
    for broken in ["", "x", "-1", "99999999999999999999", "18446744073709551615"] {
        std::fs::write(&name, broken).unwrap();
        assert!(!entry.is_absent("a", clock.now()), "{broken:?}");
    }
}

/// Whatever the names, an entry's files are in a directory of their own two levels below the cache's.
#[test]
fn no_entry_is_outside() {
    const PARTS: [&str; 20] = [
        "..", ".", "/", "\\", "a", "b.pdb", "\0", ":", " ", "CON", "nul", "COM1", "é", "\u{202e}", "%2e", "~", "\n",
        "C:", "//?/", ".part",
    ];
    let (cache, clock) = opened();
    let code_id = CodeId::parse(b"4A5BDF3Cd4000").unwrap();
    let mut used = 0;
    for round in 0..20_000 {
        let random = |below: u64| usize::try_from((clock.random() >> 33) % below).unwrap();
        let name = || (0..random(6)).map(|_| PARTS[random(20)]).collect::<String>();
        let (debug_file, code_file) = (name(), name());
        let debug_id = DebugId::parse(id(1).as_bytes()).filter(|_| round % 2 == 0);
        let key =
            ModuleKey { debug_file: Some(&debug_file), debug_id, code_file: Some(&code_file), code_id: Some(&code_id) };
        let Ok(paths) = paths(&key) else { continue };
        let entry = cache.entry(&paths[0]);
        let inside = entry.text();
        let inside = inside.strip_prefix(cache.symbols()).unwrap();
        let parts: Vec<_> = inside.components().collect();
        assert_eq!(parts.len(), 3, "{debug_file:?} and {code_file:?}");
        assert!(parts.iter().all(|part| matches!(part, std::path::Component::Normal(_))), "{inside:?}");
        if round % 50 == 0 {
            drop(entry.begin().unwrap());
            entry.discard();
        }
        used += 1;
    }
    assert!(used > 1_000, "most names were refused");
    assert_eq!(std::fs::read_dir(cache.symbols()).unwrap().count(), 0, "nothing is left");
    assert_eq!(std::fs::read_dir(cache.symbols().parent().unwrap()).unwrap().count(), 2);
}
