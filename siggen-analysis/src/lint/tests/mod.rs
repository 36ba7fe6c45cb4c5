mod allow;
mod examples;
mod fixes;
mod model;
mod order;
mod reach;
mod shadow;

use siggen_core::{SiglistFiles, SiglistName, Siglists};

use super::*;

/// What is found in these lines of a list: line, kind, and the line that it has to do with.
fn found(list: SiglistName, text: &str) -> Vec<(usize, Code, Option<usize>)> {
    let mut files = SiglistFiles::default();
    files.set(list, text);
    let findings = lint(&files, &[list]);
    findings.iter().map(|found| (found.line, found.code, found.related.as_ref().map(|other| other.line))).collect()
}

fn in_prefix(text: &str) -> Vec<(usize, Code, Option<usize>)> {
    found(SiglistName::Prefix, text)
}

fn only(finding: Code, other: Option<usize>) -> Vec<(usize, Code, Option<usize>)> {
    vec![(1, finding, other)]
}

/// Numbers that look random, the same ones each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn text(&mut self, parts: &[&str], most: usize) -> String {
        (0..=self.below(most)).map(|_| parts[self.below(parts.len())]).collect()
    }
}

#[test]
fn every_bad_line_is_found_with_what_compiling_says() {
    let lines = ["memcpy", "a(b", "*", "memset", r"(?=a)", "[z-a]", r"\p"];
    let files = SiglistFiles { irrelevant: lines.join("\n").into(), ..SiglistFiles::default() };
    let findings = lint(&files, &SiglistName::ALL);
    assert_eq!(findings.iter().map(|found| found.line).collect::<Vec<_>>(), [2, 3, 5, 6, 7]);
    for found in findings {
        assert_eq!((found.code, found.severity), (Code::Invalid, Severity::Error));
        let alone = SiglistFiles { irrelevant: lines[found.line - 1].into(), ..SiglistFiles::default() };
        assert_eq!(found.message, Siglists::new(&alone).unwrap_err().message);
        assert_eq!(found.pattern, lines[found.line - 1]);
        assert_eq!((found.trigger, found.fix), (None, None));
    }
}

#[test]
fn what_lists_may_hold_is_fine() {
    let text = "# Comment (\n\n  memcpy  \r\nnsTArray<T>::\n(Nt|Zw)?WaitFor\nhandle_error$\n<name omitted>\n";
    for list in SiglistName::ALL {
        assert_eq!(
            found(list, &text.replace("handle_error$\n(Nt|Zw)?WaitFor", "")).len(),
            usize::from(list == SiglistName::Sentinels) * 2
        );
    }
    assert_eq!(in_prefix(""), []);
    assert_eq!(lint(&SiglistFiles { prefix: "(".into(), ..SiglistFiles::default() }, &[SiglistName::Irrelevant]), []);
}

#[test]
fn the_second_of_two_equal_lines_is_found() {
    for list in SiglistName::ALL {
        let text = "memcpy\nmemset\n memcpy\nmemcpy";
        assert_eq!(found(list, text), [(3, Code::Duplicate, Some(1)), (4, Code::Duplicate, Some(1))]);
    }
}

#[test]
fn short_words_match_too_much() {
    for line in ["zero", "free", "raise", ".*free", ".*abort", "a"] {
        assert_eq!(in_prefix(line), only(Code::OverBroad, None), "{line}");
    }
    for line in ["zeroes", "free$", "Free", "exp2", "free_", ".*calloc", ".*free$", r".*\.dll", "new::"] {
        assert_eq!(in_prefix(line), [], "{line}");
    }
    assert_eq!(found(SiglistName::Sentinels, "free"), []);
}

#[test]
fn what_matches_every_frame_shadows_nothing() {
    for line in [".*", "(a|b)?", "a*", "(?#nothing)", "x?.*"] {
        let found = in_prefix(&format!("memcpy\nmemcpy_s\n{line}"));
        assert_eq!(found, [(2, Code::Shadowed, Some(1)), (3, Code::OverBroad, None)], "{line}");
    }
    assert_eq!(in_prefix("$"), []);
}

