//! What the tests of the engine share: a work that tells what it is given.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unnecessary_wraps,
    clippy::unwrap_used,
    reason = "not every test needs all of it; a test may meet the unexpected"
)]

use std::io::Write;
use std::num::NonZero;

use siggen_batch::run::{Done, Options, Place, Work, in_order};
use siggen_batch::{Input, MaxRecord, Problem, Record};

/// What a record or a problem is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    pub source: String,
    pub line: Option<usize>,
    pub index: Option<usize>,
    /// The record's text, or the problem's message.
    pub text: Result<String, String>,
}

/// A record without a place.
pub fn whole(source: &str, text: &str) -> Seen {
    Seen { source: source.to_owned(), line: None, index: None, text: Ok(text.to_owned()) }
}

/// A record on a line.
pub fn on_line(source: &str, line: usize, text: &str) -> Seen {
    Seen { line: Some(line), ..whole(source, text) }
}

/// A record of a list or in a row.
pub fn at_index(source: &str, index: usize, text: &str) -> Seen {
    Seen { index: Some(index), ..whole(source, text) }
}

/// Tells what it sees.
pub struct Telling;

impl Work for Telling {
    type Part = Vec<Seen>;
    type Local = ();

    fn record(&self, record: Result<Record<'_>, Problem>, (): &mut (), part: &mut Vec<Seen>) {
        part.push(match record {
            Ok(record) => Seen {
                source: record.source.to_owned(),
                line: record.line,
                index: record.index,
                text: Ok(String::from_utf8_lossy(record.json()).into_owned()),
            },
            Err(problem) => {
                let Problem { source, line, index, message } = problem;
                Seen { source, line, index, text: Err(message) }
            }
        });
    }
}

pub type Found = Result<Input, Problem>;

/// What becomes of inputs from a place on.
pub fn run_from(inputs: Vec<Found>, from: Option<Place>) -> Vec<Done<Vec<Seen>>> {
    run_limited(inputs, from, MaxRecord::default())
}

/// The same, with records of so many bytes at most.
pub fn run_limited(inputs: Vec<Found>, from: Option<Place>, max_record: MaxRecord) -> Vec<Done<Vec<Seen>>> {
    let options = Options { jobs: NonZero::new(2), from, max_record };
    in_order(inputs, options, Telling).unwrap().map(Result::unwrap).collect()
}

/// A place, without what was read up to it.
pub fn place(inputs: u64, last: Option<&str>, records: u64) -> Place {
    Place { inputs, last: last.map(str::to_owned), records, trace: None }
}

/// Where something ends, without what was read up to it.
pub fn end<P>(done: &Done<P>) -> Place {
    assert!(done.end.trace.is_some());
    Place { trace: None, ..done.end.clone() }
}

/// All that is seen of inputs.
pub fn seen(inputs: Vec<Found>) -> Vec<Seen> {
    run_from(inputs, None).into_iter().flat_map(|done| done.part).collect()
}

pub fn bytes(name: &str, bytes: impl AsRef<[u8]>) -> Found {
    Ok(Input::Bytes { name: name.to_owned(), bytes: bytes.as_ref().into() })
}

pub fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

pub fn zst(text: &[u8]) -> Vec<u8> {
    zstd::encode_all(text, 1).unwrap()
}

/// Numbers that look like chance, and are the same every time.
pub fn chance(seed: u64) -> impl Iterator<Item = u64> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        state >> 33
    })
}

/// Records of different lengths, about as long as said.
pub fn records(count: usize, length: u64, seed: u64) -> Vec<String> {
    let mut numbers = chance(seed);
    let mut next = move || numbers.next().unwrap();
    (0..count)
        .map(|number| {
            let filling: String = (0..next() % (2 * length)).map(|_| char::from(b'a' + (next() % 26) as u8)).collect();
            format!(r#"{{"number": {number}, "filling": "{filling}"}}"#)
        })
        .collect()
}

/// Records, one a line.
pub fn lines(records: &[String]) -> String {
    records.iter().flat_map(|record| [record, "\n"]).collect()
}
