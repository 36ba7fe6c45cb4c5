//! Which of many texts another text starts with.

use crate::order::sorted;

/// Many texts, to find those that another text starts with.
///
/// ```
/// use siggen_core::texts::Starts;
///
/// let starts = Starts::new(["mem", "memcpy", "memset", "mem"]);
/// assert_eq!(starts.of("memcpy_s").collect::<Vec<_>>(), [&[1][..], &[0, 3]]);
/// ```
#[derive(Debug, Default)]
pub struct Starts {
    /// Sorted by their texts.
    groups: Vec<Group>,
}

/// Texts that are the same.
#[derive(Debug)]
struct Group {
    text: Box<str>,
    /// Their indices, in order.
    indices: Vec<usize>,
    /// The longest other text that this one starts with.
    shorter: Option<usize>,
}

impl Starts {
    /// These texts, whose indices are those of their order here.
    pub fn new<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let texts: Vec<(Box<str>, usize)> =
            texts.into_iter().enumerate().map(|(index, text)| (text.as_ref().into(), index)).collect();
        let mut groups: Vec<Group> = Vec::new();
        for (text, index) in sorted(texts, |one, other| one.0.cmp(&other.0)) {
            match groups.last_mut() {
                Some(last) if last.text == text => last.indices.push(index),
                _ => {
                    // What is no start of this text is none of any later one, so each is passed over but once.
                    let mut shorter = groups.len().checked_sub(1);
                    while let Some(at) = shorter.filter(|&at| !text.starts_with(&*groups[at].text)) {
                        shorter = groups[at].shorter;
                    }
                    groups.push(Group { text, indices: vec![index], shorter });
                }
            }
        }
        Starts { groups }
    }

    /// The indices of those that a text starts with, the longest first; of those that are the same together, in order.
    ///
    /// Takes time with the length of the text, and with the number of texts that start with each other in turn.
    pub fn of<'s>(&'s self, text: &str) -> impl Iterator<Item = &'s [usize]> + use<'s> {
        let behind = self.groups.partition_point(|group| *group.text <= *text);
        let last = behind.checked_sub(1);
        let same = last.map_or(0, |last| {
            let both = text.bytes().zip(self.groups[last].text.bytes());
            both.take_while(|(one, other)| one == other).count()
        });
        // All that the last one starts with, the text starts with too, if it is as long as what they share.
        let ways = std::iter::successors(last, |&at| self.groups[at].shorter);
        ways.map(|at| &self.groups[at]).filter(move |group| group.text.len() <= same).map(|group| &*group.indices)
    }
}
