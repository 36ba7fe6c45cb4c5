//! Steps that only need text.

use std::borrow::Cow;
use std::ops::Range;

use crate::normalize::source;
use crate::normalize::tokens::{self, Brackets};
use crate::pytext;
use crate::siglist::{SiglistError, SiglistFiles, SiglistName, SiglistPattern};

/// A function's name without its return type and any other text before it; `None` for an empty
/// name.
///
/// ```
/// use siggen_core::tools::drop_prefix_and_return_type;
///
/// let name = drop_prefix_and_return_type("static void* Pool<int, int>::grow(unsigned int)");
/// assert_eq!(name.as_deref(), Some("Pool<int, int>::grow(unsigned int)"));
/// ```
pub fn drop_prefix_and_return_type(function: &str) -> Option<String> {
    (!function.is_empty()).then(|| tokens::last_token(function, &mut Brackets::default()).text.to_owned())
}

/// A C++ function's name with `<T>` in place of most types.
pub fn collapse_types(function: &str) -> String {
    let mut name = String::with_capacity(function.len());
    tokens::collapse_types(function, &mut name);
    name
}

/// A C++ function's name without its arguments.
pub fn collapse_arguments(function: &str) -> String {
    let mut name = String::with_capacity(function.len());
    tokens::drop_arguments(function, &mut name);
    name
}

/// The outermost bracketed parts of a text, as byte ranges with their brackets. The part of a
/// bracket that is never closed extends to the end.
///
/// ```
/// use siggen_core::tools::find_enclosed_slices;
///
/// assert_eq!(find_enclosed_slices("f<a<b>>(c<d", '<', '>'), [1..7, 9..11]);
/// ```
pub fn find_enclosed_slices(text: &str, open: char, close: char) -> Vec<Range<usize>> {
    let brackets = text.char_indices().filter(|&(_, c)| c == open || c == close);
    let marks = brackets.map(|(at, c)| (at..at + c.len_utf8(), c == open));
    let mut slices = Vec::new();
    tokens::for_each_outermost(marks, text.len(), |slice| slices.push(slice));
    slices
}

/// The path in a frame's `file`, if it has one of the known forms: `vcs:root:path:revision`,
/// `c:path` or `/path`.
pub fn parse_source_file(file: &str) -> Option<&str> {
    source::path(file)
}

/// A hexadecimal number without leading zeros; any other text stays unchanged.
pub fn strip_leading_zeros(hex: &str) -> Cow<'_, str> {
    pytext::hex(hex).map_or(Cow::Borrowed(hex), Cow::Owned)
}

/// The printable ASCII characters of a text.
pub fn drop_bad_characters(text: &str) -> String {
    pytext::printable(text)
}

/// The entries of a list file of any name: its lines, stripped, without empty ones and comments.
///
/// # Errors
///
/// The first entry that is not a valid regex in Python's dialect, or that needs a backtracking
/// engine. Entries of `signature_sentinels` are not regexes and are not checked.
pub fn siglist_lines(name: &str, text: &str) -> Result<Vec<String>, SiglistError> {
    let is_regex = name != SiglistName::Sentinels.name();
    let files = SiglistFiles { prefix: text.into(), ..SiglistFiles::default() };
    let checked = files.entries(SiglistName::Prefix).into_iter().map(|line| match SiglistPattern::new(&line.text) {
        Err(error) if is_regex => Err(SiglistError { line: Some(line), ..error }),
        _ => Ok(line.text),
    });
    checked.collect()
}
