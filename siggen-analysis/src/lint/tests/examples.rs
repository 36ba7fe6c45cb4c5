use super::super::example::example;
use super::*;
use siggen_core::SiglistPattern;

#[test]
fn an_example_is_short_and_matches() {
    for (line, expected) in [
        ("memcpy", Some("memcpy")),
        ("lstrcat(A|W)", Some("lstrcatA")),
        (r"libc-\d+\.\d+(\.\d+)?\.so", Some("libc-0.0.so")),
        (r"(libxul\.so|xul\.dll|XUL)", Some("XUL")),
        ("(Nt|Zw)?WaitForSingleObject(Ex)?", Some("WaitForSingleObject")),
        (r"[-+]\[NSException raise(:format:(arguments:)?)?\]", Some("-[NSException raise]")),
        ("@0x[0-9a-fA-F]{2,}", Some("@0xaa")),
        ("a{,2}b{2}c{x}", Some("bbc{x}")),
        ("ab*?c+?", Some("ac")),
        ("[]x]y", Some("]y")),
        (r"[\]]", Some("]")),
        ("nsTArray<", Some("nsTArray<T>::call")),
        ("IPC::", Some("IPC::call")),
        ("PR_", Some("PR_call")),
        ("a_$", Some("a_")),
        (r"(?:ab)+\bc", None),
        ("(?i)abc", None),
        ("", None),
        (".*", None),
        ("a(", None),
        ("a{60}", None),
    ] {
        assert_eq!(example(line).as_deref(), expected, "{line}");
    }
    assert_eq!(example(&format!("{}a{}", "(".repeat(60), ")".repeat(60))), None);
}

#[test]
fn every_regex_of_the_built_in_lists_has_an_example() {
    let files = SiglistFiles::built_in();
    for list in [SiglistName::Irrelevant, SiglistName::Prefix, SiglistName::LineNumbers] {
        for entry in files.entries(list) {
            let frame = example(&entry.text).unwrap_or_else(|| panic!("{}", entry.text));
            assert!(SiglistPattern::new(&entry.text).unwrap().find(&frame).is_some(), "{}: {frame}", entry.text);
        }
    }
}

fn trigger(list: SiglistName, text: &str) -> Option<String> {
    let mut files = SiglistFiles::default();
    files.set(list, text);
    lint(&files, &[list]).remove(0).trigger
}

#[test]
fn a_frame_shows_what_is_found() {
    for (text, expected) in [
        ("zero", Some("zeroconf::Browser::poll")),
        ("raise", Some("raiseable::run")),
        (".*free", Some("unfreeable::run")),
        (".*", Some("main")),
        ("memcpy\nmemcpy", Some("memcpy")),
        (r"msvcr120\.dll", None),
        ("kite.dll", Some("kitexdll")),
        ("wl_(array|proxy)_.*", Some("wl_array_call")),
        ("operator new", None),
        ("a(", None),
    ] {
        let text =
            if expected.is_none() && text.contains("msvcr") { format!("{text}\n.*\\.dll") } else { text.to_owned() };
        let expected = if text.contains("msvcr") { Some("msvcr120.dll") } else { expected };
        assert_eq!(trigger(SiglistName::Prefix, &text).as_deref(), expected, "{text}");
    }
    assert_eq!(trigger(SiglistName::Sentinels, "Kite::.*").as_deref(), Some("Kite::call"));
    assert_eq!(trigger(SiglistName::Sentinels, "kite\nkite").as_deref(), Some("kite"));
}

#[test]
fn frames_are_matched_by_the_line_and_by_the_one_it_has_to_do_with() {
    let files = SiglistFiles::built_in();
    let mut shown = 0;
    for found in lint(&files, &SiglistName::ALL) {
        let Some(frame) = &found.trigger else { continue };
        for line in [Some(&found.pattern), found.related.as_ref().map(|other| &other.pattern)].into_iter().flatten() {
            assert!(SiglistPattern::new(line).unwrap().find(frame).is_some(), "{line}: {frame}");
        }
        shown += 1;
    }
    assert!(shown > 20, "{shown}");
}
