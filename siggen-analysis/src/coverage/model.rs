//! What coverage says.

use serde::Serialize;
use siggen_core::SiglistName;

/// What each line of a set of lists does to crashes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// Where the lists come from.
    pub source: String,
    /// How many crashes were looked at.
    pub crashes: u64,
    /// How many signatures they have.
    pub signatures: u64,
    /// All lines, list by list, in their order.
    pub lines: Vec<LineCoverage>,
}

/// What a line does to crashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineCoverage {
    /// The list.
    pub list: SiglistName,
    /// Number of the line in its file, from 1.
    pub line: usize,
    /// The line.
    pub text: String,
    /// Crashes with a frame that the list was asked about and that the line matches.
    pub matched: u64,
    /// Crashes where it decided about such a frame: it is the first line of its list to match it.
    pub fired: u64,
    /// Crashes where no other line of its list would have given the same answer about one of the frames.
    pub only_match: u64,
    /// Crashes that would have another signature without the line; absent where nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<u64>,
    /// How many signatures the crashes have where it fired.
    pub signature_count: u64,
    /// The most frequent of those signatures.
    pub signatures: Vec<SignatureCount>,
    /// How many ways from signature to signature there would be without the line; absent where nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_count: Option<u64>,
    /// The most frequent of those ways; absent where nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<Without>>,
    /// Ids of some crashes where it fired: the smallest.
    pub examples: Vec<String>,
}

/// A signature and how many crashes have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignatureCount {
    /// The signature.
    pub signature: String,
    /// How many crashes.
    pub crashes: u64,
}

/// What signatures would be without a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Without {
    /// The signature with the line.
    pub signature: String,
    /// The signature without it.
    pub without: String,
    /// How many crashes.
    pub crashes: u64,
}
