//! The shared corpus: what reports are reduced to gives what the reports give.
#![allow(missing_docs, clippy::unwrap_used)]

mod reports;

use serde_json::Value;
use siggen_analysis::{Corpus, reduced};
use siggen_core::{Crash, Explanation, Generator, Shape, SiglistFiles, SiglistName, Siglists, StackTrail};

use reports::{Report, cases, documents, reports, testdata};

/// Lists by which every frame is a prefix and has its line: all of a stack counts.
fn lists_that_look_at_all() -> Generator {
    let files = SiglistFiles { prefix: ".".into(), line_numbers: ".".into(), ..SiglistFiles::default() };
    Generator::with_siglists(Siglists::new(&files).unwrap())
}

/// A report's crash; what it was read as is not kept in a corpus.
fn crash(json: &[u8], shape: Option<Shape>) -> Crash<'_> {
    let mut crash = shape.map_or_else(|| Crash::from_json(json), |shape| Crash::from_json_as(json, shape)).unwrap();
    crash.input = None;
    crash
}

/// An explanation without what no signature depends on.
fn without_places(mut explanation: Explanation) -> Value {
    for rule in &mut explanation.rules {
        if let Some(StackTrail::Native { thread_name, frames, .. }) = &mut rule.stack {
            *thread_name = None;
            for frame in frames {
                frame.module = None;
            }
        }
    }
    serde_json::to_value(explanation).unwrap()
}

/// What a report is reduced to gives the same as the report, in all its ways.
fn assert_reduced_is_equal(report: &Report, generator: &Generator) {
    let kept = reduced(&report.json, report.shape).unwrap();
    let original = generator.explain(&crash(&report.json, report.shape));
    let explained = generator.explain(&kept.crash());
    assert_eq!(explained.outcome, original.outcome, "{}", report.name);
    assert_eq!(without_places(explained), without_places(original), "{}", report.name);
    // What is kept is read as what it is kept as.
    let again = reduced(kept.json(), kept.shape()).unwrap();
    assert_eq!(again, kept, "{}: reduced once more", report.name);
}

#[test]
fn what_a_report_is_reduced_to_gives_the_same() {
    let reports = reports();
    assert!(reports.len() > 200, "{}", reports.len());
    for generator in [Generator::new(), lists_that_look_at_all()] {
        for report in &reports {
            assert_reduced_is_equal(report, &generator);
        }
    }
}

#[test]
fn with_lists_of_ones_own_as_well() {
    let mut files = SiglistFiles::default();
    let texts: Vec<(SiglistName, String)> = SiglistName::ALL
        .into_iter()
        .filter_map(|list| {
            let path = testdata("siglists/custom").join(format!("{}.txt", list.name()));
            Some((list, std::fs::read_to_string(path).ok()?))
        })
        .collect();
    assert!(!texts.is_empty());
    for (list, text) in texts {
        files.set(list, text);
    }
    let generator = Generator::with_siglists(Siglists::new(&files).unwrap());
    let reports = cases(&[testdata("siglists/custom.json")]);
    assert!(!reports.is_empty());
    for report in &reports {
        assert_reduced_is_equal(report, &generator);
    }
}

#[test]
fn forced_shapes_stay_forced() {
    for report in documents() {
        for shape in Shape::ALL {
            // Lines can't be read as every shape.
            if Crash::from_json_as(&report.json, shape).is_err() {
                assert_eq!(report.name, "raw-key-value.extra");
                continue;
            }
            let report =
                Report { shape: Some(shape), json: report.json.clone(), name: report.name.clone(), signature: None };
            assert_reduced_is_equal(&report, &Generator::new());
        }
    }
}

#[test]
fn a_corpus_gives_the_recorded_signatures() {
    let mut corpus = Corpus::new();
    let reports = reports();
    for (index, report) in reports.iter().enumerate() {
        assert_eq!(corpus.add(&report.json, report.shape).unwrap(), index);
    }
    let generator = Generator::new();
    // Twice: a corpus stays as it is.
    for _ in 0..2 {
        let signatures = corpus.signatures(&generator);
        assert_eq!(signatures.len(), reports.len());
        for (report, signature) in reports.iter().zip(&signatures) {
            assert_eq!(Some(signature), report.signature.as_ref(), "{}", report.name);
        }
    }
    for (outcome, report) in corpus.outcomes(&generator).zip(&reports) {
        assert_eq!(outcome, generator.generate(&crash(&report.json, report.shape)), "{}", report.name);
    }
}

