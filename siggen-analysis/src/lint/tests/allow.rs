use super::*;

fn in_list(text: &str) -> Vec<Finding> {
    lint(&SiglistFiles { prefix: text.to_owned().into(), ..SiglistFiles::default() }, &[SiglistName::Prefix])
}

#[test]
fn what_is_allowed_is_a_hint_with_its_reason() {
    let found = in_list("# Words.\n# siggen-lint: allow over-broad (all of them are meant)\nzero\nfree\n");
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].line, found[0].severity), (3, Severity::Hint));
    assert_eq!(found[0].allowed.as_deref(), Some("all of them are meant"));
    assert_eq!((found[1].line, found[1].severity, found[1].allowed.as_ref()), (4, Severity::Warning, None));
    let found = in_list("memcpy\n#siggen-lint:allow  shadowed( one (or two) )\r\nmemcpy_s\n");
    assert_eq!((found.len(), found[0].allowed.as_deref(), &found[0].fix), (1, Some("one (or two)"), &None));
}

#[test]
fn several_comments_and_several_kinds() {
    let text = "memcpy\n# siggen-lint: allow over-broad (one)\n# siggen-lint: allow shadowed (two)\nmemcpy_s\n";
    let found = in_list(text);
    let seen: Vec<_> = found.iter().map(|found| (found.line, found.code, found.allowed.as_deref())).collect();
    assert_eq!(seen, [(2, Code::Allowance, None), (4, Code::Shadowed, Some("two"))]);
    let found = in_list(&text.replace("allow over-broad (one)\n# siggen-lint: ", ""));
    assert_eq!(found.len(), 1);
    let found = in_list("memcpy\n# siggen-lint: allow shadowed, order (both)\nmemcpy_s\n");
    assert_eq!(found[0].message, "line 3 has no such finding, or it is already allowed: order");
    assert_eq!(found[0].help, "Write `# siggen-lint: allow shadowed (both)`.");
}

#[test]
fn comments_that_allow_nothing_are_found() {
    for (comment, words) in [
        ("allow shadowed (reason)\n\nmemcpy_s", "no entry below"),
        ("allow shadowed (reason)\n# Other.\nmemcpy_s", "no entry below"),
        ("allow shadowed (reason)", "no entry below"),
        ("allow shadowed (reason)\nmemset", "no such finding"),
        ("allow shadowed\nmemcpy_s", "a reason"),
        ("allow shadowed ( )\nmemcpy_s", "a reason"),
        ("allow shadowed (a) b\nmemcpy_s", "a reason"),
        ("allow (a)\nmemcpy_s", "unknown kind of finding ``"),
        ("allow shadow (a)\nmemcpy_s", "unknown kind of finding `shadow`"),
        ("allowed shadowed (a)\nmemcpy_s", "the only comment"),
        ("allow invalid (a)\n(", "can't be allowed"),
        ("allow allowance (a)\nmemcpy_s", "can't be allowed"),
        ("\nmemcpy_s", "the only comment"),
    ] {
        let found = in_list(&format!("memcpy\n# siggen-lint: {comment}\n"));
        let of_comment: Vec<_> = found.iter().filter(|found| found.code == Code::Allowance).collect();
        assert_eq!((of_comment.len(), of_comment[0].line, of_comment[0].severity), (1, 2, Severity::Warning));
        assert!(of_comment[0].message.contains(words), "{comment}: {}", of_comment[0].message);
        assert!(found.iter().all(|found| found.allowed.is_none()));
    }
}

#[test]
fn comments_for_the_linter_part_no_group_and_go_with_their_lines() {
    let letters: Vec<String> = ('b'..='z').map(|letter| format!("k{letter}")).collect();
    let comment = "# siggen-lint: allow over-broad (a reason)\n";
    let text = format!("{}\n{comment}a\n", letters.join("\n"));
    let files = SiglistFiles { prefix: text.into(), ..SiglistFiles::default() };
    let left = apply(&files, &lint(&files, &SiglistName::ALL));
    assert_eq!(left.prefix, format!("{comment}a\n{}\n", letters.join("\n")));
    // Nothing that a comment was for is left, so it isn't either.
    let files = SiglistFiles { prefix: format!("zero\n{comment}zeroes\nzoo\n").into(), ..SiglistFiles::default() };
    assert_eq!(apply(&files, &lint(&files, &SiglistName::ALL)).prefix, "zero\nzoo\n");
}
