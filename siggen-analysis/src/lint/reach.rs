//! Lines that no frame can get to: frames are matched in their normalized form.
//!
//! Only what no function's normalized name can be is found. Names of files and modules are left as they are, so
//! what might be one is left alone.

use std::ops::Range;

use siggen_core::SiglistName;
use siggen_core::tools::{collapse_arguments, collapse_types};

use super::code::Code;
use super::cover::Cover;
use super::finding::{Finding, Severity, shown};
use super::line::{Line, What};
use super::syntax::{escaped, is_short_word};

/// A line that starts with what normalization takes away or writes in another way.
pub(super) fn unseen(line: &Line) -> Option<Finding> {
    let text = line.start.as_str();
    let (why, seen) = allocating_operator(text)
        .or_else(|| types(text))
        .or_else(|| arguments(text))
        .or_else(|| anonymous_namespace(text))
        .or_else(|| lambda_number(text))
        // The list of line numbers is asked before commas get their spaces.
        .or_else(|| (line.list != SiglistName::LineNumbers).then(|| comma(text)).flatten())?;
    let help = match (&line.what, escaped(&seen)) {
        (What::Exactly, _) => format!("Write `{seen}`."),
        (What::Start, seen) if is_short_word(&seen) => format!("Write `{seen}$`."),
        (What::Start, seen) => format!("Write `{seen}`."),
        (What::Inside(_) | What::Regex { .. }, seen) => format!("Start it with `{seen}`."),
    };
    Some(line.finding(
        Severity::Warning,
        Code::Unreachable,
        format!("no normalized frame looks like this: {why}"),
        help,
    ))
}

/// Why a name is seen in another way, and how.
type Unseen = Option<(&'static str, String)>;

/// A name begins behind its last space. Names with `::operator` are exempt, but these two are in no class.
fn allocating_operator(text: &str) -> Unseen {
    let name = text.strip_prefix("operator ")?;
    let is_alone = ["new", "delete"].iter().any(|operator| name.starts_with(operator)) && !name.contains("operator");
    is_alone.then(|| ("a name starts after its last space, so `operator` is not part of it", normalized(name)))
}

/// Types are seen as `<T>`.
fn types(text: &str) -> Unseen {
    let is_path = text.contains("::");
    let exempt = ["operator", "IPC::ParamTraits"].map(|word| end_of(text, word));
    let is_unseen = |part: Range<usize>| {
        let (before, inside) = (&text[..part.start], &text[part.clone()]);
        inside != "<T>"
            && inside != "<name omitted>"
            // `<X as Y>` and `<unknown in kite.dll>` are kept; the space behind can be gone by now.
            && !inside.contains(" as")
            && !inside.contains(" in")
            && exempt.iter().all(|&end| part.start < end)
            // A name that is all in brackets might be a file's.
            && (is_path || before.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '_'))
    };
    has_part(text, '<', '>', is_unseen).then(|| ("the text between `<` and `>` becomes `<T>`", normalized(text)))
}

/// Arguments are dropped.
fn arguments(text: &str) -> Unseen {
    let (operator, colons) = (end_of(text, "operator"), end_of(text, "::"));
    let is_unseen = |part: Range<usize>| {
        text[part.clone()] != *"(anonymous namespace)"
            && part.start < operator
            // The name of a file or a module can have parentheses, but hardly colons. What Linux calls a mapped file
            // that is gone can have both: `Client (deleted)`.
            && part.start >= colons
            && !text[..part.start].ends_with(' ')
    };
    (!text.starts_with("(unloaded ") && has_part(text, '(', ')', is_unseen))
        .then(|| ("the arguments of a function are left out", normalized(text)))
}

/// Where a word ends that stands first of its kind in a text: what begins there or later has it before itself.
fn end_of(text: &str, word: &str) -> usize {
    text.find(word).map_or(usize::MAX, |at| at + word.len())
}

/// As some compilers of C++ write it.
fn anonymous_namespace(text: &str) -> Unseen {
    text.contains(BACKQUOTED)
        .then(|| ("the anonymous namespace is written in only one of its two ways", normalized(text)))
}

const BACKQUOTED: &str = "`anonymous namespace'";

/// `::$_12::` is seen as `::$::`.
fn lambda_number(text: &str) -> Unseen {
    let (before, after) = text.split_once("::$_")?;
    let tail = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = tail.len() < after.len() && tail.starts_with("::");
    // Of two in a row, the second one keeps its number.
    (is_number && !before.ends_with('$'))
        .then(|| ("the number of a lambda is left out", normalized(&format!("{before}::$::{}", &tail[2..]))))
}

/// A comma is followed by a space.
fn comma(text: &str) -> Unseen {
    let is_tight = text.match_indices(',').any(|(at, _)| !matches!(text.as_bytes().get(at + 1), None | Some(b' ')));
    (text.contains("::") && is_tight).then(|| ("a comma is followed by a space", normalized(text)))
}

/// Whether a text has an outermost part in brackets, closed, that is such. It gets the part's place, brackets and all.
fn has_part(text: &str, open: char, close: char, is_such: impl Fn(Range<usize>) -> bool) -> bool {
    let mut level = 0_usize;
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if c == open {
            if level == 0 {
                start = at;
            }
            level += 1;
        } else if c == close && level > 0 {
            level -= 1;
            if level == 0 && is_such(start..at + close.len_utf8()) {
                return true;
            }
        }
    }
    false
}

/// How a name is seen instead.
fn normalized(text: &str) -> String {
    let text = collapse_arguments(&collapse_types(&text.replace(BACKQUOTED, "(anonymous namespace)")));
    let mut seen = String::with_capacity(text.len());
    for (index, part) in text.split(',').enumerate() {
        if index > 0 {
            seen.push_str(if part.starts_with(' ') || part.is_empty() { "," } else { ", " });
        }
        seen.push_str(part);
    }
    seen
}

/// A line of the prefix list whose frames are all skipped: the irrelevant list is asked first.
pub(super) fn never_asked(line: &Line, irrelevant: &Cover<'_>) -> Option<Finding> {
    let by = irrelevant.of(line)?;
    let message = format!(
        "the irrelevant list is checked first, and its line {} matches everything that this entry matches (`{}`)",
        by.number,
        shown(&by.written)
    );
    let mut finding = line.finding(
        Severity::Warning,
        Code::Unreachable,
        message,
        "Remove this entry, which has no effect, or the other one if the frames should be kept.",
    );
    finding.related = Some(by.as_related());
    Some(finding)
}
