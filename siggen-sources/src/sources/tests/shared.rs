//! Several threads and processes with one cache, of which some are killed.

use std::process::{Child, Command, Stdio};
use std::time::Instant;

use super::*;

/// What tells the test below that it is a process of another test: the server, the cache, and ids.
const CHILD: &str = "SIGGEN_SOURCES_TEST_CHILD";

/// Not a test by itself, but the other process of those below.
#[test]
fn child() {
    let Ok(arguments) = std::env::var(CHILD) else { return };
    let mut arguments = arguments.split('\n');
    let mut next = || arguments.next().unwrap();
    let (source, cache) = (Source::parse(next()).unwrap(), Cache::open(next()).unwrap());
    let sources = Sources::new([source], cache, Policy::batch());
    for id in arguments {
        assert_eq!(sources.find(&key(id)).unwrap().file.text(), text(id));
    }
}

fn spawn(bench: &Bench, ids: &[String]) -> Child {
    let cache = bench.cache.path().to_str().unwrap().to_owned();
    let arguments = [&[bench.play.url(), cache], ids].concat().join("\n");
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "sources::tests::shared::child"]).env(CHILD, arguments);
    command.stdout(Stdio::null()).spawn().unwrap()
}

/// Waits for something that happens soon.
pub(super) fn until(happened: impl Fn() -> bool) {
    let start = Instant::now();
    while !happened() {
        assert!(start.elapsed() < Duration::from_secs(60), "it didn't happen");
        std::thread::yield_now();
    }
}

#[test]
fn processes_fetch_a_file_once() {
    let bench = Bench::batch();
    let ids: Vec<String> = (0..20).map(id).collect();
    for id in &ids {
        bench.play.play(&path(id), [Act::Body("", text(id))]);
    }
    let children: Vec<Child> = (0..3).map(|_| spawn(&bench, &ids)).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let mut asked = bench.play.requests();
    asked.sort();
    assert_eq!(asked, ids.iter().map(|id| path(id)).collect::<Vec<_>>());
    assert_eq!(bench.cached().len(), 2 * ids.len());
}

#[test]
fn threads_fetch_a_file_once() {
    let bench = Bench::batch();
    let id = id(1);
    bench.play.play(&path(&id), [Act::Status(503, ""), Act::Body("", text(&id))]);
    std::thread::scope(|scope| {
        let find = || assert_eq!(bench.sources.find(&key(&id)).unwrap().file.text(), text(&id));
        (0..8).map(|_| scope.spawn(find)).collect::<Vec<_>>().into_iter().for_each(|thread| thread.join().unwrap());
    });
    assert_eq!(bench.play.requests().len(), 2);
}

#[test]
fn a_process_that_is_killed_leaves_a_clean_cache() {
    let bench = Bench::batch();
    let (done, killed, next) = (id(1), id(2), id(3));
    for id in [&done, &killed, &next] {
        bench.play.play(&path(id), [Act::Body("", text(id))]);
    }
    let long = [text(&killed), vec![b'\n'; 1 << 20]].concat();
    bench.play.play(&path(&killed), [Act::Stall(long), Act::Body("", text(&killed))]);
    let mut child = spawn(&bench, &[done.clone(), killed.clone(), next.clone()]);
    let part = format!("kite.pdb/{killed}/kite.sym.zst.part");
    until(|| bench.cached().contains(&part));
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(bench.play.requests(), [path(&done), path(&killed)]);
    assert!(bench.cached().contains(&part), "there was no time to delete it");

    // What another file brings along is the deletion of what is left over.
    bench.sources.find(&key(&next)).unwrap();
    assert!(!bench.cached().contains(&part));
    for id in [&done, &killed, &next] {
        assert_eq!(bench.sources.find(&key(id)).unwrap().file.text(), text(id));
    }
    assert_eq!(
        bench.play.requests(),
        [path(&next), path(&killed)],
        "nothing is fetched twice but what was not complete"
    );
    assert_eq!(bench.cached().len(), 6);
}

#[test]
fn what_is_not_complete_is_fetched_over_what_is_left() {
    let bench = Bench::batch();
    let id = id(1);
    bench.play.play(&path(&id), [Act::Stall([text(&id), vec![b'\n'; 1 << 20]].concat()), Act::Body("", text(&id))]);
    let mut child = spawn(&bench, std::slice::from_ref(&id));
    until(|| !bench.cached().is_empty());
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(bench.sources.find(&key(&id)).unwrap().file.text(), text(&id));
    assert_eq!(bench.cached(), ["idx", "zst"].map(|ending| format!("kite.pdb/{id}/kite.sym.{ending}")));
}

#[test]
fn ten_kills_lose_nothing_but_what_was_on_its_way() {
    let bench = Bench::batch();
    let ids: Vec<String> = (0..40).map(id).collect();
    for id in &ids {
        bench.play.play(&path(id), [Act::Body("", text(id))]);
    }
    let asked = std::cell::RefCell::new(Vec::new());
    for kill in 1..=10 {
        let child = std::cell::RefCell::new(spawn(&bench, &ids));
        until(|| {
            asked.borrow_mut().extend(bench.play.requests());
            asked.borrow().len() >= 3 * kill || child.borrow_mut().try_wait().unwrap().is_some()
        });
        let mut child = child.into_inner();
        child.kill().unwrap();
        child.wait().unwrap();
        // What is there is complete.
        let policy = Policy { is_offline: true, ..Policy::batch() };
        let source = Source::parse(&bench.play.url()).unwrap();
        let offline = Sources::new([source], Cache::open(bench.cache.path()).unwrap(), policy);
        for id in &ids {
            match offline.find(&key(id)) {
                Ok(found) => assert_eq!(found.file.text(), text(id)),
                Err(missing) => assert_eq!(missing, Missing::Offline),
            }
        }
    }
    for id in &ids {
        assert_eq!(bench.sources.find(&key(id)).unwrap().file.text(), text(id));
    }
    asked.borrow_mut().extend(bench.play.requests());
    assert!(asked.borrow().len() <= ids.len() + 10, "{:?}", asked.borrow());
    assert_eq!(bench.cached().len(), 2 * ids.len());
}
