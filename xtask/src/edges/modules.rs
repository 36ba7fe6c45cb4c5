//! Edges between the modules of a pure crate, and from them to the world outside.

use super::source::{Path, paths};

/// What of the standard library reaches outside the process or its single thread.
const OUTSIDE: [&str; 6] = ["fs", "env", "net", "time", "process", "thread"];

/// The standard streams, and the macros that write to them.
const STREAMS: [&str; 3] = ["stdin", "stdout", "stderr"];
const PRINTING: [&str; 5] = ["print!", "println!", "eprint!", "eprintln!", "dbg!"];

/// The one rule that calls another: the watchdog rule makes the signature anew from another thread,
/// which is the first rule's whole work and no part that could live in `stack`.
const WATCHDOG: (&str, &str, &str) = ("run_watchdog", "signature_generation", "generate");

/// Modules through which a crash or an outcome would come into `normalize`.
const NOT_FOR_NORMALIZE: [&str; 8] = ["generator", "ingest", "outcome", "recorder", "rule", "rules", "stack", "trail"];

/// What `normalize` may know of `crash`: values that are text and numbers.
const CRASH_VALUES: [&str; 3] = ["JavaException", "JavaFrame", "LineNumber"];

/// A source file of a crate.
pub(super) struct Module {
    /// Where it is, for the finding.
    pub(super) file: String,
    /// Its module path: `crate`, `rules`, `oom`.
    pub(super) path: Vec<String>,
    /// What it names.
    pub(super) paths: Vec<Path>,
}

impl Module {
    /// A module of this source.
    pub(super) fn new(file: &str, path: &[&str], source: &str) -> Self {
        let path = path.iter().map(|&name| name.to_owned()).collect();
        Module { file: file.to_owned(), path, paths: paths(source) }
    }

    /// The rule or the part of `normalize` that a file belongs to, where it does.
    fn room(&self, of: &str) -> Option<&str> {
        match self.path.as_slice() {
            [_, room, name, ..] if room == of => Some(name),
            _ => None,
        }
    }

    /// A path from the crate's root, where it is one into the crate.
    pub(super) fn absolute<'p>(&'p self, path: &'p Path) -> Option<Vec<&'p str>> {
        if path.segments.len() == 1 {
            // `pub(super)`, or a name that was imported by another path.
            return None;
        }
        let mut segments = path.segments.iter().map(String::as_str).peekable();
        let mut absolute: Vec<&str> = self.path.iter().chain(&path.within).map(String::as_str).collect();
        match segments.peek() {
            Some(&"crate") => absolute.truncate(0),
            Some(&("super" | "self")) => {}
            _ => return None,
        }
        for segment in segments {
            match segment {
                "self" => {}
                "super" => drop(absolute.pop()),
                name => absolute.push(name),
            }
        }
        Some(absolute)
    }

    /// A path with its place, for findings.
    pub(super) fn shown(&self, path: &Path) -> String {
        format!("{}:{}: `{}`", self.file, path.line, path.segments.join("::"))
    }
}

/// The edges that must not be there.
pub(super) fn findings(modules: &[Module]) -> Vec<String> {
    let rules: Vec<&str> = modules.iter().filter_map(|module| module.room("rules")).collect();
    let mut findings = Vec::new();
    for module in modules {
        for path in &module.paths {
            let why = if is_outside(path) {
                Some("a pure crate touches nothing outside itself")
            } else if names_a_rule(module, path, &rules) {
                Some("a rule knows no other; what rules share lives in `stack` and `normalize`")
            } else if shows_normalize_a_crash(module, path) {
                Some("`normalize` sees no crash and no outcome: strings in, strings out")
            } else {
                None
            };
            findings.extend(why.map(|why| format!("{}: {why}", module.shown(path))));
        }
    }
    findings
}

fn is_outside(path: &Path) -> bool {
    let segments: Vec<&str> = path.segments.iter().map(String::as_str).collect();
    let is_std = match segments.as_slice() {
        // The whole of it, under another name.
        ["std"] | ["std", "self" | "*"] => true,
        ["std", module, ..] => OUTSIDE.contains(module),
        _ => false,
    };
    is_std
        || segments.iter().any(|name| STREAMS.contains(name))
        || segments.last().is_some_and(|name| PRINTING.contains(name))
}

fn names_a_rule(module: &Module, path: &Path, rules: &[&str]) -> bool {
    let Some(own) = module.room("rules") else {
        return false;
    };
    let absolute = match module.absolute(path) {
        Some(absolute) => absolute,
        // An imported neighbour, by its short name.
        None if path.segments.len() > 1 && rules.contains(&path.segments[0].as_str()) => {
            ["crate", "rules"].into_iter().chain(path.segments.iter().map(String::as_str)).collect()
        }
        None => return false,
    };
    let (watchdog, shared, function) = WATCHDOG;
    match absolute.as_slice() {
        ["crate", "rules", name] if own == watchdog && *name == shared => false,
        ["crate", "rules", name, what] if own == watchdog && *name == shared => *what != function,
        ["crate", "rules", name, ..] => *name != own,
        ["crate", "rules" | "*"] => true,
        _ => false,
    }
}

