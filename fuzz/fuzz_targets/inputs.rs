//! Any bytes as an input of a batch: text, packed text, Parquet, Arrow. What a session says is what a generator says,
//! and a run that begins in the middle gives the rest.
#![no_main]

use std::io::{Read, Write};
use std::num::NonZero;

use libfuzzer_sys::fuzz_target;
use siggen_batch::run::{Options, Place, Work, in_order};
use siggen_batch::{Input, MaxRecord, Problem, Record};
use siggen_core::{SessionMemory, records};
use siggen_fuzz::{GENERATOR, corpus, seeds, tables};

fn begin() {
    seeds::or_begin(seeds, &["PAR1", "ARROW1", "\u{1f}\u{8b}", "\n", "{}", "\"", "json", "number"]);
}

fn seeds() -> Vec<Vec<u8>> {
    let reports = corpus::reports();
    let is_small = |report: &&Vec<u8>| report.len() < 400;
    let lines: Vec<Vec<u8>> =
        reports.iter().filter(is_small).map(|report| report.as_slice().trim_ascii().to_vec()).collect();
    let few: Vec<Vec<u8>> = lines.chunks(4).map(|few| few.join(&b'\n')).collect();
    let gzip = |text: &Vec<u8>| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).expect("it goes into memory");
        encoder.finish().expect("it goes into memory")
    };
    let packed: Vec<Vec<u8>> = few.iter().take(4).map(gzip).collect();
    let zstd = |text: &Vec<u8>| zstd::encode_all(text.as_slice(), 1).expect("it goes into memory");
    let packed_more = few.iter().take(4).map(zstd).collect();
    [few, packed, packed_more, tables::tables()].concat()
}

/// What is known of a record.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    line: Option<usize>,
    index: Option<usize>,
    said: Result<String, String>,
}

struct Signatures;

impl Work for Signatures {
    type Part = Vec<Seen>;
    type Local = SessionMemory;

    fn record(&self, record: Result<Record<'_>, Problem>, memory: &mut SessionMemory, seen: &mut Vec<Seen>) {
        let (line, index) = match &record {
            Ok(record) => (record.line, record.index),
            Err(problem) => (problem.line, problem.index),
        };
        let said = record.and_then(|record| {
            let crash = record.read(None)?;
            let outcome = GENERATOR.generate_with(memory, &crash);
            assert_eq!(outcome, GENERATOR.generate(&crash), "with a memory");
            Ok(outcome.signature)
        });
        seen.push(Seen { line, index, said: said.map_err(|problem| problem.message) });
    }
}

/// A few bytes of a table can hold any number of equal rows: such inputs are left alone.
const MANY: usize = 20_000;

/// What is seen of an input, and where that ends.
fn run(data: &[u8], from: Option<Place>, max_record: MaxRecord) -> Result<(Vec<Seen>, Option<Place>), String> {
    let input = Input::Bytes { name: "input".to_owned(), bytes: data.into() };
    let options = Options { jobs: NonZero::new(1), from, max_record };
    let mut seen = Vec::new();
    let mut end = None;
    for done in in_order([Ok(input)], options, Signatures).expect("threads can be had") {
        let done = done.map_err(|error| error.to_string())?;
        // What can't be a record stands between them.
        assert!(done.records <= done.part.len() as u64);
        seen.extend(done.part);
        end = Some(done.end);
        if seen.len() > MANY {
            return Ok((Vec::new(), None));
        }
    }
    Ok((seen, end))
}

fuzz_target!(init: begin(), |data: &[u8]| {
    let seen = whole_and_from_the_middle(data, MaxRecord::default());
    as_in_core(data, &seen);
    // Most lines of the seeds are longer, so that they are passed over.
    whole_and_from_the_middle(data, MaxRecord::bytes(64));
});

fn whole_and_from_the_middle(data: &[u8], max_record: MaxRecord) -> Vec<Seen> {
    let (seen, end) = run(data, None, max_record).expect("nothing changes");
    if let Some(end) = end {
        assert_eq!((end.inputs, end.records), (1, 0));
    }
    // Where each record has a line of its own, or a row. Of a list, places count items.
    if starts_as_list(data) {
        return seen;
    }
    let mut lines = seen.iter().filter_map(|seen| seen.line);
    if let (Some(middle), true) = (lines.nth(seen.len() / 2), seen.iter().all(|seen| seen.line.is_some())) {
        let place = Place { records: middle as u64 - 1, ..Place::default() };
        if let Ok((rest, _)) = run(data, Some(place), max_record) {
            let expected: Vec<Seen> = seen.iter().filter(|seen| seen.line >= Some(middle)).cloned().collect();
            assert_eq!(rest, expected, "from line {middle} on");
        }
    }
    seen
}

/// Whether the text, as far as it can be unpacked, begins as a list does.
fn starts_as_list(data: &[u8]) -> bool {
    let mut text = Vec::new();
    match data {
        [0x1f, 0x8b, ..] => drop(flate2::read::MultiGzDecoder::new(data).read_to_end(&mut text)),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => drop(zstd::Decoder::new(data).map(|mut reader| reader.read_to_end(&mut text))),
        _ => text.extend_from_slice(data),
    }
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
    text.trim_ascii_start().starts_with(b"[")
}

/// Text that is a document or lines by the core's judgement is cut as the core cuts it.
fn as_in_core(data: &[u8], seen: &[Seen]) {
    if !matches!(data.trim_ascii().first(), Some(b'{' | b'[')) {
        return;
    }
    let signature = |record: Result<records::Record<'_>, records::Problem>| {
        let (line, index) =
            record.as_ref().map_or_else(|problem| (problem.line, problem.index), |record| (record.line, record.index));
        match record.and_then(|record| record.read(None)) {
            Ok(crash) => Seen { line, index, said: Ok(GENERATOR.generate(&crash).signature) },
            Err(problem) => Seen { line, index, said: Err(problem.message) },
        }
    };
    let expected: Vec<Seen> = match records::layout(data, true) {
        records::Layout::Lines => records::in_lines(data, 1).map(Ok).map(signature).collect(),
        _ => records::in_document(data).map(signature).collect(),
    };
    assert_eq!(seen, expected);
}
