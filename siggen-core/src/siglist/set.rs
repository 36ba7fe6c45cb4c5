//! A set of lists before it is compiled: texts, and edits of them.

use super::{SiglistError, SiglistFiles, SiglistLine, SiglistName, SiglistPattern, Siglists};
use crate::order::{order, sorted};
use crate::pytext;

/// Lists, what is added to them and what is removed: all that a [generator](crate::Generator::with_lists) needs.
///
/// ```
/// use siggen_core::{Crash, Error, Generator, ListSet, SiglistName, Wanted};
///
/// let crash = Crash::from_json(br#"{"threads": [{"frames": [
///     {"function": "memcpy"}, {"function": "kite::copy"}, {"function": "kite::draw"}
/// ]}]}"#)?;
/// let signature = |lists: &ListSet| -> Result<String, Error> {
///     Ok(Generator::with_lists(lists)?.generate(&crash).signature)
/// };
/// let mut lists = ListSet::default();
/// assert_eq!(signature(&lists)?, "memcpy | kite::copy");
///
/// lists = lists.with_line(SiglistName::Prefix, "kite::copy")?;
/// assert_eq!(signature(&lists)?, "memcpy | kite::copy | kite::draw");
///
/// let memcpy = lists.find(SiglistName::Prefix, &[Wanted::Text("memcpy")])?;
/// assert_eq!(signature(&lists.without(&memcpy))?, "memcpy");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListSet<'t> {
    /// The lists themselves; by default, the built-in ones.
    pub base: SiglistFiles<'t>,
    /// Entries that stand behind those of the lists.
    pub added: SiglistFiles<'t>,
    /// Entries of the lists that don't count, each written exactly as there.
    pub removed: SiglistFiles<'t>,
}

/// An entry of a set of lists.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListEntry {
    /// The list.
    pub list: SiglistName,
    /// The entry, and where it is.
    pub line: SiglistLine,
    /// Whether it is one of those that are added.
    pub is_added: bool,
}

impl Default for ListSet<'_> {
    /// The built-in lists.
    fn default() -> Self {
        SiglistFiles::built_in().into()
    }
}

impl<'t> From<SiglistFiles<'t>> for ListSet<'t> {
    fn from(base: SiglistFiles<'t>) -> Self {
        ListSet { base, added: SiglistFiles::default(), removed: SiglistFiles::default() }
    }
}

