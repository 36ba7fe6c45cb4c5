//! The kinds of findings.

use serde::Serialize;

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
    /// The `.*` at the line's end does nothing.
    SuperfluousTail,
    /// The line stands out of the order that the list is kept in.
    Order,
    /// A comment that allows findings allows none, or can't be read.
    Allowance,
}

impl Code {
    /// All kinds.
    pub const ALL: [Code; 10] = [
        Code::Invalid,
        Code::Duplicate,
        Code::Shadowed,
        Code::Unreachable,
        Code::OverBroad,
        Code::RegexInSentinel,
        Code::UnescapedDot,
        Code::SuperfluousTail,
        Code::Order,
        Code::Allowance,
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
            Code::SuperfluousTail => "superfluous-tail",
            Code::Order => "order",
            Code::Allowance => "allowance",
        }
    }

    /// What it finds, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Code::Invalid => "The line is no regex of Python's dialect, or uses what is not supported.",
            Code::Duplicate => "The same line stands further up.",
            Code::Shadowed => "Another line of the list matches all that this one matches.",
            Code::Unreachable => "No normalized frame is such, or the list is not asked about those that are.",
            Code::OverBroad => "The line matches more than it seems to be meant for.",
            Code::RegexInSentinel => "A sentinel is written as a regex, but sentinels are plain text.",
            Code::UnescapedDot => "A point that stands for any character is probably meant as a point.",
            Code::SuperfluousTail => "The `.*` at the line's end does nothing.",
            Code::Order => "The line stands out of the order that the list is kept in.",
            Code::Allowance => "A comment that allows findings allows none, or can't be read.",
        }
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for Code {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Code::ALL.into_iter().find(|code| code.name() == name).ok_or_else(|| {
            let names = Code::ALL.map(Code::name).join(", ");
            format!("there is no kind of finding `{name}`; the kinds are {names}")
        })
    }
}
