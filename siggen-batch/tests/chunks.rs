//! Chunks: small inputs go together and keep their names; what has come of a pipe waits for nothing.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

mod common;

use std::num::NonZero;
use std::time::Duration;

use common::{Found, Telling, at_index, bytes, end, gzip, lines, on_line, place, records, run_from, seen, whole};
use siggen_batch::Input;
use siggen_batch::run::{Options, in_order};

#[test]
fn small_inputs_go_together_and_keep_their_names() {
    let names: Vec<String> = (0..1000).map(|number| format!("reports/{number}.json")).collect();
    let inputs = names.iter().map(|name| bytes(name, format!("{{\"of\": \"{name}\"}}")));
    let done = run_from(inputs.collect(), None);
    assert!(done.len() > 1 && done.len() < 10, "{}", done.len());
    assert!(done.iter().map(|done| done.records).eq(done.iter().map(|done| done.part.len() as u64)));
    assert!(done.iter().all(|done| done.end.records == 0));
    let all = done.into_iter().flat_map(|done| done.part);
    assert!(all.eq(names.iter().map(|name| whole(name, &format!("{{\"of\": \"{name}\"}}")))));
}

#[test]
fn inputs_of_every_kind_in_one_chunk() {
    let inputs = vec![
        bytes("list", "[{}, {\"a\": 1}]"),
        bytes("lines", "{}\n\n{\"b\": 1}"),
        bytes("packed", gzip(b"{\"c\": 1}\n{}\n")),
        bytes("one.ndjson", "{}"),
        bytes("document", "\n{\n\"d\": 1}"),
    ];
    let done = run_from(inputs, None);
    assert_eq!(done.len(), 1);
    let expected = [
        at_index("list", 0, "{}"),
        at_index("list", 1, "{\"a\": 1}"),
        on_line("lines", 1, "{}"),
        on_line("lines", 3, "{\"b\": 1}"),
        on_line("packed", 1, "{\"c\": 1}"),
        on_line("packed", 2, "{}"),
        on_line("one.ndjson", 1, "{}"),
        whole("document", "\n{\n\"d\": 1}"),
    ];
    assert_eq!(done[0].part, expected);
    assert_eq!((done[0].records, done[0].bytes), (8, 14 + 12 + 12 + 2 + 10));
    assert_eq!(end(&done[0]), place(5, Some("document"), 0));
}

#[test]
fn lines_longer_than_chunks() {
    let long = |letter: &str| format!("{{\"{letter}\": \"{}\"}}", letter.repeat(1_500_000));
    let all = [long("a"), "{}".to_owned(), long("b"), long("c"), "{}".to_owned()];
    for inputs in [vec![bytes("x", lines(&all))], vec![bytes("x.jsonl", gzip(lines(&all).as_bytes()))]] {
        let seen = seen(inputs);
        assert!(seen.iter().map(|seen| seen.text.as_ref().unwrap()).eq(&all));
        assert!(seen.iter().map(|seen| seen.line).eq((1..=5).map(Some)));
    }
    let documents = seen(vec![bytes("1", long("d")), bytes("2", "{}"), bytes("3", format!("[{}]", long("e")))]);
    assert_eq!(documents, [whole("1", &long("d")), whole("2", "{}"), at_index("3", 0, &long("e"))]);
}

#[test]
fn what_was_reached_is_all_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut size = 0;
    let mut inputs: Vec<Found> = Vec::new();
    for (number, count) in [(1, 10), (2, 3000), (3, 1)] {
        let path = folder.path().join(format!("{number}.ndjson.gz"));
        let packed = gzip(lines(&records(count, 300, number)).as_bytes());
        size += packed.len() as u64;
        std::fs::write(&path, packed).unwrap();
        inputs.push(Ok(Input::File(path)));
    }
    inputs.push(bytes("four", "{}"));
    size += 2;
    for from in [None, Some(place(2, None, 0))] {
        let mut parts = in_order(inputs.clone(), Options { from, ..Options::default() }, Telling).unwrap();
        while parts.next().is_some() {}
        let reached = parts.reached();
        assert_eq!((reached.read, reached.size, reached.inputs, reached.of), (size, Some(size), 4, Some(4)));
    }
    // How many come of this is known by nobody.
    let mut parts = in_order(inputs.into_iter().filter(|_| true), Options::default(), Telling).unwrap();
    while parts.next().is_some() {}
    assert_eq!((parts.reached().size, parts.reached().read), (None, size));
}

#[test]
fn finishing_early_leaves_a_place_to_go_on_from() {
    let inputs = || (0..40).map(|number| bytes(&format!("{number}"), lines(&records(600, 500, number))));
    let all = seen(inputs().collect());
    let options = Options { jobs: NonZero::new(2), ..Options::default() };
    let mut parts = in_order(inputs(), options, Telling).unwrap();
    let mut done = parts.next().unwrap().unwrap();
    let mut first = std::mem::take(&mut done.part);
    parts.finish_early();
    for next in &mut parts {
        done = next.unwrap();
        first.append(&mut done.part);
    }
    assert!(parts.next().is_none());
    assert!(first.len() < all.len() / 2, "{} of {}", first.len(), all.len());
    let rest = run_from(inputs().collect(), Some(done.end)).into_iter().flat_map(|done| done.part);
    assert!(first.into_iter().chain(rest).eq(all));
}

#[cfg(unix)]
#[test]
fn what_comes_from_a_pipe_waits_for_nothing_and_keeps_nobody() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let inputs = [bytes("before", "{}"), Ok(Input::File(pipe.clone())), bytes("after", "{}")];
    let mut parts = in_order(inputs, Options::default(), Telling).unwrap();
    let name = pipe.to_str().unwrap();
    let mut pipe = std::fs::File::options().write(true).open(&pipe).unwrap();
    assert_eq!(parts.next().unwrap().unwrap().part, [whole("before", "{}")]);
    pipe.write_all(b"{}\n{\"a\": 1}\n{\"b\"").unwrap();
    assert_eq!(parts.next().unwrap().unwrap().part, [on_line(name, 1, "{}"), on_line(name, 2, "{\"a\": 1}")]);
    pipe.write_all(b": 1}\n").unwrap();
    let done = parts.next().unwrap().unwrap();
    assert_eq!(done.part, [on_line(name, 3, "{\"b\": 1}")]);
    assert_eq!(end(&done), place(1, Some("before"), 3));
    assert!(parts.next_within(Duration::from_millis(1)).is_pending());
    // The pipe is still open, and nobody waits for it.
    parts.finish_early();
    assert!(parts.next().is_none() && parts.next().is_none());
}