#[test]
fn sentinels_are_no_regexes() {
    for line in [r"kite\.dll", "Kite::.*", "^Kite", "Kite::fly$", "(Nt|Zw)?Wait", "(?:a)", "[a-z]+x"] {
        assert_eq!(found(SiglistName::Sentinels, line), only(Code::RegexInSentinel, None), "{line}");
    }
    for line in
        ["Kite::operator()", "operator|", "Kite::operator*", "(anonymous namespace)::fly", "a::$::b", "x[]", "f.llvm"]
    {
        assert_eq!(found(SiglistName::Sentinels, line), [], "{line}");
    }
}

#[test]
fn a_point_in_a_name_gets_a_hint() {
    let files = SiglistFiles { prefix: "kite.dll\nkite\\.dll\nkite.*dll".into(), ..SiglistFiles::default() };
    let findings = lint(&files, &SiglistName::ALL);
    let hints: Vec<_> = findings.iter().filter(|found| found.severity == Severity::Hint).collect();
    assert_eq!((hints.len(), hints[0].line, hints[0].code), (1, 1, Code::UnescapedDot));
}

#[test]
fn the_built_in_lists_have_no_errors_and_known_warnings() {
    let files = SiglistFiles::built_in();
    let findings = lint(&files, &SiglistName::ALL);
    assert!(
        findings.iter().all(|found| !matches!(found.code, Code::Invalid | Code::Duplicate | Code::RegexInSentinel))
    );
    let is_found = |pattern: &str, code| findings.iter().any(|found| found.pattern == pattern && found.code == code);
    for (pattern, code) in [
        ("KiFastSystemCallRet", Code::Shadowed),
        ("mach_msg_trap", Code::Shadowed),
        ("WaitForSingleObjectExImplementation", Code::Shadowed),
        (r"msvcr120\.dll", Code::Shadowed),
        ("operator new", Code::Unreachable),
        (r"enum\$<T>::unwrap", Code::Unreachable),
        ("zero", Code::OverBroad),
        (".*free", Code::OverBroad),
    ] {
        assert!(is_found(pattern, code), "{pattern}: {code}");
    }
    let places: Vec<_> = findings.iter().map(|found| (list_order(found.list), found.line)).collect();
    assert!(places.is_sorted());
    for found in findings {
        let other = found.related.iter().map(|other| (other.list, other.line, &other.pattern));
        for (list, line, pattern) in other.chain([(found.list, found.line, &found.pattern)]) {
            assert_eq!(files.get(list).lines().nth(line - 1), Some(pattern.as_str()));
        }
    }
}

#[test]
fn a_finding_is_serialized_as_the_package_says() {
    let files = SiglistFiles { prefix: "kite_x\nkite_".into(), ..SiglistFiles::default() };
    let finding = serde_json::to_value(&lint(&files, &SiglistName::ALL)[0]).unwrap();
    let expected = serde_json::json!({
        "list": "prefix_signature_re",
        "line": 1,
        "severity": "warning",
        "code": "shadowed",
        "message": "line 2, later in the list, matches every frame that starts with `kite_`, including these",
        "help": "Remove the entry: no signature changes.",
        "pattern": "kite_x",
        "related": {"list": "prefix_signature_re", "line": 2, "pattern": "kite_"},
        "trigger": "kite_x",
        "fix": {"edits": [{"edit": "delete", "first": 1, "last": 1}]}
    });
    assert_eq!(finding, expected);
    let files =
        SiglistFiles { prefix: "# siggen-lint: allow over-broad (why)\nzero\nkite(".into(), ..SiglistFiles::default() };
    let findings = lint(&files, &SiglistName::ALL);
    assert_eq!(serde_json::to_value(&findings[0]).unwrap()["allowed"], "why");
    let optional = ["related", "trigger", "fix", "allowed"];
    let invalid = serde_json::to_value(&findings[1]).unwrap();
    assert!(optional.iter().all(|member| invalid.get(member).is_none()), "{invalid}");
    for code in Code::ALL {
        assert_eq!(serde_json::to_value(code).unwrap(), code.name());
        assert_eq!(code.name().parse(), Ok(code));
    }
}
