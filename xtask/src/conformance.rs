//! `cargo xtask conformance DIR`: the project beside recorded outcomes of the reference.
//!
//! A folder holds `STRATUM.KIND.input.ndjson.gz` with a crash a line and
//! `STRATUM.KIND.expected.ndjson.gz` with what the reference made of it, line by line.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use siggen_core::{Crash, Generator, SessionMemory, Shape, SiglistFiles, SiglistName, Siglists};

use crate::failure::Failure;
use crate::say::say;

#[derive(Deserialize)]
struct Record {
    id: String,
    typed: Option<String>,
    expected: Expected,
    #[serde(default)]
    why: String,
}

#[derive(Deserialize)]
struct Expected {
    signature: Option<String>,
    #[serde(default)]
    notes: Vec<String>,
    proto_signature: Option<String>,
    normalized_frames: Option<Vec<String>>,
    debug_log: Option<Vec<String>>,
    error: Option<String>,
}

/// How much of a record is equal.
#[derive(Clone, Copy, Default)]
struct Counts {
    records: usize,
    /// Signature, notes, proto signature and normalized frames.
    outcomes: usize,
    signatures: usize,
    debug_logs: usize,
}

/// How strictly a record must be equal: by whether its fields have the documented types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Typed {
    Strict,
    Loose,
    Wrong,
    Quirk,
}

impl Typed {
    fn of(record: &Record) -> Self {
        match record.typed.as_deref() {
            Some("strict") => Typed::Strict,
            Some("loose") => Typed::Loose,
            Some(_) => Typed::Wrong,
            None => Typed::Quirk,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Typed::Strict => "strict",
            Typed::Loose => "loose",
            Typed::Wrong => "wrong",
            Typed::Quirk => "quirk",
        }
    }

    /// Whether every record has to be equal in all its outcome.
    fn is_binding(self) -> bool {
        matches!(self, Typed::Strict | Typed::Loose)
    }
}

/// Of records on inputs that no producer makes, so many must have an equal signature, in percent.
const LEAST_OF_OTHERS: usize = 90;

/// Runs the folder and prints a line a stratum; `verbose` prints the records that differ.
pub(crate) fn run(folder: &Path, verbose: bool) -> Result<(), Failure> {
    let mut strata = BTreeMap::new();
    for input in inputs(folder)? {
        run_file(folder, &input, verbose, &mut strata)?;
    }
    if strata.is_empty() {
        return Err(format!("{} holds no `*.input.ndjson.gz`", folder.display()).into());
    }
    report(&strata)
}

/// Names the folder of recorded outcomes of the reference.
pub(crate) const VARIABLE: &str = "SIGGEN_CONFORMANCE";

/// The folder of recorded outcomes, where the environment names one.
pub(crate) fn folder() -> Option<PathBuf> {
    std::env::var_os(VARIABLE).filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

/// The input files of a folder.
pub(crate) fn inputs(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut inputs = Vec::new();
    for entry in folder.read_dir().map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".input.ndjson.gz") {
            inputs.push(path);
        }
    }
    inputs.sort();
    Ok(inputs)
}

type Strata = BTreeMap<(String, Typed), Counts>;

fn run_file(folder: &Path, input: &Path, verbose: bool, strata: &mut Strata) -> Result<(), Failure> {
    let name = input.file_name().unwrap_or_default().to_string_lossy().replace(".input.ndjson.gz", "");
    let (stratum, kind) = name.split_once('.').unwrap_or((&name, ""));
    let shape = match kind {
        "crash_data" => Shape::CrashData,
        "processed" => Shape::Processed,
        "raw" => Shape::Raw,
        other => return Err(format!("{}: unknown kind `{other}`", input.display()).into()),
    };
    let lists = folder.join(stratum);
    let generator = if lists.is_dir() { custom_generator(&lists)? } else { Generator::new() };

    let mut memory = SessionMemory::default();
    let inputs = read_gz(input)?;
    let expected = read_gz(&folder.join(format!("{name}.expected.ndjson.gz")))?;
    for (json, expected) in inputs.lines().zip(expected.lines()) {
        let record: Record = serde_json::from_str(expected).map_err(|error| format!("{name}: {error}"))?;
        if record.expected.error.is_some() {
            // The reference gives no outcome at all.
            continue;
        }
        let typed = Typed::of(&record);
        let counts = strata.entry((name.clone(), typed)).or_default();
        counts.records += 1;
        let differences = compare(&generator, &mut memory, json, shape, &record, typed, counts);
        if verbose && !differences.is_empty() {
            say!("{} ({}) {}", record.id, typed.name(), record.why);
            for difference in differences {
                say!("    {difference}");
            }
        }
    }
    Ok(())
}

