//! Examples: the smallest ids, so that they are the same in whatever order the crashes come.

/// How many are kept.
pub(crate) const EXAMPLES: usize = 5;

/// The smallest of all ids that it was offered, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Smallest(Vec<Box<str>>);

impl Smallest {
    pub(crate) fn offer(&mut self, id: &str) {
        let Err(at) = self.0.binary_search_by(|kept| (**kept).cmp(id)) else { return };
        if at < EXAMPLES {
            self.0.truncate(EXAMPLES - 1);
            self.0.insert(at, id.into());
        }
    }

    pub(crate) fn offer_all(&mut self, other: &Smallest) {
        for id in &other.0 {
            self.offer(id);
        }
    }

    pub(crate) fn into_texts(self) -> Vec<String> {
        self.0.into_iter().map(String::from).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_does_not_matter() {
        let kept = |ids: &[&str]| {
            let mut smallest = Smallest::default();
            for id in ids {
                smallest.offer(id);
            }
            smallest.into_texts()
        };
        assert_eq!(kept(&["c", "a", "g", "b", "a", "f", "e", "d"]), ["a", "b", "c", "d", "e"]);
        assert_eq!(kept(&["a", "b", "c", "d", "e", "f", "g"]), ["a", "b", "c", "d", "e"]);
        assert_eq!(kept(&["g", "f", "e", "d", "c", "b", "a"]), ["a", "b", "c", "d", "e"]);
        assert_eq!(kept(&["b", "b"]), ["b"]);
    }
}