impl ListSet<'_> {
    /// Whether these are the built-in lists as they are.
    pub fn is_built_in(&self) -> bool {
        *self == ListSet::default()
    }

    /// Whether entries are added or removed by texts of their own, be these empty.
    pub fn is_extended(&self) -> bool {
        self.added != SiglistFiles::default() || self.removed != SiglistFiles::default()
    }

    /// Compiles the lists.
    ///
    /// # Errors
    ///
    /// As [`Siglists::new`]; also the first removed entry that is not in its list.
    pub fn compile(&self) -> Result<Siglists, SiglistError> {
        if !self.is_extended() {
            return Siglists::new(&self.base);
        }
        Siglists::of(&format!("{} and {}", self.base.source, self.added.source), |list| {
            let mut lines = self.left(list)?;
            lines.extend(self.added.entries(list));
            Ok(lines)
        })
    }

    /// The entries of a list that count, those that are added behind the others.
    ///
    /// A removed entry that is not in the list is passed over.
    pub fn entries(&self, list: SiglistName) -> Vec<ListEntry> {
        let removed = self.removed.entries(list);
        let removed = texts(&removed);
        let base = self.base.entries(list).into_iter();
        let base = base.filter(|line| removed.binary_search(&line.text.as_str()).is_err());
        let base = base.map(|line| ListEntry { list, line, is_added: false });
        base.chain(self.added.entries(list).into_iter().map(|line| ListEntry { list, line, is_added: true })).collect()
    }

    /// The lists without some entries. Their lines stay, empty, so all other entries keep their numbers.
    ///
    /// An entry that isn't there is passed over.
    pub fn without(mut self, entries: &[ListEntry]) -> Self {
        for (files, is_added) in [(&mut self.base, false), (&mut self.added, true)] {
            for list in SiglistName::ALL {
                let of_list = entries.iter().filter(|entry| entry.list == list && entry.is_added == is_added);
                let numbers = sorted(of_list.map(|entry| entry.line.number).collect(), Ord::cmp);
                if !numbers.is_empty() {
                    files.blank(list, &numbers);
                }
            }
        }
        self
    }

    /// The lists with an entry more. It stands behind all others of its list, and none of them gets another number.
    ///
    /// # Errors
    ///
    /// Where the text is no entry: it is empty, a comment, more than one line, or not a regex where the list has these.
    pub fn with_line(mut self, list: SiglistName, line: &str) -> Result<Self, SiglistError> {
        let entry = pytext::strip(line);
        if entry.is_empty() || entry.starts_with('#') || entry.contains('\n') {
            return Err(SiglistError::whole(list, "not an entry: it is empty, a comment, or more than one line"));
        }
        let files = if self.is_extended() { &mut self.added } else { &mut self.base };
        files.push(list, line);
        match SiglistPattern::new(entry) {
            Err(error) if list != SiglistName::Sentinels => {
                Err(SiglistError { list: Some(list), line: files.entries(list).pop(), ..error })
            }
            _ => Ok(self),
        }
    }

    /// The entries of the list's own text that count.
    fn left(&self, list: SiglistName) -> Result<Vec<SiglistLine>, SiglistError> {
        let mut lines = self.base.entries(list);
        let removed = self.removed.entries(list);
        if removed.is_empty() {
            return Ok(lines);
        }
        let known = texts(&lines);
        let is_known = |line: &SiglistLine| known.binary_search(&line.text.as_str()).is_ok();
        let missing = (0..removed.len()).filter(|&at| !is_known(&removed[at]));
        let missing = missing.map(|at| (at, "no such entry to remove: write it exactly as in the list"));
        // Of two that are the same, the second one finds nothing left.
        let order = order(removed.len(), &|one, other| removed[one].text.cmp(&removed[other].text));
        let again = order.windows(2).filter(|pair| removed[pair[0]].text == removed[pair[1]].text).map(|pair| pair[1]);
        let again = again.map(|at| (at, "this entry is removed already, further up"));
        if let Some((at, message)) = missing.chain(again).min() {
            return Err(SiglistError::new(list, &removed[at], message));
        }
        let removed = texts(&removed);
        lines.retain(|line| removed.binary_search(&line.text.as_str()).is_err());
        Ok(lines)
    }
}

/// The texts of entries, sorted.
fn texts(lines: &[SiglistLine]) -> Vec<&str> {
    sorted(lines.iter().map(|line| line.text.as_str()).collect(), Ord::cmp)
}

