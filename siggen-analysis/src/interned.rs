//! Signatures, each kept once.

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// Texts that are known by number.
#[derive(Debug, Default)]
pub(crate) struct Interned {
    numbers: FxHashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl Interned {
    /// The number of a text.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        match self.numbers.get(text) {
            Some(&number) => number,
            None => self.add(text.into()),
        }
    }

    /// The numbers that the texts of another one have here, by their numbers there.
    pub(crate) fn absorb(&mut self, other: Interned) -> Vec<u32> {
        let number = |text: Arc<str>| match self.numbers.get(&text) {
            Some(&number) => number,
            None => self.add(text),
        };
        other.texts.into_iter().map(number).collect()
    }

    pub(crate) fn get(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    #[expect(clippy::cast_possible_truncation, reason = "as many texts don't fit into memory")]
    fn add(&mut self, text: Arc<str>) -> u32 {
        let number = self.texts.len() as u32;
        self.texts.push(Arc::clone(&text));
        self.numbers.insert(text, number);
        number
    }
}
