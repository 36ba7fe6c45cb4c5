//! Python's regex dialect, read into the syntax tree of the regex crate.
//!
//! The two dialects agree on most of what lists hold and differ where it hurts: a brace that starts
//! no repetition is literal in Python, `\<` is a literal character, `$` also matches before a final
//! newline, `\s` and `\w` are other sets, `[` and `&&` mean nothing special inside a class. So the
//! regex crate's own parser never sees a pattern, and is no part of what a browser downloads.
//!
//! Look-around, back-references and the like have no counterpart in an engine that never
//! backtracks; no real list uses them, and they are refused by name.

mod class;
mod escape;
mod group;
mod level;
mod reader;
#[cfg(test)]
mod tests;

use regex_syntax::hir::Hir;

/// A pattern that is matched from the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// The text starts with this.
    Literal(String),
    /// The text's start matches this regex, which is unanchored by itself.
    Regex(Hir),
}

type Result<T> = std::result::Result<T, String>;

/// Reads a pattern, in time that grows as the pattern does.
///
/// The error says what is wrong, in Python's words where Python refuses the pattern too.
pub(super) fn read(pattern: &str) -> Result<Pattern> {
    // Nearly all lines of real lists hold nothing that means something.
    if !pattern.bytes().any(|byte| br".^$*+?{}[]\|()".contains(&byte)) {
        return Ok(Pattern::Literal(pattern.to_owned()));
    }
    reader::Reader::new(pattern).run()
}
