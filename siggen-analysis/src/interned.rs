//! Signatures, each kept once, and what is counted by several of them.
//!
//! A table is compiled for every type of keys and values anew, and a browser downloads each of them. So there are two,
//! of texts and of numbers, and all else is kept in lists beside them.

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

/// Keys of numbers that are known by a number themselves: that of a place in a list beside.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    numbers: FxHashMap<[u32; 3], u32>,
    keys: Vec<[u32; 3]>,
}

impl Keys {
    /// The number of a key: one more than all others where it is new.
    #[expect(clippy::cast_possible_truncation, reason = "as many keys don't fit into memory")]
    pub(crate) fn number(&mut self, key: [u32; 3]) -> usize {
        if let Some(&number) = self.numbers.get(&key) {
            return number as usize;
        }
        let number = self.keys.len();
        self.keys.push(key);
        self.numbers.insert(key, number as u32);
        number
    }

    /// All keys, by number.
    pub(crate) fn all(&self) -> &[[u32; 3]] {
        &self.keys
    }
}

/// The thing at a place of a list, which is made longer for it.
pub(crate) fn at<T: Clone + Default>(things: &mut Vec<T>, place: usize) -> &mut T {
    if things.len() <= place {
        things.resize(place + 1, T::default());
    }
    &mut things[place]
}
