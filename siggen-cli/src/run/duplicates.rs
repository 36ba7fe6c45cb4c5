//! Crashes with the id of another one: counted, and the first two of them said. A run that goes on doesn't know the
//! ids of those before it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::seen::{Seen, Spot};

/// How many ids are compared: what their table has room for before it would be doubled once more, to 200 MB.
const MOST: usize = (1 << 22) / 8 * 7;

/// How many bytes of names of sources are kept. Small files have a name each.
const NAMES: usize = 32 << 20;

/// The ids so far.
#[derive(Default)]
pub(crate) struct Duplicates {
    spots: HashMap<u64, Spot, BuildHasherDefault<Hashed>>,
    /// The sources' names, one after the other, and where each ends.
    names: String,
    ends: Vec<usize>,
    pub(crate) count: u64,
    is_said: bool,
    is_full: bool,
}

impl Duplicates {
    /// Adds a chunk's ids, and gives what there is to say about them.
    pub(crate) fn add(&mut self, seen: &Seen) -> Vec<String> {
        let mut said = Vec::new();
        if seen.ids.is_empty() || self.is_full {
            return said;
        }
        // A chunk may go on with the source of the one before.
        let goes_on = self.last().is_some() && self.last() == seen.sources.first().map(String::as_str);
        let first = self.ends.len() - usize::from(goes_on);
        for name in &seen.sources[usize::from(goes_on)..] {
            self.push(name);
        }
        for id in &seen.ids {
            if self.spots.len() == MOST {
                self.is_full = true;
                self.spots = HashMap::default();
                said.push(format!("crash ids are no longer compared: at most {MOST} are kept in memory"));
                break;
            }
            let source = u32::try_from(first).unwrap_or(u32::MAX).saturating_add(id.spot.source);
            let spot = Spot { source, ..id.spot };
            if let Some(before) = self.spots.insert(id.hash, spot) {
                self.count += 1;
                if !self.is_said {
                    self.is_said = true;
                    let (here, there) = (self.place(spot), self.place(before));
                    said.push(format!("{here} has the same crash id as {there}; further duplicates are only counted"));
                }
            }
        }
        said
    }

    fn push(&mut self, name: &str) {
        if self.names.len() + name.len() <= NAMES {
            self.names.push_str(name);
        }
        self.ends.push(self.names.len());
    }

    fn name(&self, source: usize) -> Option<&str> {
        let start = if source == 0 { 0 } else { *self.ends.get(source - 1)? };
        Some(&self.names[start..*self.ends.get(source)?]).filter(|name| !name.is_empty())
    }

    fn last(&self) -> Option<&str> {
        self.name(self.ends.len().checked_sub(1)?)
    }

    fn place(&self, spot: Spot) -> String {
        match self.name(spot.source as usize) {
            Some(name) => spot.within.behind(name),
            None => spot.within.behind(&format!("input {}", u64::from(spot.source) + 1)),
        }
    }
}

/// The ids are hashes already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::super::seen::Id;
    use super::*;

    /// A chunk of records with these hashes, a source each.
    fn chunk(ids: &[(&str, u64)]) -> Seen {
        let mut seen = Seen::default();
        for (source, hash) in ids {
            if seen.sources.last().is_none_or(|last| last != source) {
                seen.sources.push((*source).to_owned());
            }
            let source = u32::try_from(seen.sources.len() - 1).unwrap();
            seen.ids.push(Id { hash: *hash, spot: Spot { source, ..Spot::default() } });
        }
        seen
    }

    #[test]
    fn the_first_pair_is_said() {
        let mut duplicates = Duplicates::default();
        assert!(duplicates.add(&chunk(&[("a", 1), ("b", 2)])).is_empty());
        assert!(duplicates.add(&chunk(&[("b", 3), ("c", 4)])).is_empty());
        let said = duplicates.add(&chunk(&[("c", 5), ("d", 3), ("d", 1)]));
        assert_eq!(said, ["d has the same crash id as b; further duplicates are only counted"]);
        assert!(duplicates.add(&chunk(&[("e", 4)])).is_empty());
        assert_eq!(duplicates.count, 3);
    }

    #[test]
    fn names_beyond_the_room_for_them() {
        let mut duplicates = Duplicates::default();
        let long = "x".repeat(NAMES);
        duplicates.add(&chunk(&[(&long, 1), ("b", 2)]));
        assert_eq!(
            duplicates.add(&chunk(&[("c", 2)])),
            ["input 3 has the same crash id as input 2; further duplicates are only counted"]
        );
    }
}
