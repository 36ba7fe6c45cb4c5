//! What a linter says.

use serde::{Serialize, Serializer};
use siggen_core::SiglistName;

/// What there is to say of a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The list.
    #[serde(serialize_with = "list_name")]
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
    pub mend: String,
    /// The line.
    pub pattern: String,
    /// The line that this one has to do with: the one that shadows it, the one it repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<Other>,
}

/// A line that another one has to do with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Other {
    /// The list.
    #[serde(serialize_with = "list_name")]
    pub list: SiglistName,
    /// Number of the line in its file, from 1.
    pub line: usize,
    /// The line.
    pub pattern: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields so")]
fn list_name<S: Serializer>(list: &SiglistName, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(list.name())
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The list can't be compiled.
    Error,
    /// The line does nothing, or hardly what was meant.
    Warning,
    /// The line may do something else than what was meant.
    Hint,
}

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Code {
    /// The line is no regex of Python's dialect, or uses what is not supported.
    Invalid,
    /// The same line stands further up.
    Duplicate,
    /// Another line of the list matches all that this one matches.
    Shadowed,
    /// No frame's normalized form is such, or the list is not asked about those that are.
    Unreachable,
    /// The line matches more than it seems to be meant for.
    OverBroad,
    /// Sentinels are plain text.
    RegexInSentinel,
    /// A point that stands for any character is probably meant as a point.
    UnescapedDot,
}

impl Code {
    /// All kinds.
    pub const ALL: [Code; 7] = [
        Code::Invalid,
        Code::Duplicate,
        Code::Shadowed,
        Code::Unreachable,
        Code::OverBroad,
        Code::RegexInSentinel,
        Code::UnescapedDot,
    ];

    /// The kind's name, such as `over-broad`.
    pub fn name(self) -> &'static str {
        match self {
            Code::Invalid => "invalid",
            Code::Duplicate => "duplicate",
            Code::Shadowed => "shadowed",
            Code::Unreachable => "unreachable",
            Code::OverBroad => "over-broad",
            Code::RegexInSentinel => "regex-in-sentinel",
            Code::UnescapedDot => "unescaped-dot",
        }
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
