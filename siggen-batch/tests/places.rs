//! A run that was ended is gone on with from the end of any chunk, and gives exactly the rest.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

mod common;
#[path = "common/tables.rs"]
mod tables;

use common::{Found, bytes, end, gzip, lines, on_line, place, records, run_from, seen, zst};
use siggen_batch::run::{Options, Place, in_order};
use siggen_batch::{Input, Problem};

/// From the end of every chunk on, a run gives what the undisturbed one gave behind it. Tells how many chunks.
fn can_go_on_everywhere(inputs: &[Found]) -> usize {
    let all = run_from(inputs.to_vec(), None);
    for (index, done) in all.iter().enumerate() {
        let rest = run_from(inputs.to_vec(), Some(done.end.clone()));
        let rest = rest.iter().flat_map(|done| &done.part);
        let expected = all[index + 1..].iter().flat_map(|done| &done.part);
        assert!(rest.eq(expected), "from {:?}", done.end);
    }
    let ends: Vec<(u64, u64)> = all.iter().map(|done| (done.end.inputs, done.end.records)).collect();
    assert!(ends.is_sorted(), "{ends:?}");
    assert_eq!(all.last().map(|done| done.end.inputs), Some(inputs.len() as u64));
    all.len()
}

fn missing(name: &str) -> Found {
    Err(Problem { source: name.to_owned(), line: None, index: None, message: "cannot read: it is away".to_owned() })
}

#[test]
fn lines_in_every_wrapping() {
    let text = lines(&records(3000, 400, 1));
    let wrapped = [text.clone().into_bytes(), gzip(text.as_bytes()), zst(text.as_bytes())];
    for (inputs, wrapped) in wrapped.iter().map(|wrapped| vec![bytes("a.x", wrapped)]).zip(&wrapped) {
        assert!(can_go_on_everywhere(&inputs) > 2);
        // In between two others, and without the end of the last line.
        let cut = &text.as_bytes()[..text.len() - 1];
        let inputs = [bytes("before", "{}"), bytes("b", wrapped), bytes("c", cut), bytes("after", "{}")];
        assert!(can_go_on_everywhere(&inputs) > 4);
    }
}

#[test]
fn blank_lines_and_other_ends_of_lines() {
    let records = records(3000, 300, 2);
    let text = records.iter().enumerate().map(|(number, record)| match number % 3 {
        0 => format!("{record}\r\n\n"),
        1 => format!("{record}\n  \n\r\n"),
        _ => format!("{record}\n"),
    });
    let text: String = text.collect();
    assert!(can_go_on_everywhere(&[bytes("a.ndjson", format!("\n\n{text}\n\n"))]) > 2);
}

#[test]
fn small_inputs_large_ones_and_none() {
    let mut inputs = Vec::new();
    for (number, record) in records(600, 200, 3).iter().enumerate() {
        inputs.push(match number % 100 {
            40 => missing(&format!("{number}")),
            41 => Ok(Input::File(format!("/no/such/{number}").into())),
            42 => bytes(&format!("{number}"), lines(&records_of(number, 4, 100))),
            43 => bytes(&format!("{number}"), lines(&records_of(number, 400, 2000))),
            44 => bytes(&format!("{number}"), format!("[{}]", records_of(number, 300, 2000).join(",\n"))),
            45 => bytes(&format!("{number}"), &zst(lines(&records_of(number, 400, 2000)).as_bytes())[..200_000]),
            46 => bytes(&format!("{number}"), ""),
            47 => bytes(&format!("{number}"), gzip(record.as_bytes())),
            _ => bytes(&format!("{number}"), record),
        });
    }
    assert!(can_go_on_everywhere(&inputs) > 12);
}

fn records_of(seed: usize, count: usize, length: u64) -> Vec<String> {
    records(count, length, seed as u64)
}

#[test]
fn tables() {
    let rows: Vec<Option<String>> = records(2500, 500, 4).into_iter().map(Some).collect();
    for table in [tables::parquet(&rows, 700), tables::stream(&rows, 300), tables::file(&rows, 900)] {
        assert!(can_go_on_everywhere(&[bytes("t", &table)]) > 2);
        assert!(can_go_on_everywhere(&[bytes("t", &table), bytes("x", "{}"), bytes("u", zst(&table))]) > 4);
    }
}

