//! What coverage says.

use serde::Serialize;
use siggen_core::SiglistName;

/// What each entry of a set of lists does to crashes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// Where the lists come from.
    pub source: String,
    /// How many crashes were looked at.
    pub crashes: u64,
    /// How many signatures they have.
    pub signatures: u64,
    /// All entries, list by list, in their order.
    pub lines: Vec<LineCoverage>,
}

/// What an entry does to crashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineCoverage {
    /// The list.
    pub list: SiglistName,
    /// Line number of the entry in its file, from 1.
    pub line: usize,
    /// The entry.
    pub text: String,
    /// Crashes with a frame that was checked against the list and that the entry matches.
    pub matched: u64,
    /// Crashes where it fired: it is the first entry of its list to match such a frame.
    pub fired: u64,
    /// Crashes with such a frame that no other entry of the list matches.
    pub only_match: u64,
    /// Crashes whose signature would change without the entry; absent if not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<u64>,
    /// How many signatures the crashes where it fired have.
    pub signature_count: u64,
    /// The most frequent of those signatures.
    pub signatures: Vec<SignatureCount>,
    /// How many different changes of a signature there would be without the entry; absent if not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_count: Option<u64>,
    /// The most frequent of those changes; absent if not asked for.
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

/// A change of a signature without an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Without {
    /// The signature with the entry.
    pub signature: String,
    /// The signature without it.
    pub without: String,
    /// How many crashes.
    pub crashes: u64,
}