/// Counts what is equal and says what is not.
fn compare(
    generator: &Generator,
    memory: &mut SessionMemory,
    json: &str,
    shape: Shape,
    record: &Record,
    typed: Typed,
    counts: &mut Counts,
) -> Vec<String> {
    let expected = &record.expected;
    let crash = match Crash::from_json_as(json.as_bytes(), shape) {
        Ok(crash) => crash,
        Err(error) => return vec![format!("error: {error}")],
    };
    let explanation = generator.explain(&crash);
    let outcome = generator.generate(&crash);
    let mut differences = Vec::new();
    if outcome != explanation.outcome || outcome != generator.generate_with(memory, &crash) {
        differences.push("a session, generate and explain disagree".to_owned());
    }
    let mut check = |what: &str, equal: bool, ours: &dyn std::fmt::Debug, theirs: &dyn std::fmt::Debug| {
        if !equal {
            differences.push(format!("{what}: {ours:?} != {theirs:?}"));
        }
        equal
    };
    let theirs = expected.signature.as_deref().unwrap_or_default();
    let signature = check("signature", outcome.signature == theirs, &outcome.signature, &theirs);
    let notes = check("notes", notes_equal(&outcome.notes, &expected.notes, typed), &outcome.notes, &expected.notes);
    let proto = outcome.proto_signature();
    let proto_equal = check(
        "proto signature",
        proto.unwrap_or_default() == expected.proto_signature.as_deref().unwrap_or_default(),
        &proto,
        &expected.proto_signature,
    );
    let frames: Vec<&str> = outcome.frames.iter().collect();
    let theirs = expected.normalized_frames.as_deref().unwrap_or_default();
    let frames_equal = check("normalized frames", frames == theirs, &frames, &theirs);
    counts.signatures += usize::from(signature);
    counts.outcomes += usize::from(signature && notes && proto_equal && frames_equal);
    if let Some(theirs) = &expected.debug_log {
        let ours = explanation.debug_log();
        let comparable = |log: &[String]| -> Vec<String> {
            log.iter().filter(|line| !line.contains("signature lists")).cloned().collect()
        };
        let equal = comparable(&ours) == comparable(theirs);
        if typed.is_binding() {
            check("debug log", equal, &ours, theirs);
        }
        counts.debug_logs += usize::from(equal);
    }
    differences
}

/// Notes are equal to the letter; on wrong types one that tells of a failure may end in our words.
fn notes_equal(ours: &[String], theirs: &[String], typed: Typed) -> bool {
    let failure = |note: &str| {
        let (rule, text) = note.split_once(": ")?;
        let start = ["Rule failed", "Error parsing"].into_iter().find(|start| text.starts_with(start))?;
        Some((rule.to_owned(), start))
    };
    let equal = |ours: &str, theirs: &str| {
        let is_same_failure = || failure(theirs).is_some() && failure(ours) == failure(theirs);
        ours == theirs || (!typed.is_binding() && is_same_failure())
    };
    ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| equal(ours, theirs))
}

fn report(strata: &Strata) -> Result<(), Failure> {
    say!(
        "{:<34} {:<7} {:>7} {:>9} {:>11} {:>10}",
        "stratum",
        "typed",
        "records",
        "outcomes",
        "signatures",
        "debug logs"
    );
    let mut totals: BTreeMap<Typed, Counts> = BTreeMap::new();
    let line = |name: &str, typed: Typed, counts: &Counts| {
        let Counts { records, outcomes, signatures, debug_logs } = counts;
        say!("{name:<34} {:<7} {records:>7} {outcomes:>9} {signatures:>11} {debug_logs:>10}", typed.name());
    };
    for ((name, typed), counts) in strata {
        line(name, *typed, counts);
        let total = totals.entry(*typed).or_default();
        total.records += counts.records;
        total.outcomes += counts.outcomes;
        total.signatures += counts.signatures;
        total.debug_logs += counts.debug_logs;
    }
    say!("");
    let mut binding_differ = 0;
    let mut others = Counts::default();
    for (typed, counts) in &totals {
        line("all", *typed, counts);
        if typed.is_binding() {
            binding_differ += counts.records - counts.outcomes;
        } else {
            others.records += counts.records;
            others.signatures += counts.signatures;
        }
    }
    if binding_differ > 0 {
        return Err(format!("{binding_differ} strict or loose records differ").into());
    }
    if others.signatures * 100 < others.records * LEAST_OF_OTHERS {
        let Counts { records, signatures, .. } = others;
        return Err(
            format!("{signatures} of {records} other signatures are equal, fewer than {LEAST_OF_OTHERS} %").into()
        );
    }
    Ok(())
}

fn custom_generator(folder: &Path) -> Result<Generator, Failure> {
    let mut files = SiglistFiles { source: folder.display().to_string().into(), ..SiglistFiles::default() };
    for name in SiglistName::ALL {
        let path = folder.join(format!("{name}.txt"));
        files.set(name, std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?);
    }
    Ok(Generator::with_siglists(Siglists::new(&files)?))
}

/// The text of a gzip file.
pub(crate) fn read_gz(path: &Path) -> Result<String, Failure> {
    let file = std::fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text)?;
    Ok(text)
}