#[test]
fn from_within_at_every_record() {
    let all = records(50, 20, 5);
    let rows: Vec<Option<String>> = all.iter().cloned().map(Some).collect();
    let inputs = [
        bytes("l", lines(&all)),
        bytes("p", tables::parquet(&rows, 7)),
        bytes("s", tables::stream(&rows, 7)),
        bytes("f", tables::file(&rows, 50)),
    ];
    for (input, found) in inputs.iter().enumerate() {
        for done in 0..=all.len() {
            let last = (input > 0).then(|| inputs[input - 1].as_ref().unwrap().to_string());
            let from = place(input as u64, last.as_deref(), done as u64);
            let rest = run_from(inputs[..=input].to_vec(), Some(from));
            let texts: Vec<_> = rest.into_iter().flat_map(|done| done.part).collect();
            let name = found.as_ref().unwrap().to_string();
            assert!(
                texts.iter().map(|seen| &seen.text).eq(all[done..].iter().cloned().map(Ok).collect::<Vec<_>>().iter())
            );
            assert!(texts.iter().all(|seen| seen.source == name));
            let numbers = texts.iter().map(|seen| seen.line.map_or(seen.index, |line| Some(line - 1)));
            assert!(numbers.eq((done..all.len()).map(Some)));
        }
    }
}

#[test]
fn other_inputs_than_before() {
    let two = "{}\n{\"a\": 1}\n";
    let table = tables::stream(&[Some("{}".to_owned())], 1);
    let inputs = || vec![bytes("a", "{}"), bytes("b", two), bytes("c", "[{}]"), bytes("d", &table)];
    let place = |inputs, last, records| place(inputs, Some(last), records);
    let error = |from| {
        let options = Options { from: Some(from), ..Options::default() };
        let all: Vec<_> = in_order(inputs(), options, common::Telling).unwrap().collect();
        let [Err(error)] = all.as_slice() else { panic!("{all:?}") };
        error.to_string()
    };
    let changed = "the inputs have changed: ";
    assert_eq!(error(place(2, "x", 0)), format!("{changed}the last of the 2 already processed was x and is now b"));
    assert_eq!(error(place(5, "x", 0)), format!("{changed}5 were started, but there are only 4"));
    assert_eq!(error(place(4, "d", 1)), format!("{changed}5 were started, but there are only 4"));
    assert_eq!(error(place(1, "a", 3)), format!("{changed}b has fewer lines than the 3 already processed"));
    assert_eq!(error(place(2, "b", 2)), format!("{changed}c has fewer items than the 2 already processed"));
    assert_eq!(error(place(3, "c", 2)), format!("{changed}d has fewer rows than the 2 already processed"));
    // Where all is done, nothing to do.
    assert!(run_from(inputs(), Some(place(4, "d", 0))).is_empty());
    assert_eq!(run_from(inputs(), Some(place(1, "a", 2)))[0].part[0].source, "c");
}

#[test]
fn a_place_is_kept_as_json() {
    let place = place(3, Some("a \"b\""), 7);
    let json = serde_json::to_string(&place).unwrap();
    assert_eq!(json, r#"{"inputs":3,"last":"a \"b\"","records":7,"trace":null}"#);
    assert_eq!(serde_json::from_str::<Place>(&json).unwrap(), place);
}

#[test]
fn an_end_in_the_middle_of_an_input_counts_its_lines() {
    let all = records(2000, 500, 6);
    let done = run_from(vec![bytes("a", "{}"), bytes("b", lines(&all))], None);
    assert!(done.len() > 2);
    let mut records = 0;
    for done in &done[..done.len() - 1] {
        records += done.part.iter().filter(|seen| seen.source == "b").count() as u64;
        assert_eq!(end(done), place(1, Some("a"), records));
    }
    assert_eq!(end(done.last().unwrap()), place(2, Some("b"), 0));
    let first = seen(vec![bytes("b", lines(&all))]).swap_remove(0);
    assert_eq!(first, on_line("b", 1, &all[0]));
}
