//! Which entries of a list match a frame, found without a look at each of them.

use super::engine::Set;
use super::entry::{Entry, EntryKind};
use crate::order::sort;
use crate::texts::{Insides, Starts};

/// The entries of a list by their kinds: what finds those that match, and their indices in the list.
#[derive(Debug)]
pub(super) struct Index {
    texts: (Starts, Vec<usize>),
    insides: (Insides, Vec<usize>),
    /// Without a set where they don't fit into one; then each is asked.
    regexes: (Option<Set>, Vec<usize>),
}

impl Index {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let (mut texts, mut insides, mut regexes) = ((vec![], vec![]), (vec![], vec![]), (vec![], vec![]));
        for (index, entry) in entries.iter().enumerate() {
            let of_kind = match &entry.kind {
                EntryKind::Start(text) => {
                    texts.0.push(&**text);
                    &mut texts.1
                }
                EntryKind::Inside(text) => {
                    insides.0.push(&**text);
                    &mut insides.1
                }
                EntryKind::Regex(_) => {
                    regexes.0.extend(entry.regex());
                    &mut regexes.1
                }
            };
            of_kind.push(index);
        }
        Index {
            texts: (Starts::new(texts.0), texts.1),
            insides: (Insides::new(insides.0), insides.1),
            regexes: (Set::new(regexes.0).ok(), regexes.1),
        }
    }

    /// The indices of all entries that match a text, in order.
    pub(super) fn matching(&self, text: &str, entries: &[Entry]) -> Vec<usize> {
        let mut matching: Vec<usize> = self.texts.0.of(text).flatten().map(|&at| self.texts.1[at]).collect();
        // A point matches no line break.
        let first_line = text.split('\n').next().unwrap_or_default();
        matching.extend(self.insides.0.of(first_line).into_iter().map(|at| self.insides.1[at]));
        match &self.regexes {
            (Some(set), indices) => matching.extend(set.matching(text).into_iter().map(|at| indices[at])),
            // No more than fit into the regex that all of them are together.
            (None, indices) => matching.extend(indices.iter().filter(|&&index| entries[index].find(text).is_some())),
        }
        sort(&mut matching, &|one, other| one.cmp(&other));
        matching
    }
}

#[cfg(test)]
mod tests {
    use crate::siglist::{SiglistFiles, SiglistName, Siglists};

    /// Lines that often have to do with each other.
    const PARTS: [&str; 14] =
        ["a", "b", "ab", "::", ".*", "(a|b)", "(ab)?", "$", "a+", "b*", "[ab]", r"\b", "a|b", r"\n"];

    #[test]
    fn the_same_are_found_as_by_each_line_alone() {
        let mut random = 1_u64;
        let mut below = |end: usize| {
            random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            usize::try_from(random >> 33).unwrap() % end
        };
        let mut found = 0;
        for round in 0..150 {
            let lines: Vec<String> =
                (0..round % 40).map(|_| (0..=below(4)).map(|_| PARTS[below(14)]).collect::<String>()).collect();
            let alone: Vec<_> = lines.iter().map(|line| (line, files(line))).collect();
            let good: Vec<_> =
                alone.iter().filter_map(|(line, files)| Some((line, Siglists::new(files).ok()?))).collect();
            let all = good.iter().map(|(line, _)| line.as_str()).collect::<Vec<_>>().join("\n");
            let all = Siglists::new(&files(&all)).unwrap();
            for _ in 0..60 {
                let name: String = (0..below(6)).map(|_| ["a", "b", "::", "c", "\n"][below(5)]).collect();
                let is_match = |lists: &Siglists, list| lists.is_match(list, &name);
                for list in [SiglistName::Prefix, SiglistName::Sentinels] {
                    let matching = good.iter().map(|(_, alone)| is_match(alone, list));
                    let matching: Vec<usize> =
                        matching.enumerate().filter(|(_, is_match)| *is_match).map(|(index, _)| index).collect();
                    assert_eq!(all.find_all(list, &name), matching, "{name:?} in {list}: {lines:?}");
                    let first = all.find(list, &name).map(|found| found.line.text.as_str());
                    assert_eq!(first, matching.first().map(|&index| good[index].0.as_str()));
                    found += matching.len();
                }
            }
        }
        assert!(found > 10_000, "{found}");
    }

    fn files(text: &str) -> SiglistFiles<'_> {
        SiglistFiles { prefix: text.into(), sentinels: text.into(), ..SiglistFiles::default() }
    }
}
