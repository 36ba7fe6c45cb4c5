use siggen_core::tools;

use super::super::line::{Line, What};
use super::super::reach::unseen;
use super::*;

#[test]
fn what_normalization_takes_away_is_found() {
    for (line, help) in [
        ("operator new", "Write `new$`."),
        (r"operator new\[\]", r"Write `new\[\]`."),
        ("nsTArray<int>::at", "Write `nsTArray<T>::at`."),
        ("std::map<std::string, Kite<T>>::find", "Write `std::map<T>::find`."),
        (r"Kite::fly\(int, char\)", "Write `Kite::fly`."),
        (r"nsTArray<int>::at\(int\)::x\.y", r"Write `nsTArray<T>::at::x\.y`."),
        ("`anonymous namespace'::fly", r"Write `\(anonymous namespace\)::fly`."),
        (r"Kite::\$_12::operator", r"Write `Kite::\$::operator`."),
        ("<a::Kite<K,V> as a::Fly>::fly", "Write `<a::Kite<K, V> as a::Fly>::fly`."),
        ("nsTArray<int>::.*at", "Start it with `nsTArray<T>::`."),
    ] {
        let files = SiglistFiles { prefix: line.into(), ..SiglistFiles::default() };
        let findings = lint(&files, &SiglistName::ALL);
        assert_eq!(findings.len(), 1, "{line}: {findings:?}");
        assert_eq!((findings[0].code, findings[0].help.as_str()), (Code::Unreachable, help), "{line}");
    }
    assert_eq!(found(SiglistName::Sentinels, "operator new"), only(Code::Unreachable, None));
    // Names get their commas' spaces after this list has been asked.
    assert_eq!(found(SiglistName::LineNumbers, "<a::Kite<K,V> as a::Fly>::fly"), []);
}

#[test]
fn what_can_be_seen_is_left_alone() {
    for line in [
        "nsTArray<T>::at",
        "nsTArray_base<",
        "<env_logger::Logger as log::Log>::log",
        "<unknown in ",
        "<name omitted>",
        "operator==",
        "operator<<",
        "Kite::operator new",
        "std::operator<<std::char_traits<char> >",
        "IPC::ParamTraits<mozilla::Kite<T>>::Write",
        r"\(anonymous namespace\)::fly",
        r"\(unloaded kite",
        r"kite\(1\)\.dll",
        r"Kite::\(ano",
        r"Audio::Client \(deleted\)",
        r"a::\$::\$_2::b",
        r"<\.plt ELF section in .*>",
        "(Nt|Zw)?Create<int>::x|Kite",
        "{virtual override thunk}",
    ] {
        assert_eq!(in_prefix(line), [], "{line}");
    }
}

/// Names of what no program has: a class's operator inside a free operator, a lambda whose name is next to brackets.
fn is_absurd(name: &str) -> bool {
    let has_bracket = ["$_1(", "$_1[", ")$_", "]$_"].iter().any(|part| name.contains(part));
    has_bracket || (name.contains("operator ") && name.contains("::operator"))
}

#[test]
fn no_name_that_is_seen_is_called_unseen() {
    const PARTS: [&str; 33] = [
        "operator",
        "new",
        "delete",
        "<",
        ">",
        "(",
        ")",
        "T",
        "int",
        " ",
        ",",
        ", ",
        "::",
        "`anonymous namespace'",
        "$_1",
        "$_",
        "*",
        "&",
        " as ",
        " in ",
        "[clone .cold]",
        "{",
        "}",
        "const",
        "name",
        "(int)",
        "<int>",
        "::",
        "Kite",
        "IPC::ParamTraits",
        "::operator",
        "'",
        "->",
    ];
    let siglists = Siglists::new(&SiglistFiles::default()).unwrap();
    let mut random = Random(11);
    for _ in 0..60_000 {
        let name = random.text(&PARTS, 9);
        if is_absurd(&name) {
            continue;
        }
        let cpp = tools::normalize_cpp_function(&siglists, &name, "1");
        // Only compilers of C++ write these.
        let is_cpp = name.contains('`') || name.contains('$');
        let rust = tools::normalize_rust_function(&siglists, &name, "1").filter(|_| !is_cpp);
        for seen in [cpp, rust].into_iter().flatten() {
            for end in seen.char_indices().map(|(at, _)| at).chain([seen.len()]) {
                let line = Line {
                    list: SiglistName::Prefix,
                    number: 1,
                    written: seen[..end].to_owned(),
                    what: What::Start,
                    start: seen[..end].to_owned(),
                };
                assert_eq!(unseen(&line), None, "{name:?} is seen as {seen:?}");
            }
        }
    }
}

#[test]
fn the_irrelevant_list_is_asked_before_the_prefix_list() {
    let files = SiglistFiles {
        irrelevant: "KiFastSystemCall\n(Nt|Zw)?WaitFor\n.*framework".into(),
        prefix: "KiFastSystemCallRet\nNtWaitForAlert\nmy_framework_x\n.*WaitFor".into(),
        ..SiglistFiles::default()
    };
    let findings = lint(&files, &SiglistName::ALL);
    let places: Vec<_> =
        findings.iter().map(|found| (found.line, found.code, found.related.clone().unwrap())).collect();
    for (index, pattern) in ["KiFastSystemCall", "(Nt|Zw)?WaitFor", ".*framework"].into_iter().enumerate() {
        let other = Related { list: SiglistName::Irrelevant, line: index + 1, pattern: pattern.to_owned() };
        assert_eq!(places[index], (index + 1, Code::Unreachable, other));
    }
    assert_eq!(places.len(), 3);
    // A list that is not named is not looked at.
    assert_eq!(lint(&files, &[SiglistName::Prefix])[0].code, Code::Shadowed);
}