impl SiglistFiles<'_> {
    /// Makes lines empty.
    fn blank(&mut self, list: SiglistName, numbers: &[usize]) {
        let lines = self.get(list).split('\n').enumerate();
        let lines = lines.map(|(index, line)| if numbers.binary_search(&(index + 1)).is_ok() { "" } else { line });
        let text = lines.collect::<Vec<_>>().join("\n");
        self.set(list, text);
    }

    /// Adds a line at the end.
    fn push(&mut self, list: SiglistName, line: &str) {
        let text = self.text_mut(list).to_mut();
        // The last line need not have an end. A byte order mark is none.
        if !matches!(text.strip_prefix('\u{feff}').unwrap_or(text).chars().last(), None | Some('\n')) {
            text.push('\n');
        }
        text.extend([line, "\n"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::siglist::Wanted;

    fn texts(lists: &ListSet<'_>, list: SiglistName) -> Vec<(usize, String)> {
        lists.entries(list).into_iter().map(|entry| (entry.line.number, entry.line.text)).collect()
    }

    fn pairs(pairs: &[(usize, &str)]) -> Vec<(usize, String)> {
        pairs.iter().map(|&(number, text)| (number, text.to_owned())).collect()
    }

    #[test]
    fn the_other_lines_keep_their_numbers() {
        let lists = ListSet::from(SiglistFiles {
            irrelevant: "\u{feff}a\r\n\r\n  b\r\n# c\r\nd".into(),
            sentinels: "s\nt".into(),
            ..SiglistFiles::default()
        });
        let taken = [(SiglistName::Irrelevant, 3), (SiglistName::Sentinels, 1), (SiglistName::Irrelevant, 1)];
        let taken = taken.map(|(list, number)| lists.find(list, &[Wanted::Line(number)]).unwrap().remove(0));
        let left = lists.clone().without(&taken[..2]);
        assert_eq!(texts(&left, SiglistName::Irrelevant), pairs(&[(1, "a"), (5, "d")]));
        assert_eq!(texts(&left, SiglistName::Sentinels), pairs(&[(2, "t")]));
        // What is taken already is passed over.
        assert_eq!(left.clone().without(&taken[..2]), left);
        assert_eq!(texts(&lists.without(&taken), SiglistName::Irrelevant), pairs(&[(5, "d")]));
    }

    #[test]
    fn a_new_line_stands_behind_the_last() {
        for (before, number) in
            [("", 1), ("\u{feff}", 1), ("\n", 2), ("a", 2), ("a\n", 2), ("\u{feff}a\r\n# b\r\n", 3), ("a\r\nb", 3)]
        {
            let lists = ListSet::from(SiglistFiles { prefix: before.into(), ..SiglistFiles::default() });
            let more = lists.clone().with_line(SiglistName::Prefix, "new(er)?").unwrap();
            let mut expected = texts(&lists, SiglistName::Prefix);
            expected.push((number, "new(er)?".to_owned()));
            assert_eq!(texts(&more, SiglistName::Prefix), expected, "{before:?}");
        }
    }

    #[test]
    fn the_first_entry_that_can_not_be_removed_is_named() {
        let number = |removed: &'static str| {
            let removed = SiglistFiles { prefix: removed.into(), ..SiglistFiles::default() };
            let base = SiglistFiles { prefix: "a\nb\na\nc".into(), ..SiglistFiles::default() };
            let compiled = ListSet { removed, ..base.into() }.compile();
            compiled.map(|lists| lists.lines(SiglistName::Prefix).count()).map_err(|error| error.line.unwrap().number)
        };
        assert_eq!(number("# a\nb"), Ok(3));
        // An entry that is there twice goes at once.
        assert_eq!(number("a"), Ok(2));
        assert_eq!(number("b\na\n\nd\nb"), Err(4));
        assert_eq!(number("b\nb\nd"), Err(2));
    }

    #[test]
    fn extended_lists_are_extended_further() {
        let added = SiglistFiles { source: "more".into(), prefix: "a\nb".into(), ..SiglistFiles::default() };
        let lists = ListSet { added, ..ListSet::default() }.with_line(SiglistName::Prefix, "rain").unwrap();
        assert_eq!((&*lists.added.prefix, lists.base), ("a\nb\nrain\n", SiglistFiles::built_in()));
    }

    #[test]
    fn what_is_no_entry() {
        for (line, reason) in [
            ("", "not an entry"),
            ("# a", "not an entry"),
            (" # a", "not an entry"),
            ("a\nb", "not an entry"),
            ("a(", "missing )"),
            ("(?=a)", "look-around"),
        ] {
            let error = ListSet::default().with_line(SiglistName::Prefix, line).unwrap_err();
            assert!(error.message.to_lowercase().contains(reason), "{error}");
            assert_eq!(error.list, Some(SiglistName::Prefix));
            // The line that it would have been.
            assert_eq!(error.line.map(|line| line.text), (reason != "not an entry").then(|| line.to_owned()));
        }
        assert!(ListSet::default().with_line(SiglistName::Sentinels, "a(").is_ok());
    }

    #[test]
    fn built_in_lists_are_known() {
        assert!(ListSet::default().is_built_in() && !ListSet::default().is_extended());
        let named = SiglistFiles { source: "mine".into(), ..SiglistFiles::default() };
        let extended = ListSet { added: named, ..ListSet::default() };
        assert!(!extended.is_built_in() && extended.is_extended());
        assert_eq!(extended.compile().unwrap().source(), "built-in and mine");
    }
}
