//! Inputs that break off or are damaged: what was whole is kept, and one problem says where it ends.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

mod common;
#[path = "common/tables.rs"]
mod tables;

use std::io::{Cursor, Read};

use common::{Seen, bytes, gzip, lines, records, seen, whole, zst};
use siggen_batch::Input;

/// All that an unpacker gives of some bytes, one byte at a time, and whether it comes to the end.
fn unpacked(mut reader: impl Read) -> (Vec<u8>, bool) {
    let mut text = Vec::new();
    let mut byte = [0];
    loop {
        match reader.read(&mut byte) {
            Ok(0) => return (text, true),
            Ok(_) => text.push(byte[0]),
            Err(_) => return (text, false),
        }
    }
}

fn split(all: Vec<Seen>) -> (Vec<Seen>, Vec<Seen>) {
    all.into_iter().partition(|seen| seen.text.is_ok())
}

/// Holds what is seen of compressed lines to what an unpacker gives.
fn holds(name: &str, stored: &[u8], text: &[u8], is_whole: bool, expected: &[String]) {
    let ended = text.split(|byte| *byte == b'\n').count() - 1;
    let (records, problems) = split(seen(vec![bytes(name, stored)]));
    assert_eq!(records.len(), ended);
    for (number, record) in records.iter().enumerate() {
        let line = (ended > 1 || !is_whole).then_some(number + 1);
        assert_eq!((record.line, record.text.as_ref().unwrap()), (line, &expected[number]));
    }
    let [problem] = problems.as_slice() else {
        assert!(is_whole && problems.is_empty(), "{problems:?}");
        return;
    };
    assert!(!is_whole, "{problem:?}");
    assert_eq!((problem.source.as_str(), problem.index), (name, None));
    assert_eq!(problem.line, (!text.is_empty()).then_some(ended + 1));
    let message = problem.text.as_ref().unwrap_err();
    assert!(message.contains("the compressed data is truncated"), "{message}");
}

#[test]
fn lines_that_break_off_anywhere() {
    let expected = records(12, 30, 1);
    let (first, second) = expected.split_at(5);
    let parts = [lines(first), lines(second)];
    for packed in
        [parts.each_ref().map(|part| gzip(part.as_bytes())), parts.each_ref().map(|part| zst(part.as_bytes()))]
    {
        let is_gzip = packed[0][0] == 0x1f;
        let packed = packed.concat();
        // With fewer bytes nobody can say that they were compressed.
        for length in 4..=packed.len() {
            let cut = &packed[..length];
            let (text, is_whole) = if is_gzip {
                unpacked(flate2::bufread::MultiGzDecoder::new(Cursor::new(cut)))
            } else {
                unpacked(zstd::stream::read::Decoder::new(Cursor::new(cut)).unwrap())
            };
            holds("x", cut, &text, is_whole, &expected);
        }
        for length in 1..4 {
            let (records, problems) = split(seen(vec![bytes("x", &packed[..length])]));
            assert_eq!(records.len() + problems.len(), 1);
        }
    }
}

#[test]
fn many_blocks_that_break_off() {
    let expected = records(2000, 400, 2);
    let text = lines(&expected);
    let packed = zst(text.as_bytes());
    for length in (5..packed.len()).step_by(packed.len() / 7) {
        let (text, is_whole) = unpacked(zstd::stream::read::Decoder::new(Cursor::new(&packed[..length])).unwrap());
        assert!(!is_whole);
        holds("x.ndjson.zst", &packed[..length], &text, is_whole, &expected);
    }
    let packed = gzip(text.as_bytes());
    for length in (11..packed.len()).step_by(packed.len() / 7) {
        let (text, is_whole) = unpacked(flate2::bufread::MultiGzDecoder::new(Cursor::new(&packed[..length])));
        assert!(!is_whole);
        holds("x.ndjson.gz", &packed[..length], &text, is_whole, &expected);
    }
}

