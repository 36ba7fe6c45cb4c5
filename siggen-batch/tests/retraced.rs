//! A run goes on only where the inputs are what they were.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

mod common;

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use common::{Found, Telling, bytes, gzip, lines, records, run_from, zst};
use siggen_batch::Input;
use siggen_batch::run::{Options, Place, check_complete, in_order};

/// Goes on from a place; says why it can't.
fn refusal(inputs: Vec<Found>, from: &Place) -> Option<String> {
    let options = Options { from: Some(from.clone()), ..Options::default() };
    let error = in_order(inputs, options, Telling).unwrap().find_map(Result::err)?;
    let words = error.to_string();
    assert!(error.get_ref().and_then(|error| error.downcast_ref::<siggen_batch::run::Changed>()).is_some(), "{words}");
    Some(words.strip_prefix("the inputs have changed: ").unwrap().to_owned())
}

#[test]
fn other_lines_of_the_same_size() {
    let all: Vec<String> = records(3000, 400, 1).iter().map(|record| format!("{record:500}")).collect();
    let text = lines(&all);
    let mut turned = all.clone();
    turned.reverse();
    let rotated = [&all[1..], &all[..1]].concat();
    for wrap in
        [|text: &str| text.as_bytes().to_vec(), |text: &str| gzip(text.as_bytes()), |text: &str| zst(text.as_bytes())]
    {
        // Of one size, whatever it is packed to.
        let input = |text: &str| {
            let mut packed = wrap(text);
            packed.resize(2 << 20, b'\n');
            bytes("a.ndjson", packed)
        };
        for done in &run_from(vec![input(&text)], None)[..3] {
            assert_eq!((done.end.inputs, refusal(vec![input(&text)], &done.end)), (0, None));
            for other in [&turned, &rotated] {
                let words = refusal(vec![input(&lines(other))], &done.end);
                assert_eq!(words.as_deref(), Some("a.ndjson has lines that differ from those already processed"));
            }
        }
    }
}

#[test]
fn an_input_under_way_is_of_the_same_size_and_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ndjson");
    let text = lines(&records(3000, 400, 2));
    fs::write(&path, &text).unwrap();
    let inputs = || vec![Ok(Input::File(path.clone()))];
    let end = run_from(inputs(), None)[1].end.clone();
    assert_eq!(refusal(inputs(), &end), None);
    let differs =
        format!("{} has changed since the run started: its size or modification time differs", path.display());
    // It grows, and its end is what it was, written anew.
    fs::write(&path, format!("{text}{{}}\n")).unwrap();
    assert_eq!(refusal(inputs(), &end), Some(differs.clone()));
    fs::write(&path, &text).unwrap();
    touch(&path, 1);
    assert_eq!(refusal(inputs(), &end), Some(differs));
}

fn touch(path: &Path, seconds: u64) {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds);
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

#[test]
fn inputs_that_are_done() {
    let folder = tempfile::tempdir().unwrap();
    let path = |number: u32| folder.path().join(format!("{number}.json"));
    let inputs =
        |numbers: std::ops::Range<u32>| numbers.map(|number| Ok(Input::File(path(number)))).collect::<Vec<_>>();
    for number in 0..5 {
        fs::write(path(number), "{}").unwrap();
        touch(&path(number), number.into());
    }
    let place = run_from(inputs(0..5), None).pop().unwrap().end;
    let complete = |inputs: Vec<Found>| check_complete(inputs, &place).map_err(|changed| changed.to_string());
    assert_eq!(complete(inputs(0..5)), Ok(()));
    assert_eq!(refusal(inputs(0..6), &place), None);
    for (inputs, words) in [
        (inputs(0..6), "there are more than the 5 already processed"),
        (inputs(0..4), "5 were started, but there are only 4"),
        (inputs(1..6), "the last of the 5 already processed was"),
    ] {
        assert!(complete(inputs).unwrap_err().contains(words), "{words}");
    }
    // One is another one, of the same size.
    fs::write(path(2), "[]").unwrap();
    touch(&path(2), 9);
    let words = format!(
        "of the 5 already processed, at least one was replaced or has changed; {} is the newest",
        path(2).display()
    );
    assert!(complete(inputs(0..5)).unwrap_err().ends_with(&words));
    assert_eq!(refusal(inputs(0..6), &place), Some(words));
    // On Unix, even where somebody sets the time back.
    if cfg!(unix) {
        touch(&path(2), 2);
        assert!(complete(inputs(0..5)).is_err());
    }
    fs::remove_file(path(2)).unwrap();
    assert!(complete(inputs(0..5)).is_err());
}
