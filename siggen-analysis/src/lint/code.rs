//! The kinds of findings.

use serde::Serialize;

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Code {
    /// The entry is not a valid regex in Python's dialect, or it uses an unsupported feature.
    Invalid,
    /// The same entry occurs further up.
    Duplicate,
    /// Another entry of the list matches everything that this one matches.
    Shadowed,
    /// No normalized frame that is checked against the list can match.
    Unreachable,
    /// The entry matches more than it seems to be meant for.
    OverBroad,
    /// Sentinels are plain text.
    RegexInSentinel,
    /// A dot that matches any character is probably meant as a dot.
    UnescapedDot,
    /// The `.*` at the end of the entry has no effect.
    RedundantTail,
    /// The entry is out of order.
    Order,
    /// A comment that allows findings has no effect, or can't be parsed.
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
        Code::RedundantTail,
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
            Code::RedundantTail => "redundant-tail",
            Code::Order => "order",
            Code::Allowance => "allowance",
        }
    }

    /// What it finds, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Code::Invalid => "The entry is not a valid regex in Python's dialect, or it uses an unsupported feature.",
            Code::Duplicate => "The same entry occurs further up.",
            Code::Shadowed => "Another entry of the list matches everything that this one matches.",
            Code::Unreachable => "No normalized frame that is checked against the list can match.",
            Code::OverBroad => "The entry matches more than it seems to be meant for.",
            Code::RegexInSentinel => "A sentinel is written as a regex, but sentinels are plain text.",
            Code::UnescapedDot => "A dot that matches any character is probably meant as a dot.",
            Code::RedundantTail => "The `.*` at the end of the entry has no effect.",
            Code::Order => "The entry is out of order.",
            Code::Allowance => "A comment that allows findings has no effect, or can't be parsed.",
        }
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for Code {
    type Err = UnknownCode;

    fn from_str(name: &str) -> Result<Self, UnknownCode> {
        Code::ALL.into_iter().find(|code| code.name() == name).ok_or_else(|| UnknownCode(name.to_owned()))
    }
}

/// A name that no kind of finding has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode(String);

impl std::fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = Code::ALL.map(Code::name).join(", ");
        write!(f, "unknown kind of finding `{}`; the kinds are {names}", self.0)
    }
}

impl std::error::Error for UnknownCode {}
