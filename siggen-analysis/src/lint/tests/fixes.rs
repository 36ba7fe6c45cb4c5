use siggen_core::SiglistPattern;

use super::*;

fn fixed(text: &str) -> String {
    let files = SiglistFiles { prefix: text.to_owned().into(), ..SiglistFiles::default() };
    apply(&files, &lint(&files, &SiglistName::ALL)).prefix.into_owned()
}

#[test]
fn only_the_lines_at_fault_change() {
    for (text, expected) in [
        ("# A.\nmemcpy\nmemcpy\n\n# B.\n", "# A.\nmemcpy\n\n# B.\n"),
        ("memcpy_s\r\nmemcpy\r\n", "memcpy\r\n"),
        ("\u{feff}memcpy_s\nmemcpy\n", "\u{feff}memcpy\n"),
        ("memcpy\nmemcpy_s", "memcpy"),
        ("memcpy\nmemcpy_s\n", "memcpy\n"),
        ("memcpy\n\tx(a|b).*  \r\n", "memcpy\n\tx(a|b)  \r\n"),
        ("memcpy\nmemcpy(", "memcpy\nmemcpy("),
        ("zero\n", "zero\n"),
        ("", ""),
    ] {
        assert_eq!(fixed(text), expected, "{text:?}");
    }
}

#[test]
fn lines_that_move_get_the_ends_of_their_file() {
    let letters: Vec<String> = ('b'..='z').map(|letter| format!("k{letter}")).collect();
    for end in ["\n", "\r\n"] {
        let lines = letters.join(end);
        assert_eq!(fixed(&format!("{lines}{end}ka")), format!("ka{end}{lines}"));
        assert_eq!(fixed(&format!("\u{feff}{lines}{end}ka{end}")), format!("\u{feff}ka{end}{lines}{end}"));
        assert_eq!(fixed(&format!("l{end}{lines}")), format!("{lines}{end}l"));
    }
}

#[test]
fn edits_of_other_files_break_nothing() {
    let files = SiglistFiles { prefix: "a\nb".into(), ..SiglistFiles::default() };
    let mut finding =
        lint(&SiglistFiles { prefix: "a\na".into(), ..SiglistFiles::default() }, &SiglistName::ALL).remove(0);
    for (edit, expected) in [
        (LineEdit::Delete { first: 2, last: 9 }, "a"),
        (LineEdit::Delete { first: 0, last: 0 }, "a\nb"),
        (LineEdit::Delete { first: 7, last: 3 }, "a\nb"),
        (LineEdit::Replace { line: 0, text: "x".to_owned() }, "a\nb"),
        (LineEdit::Replace { line: 3, text: "x".to_owned() }, "a\nb"),
        (LineEdit::Move { first: 1, last: 1, before: 99 }, "b\na"),
        (LineEdit::Move { first: 2, last: 2, before: 0 }, "b\na"),
        (LineEdit::Move { first: 8, last: 9, before: 1 }, "a\nb"),
    ] {
        finding.fix = Some(Fix { edits: vec![edit.clone()] });
        assert_eq!(apply(&files, std::slice::from_ref(&finding)).prefix, expected, "{edit:?}");
    }
}

/// Names that have to do with the lines: what they match, and what they just don't.
fn names(files: &SiglistFiles<'_>, random: &mut Random) -> Vec<String> {
    let mut names: Vec<String> = (0..300).map(|_| random.text(&["a", "b", "::", "c", "\n", "_"], 6)).collect();
    for finding in lint(files, &SiglistName::ALL) {
        for name in finding.trigger.into_iter().chain([finding.pattern]) {
            names.extend(["", "x", "_s", "\n", "::a"].map(|end| format!("{name}{end}")));
            names.extend(name.char_indices().map(|(at, _)| name[..at].to_owned()));
            names.extend(["x", "a\n"].map(|start| format!("{start}{name}")));
        }
    }
    names
}

fn assert_nothing_changes(files: &SiglistFiles<'_>, names: &[String]) -> usize {
    let mut fixed = apply(files, &[]);
    assert!(SiglistName::ALL.iter().all(|&list| fixed.get(list) == files.get(list)));
    let mut mended = 0;
    // What one fix brings to light, the next round mends.
    for _ in 0..4 {
        let findings = lint(&fixed, &SiglistName::ALL);
        mended += findings.iter().filter(|found| found.fix.is_some()).count();
        fixed = apply(&fixed, &findings);
    }
    assert_eq!(lint(&fixed, &SiglistName::ALL).iter().filter(|found| found.fix.is_some()).count(), 0);
    let (before, after) = (Siglists::new(files).unwrap(), Siglists::new(&fixed).unwrap());
    for list in SiglistName::ALL {
        for name in names {
            assert_eq!(before.is_match(list, name), after.is_match(list, name), "{list}: {name:?} of {fixed:?}");
        }
    }
    mended
}

#[test]
fn fixes_change_no_answer_of_any_list() {
    const PARTS: [&str; 12] = ["a", "b", "ab", "::", ".*", "(a|b)", "(ab)?", "$", "a+", "b*", r"\.", "_"];
    let mut random = Random(3);
    let mut mended = 0;
    for _ in 0..40 {
        let mut files = SiglistFiles::default();
        for list in SiglistName::ALL {
            let mut lines: Vec<String> = (0..14).map(|_| random.text(&PARTS, 4)).collect();
            lines.retain(|line| SiglistPattern::new(line).is_ok());
            if random.below(2) == 0 {
                lines.sort_by_key(|line| line.to_lowercase());
                let line = lines.remove(0);
                lines.insert(random.below(lines.len()), line);
            }
            lines.insert(random.below(lines.len()), "# siggen-lint: allow shadowed (a reason)".to_owned());
            let end = if random.below(2) == 0 { "\n" } else { "\r\n" };
            files.set(list, lines.join(end));
        }
        let names = names(&files, &mut random);
        mended += assert_nothing_changes(&files, &names);
    }
    assert!(mended > 200, "{mended}");
}

#[test]
fn fixes_of_the_built_in_lists_change_no_answer() {
    let files = SiglistFiles::built_in();
    let mut open = apply(&files, &[]);
    // Without what keeps them as they are.
    for list in SiglistName::ALL {
        let lines = files.get(list).split_inclusive('\n').filter(|line| !line.starts_with("# siggen-lint:"));
        open.set(list, lines.collect::<String>());
    }
    let names = names(&open, &mut Random(1));
    assert!(assert_nothing_changes(&open, &names) > 5);
}
