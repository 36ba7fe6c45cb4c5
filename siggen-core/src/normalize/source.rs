//! Source files of frames.

/// The path in a frame's `file`, where it has one of the known forms:
/// `vcs:root:path:revision`, `c:path` or `/path`.
///
/// A relative path has none of them.
pub(crate) fn path(file: &str) -> Option<&str> {
    let mut colons = memchr::memchr_iter(b':', file.as_bytes());
    match (colons.next(), colons.next(), colons.next(), colons.next()) {
        (Some(_), Some(second), Some(third), None) => Some(&file[second + 1..third]),
        (Some(first), None, ..) => Some(&file[first + 1..]),
        _ => file.starts_with('/').then_some(file),
    }
}

/// How a Rust source file's name ends.
const RUST: &str = ".rs";

/// Whether a frame's file is a Rust source file.
pub(crate) fn is_rust(file: &str) -> bool {
    let ends_in_rs = |path: &str| path.ends_with(RUST);
    // What can be a path ends at the last colon or at the end of the text.
    let before_colon = || memchr::memrchr(b':', file.as_bytes()).map(|colon| &file[..colon]);
    (ends_in_rs(file) || before_colon().is_some_and(ends_in_rs)) && path(file).is_some_and(ends_in_rs)
}

/// The last component of a path with either kind of separator.
pub(crate) fn base_name(file: &str) -> &str {
    let file = file.trim_end_matches(['/', '\\']);
    let separator = if file.contains('\\') { '\\' } else { '/' };
    file.rsplit(separator).next().unwrap_or(file)
}

/// The full name of a panic function whose symbol lacks its path: symbol files of Rust 1.34 name
/// these functions by their last component alone (bug 1544246).
pub(crate) fn rust_1_34_function(file: Option<&str>, function: &str) -> Option<&'static str> {
    let is_candidate = matches!(
        function,
        "begin_panic_fmt"
            | "capacity_overflow"
            | "continue_panic_fmt"
            | "expect_failed"
            | "panic"
            | "panic_bounds_check"
            | "panic_fmt"
            | "rust_panic_with_hook"
            | "slice_index_order_fail"
    );
    if !is_candidate {
        return None;
    }
    Some(match (path(file?)?, function) {
        ("src/liballoc/raw_vec.rs", "capacity_overflow") => "alloc::raw_vec::capacity_overflow",
        ("src/libcore/option.rs", "expect_failed") => "core::option::expect_failed",
        ("src/libcore/panicking.rs", "panic") => "core::panicking::panic",
        ("src/libcore/panicking.rs", "panic_bounds_check") => "core::panicking::panic_bounds_check",
        ("src/libcore/panicking.rs", "panic_fmt") => "core::panicking::panic_fmt",
        ("src/libcore/slice/mod.rs", "slice_index_order_fail") => "core::slice::slice_index_order_fail",
        ("src/libstd/panicking.rs", "begin_panic_fmt") => "std::panicking::begin_panic_fmt",
        ("src/libstd/panicking.rs", "continue_panic_fmt") => "std::panicking::continue_panic_fmt",
        ("src/libstd/panicking.rs", "rust_panic_with_hook") => "std::panicking::rust_panic_with_hook",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_four_parts_two_or_a_slash() {
        assert_eq!(path("hg:hg.mozilla.org/mozilla-central:dom/Base.cpp:abc"), Some("dom/Base.cpp"));
        assert_eq!(path("c:\\build\\main.rs"), Some("\\build\\main.rs"));
        assert_eq!(path("/build/main.rs"), Some("/build/main.rs"));
        assert_eq!(path("/a:b:c.rs"), Some("/a:b:c.rs"));
        assert_eq!(path("a:b:c.rs"), None);
        assert_eq!(path("/a:b:c:d:e"), Some("/a:b:c:d:e"));
        assert_eq!(path("main.rs"), None);
    }

    #[test]
    fn rust_files_end_in_rs() {
        for file in ["git:github.com/rust-lang/rust:library/core/src/panicking.rs:abc", "c:a.rs", "/a.rs"] {
            assert!(is_rust(file), "{file}");
        }
        for file in ["a.rs", "a:b:c.rs", "/a.rs/b.c", "git:x.rs:lib.cpp:abc.rs", "", "hg:a:b.rs"] {
            assert!(!is_rust(file), "{file}");
        }
    }

    #[test]
    fn base_names_end_the_path() {
        assert_eq!(base_name("/a/b.c"), "b.c");
        assert_eq!(base_name("d:\\a/b\\c.cpp"), "c.cpp");
        assert_eq!(base_name("/a/b/"), "b");
        assert_eq!(base_name("/"), "");
    }
}
