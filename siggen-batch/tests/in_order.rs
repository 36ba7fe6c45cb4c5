//! The engine: what goes in comes back in order, and can be left early.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

use std::io::Write;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use siggen_batch::run::{Done, Options, Work, in_order};
use siggen_batch::{Input, Problem, Record};
use siggen_core::Generator;

/// Makes the signature of each record, or the message of its problem.
struct Signatures(Generator);

impl Work for Signatures {
    type Part = Vec<String>;
    type Local = ();

    fn record(&self, record: Result<Record<'_>, Problem>, (): &mut (), part: &mut Vec<String>) {
        part.push(match record.and_then(|record| record.read(None)) {
            Ok(crash) => self.0.generate(&crash).signature,
            Err(problem) => format!("{}:{:?}:{:?}", problem.source, problem.line, problem.index),
        });
    }
}

fn bytes(name: &str, bytes: impl AsRef<[u8]>) -> Input {
    Input::Bytes { name: name.to_owned(), bytes: bytes.as_ref().into() }
}

fn crash(function: &str) -> String {
    format!(r#"{{"threads": [{{"frames": [{{"function": "{function}"}}]}}]}}"#)
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn options(jobs: Option<usize>) -> Options {
    Options { jobs: jobs.and_then(NonZero::new), ..Options::default() }
}

fn done(inputs: Vec<Input>, jobs: Option<usize>) -> Vec<Done<Vec<String>>> {
    let parts = in_order(inputs.into_iter().map(Ok), options(jobs), Signatures(Generator::new())).unwrap();
    parts.map(Result::unwrap).collect()
}

/// The signatures in some bytes.
fn signatures(text: impl AsRef<[u8]>) -> Vec<String> {
    done(vec![bytes("it", text)], None).into_iter().flat_map(|done| done.part).collect()
}

#[test]
fn bytes_of_every_layout() {
    let lines = format!("{}\n{}\n", crash("a"), crash("b"));
    assert_eq!(signatures(&lines), ["a", "b"]);
    assert_eq!(signatures(gzip(lines.as_bytes())), ["a", "b"]);
    assert_eq!(signatures(zstd::encode_all(lines.as_bytes(), 1).unwrap()), ["a", "b"]);
    assert_eq!(signatures(crash("a").replace(": ", ":\n")), ["a"]);
    assert_eq!(signatures(format!("[{},\n{}]", crash("a"), crash("b"))), ["a", "b"]);
    assert_eq!(signatures("[]"), [""; 0]);
}

#[test]
fn bytes_without_a_crash() {
    assert_eq!(signatures(""), ["it:None:None"]);
    assert_eq!(signatures(gzip(b"")), ["it:None:None"]);
}

#[test]
fn a_bad_record_costs_no_other() {
    assert_eq!(
        signatures(format!("{}\n{{\"threads\": [}}\n\nnull\n{}", crash("a"), crash("b"))),
        ["a", "it:Some(2):None", "it:Some(4):None", "b"]
    );
    assert_eq!(
        signatures(format!("[{},\n{{\"threads\": 01}}, {}]", crash("a"), crash("b"))),
        ["a", "it:Some(2):Some(1)", "b"]
    );
}

#[test]
fn the_name_can_say_that_there_is_a_record_a_line() {
    let of = |name: &str| done(vec![bytes(name, "{\n")], None).remove(0).part;
    assert_eq!(of("x.ndjson"), ["x.ndjson:Some(1):None"]);
    assert!(bytes("X.JSONL.gz", "").is_named_ndjson() && !bytes("x.json", "").is_named_ndjson());
    assert_eq!(bytes("x", "").to_string(), "x");
}

#[test]
fn an_input_that_is_not_there_keeps_no_other() {
    let done = done(vec![bytes("1", crash("a")), Input::File("/no/such/file".into()), bytes("2", crash("b"))], None);
    let [done] = done.as_slice() else { panic!("small inputs go together") };
    assert_eq!(done.part, ["a", "/no/such/file:None:None", "b"]);
    assert_eq!((done.records, done.bytes), (2, 2 * crash("a").len() as u64));
}

#[test]
fn order_and_counts_whatever_the_cores() {
    let names: Vec<String> = (0..20_000).map(|number| format!("f{number}")).collect();
    let text: String = names.iter().map(|name| crash(name) + "\n").collect();
    for jobs in [Some(1), Some(3), None] {
        let done = done(vec![bytes("it", &text)], jobs);
        assert!(done.len() > 1, "the input has several chunks");
        assert_eq!(done.iter().map(|done| done.records).sum::<u64>(), 20_000);
        assert_eq!(done.iter().map(|done| done.bytes).sum::<u64>(), text.len() as u64);
        assert!(done.into_iter().flat_map(|done| done.part).eq(names.iter().cloned()), "with {jobs:?} jobs");
    }
}

/// Counts in its local how many records a worker has had.
struct Counting;

impl Work for Counting {
    type Part = Vec<usize>;
    type Local = usize;

    fn record(&self, _: Result<Record<'_>, Problem>, local: &mut usize, part: &mut Vec<usize>) {
        *local += 1;
        part.push(*local);
    }
}

#[test]
fn a_local_goes_from_chunk_to_chunk() {
    let inputs = (0..9).map(|_| Ok(bytes("it", "{}\n{}\n")));
    let parts = in_order(inputs, options(Some(1)), Counting).unwrap();
    let counts: Vec<usize> = parts.flat_map(|done| done.unwrap().part).collect();
    assert!(counts.into_iter().eq(1..=18), "one worker has one local");
}

/// No two inputs of this size go together.
const LARGE: usize = 300_000;

#[test]
fn a_panic_is_an_error_in_its_place() {
    struct Panicking;

    impl Work for Panicking {
        type Part = String;
        type Local = ();

        fn record(&self, record: Result<Record<'_>, Problem>, (): &mut (), part: &mut String) {
            let record = record.unwrap();
            assert!(record.source != "bad", "as this test wants");
            part.push_str(record.source);
        }
    }

    let inputs = ["good", "bad", "better"].map(|name| Ok(bytes(name, format!("{}{{}}", " ".repeat(LARGE)))));
    let mut parts = in_order(inputs, options(None), Panicking).unwrap();
    assert_eq!(parts.next().unwrap().unwrap().part, "good");
    assert_eq!(parts.next().unwrap().unwrap_err().to_string(), "a worker ended early");
    assert_eq!(parts.next().unwrap().unwrap().part, "better");
    assert!(parts.next().is_none() && parts.next().is_none());
}

/// Waits for leave to do anything, and tells by its end that the threads have let go of it.
struct Waiting {
    leave: Mutex<Receiver<()>>,
    seen: Arc<AtomicUsize>,
    _alive: Sender<()>,
}

impl Work for Waiting {
    type Part = ();
    type Local = ();

    fn record(&self, _: Result<Record<'_>, Problem>, (): &mut (), (): &mut ()) {
        // Whether by a message or by the end of the test, the wait is over.
        let _ = self.leave.lock().unwrap().recv();
        self.seen.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn dropping_the_parts_ends_the_work() {
    let (leave, waiting) = channel();
    let (alive, is_dead) = channel();
    let seen = Arc::new(AtomicUsize::new(0));
    let work = Waiting { leave: Mutex::new(waiting), seen: Arc::clone(&seen), _alive: alive };
    let inputs = (0..1000).map(|_| Ok(bytes("it", "{}\n".repeat(100))));
    let parts = in_order(inputs, options(Some(2)), work).unwrap();
    for _ in 0..100 {
        leave.send(()).unwrap();
    }
    // Records of the first chunks, until leave is used up.
    while seen.load(Ordering::Relaxed) < 100 {
        std::thread::yield_now();
    }
    drop(parts);
    drop(leave);
    // Nobody sends: what comes is the end of the last thread that had the work.
    assert!(is_dead.recv().is_err());
    // At most the record that each of the two workers was at, and no more.
    assert!(seen.load(Ordering::Relaxed) <= 102, "{seen:?}");
}
