//! The shared corpus, through the library.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::value::RawValue;
use siggen_core::rules::RULES;
use siggen_core::{Crash, Generator, Outcome, SessionMemory, Shape, SiglistFiles, SiglistName, Siglists};

#[derive(Deserialize)]
struct Cases<T> {
    rule: Option<String>,
    cases: Vec<T>,
}

#[derive(Deserialize)]
struct CrashCase {
    name: String,
    crash: Box<RawValue>,
    expected: Expected,
}

#[derive(Deserialize)]
struct Document {
    input: String,
    expected: Expected,
}

#[derive(Deserialize)]
struct Expected {
    signature: String,
    notes: Vec<String>,
    proto_signature: Option<String>,
    normalized_frames: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct FrameCase {
    name: String,
    os: Option<String>,
    frame: Box<RawValue>,
    expected: String,
}

#[derive(Deserialize)]
struct PatternCase {
    pattern: String,
    #[serde(default)]
    matches: Vec<String>,
    #[serde(default)]
    misses: Vec<String>,
    error: Option<String>,
}

fn testdata(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata").join(path)
}

fn read<T: serde::de::DeserializeOwned>(path: &str) -> T {
    let text = std::fs::read_to_string(testdata(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn file_names(folder: &str) -> BTreeSet<String> {
    let entries = testdata(folder).read_dir().unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Says how an outcome differs.
fn difference(outcome: &Outcome, expected: &Expected) -> Option<String> {
    let frames: Vec<&str> = outcome.frames.iter().collect();
    let notes_equal = outcome.notes.len() == expected.notes.len()
        && outcome.notes.iter().zip(&expected.notes).all(|(ours, theirs)| match theirs.strip_suffix('…') {
            Some(start) => ours.starts_with(start),
            None => ours == theirs,
        });
    let equal = outcome.signature == expected.signature
        && notes_equal
        && outcome.proto_signature() == expected.proto_signature.as_deref()
        && frames == expected.normalized_frames.as_deref().unwrap_or_default();
    (!equal).then(|| format!("{outcome:#?}\nexpected {:?} {:?}", expected.signature, expected.notes))
}

/// Runs the cases of a file and gives how many there are.
fn run(path: &str, generator: &Generator) -> usize {
    let cases: Cases<CrashCase> = read(path);
    let mut memory = SessionMemory::default();
    // Twice, so that the session has seen every frame.
    for case in cases.cases.iter().chain(&cases.cases) {
        let crash = Crash::from_json_as(case.crash.get().as_bytes(), Shape::CrashData).unwrap();
        let outcome = generator.generate(&crash);
        if let Some(difference) = difference(&outcome, &case.expected) {
            panic!("{path}: {}: {difference}", case.name);
        }
        assert_eq!(generator.generate_with(&mut memory, &crash), outcome, "{path}: {}: in a session", case.name);
        assert_eq!(generator.explain(&crash).outcome, outcome, "{path}: {}: explained", case.name);
        // A crash is serialized as crash data that gives the same outcome.
        let serialized = serde_json::to_vec(&crash).unwrap();
        let again = Crash::from_json_as(&serialized, Shape::CrashData).unwrap();
        assert_eq!(generator.generate(&again), outcome, "{path}: {}: serialized", case.name);
    }
    cases.cases.len()
}

#[test]
fn every_rule_has_its_cases_and_every_case_its_rule() {
    let mut names = BTreeSet::new();
    for file in file_names("rules") {
        let path = format!("rules/{file}");
        assert!(run(&path, &Generator::new()) >= 8, "{path} has few cases");
        names.insert(read::<Cases<CrashCase>>(&path).rule.unwrap());
    }
    assert_eq!(names, RULES.iter().map(|rule| rule.info().name.to_owned()).collect());
}

#[test]
fn stacks_are_walked() {
    assert!(run("stacks/walk.json", &Generator::new()) > 30);
}

#[test]
fn java_exceptions_are_read_in_all_shapes() {
    assert!(run("java/exceptions.json", &Generator::new()) > 7);
}

#[test]
fn frames_are_normalized() {
    for file in ["cpp", "rust", "other"] {
        let path = format!("frames/{file}.json");
        let cases: Cases<FrameCase> = read(&path);
        for case in &cases.cases {
            let os = serde_json::to_string(&case.os).unwrap();
            let json = format!(r#"{{"os": {os}, "threads": [{{"frames": [{}]}}]}}"#, case.frame);
            let crash = Crash::from_json(json.as_bytes()).unwrap();
            let frames = Generator::new().generate(&crash).frames;
            assert_eq!(frames.iter().next(), Some(&*case.expected), "{path}: {}", case.name);
        }
        assert!(cases.cases.len() > 30, "{path}");
    }
}

#[test]
fn whole_documents_are_read_in_their_shape() {
    let documents: BTreeMap<String, Document> = read("crashes/expected.json");
    let mut files = file_names("crashes");
    files.remove("expected.json");
    assert_eq!(files, documents.keys().cloned().collect(), "each document has an expectation");
    for (file, document) in documents {
        let json = std::fs::read(testdata("crashes").join(&file)).unwrap();
        let shape = Shape::ALL.into_iter().find(|shape| shape.name() == document.input).unwrap();
        for crash in [Crash::from_json(&json).unwrap(), Crash::from_json_as(&json, shape).unwrap()] {
            let outcome = Generator::new().generate(&crash);
            if let Some(difference) = difference(&outcome, &document.expected) {
                panic!("{file}: {difference}");
            }
        }
    }
}

#[test]
fn custom_lists_replace_the_built_in_ones() {
    let mut files = SiglistFiles { source: "custom".into(), ..SiglistFiles::default() };
    for name in SiglistName::ALL {
        files.set(name, std::fs::read_to_string(testdata(&format!("siglists/custom/{name}.txt"))).unwrap());
    }
    let generator = Generator::with_siglists(Siglists::new(&files).unwrap());
    assert!(run("siglists/custom.json", &generator) > 14);
}

#[test]
fn patterns_mean_what_they_mean_in_python() {
    let cases: Cases<PatternCase> = read("siglists/dialect.json");
    for PatternCase { pattern, matches, misses, error } in &cases.cases {
        let files = SiglistFiles { prefix: pattern.into(), ..SiglistFiles::default() };
        let siglists = match (Siglists::new(&files), error) {
            (Ok(siglists), None) => siglists,
            (Err(ours), Some(error)) => {
                assert!(ours.message.to_lowercase().contains(error), "{pattern}: {ours}");
                assert_eq!(ours.line.as_ref().map(|line| &line.text), Some(pattern), "{ours}");
                continue;
            }
            (Ok(_), Some(error)) => panic!("{pattern}: should be refused: {error}"),
            (Err(ours), None) => panic!("{pattern}: {ours}"),
        };
        for (text, expected) in matches.iter().map(|text| (text, true)).chain(misses.iter().map(|text| (text, false))) {
            assert_eq!(siglists.is_match(SiglistName::Prefix, text), expected, "{pattern} on {text:?}");
            assert_eq!(siglists.find(SiglistName::Prefix, text).is_some(), expected, "{pattern} found in {text:?}");
        }
    }
    assert!(cases.cases.len() > 60);
}

#[test]
fn broken_documents_fail_where_they_break() {
    #[derive(Deserialize)]
    struct Broken {
        offset: Option<usize>,
    }
    let broken: BTreeMap<String, Broken> = read("broken/expected.json");
    let mut files = file_names("broken");
    files.remove("expected.json");
    assert_eq!(files, broken.keys().cloned().collect(), "each document has an expectation");
    for (file, expected) in broken {
        let json = std::fs::read(testdata("broken").join(&file)).unwrap();
        let error = Crash::from_json(&json).expect_err(&file);
        if expected.offset.is_some() {
            assert_eq!(error.offset(), expected.offset, "{file}: {error}");
        }
    }
}
