//! What a line of a list of regexes asks of a frame.

use regex_syntax::hir::Hir;

use super::dialect::{self, Pattern};
use super::weight::{self, LONGEST_LINE, MOST_WEIGHT};

/// What a line asks.
#[derive(Debug)]
pub(super) enum Asked {
    /// Whether the frame starts with a text.
    Start(String),
    /// Whether a text is in the frame's first line: what `.*text` asks.
    Inside(String),
    /// Whether the frame's start matches a regex.
    Regex(Hir),
}

impl Asked {
    /// Reads a line. The error says what is wrong with it.
    pub(super) fn read(line: &str) -> Result<Self, String> {
        match pattern(line)? {
            Pattern::Literal(text) => Ok(Asked::Start(text)),
            Pattern::Regex(regex) => Ok(text_inside(line).map_or(Asked::Regex(regex), Asked::Inside)),
        }
    }

    /// The bytes that it takes when it is compiled: text takes none besides its own.
    pub(super) fn weight(&self) -> usize {
        match self {
            Asked::Start(_) => 0,
            Asked::Inside(text) => weight::of_inside(text),
            Asked::Regex(regex) => weight::of_regex(regex),
        }
    }
}

/// Reads a line that can be compiled, as far as its size goes.
pub(super) fn pattern(line: &str) -> Result<Pattern, String> {
    if line.len() > LONGEST_LINE {
        return Err(format!("the entry is longer than {} KiB", LONGEST_LINE >> 10));
    }
    match dialect::read(line)? {
        Pattern::Regex(regex) if weight::of_regex(&regex) > MOST_WEIGHT => Err(weight::TOO_LARGE.to_owned()),
        pattern => Ok(pattern),
    }
}

fn text_inside(line: &str) -> Option<String> {
    match dialect::read(line.strip_prefix(".*")?) {
        Ok(Pattern::Literal(text)) if !text.is_empty() && !text.contains('\n') => Some(text),
        _ => None,
    }
}
