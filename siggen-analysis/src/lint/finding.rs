//! What a linter says.

use std::borrow::Cow;

use serde::Serialize;
use siggen_core::{SiglistName, shortened};

use super::code::Code;

/// What there is to say of a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The list.
    pub list: SiglistName,
    /// Number of the line in its file, from 1.
    pub line: usize,
    /// How grave it is.
    pub severity: Severity,
    /// The kind of finding.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The line.
    pub pattern: String,
    /// The line that this one has to do with: the one that shadows it, the one it repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related: Option<Related>,
    /// A normalized frame that the line matches and that shows the finding. For a sentinel that is written as a regex,
    /// a frame that the regex would match and the sentinel doesn't.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// How to fix it without changing any signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// Why it is to stay, as a comment above the line says. What is allowed is a hint, whatever it is else.
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

/// An edit of a file. The numbers of its lines, from 1, are those before any edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "edit", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LineEdit {
    /// Lines go.
    Delete {
        /// The first line.
        first: usize,
        /// The last line.
        last: usize,
    },
    /// What a line says becomes another text.
    Replace {
        /// The line.
        line: usize,
        /// The text.
        text: String,
    },
    /// Lines go to another place.
    Move {
        /// The first line.
        first: usize,
        /// The last line.
        last: usize,
        /// The line in front of which they go; behind the last line of the file, its number and one.
        before: usize,
    },
}

/// A line that another one has to do with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Related {
    /// The list.
    pub list: SiglistName,
    /// Number of the line in its file, from 1.
    pub line: usize,
    /// The line; of one with more than 256 characters, those.
    pub pattern: String,
}

impl Related {
    /// A line may have to do with many others.
    pub(super) fn new(list: SiglistName, line: usize, pattern: &str) -> Self {
        Related { list, line, pattern: shown(pattern).into_owned() }
    }
}

/// As much of a line as is shown about another one.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    shortened(text, 256)
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The list can't be compiled.
    Error,
    /// The line does nothing, or hardly what was meant.
    Warning,
    /// The line may do something else than what was meant, could be written better, or is allowed.
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
