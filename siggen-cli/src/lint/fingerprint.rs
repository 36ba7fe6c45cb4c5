//! What tells a finding from all others, wherever its line moves.

use std::collections::HashMap;

use super::report::Found;

/// Gives each finding of a report its fingerprint.
#[derive(Default)]
pub(crate) struct Fingerprints {
    seen: HashMap<u64, usize>,
}

impl Fingerprints {
    /// The next finding's. It depends on the file, the kind and the line's text; of several that have all in common,
    /// on how many there were before.
    pub(crate) fn next(&mut self, found: &Found) -> String {
        let path = found.slashed_path();
        let hash = hash([&path, found.finding.code.name(), &found.finding.pattern]);
        let before = self.seen.entry(hash).or_default();
        *before += 1;
        format!("{hash:016x}-{before}")
    }
}

/// FNV-1a, which is the same in all versions of everything.
fn hash<const N: usize>(parts: [&str; N]) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    // A byte that is in no text stands behind each part.
    parts.iter().flat_map(|part| part.bytes().chain([0xff])).fold(0xcbf2_9ce4_8422_2325, step)
}
