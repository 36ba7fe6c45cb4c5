//! The built-in signature lists, embedded as text.
//!
//! The four files beside this crate's manifest are the lists themselves: a plain folder of text
//! files that any reader of the format can use as it is. This crate only embeds them, and nothing
//! else in the workspace does, so there is one copy of each list in a build.
//!
//! ```
//! // Each text is a list file: one entry a line, `#` for comments.
//! assert!(siglists::SENTINELS.lines().any(|line| line == "_purecall"));
//! ```

/// `irrelevant_signature_re.txt`: regexes of frames that a signature skips.
pub const IRRELEVANT: &str = include_str!("../irrelevant_signature_re.txt");

/// `prefix_signature_re.txt`: regexes of frames that a signature keeps and goes on after.
pub const PREFIX: &str = include_str!("../prefix_signature_re.txt");

/// `signatures_with_line_numbers_re.txt`: regexes of functions whose line number matters.
pub const LINE_NUMBERS: &str = include_str!("../signatures_with_line_numbers_re.txt");

/// `signature_sentinels.txt`: exact frames that a signature starts at.
pub const SENTINELS: &str = include_str!("../signature_sentinels.txt");
