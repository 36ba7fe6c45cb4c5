//! How much memory a table may take: a batch when it is unpacked, with the dictionaries that were read before.

use std::collections::HashMap;

use super::super::super::limit::too_large;

/// What a table may take, and what its dictionaries do.
pub(super) struct Budget {
    most: usize,
    dictionaries: HashMap<i64, usize>,
    held: usize,
}

impl Budget {
    pub(super) fn new(most: usize) -> Self {
        Budget { most, dictionaries: HashMap::new(), held: 0 }
    }

    /// Whether there is room for so many bytes beside the dictionaries.
    pub(super) fn has(&self, bytes: usize) -> bool {
        self.held.saturating_add(bytes) <= self.most
    }

    /// Takes note of a dictionary, or of what is added to one.
    ///
    /// # Errors
    ///
    /// Where it would take too much. What is added is put together with what is there, so that both are there twice.
    pub(super) fn hold(&mut self, id: i64, is_delta: bool, bytes: usize) -> Result<(), String> {
        let before = self.dictionaries.get(&id).copied().unwrap_or(0);
        let after = if is_delta { before.saturating_add(bytes) } else { bytes };
        let meanwhile = if is_delta { self.held.saturating_add(after) } else { self.held.saturating_add(bytes) };
        if meanwhile > self.most {
            return Err(self.too_large("dictionary"));
        }
        self.dictionaries.insert(id, after);
        self.held = self.held - before + after;
        Ok(())
    }

    /// Forgets the dictionaries, as those of another table follow.
    pub(super) fn forget(&mut self) {
        self.dictionaries.clear();
        self.held = 0;
    }

    pub(super) fn too_large(&self, what: &str) -> String {
        too_large(what, self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_take_from_what_batches_may() {
        let mut budget = Budget::new(100);
        assert!(budget.has(100) && !budget.has(101));
        budget.hold(1, false, 30).unwrap();
        budget.hold(2, false, 10).unwrap();
        assert!(budget.has(60) && !budget.has(61));
        // One that takes the place of another is there beside it for a moment.
        assert!(budget.hold(1, false, 61).is_err());
        budget.hold(1, false, 40).unwrap();
        assert!(budget.has(50) && !budget.has(51));
        budget.hold(2, true, 10).unwrap();
        assert!(budget.has(40) && !budget.has(41));
        assert_eq!(
            budget.hold(2, true, 50).unwrap_err(),
            "the dictionary is larger than 100 bytes, the max-record limit"
        );
        budget.forget();
        assert!(budget.has(100));
    }
}