#[test]
fn what_is_damaged_spoils_nothing_before_it_and_no_other_input() {
    let expected = records(2000, 400, 3);
    let text = lines(&expected);
    // Behind the first part there follows what begins as another one.
    let damaged_gzip = [gzip(text.as_bytes()), vec![0x1f, 0x8b, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99]].concat();
    let damaged_zstd = [zst(text.as_bytes()), vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, 0x07, 0, 0, 0, 0]].concat();
    for packed in [damaged_gzip, damaged_zstd] {
        let (records, problems) = split(seen(vec![bytes("x", packed), bytes("y", "{}")]));
        let (last, records) = records.split_last().unwrap();
        assert_eq!(*last, whole("y", "{}"));
        assert!(records.iter().map(|seen| seen.text.as_ref().unwrap()).eq(&expected));
        assert_eq!((problems.len(), problems[0].line), (1, Some(2001)));
        assert!(problems[0].text.as_ref().unwrap_err().starts_with("cannot read any further: "));
    }
}

#[test]
fn documents_that_break_off() {
    // The check at the end is missing: all of the text is there, and may yet be wrong.
    let cut = |text: &str| {
        let packed = gzip(text.as_bytes());
        packed[..packed.len() - 8].to_vec()
    };
    let of = |text: &str| split(seen(vec![bytes("x", cut(text))]));
    let texts = |all: &[Seen]| all.iter().map(|seen| seen.text.clone().unwrap()).collect::<Vec<_>>();
    let (records, problems) = of("[{\"a\": 1},\n {\"b\": 2},\n {\"c\": ");
    assert_eq!(texts(&records), ["{\"a\": 1}", "{\"b\": 2}"]);
    assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [Some(3)]);
    let (records, problems) = of("{\n\"a\": 1,\n\"b\": ");
    assert_eq!((records.len(), problems.len(), problems[0].line), (0, 1, Some(3)));
    // A line that has ended is a record.
    let (records, problems) = of("{\"a\": 1}\n");
    assert_eq!((texts(&records), problems[0].line), (vec!["{\"a\": 1}".to_owned()], Some(2)));
}

#[test]
fn tables_that_break_off() {
    let all: Vec<Option<String>> = records(20, 40, 4).into_iter().map(Some).collect();
    for table in [tables::stream(&all, 5), tables::file(&all, 5)] {
        let mut most = 0;
        for length in 8..table.len() {
            let (records, problems) = split(seen(vec![bytes("t", &table[..length])]));
            assert!(records.len() % 5 == 0 && records.len() >= most, "whole batches, {length}");
            most = records.len();
            assert!(records.iter().map(|seen| seen.text.clone().ok()).eq(all[..most].iter().cloned()));
            match problems.as_slice() {
                [] => assert_eq!(most, if length < table.len() - 8 { most } else { 20 }),
                [problem] if most > 0 => assert_eq!(problem.index, Some(most)),
                [_] => {}
                _ => panic!("{problems:?}"),
            }
        }
        assert_eq!(most, 20);
    }
    // Parquet has its table of contents at its end.
    let table = tables::parquet(&all, 5);
    for length in (5..table.len()).step_by(7) {
        let (records, problems) = split(seen(vec![bytes("t", &table[..length])]));
        assert_eq!((records.len(), problems.len(), problems[0].line), (0, 1, None));
        assert!(problems[0].text.as_ref().unwrap_err().starts_with("cannot read: "));
    }
}

#[test]
fn tables_that_are_damaged_end_nothing() {
    let all: Vec<Option<String>> = records(40, 40, 5).into_iter().map(Some).collect();
    for table in [tables::stream(&all, 10), tables::file(&all, 10), tables::parquet(&all, 10)] {
        let mut spoilt = 0;
        for at in (4..table.len()).step_by(11) {
            let mut table = table.clone();
            table[at] ^= 0xff;
            let all = seen(vec![bytes("t", table), bytes("y", "{}")]);
            assert_eq!(all.last(), Some(&whole("y", "{}")));
            spoilt += usize::from(all.iter().any(|seen| seen.text.is_err()));
        }
        assert!(spoilt > 10, "{spoilt}");
    }
}

#[test]
fn inputs_that_are_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let is_folder = Ok(Input::File(folder.path().to_owned()));
    let away = Ok(Input::File(folder.path().join("away.json")));
    let all = seen(vec![bytes("a", "{}"), away, is_folder, bytes("b", "{}")]);
    assert_eq!([&all[0], &all[3]], [&whole("a", "{}"), &whole("b", "{}")]);
    for (seen, name) in all[1..3].iter().zip([folder.path().join("away.json"), folder.path().to_owned()]) {
        assert_eq!((seen.source.as_str(), seen.line), (name.to_str().unwrap(), None));
        assert!(seen.text.as_ref().unwrap_err().starts_with("cannot read: "));
    }
}
