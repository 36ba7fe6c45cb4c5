//! What a corpus is, held to: the same again, in order, readable, of known truth, and grouped as crashes are.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use serde::Deserialize;
use siggen_core::{Crash, Generator, SessionMemory};

use super::crash::Crashes;
use super::world::World;
use super::world::bugs::KINDS;
use super::write::{encode, encode_line};
use super::{Options, Output, Shape, write_corpus};

#[derive(Deserialize)]
struct Truth {
    crash_id: String,
    bug: String,
    variant: String,
    kind: String,
}

/// The lines of crashes and of truths.
fn lines(seed: u64, count: u64, shape: Shape) -> Vec<(Vec<u8>, Truth)> {
    let world = World::new(seed);
    let line = |(report, truth): (super::report::Report<'_>, super::report::Truth<'_>)| {
        let (mut line, mut other) = (Vec::new(), Vec::new());
        encode(&report, shape, &mut line).unwrap();
        encode_line(&truth, &mut other).unwrap();
        (line, serde_json::from_slice(&other).unwrap())
    };
    Crashes::new(&world, count).map(line).collect()
}

#[test]
fn the_same_again_and_few_begin_as_many_do() {
    let all = |lines: &[(Vec<u8>, Truth)]| -> Vec<(Vec<u8>, String)> {
        lines.iter().map(|(line, truth)| (line.clone(), format!("{} {}", truth.bug, truth.variant))).collect()
    };
    let many = all(&lines(1, 900, Shape::CrashData));
    assert_eq!(many, all(&lines(1, 900, Shape::CrashData)));
    assert_eq!(many[..300], all(&lines(1, 300, Shape::CrashData)));
    let other = all(&lines(2, 300, Shape::CrashData));
    assert!(many.iter().zip(other).all(|(line, other)| *line != other));
}

#[test]
fn every_line_can_be_read_and_is_of_its_size() {
    let lines = lines(1, 10_000, Shape::CrashData);
    let mut ids = BTreeSet::new();
    for (line, truth) in &lines {
        let crash = Crash::from_json(line).unwrap();
        assert_eq!(crash.mistyped, []);
        assert_eq!(crash.crash_id.as_deref(), Some(truth.crash_id.as_str()));
        assert!(ids.insert(truth.crash_id.clone()), "{} twice", truth.crash_id);
        assert_eq!(line.iter().position(|byte| *byte == b'\n'), Some(line.len() - 1));
    }
    let average = lines.iter().map(|(line, _)| line.len()).sum::<usize>() / lines.len();
    assert!((1500..=1700).contains(&average), "{average} bytes");
    assert!(lines.iter().all(|(line, _)| line.len() < 16 * 1024));
}

#[test]
fn a_processed_crash_has_the_signature_of_its_crash_data() {
    let generator = Generator::new();
    let signature = |line: &[u8]| {
        let outcome = generator.generate(&Crash::from_json(line).unwrap());
        (outcome.signature, outcome.notes, outcome.frames)
    };
    let processed = lines(3, 500, Shape::Processed);
    for ((line, _), (other, truth)) in lines(3, 500, Shape::CrashData).iter().zip(&processed) {
        assert_eq!(signature(line), signature(other), "{}", truth.crash_id);
    }
}

#[test]
fn every_kind_and_platform_occurs_and_some_bugs_are_frequent() {
    let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
    let mut platforms: BTreeMap<String, u64> = BTreeMap::new();
    let mut bugs: BTreeMap<String, u64> = BTreeMap::new();
    for (_, truth) in lines(1, 10_000, Shape::CrashData) {
        let platform = truth.variant.split(',').next().unwrap().to_owned();
        *kinds.entry(truth.kind).or_default() += 1;
        *platforms.entry(platform).or_default() += 1;
        *bugs.entry(truth.bug).or_default() += 1;
    }
    assert_eq!(kinds.len(), KINDS.len(), "{kinds:?}");
    assert_eq!(platforms.keys().collect::<Vec<_>>(), ["android", "linux", "mac", "windows"]);
    assert!(platforms.values().all(|count| *count > 300), "{platforms:?}");

    let mut counts: Vec<u64> = bugs.values().copied().collect();
    counts.sort_unstable();
    let top = *counts.last().unwrap();
    assert!((250..=600).contains(&top), "the most frequent bug has {top}");
    assert!(top >= 10 * counts[counts.len() / 2]);
    assert!(counts.iter().filter(|count| **count <= 2).count() > 500);
}