/// A crash of this many threads, each with a frame of its own name.
fn crash_of_threads(count: usize, crashing_thread: &str) -> Report {
    let thread = |index| format!(r#"{{"thread_name": "n{index}", "frames": [{{"function": "f{index}(int)"}}]}}"#);
    let threads: Vec<String> = (0..count).map(thread).collect();
    let json = format!(r#"{{"crash_id": "a", {crashing_thread} "threads": [{}]}}"#, threads.join(","));
    Report {
        json: json.into_bytes(),
        shape: None,
        name: format!("{count} threads, {crashing_thread}"),
        signature: None,
    }
}

#[test]
fn every_crashing_thread_stays_where_it_is() {
    let generator = Generator::new();
    for count in 0..5 {
        for index in -7..7 {
            assert_reduced_is_equal(&crash_of_threads(count, &format!(r#""crashing_thread": {index},"#)), &generator);
        }
        for other in [
            "",
            r#""crashing_thread": null,"#,
            r#""crashing_thread": "2","#,
            r#""crashing_thread": [],"#,
            r#""crashing_thread": 1e300,"#,
            r#""crashing_thread": -9223372036854775808,"#,
        ] {
            assert_reduced_is_equal(&crash_of_threads(count, other), &generator);
        }
    }
}

#[test]
fn threads_that_say_nothing_are_gone() {
    let report = crash_of_threads(300, r#""crashing_thread": 2,"#);
    let kept = reduced(&report.json, None).unwrap();
    let kept: Value = serde_json::from_slice(kept.json()).unwrap();
    let expected = serde_json::json!({
        "crashing_thread": 2,
        "threads": [
            {"frames": [{"function": "f0(int)"}]},
            {"frames": []},
            {"frames": [{"function": "f2(int)"}]}
        ]
    });
    assert_eq!(kept, expected);
}

#[test]
fn where_a_frame_is_counts_if_it_has_no_name() {
    let frame = |frame: &str| {
        let json = format!(r#"{{"threads": [{{"frames": [{frame}]}}]}}"#);
        assert_reduced_is_equal(
            &Report { json: json.clone().into_bytes(), shape: None, name: json.clone(), signature: None },
            &lists_that_look_at_all(),
        );
        let kept: Value = serde_json::from_slice(reduced(json.as_bytes(), None).unwrap().json()).unwrap();
        kept["threads"][0]["frames"][0].clone()
    };
    let places = r#""module": "kite.dll", "module_offset": "0x1", "offset": "0x2", "line": 3"#;
    let unloaded = r#""unloaded_modules": [{"module": "old.dll"}]"#;
    let named = frame(&format!(r#"{{"function": "f", "file": "/a.c", {places}, {unloaded}}}"#));
    assert_eq!(named, serde_json::json!({"function": "f", "line": 3}));
    let of_rust = frame(&format!(r#"{{"function": "f::h0", "file": "/a.rs", {places}}}"#));
    assert_eq!(of_rust, serde_json::json!({"function": "f::h0", "file": "/a.rs", "line": 3}));
    for function in ["", r#""function": "","#, r#""function": null,"#] {
        let unnamed = frame(&format!(r#"{{{function} "file": "/a.c", {places}, {unloaded}}}"#));
        assert_eq!(unnamed["file"], "/a.c");
        assert_eq!(unnamed["unloaded_modules"][0]["module"], "old.dll");
    }
    // The inline function has no name but that of the frame's module.
    let inlined =
        frame(&format!(r#"{{"function": "f", {places}, "inlines": [{{"function": ""}}, {{"function": "g"}}]}}"#));
    assert_eq!(inlined["module"], "kite.dll");
    let inlined = frame(&format!(r#"{{"function": "f", {places}, "inlines": [{{"function": "g", "file": "/a.c"}}]}}"#));
    assert_eq!(inlined, serde_json::json!({"function": "f", "line": 3, "inlines": [{"function": "g"}]}));
}

#[test]
fn the_watchdog_looks_at_the_first_thread() {
    let json = br#"{"crashing_thread": 1, "threads": [
        {"frames": [{"function": "main_waits"}]}, {"frames": [{"function": "RunWatchdog(void*)"}]}, {"frames": []}]}"#;
    let mut corpus = Corpus::new();
    corpus.add(json, None).unwrap();
    assert_eq!(corpus.signatures(&Generator::new()), ["shutdownhang | main_waits"]);
}

#[test]
fn what_makes_no_sense_stays_whole() {
    for json in [
        r#"{"threads": [{"frames": [{"function": 7}]}]}"#,
        r#"{"threads": [{"frames": [7]}]}"#,
        r#"{"threads": [7], "os": "Linux"}"#,
        r#"{"threads": [{"frames": [{"function": "RunWatchdog"}]}], "abort_message": {"a": 1}}"#,
        r#"{"crashing_thread": 1, "threads": [{"frames": 1}, {"frames": [{"function": "RunWatchdog"}]}]}"#,
        r#"{"java_stack_trace": ["a"]}"#,
    ] {
        let kept = reduced(json.as_bytes(), None).unwrap();
        assert_eq!((kept.json(), kept.shape()), (json.as_bytes(), None));
        let report = Report { json: json.into(), shape: None, name: json.to_owned(), signature: None };
        assert_reduced_is_equal(&report, &Generator::new());
    }
    // Nobody looks at the third thread.
    let json = r#"{"threads": [{"frames": []}, {"frames": []}, {"frames": [7]}]}"#;
    assert_eq!(reduced(json.as_bytes(), None).unwrap().json(), br#"{"threads":[{"frames":[]}]}"#);
}

#[test]
fn a_report_that_cannot_be_read_is_not_added() {
    let mut corpus = Corpus::new();
    assert!(corpus.is_empty());
    for (json, offset) in [(&b"{"[..], 1), (b"[]", 0), (b"{\"a\": \"\xff\"}", 7), (b"", 0)] {
        assert_eq!(corpus.add(json, None).unwrap_err().offset(), Some(offset));
    }
    assert_eq!((corpus.len(), corpus.add(b"{}", None)), (0, Ok(0)));
    corpus.clear();
    assert!(corpus.is_empty() && corpus.get(0).is_none());
    assert_eq!(corpus.signatures(&Generator::new()), [""; 0]);
}