fn shows_normalize_a_crash(module: &Module, path: &Path) -> bool {
    if module.path.get(1).is_none_or(|room| room != "normalize") {
        return false;
    }
    if path.segments.iter().any(|name| name == "Crash" || name == "Outcome") {
        return true;
    }
    match module.absolute(path).as_deref() {
        Some(["crate", "crash", name, ..]) => !CRASH_VALUES.contains(name),
        Some(["crate", name, ..]) => NOT_FOR_NORMALIZE.contains(name) || *name == "*" || *name == "crash",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The findings in one module, among two neighbours.
    fn in_module(path: &[&str], source: &str) -> Vec<String> {
        let neighbours = ["oom", "signature_generation"].map(|name| Module::new("-", &["crate", "rules", name], ""));
        let modules: Vec<Module> = neighbours.into_iter().chain([Module::new("file.rs", path, source)]).collect();
        findings(&modules)
    }

    fn is_found(path: &[&str], source: &str) -> bool {
        !in_module(path, source).is_empty()
    }

    const STACK: &[&str] = &["crate", "stack"];
    const ABORT: &[&str] = &["crate", "rules", "abort"];
    const CPP: &[&str] = &["crate", "normalize", "cpp"];

    #[test]
    fn the_finding_says_where_what_and_why() {
        assert_eq!(
            in_module(STACK, "//! Stacks.\n\nuse std::fs;"),
            ["file.rs:3: `std::fs`: a pure crate touches nothing outside itself"]
        );
    }

    #[test]
    fn a_pure_crate_touches_nothing_outside() {
        for module in OUTSIDE {
            assert!(is_found(STACK, &format!("use std::{module};")), "{module}");
            assert!(is_found(STACK, &format!("use std::{{fmt, {module}::x}};")), "{module}");
            assert!(is_found(STACK, &format!("fn f() {{ ::std::{module}::f() }}")), "{module}");
        }
        for bad in ["use std as s;", "use std::{self as s};", "use std::*;", "std::io::stdout()", "io::stderr()"] {
            assert!(is_found(STACK, bad), "{bad}");
        }
        for name in PRINTING {
            assert!(is_found(STACK, &format!("fn f() {{ {name}(\"x\"); }}")), "{name}");
        }
    }

    #[test]
    fn a_pure_crate_may_compute() {
        let fine = "use std::{fmt, io::Read}; use std::sync::LazyLock; // std::fs\nwriteln!(f, \"std::env println!\")";
        assert_eq!(in_module(STACK, fine), [""; 0]);
    }

    #[test]
    fn a_rule_knows_no_other() {
        let bad = [
            "use super::oom;",
            "use super::OomSignature;",
            "use super::*;",
            "use super::{oom::size};",
            "use crate::rules::oom::size;",
            "use crate::rules;",
            "use crate::rules::RULES;",
            "use crate::{rule::Rule, rules::OomSignature};",
            "use crate::*;",
            "fn f() { oom::size() }",
            "mod tests { use super::super::oom; }",
            "use super::signature_generation;",
        ];
        for bad in bad {
            assert!(is_found(ABORT, bad), "{bad}");
        }
        let fine = "pub(super) fn f(); use crate::rule::{Rule, rule}; use crate::stack; mod tests { use super::*; }";
        assert_eq!(in_module(ABORT, fine), [""; 0]);
        assert_eq!(in_module(&["crate", "rules"], "pub use oom::OomSignature;"), [""; 0]);
    }

    #[test]
    fn the_watchdog_may_call_one_function() {
        let watchdog = &["crate", "rules", "run_watchdog"];
        let fine = "use super::signature_generation; fn f() { signature_generation::generate(cx, 0) }";
        assert_eq!(in_module(watchdog, fine), [""; 0]);
        assert_eq!(in_module(watchdog, "use super::signature_generation::generate;"), [""; 0]);
        for bad in ["signature_generation::other()", "use super::signature_generation::*;", "use super::oom;"] {
            assert!(is_found(watchdog, bad), "{bad}");
        }
    }

    #[test]
    fn normalize_sees_no_crash() {
        let bad = [
            "use crate::crash::Crash;",
            "use crate::crash::*;",
            "use crate::crash;",
            "use crate::Crash;",
            "use crate::crash::{LineNumber, Thread};",
            "use crate::outcome::Outcome;",
            "use crate::rule::RuleContext;",
            "use super::super::stack;",
            "fn f(crash: &Crash<'_>) {}",
        ];
        for bad in bad {
            assert!(is_found(CPP, bad), "{bad}");
            assert!(is_found(&["crate", "normalize"], bad) || bad.contains("super::super"), "{bad}");
        }
        let fine = "use crate::crash::{JavaException, JavaFrame, LineNumber}; use crate::pytext; use super::tokens;";
        assert_eq!(in_module(CPP, fine), [""; 0]);
        assert_eq!(in_module(STACK, "use crate::crash::Crash;"), [""; 0]);
    }
}