/// Of crashes that nothing was done to, only those of a platform can be compared: names differ between platforms. What
/// is left to chance then are the callers further out, addresses and numbers, none of which a signature should see. A few
/// may: a function that the lists look past, where those that the bug brings along are looked past too.
#[test]
fn plain_crashes_of_a_bug_share_their_signature() {
    let generator = Generator::new();
    let mut memory = SessionMemory::default();
    let mut signatures: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (line, truth) in lines(1, 20_000, Shape::CrashData) {
        if !truth.variant.contains(',') {
            let outcome = generator.generate_with(&mut memory, &Crash::from_json(&line).unwrap());
            assert!(!outcome.signature.is_empty());
            signatures.entry((truth.bug, truth.variant)).or_default().push(outcome.signature);
        }
    }
    signatures.retain(|_, signatures| signatures.len() > 1);
    let one = signatures.values().filter(|signatures| signatures.iter().all(|other| *other == signatures[0])).count();
    assert!(signatures.len() > 1000);
    assert!(one * 100 >= signatures.len() * 97, "{one} of {}", signatures.len());
    let distinct: BTreeSet<&String> = signatures.values().map(|signatures| &signatures[0]).collect();
    assert!(distinct.len() * 100 > signatures.len() * 50, "bugs differ, so their signatures do");
}

#[test]
fn files_have_a_line_a_crash_and_a_line_of_truth() {
    let folder = std::env::temp_dir().join(format!("siggen-corpus-{}", std::process::id()));
    let unpacked = |name: &str| {
        let file = std::fs::File::open(folder.join(name)).unwrap();
        let mut text = String::new();
        match name.rsplit('.').next() {
            Some("zst") => zstd::Decoder::new(file).unwrap().read_to_string(&mut text),
            Some("gz") => flate2::read::GzDecoder::new(file).read_to_string(&mut text),
            _ => (&file).read_to_string(&mut text),
        }
        .unwrap();
        text
    };
    let write = |output: Output, truth: &str| {
        let truth = folder.join(truth);
        write_corpus(&Options { count: 40, seed: 5, output, truth, shape: Shape::CrashData }).unwrap()
    };
    let plain = write(Output::File(folder.join("a.ndjson")), "a.truth.ndjson");
    write(Output::File(folder.join("a.ndjson.gz")), "gz.truth.ndjson.gz");
    write(Output::File(folder.join("a.ndjson.zst")), "zst.truth.ndjson.zst");
    write(Output::Folder(folder.join("many")), "many.truth.ndjson");
    let crashes = unpacked("a.ndjson");
    let truths = unpacked("a.truth.ndjson");
    assert_eq!((plain.crashes, plain.bytes), (40, u64::try_from(crashes.len()).unwrap()));
    assert!(crashes == unpacked("a.ndjson.gz") && crashes == unpacked("a.ndjson.zst"));
    assert!(truths == unpacked("gz.truth.ndjson.gz") && truths == unpacked("zst.truth.ndjson.zst"));
    assert_eq!((crashes.lines().count(), truths.lines().count()), (40, 40));
    for (crash, truth) in crashes.lines().zip(truths.lines()) {
        let truth: Truth = serde_json::from_str(truth).unwrap();
        assert!(crash.contains(&truth.crash_id));
        assert_eq!(unpacked(&format!("many/{}.json", truth.crash_id)).trim_end(), crash);
    }
    assert_eq!(std::fs::read_dir(folder.join("many")).unwrap().count(), 40);
    std::fs::remove_dir_all(&folder).unwrap();
}
