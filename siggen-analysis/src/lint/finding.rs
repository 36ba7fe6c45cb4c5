//! The findings of the linter.

use std::borrow::Cow;

use serde::Serialize;
use siggen_core::{SiglistName, shortened};

use super::code::Code;

/// What the linter reports about an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The list.
    pub list: SiglistName,
    /// Line number of the entry in its file, from 1.
    pub line: usize,
    /// How severe it is.
    pub severity: Severity,
    /// The kind of finding.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The entry.
    pub pattern: String,
    /// The entry that the finding is also about: the one that shadows this entry, or that it repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related: Option<Related>,
    /// A normalized frame that the entry matches and that shows the finding. For a sentinel written as a regex, a frame
    /// that the regex would match but the sentinel doesn't.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// How to fix it without changing any signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// Why the finding is allowed, from a comment above the entry. An allowed finding is a hint, whatever its severity
    /// would be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<String>,
}

/// How to fix a finding without changing any signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Fix {
    /// Edits of the list's file.
    pub edits: Vec<LineEdit>,
}

/// An edit of a file. Line numbers start at 1 and are those before any edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "edit", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LineEdit {
    /// Deletes lines.
    Delete {
        /// The first line.
        first: usize,
        /// The last line.
        last: usize,
    },
    /// Replaces a line.
    Replace {
        /// The line.
        line: usize,
        /// The text.
        text: String,
    },
    /// Moves lines.
    Move {
        /// The first line.
        first: usize,
        /// The last line.
        last: usize,
        /// The line that they are moved before. For the end of the file, one more than the number of its last line.
        before: usize,
    },
}

/// An entry that a finding is also about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Related {
    /// The list.
    pub list: SiglistName,
    /// Line number of the entry in its file, from 1.
    pub line: usize,
    /// The entry, or the first 256 characters of a longer one.
    pub pattern: String,
}

impl Related {
    /// An entry can be related to many others, so it is shortened.
    pub(super) fn new(list: SiglistName, line: usize, pattern: &str) -> Self {
        Related { list, line, pattern: shown(pattern).into_owned() }
    }
}

/// As much of an entry as is shown in the finding of another one.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    shortened(text, 256)
}

/// How severe a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The list can't be compiled.
    Error,
    /// The entry has no effect, or probably not the intended one.
    Warning,
    /// The entry may not do what was intended or could be written better, or the finding is allowed.
    Hint,
}

impl Severity {
    /// The severity in a word.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
