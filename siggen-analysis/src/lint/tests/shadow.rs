use siggen_core::{ListSet, SiglistPattern, Wanted};

use super::*;

#[test]
fn a_longer_text_is_shadowed_from_before_and_behind() {
    assert_eq!(in_prefix("mach_msg\nmach_msg_trap"), [(2, Code::Shadowed, Some(1))]);
    assert_eq!(in_prefix("mach_msg_trap\nmach_msg"), only(Code::Shadowed, Some(2)));
    // The shortest of several is named.
    assert_eq!(
        in_prefix("KiFastSystemCallRet2\nKiFastSystemCallRet\nKiFastSystemCall"),
        [(1, Code::Shadowed, Some(3)), (2, Code::Shadowed, Some(3))]
    );
    // One text in two ways of writing.
    assert_eq!(in_prefix("kite_dll\nkite\\_dll"), [(2, Code::Shadowed, Some(1))]);
    // Neighbours in the sorted table that start with no other one.
    assert_eq!(in_prefix("memcpy_a\nmemcpy_b\nmemcpz\nmemcp_"), []);
    // Sentinels are whole frames.
    assert_eq!(found(SiglistName::Sentinels, "mach_msg\nmach_msg_trap"), []);
    let files = SiglistFiles { prefix: "mach_msg\nmach_msg_trap".into(), ..SiglistFiles::default() };
    let message = lint(&files, &SiglistName::ALL).remove(0).message;
    assert_eq!(
        message,
        "line 1, earlier in the list, matches every frame that starts with `mach_msg`, including these"
    );
}

#[test]
fn regexes_shadow_what_they_surely_match() {
    for (text, shadowed) in [
        ("ZwWaitForSingleObjectEx\n(Nt|Zw)?WaitForSingleObject(Ex)?", true),
        ("handle_error_late\nhandle_error$", false),
        ("memcpy_s\n(memcpy)\\b", false),
        ("memcpy_s\nmemcpy\\b", false),
        ("memcpy_s\n[a-z]+py", true),
        ("msvcr120\\.dll\n.*\\.dll", true),
        ("msvcr120xdll\n.*\\.dll", false),
        ("a\\ncalloc\n.*calloc", false),
        (".*msvcr120\\.dll\n.*\\.dll", true),
        ("std::_Tree.*find\nstd::_Tree", true),
        ("std::_Tree?.*find\nstd::_Tree", false),
        ("libc\\.so(\\.\\d+)?\n.*\\.so", true),
        ("MEMCPY_S\n(?i)memcpy", false),
    ] {
        let expected = if shadowed { only(Code::Shadowed, Some(2)) } else { Vec::new() };
        assert_eq!(in_prefix(text), expected, "{text}");
    }
}

#[test]
fn of_two_that_match_the_same_one_stays() {
    assert_eq!(in_prefix("memcpy(a|b)?\nmemcpy(c|d)?"), [(2, Code::Shadowed, Some(1))]);
    assert_eq!(in_prefix("memcpy.*\nmemcpy"), only(Code::Shadowed, Some(2)));
    assert_eq!(in_prefix("memcpy\nmemcpy.*"), [(2, Code::Shadowed, Some(1))]);
    assert_eq!(
        in_prefix("(memcpy)x?\nmemcpy_s(a|b)?\nmemcpy_s(a|b|c)?"),
        [(2, Code::Shadowed, Some(1)), (3, Code::Shadowed, Some(1))]
    );
    assert_eq!(in_prefix(".*memcpy\n.*mem\\cpy").len(), 1);
    assert_eq!(
        in_prefix(".*memcpy_s\n.*memcpy\n.*memcpy_z"),
        [(1, Code::Shadowed, Some(2)), (3, Code::Shadowed, Some(2))]
    );
}

#[test]
fn one_of_several_beginnings_shadows_a_text_and_is_not_shadowed() {
    assert_eq!(in_prefix("std::_Tree|find_it\nstd::_Tree"), [(2, Code::Shadowed, Some(1))]);
    assert_eq!(in_prefix("std::_Tree_a|find_it\nstd::_Tree"), []);
}

/// Names that lines of lists match, and names that they just don't match.
fn names(files: &SiglistFiles<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for list in SiglistName::ALL {
        for entry in files.entries(list) {
            let plain: String = entry.text.replace("(Nt|Zw)?", "Nt").replace(".*", "x").replace('\\', "");
            let text = SiglistPattern::new(&entry.text).ok().and_then(|pattern| pattern.text().map(str::to_owned));
            for text in
                [Some(plain.clone()), Some(plain.replace('?', "").replace(['(', ')'], "")), text].into_iter().flatten()
            {
                names.extend(["", "Ex", "_s", ".dll", "::free", "\n", "1"].map(|suffix| format!("{text}{suffix}")));
                names.extend(["x", "Zw", "a\n"].map(|prefix| format!("{prefix}{text}")));
                names.extend(text.char_indices().map(|(at, _)| text[..at].to_owned()));
            }
        }
    }
    names
}

/// Takes out the lines that are shadowed, each alone and all at once, and sees that nothing changes.
fn assert_shadowed_lines_do_nothing(files: &SiglistFiles<'_>, names: &[String]) -> usize {
    let findings = lint(files, &SiglistName::ALL);
    let places: Vec<_> = findings
        .iter()
        .filter(|found| matches!(found.code, Code::Shadowed | Code::Duplicate))
        .map(|found| (found.list, found.line))
        .collect();
    let all = Siglists::new(files).unwrap();
    for taken in places.iter().map(std::slice::from_ref).chain([places.as_slice()]) {
        let set = ListSet::from(files.clone());
        let taken: Vec<_> =
            taken.iter().flat_map(|&(list, line)| set.find(list, &[Wanted::Line(line)]).unwrap()).collect();
        let left = set.without(&taken).compile().unwrap();
        for list in SiglistName::ALL {
            for name in names {
                assert_eq!(left.is_match(list, name), all.is_match(list, name), "{name:?} without {taken:?} of {list}");
            }
        }
    }
    places.len()
}

#[test]
fn shadowed_lines_of_the_built_in_lists_do_nothing() {
    let files = SiglistFiles::built_in();
    let names = names(&files);
    assert!(names.len() > 10_000);
    assert!(assert_shadowed_lines_do_nothing(&files, &names) > 5);
}

#[test]
fn shadowed_lines_of_any_lists_do_nothing() {
    // Of few parts, so that lines often have to do with each other.
    const PARTS: [&str; 14] =
        ["a", "b", "ab", "::", ".*", "(a|b)", "(ab)?", "$", "a+", "b*", "[ab]", r"\b", "a|b", "{2}"];
    let mut random = Random(7);
    let mut findings = 0;
    for _ in 0..120 {
        let mut lines: Vec<String> = (0..14).map(|_| random.text(&PARTS, 4)).collect();
        lines.retain(|line| SiglistPattern::new(line).is_ok());
        let files = SiglistFiles { prefix: lines.join("\n").into(), ..SiglistFiles::default() };
        let names: Vec<String> = (0..200).map(|_| random.text(&["a", "b", "::", "c", "\n"], 6)).collect();
        findings += assert_shadowed_lines_do_nothing(&files, &names);
    }
    assert!(findings > 300, "{findings}");
}
