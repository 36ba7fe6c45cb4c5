//! Finding the entries of a set of lists that people mean.

use super::{ListEntry, ListSet, SiglistError, SiglistName};

/// How many entries like the one that isn't there are named.
const MOST_ALIKE: usize = 3;

impl ListSet<'_> {
    /// The entry on a line of a list, numbered from 1.
    ///
    /// # Errors
    ///
    /// Where the line has no entry that counts, with those near it; and where two texts have one on such a line.
    pub fn at_line(&self, list: SiglistName, number: usize) -> Result<ListEntry, SiglistError> {
        let entries = self.entries(list);
        let mut at = entries.iter().filter(|entry| entry.line.number == number);
        match (at.next(), at.next()) {
            (Some(entry), None) => Ok(entry.clone()),
            (Some(one), Some(other)) => {
                let (one, other) = (&one.line, &other.line);
                let message = format!(
                    "line {number} exists in {} (`{}`) and in {} (`{}`); write the entry instead of its number",
                    one.source, one.text, other.source, other.text
                );
                Err(SiglistError::whole(list, &message))
            }
            (None, _) => {
                let near = [false, true].map(|is_added| near(&entries, is_added, number)).concat();
                let message = format!(
                    "line {number} has no entry: it is empty or a comment, was removed, or lies behind the end{near}"
                );
                Err(SiglistError::whole(list, &message))
            }
        }
    }

    /// The entries of a list that are written so; at least one.
    ///
    /// # Errors
    ///
    /// Where there is none, with those that begin like it.
    pub fn written(&self, list: SiglistName, text: &str) -> Result<Vec<ListEntry>, SiglistError> {
        let entries = self.entries(list);
        let same: Vec<ListEntry> = entries.iter().filter(|entry| entry.line.text == text).cloned().collect();
        if !same.is_empty() {
            return Ok(same);
        }
        let near: Vec<String> = alike(text, &entries).map(shown).collect();
        let near = if near.is_empty() { String::new() } else { format!("; there is {}", near.join(", ")) };
        let message = format!("there is no entry `{text}`; write it exactly as in the list{near}");
        Err(SiglistError::whole(list, &message))
    }
}

/// The entries of one text before and after a line.
fn near(entries: &[ListEntry], is_added: bool, number: usize) -> String {
    let of_text = || entries.iter().filter(|entry| entry.is_added == is_added);
    let before = of_text().rfind(|entry| entry.line.number < number);
    let after = of_text().find(|entry| entry.line.number > number);
    let near: Vec<&ListEntry> = before.into_iter().chain(after).collect();
    let Some(first) = near.first() else { return String::new() };
    let shown: Vec<String> = near.iter().copied().map(shown).collect();
    format!("; near it in {}: {}", first.line.source, shown.join(", "))
}

/// The first of the entries that begin most like a text.
fn alike<'e>(text: &str, entries: &'e [ListEntry]) -> impl Iterator<Item = &'e ListEntry> {
    let common = |entry: &ListEntry| {
        let pairs = text.chars().zip(entry.line.text.chars());
        pairs.take_while(|(one, other)| one == other).count()
    };
    let most = entries.iter().map(common).max().filter(|&most| most > 0);
    let alike: Vec<&ListEntry> = entries.iter().filter(|entry| Some(common(entry)) == most).take(MOST_ALIKE).collect();
    alike.into_iter()
}

fn shown(entry: &ListEntry) -> String {
    format!("{} `{}`", entry.line.number, entry.line.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::siglist::SiglistFiles;

    const LIST: SiglistName = SiglistName::Prefix;

    fn lists(extension: Option<[&'static str; 2]>) -> ListSet<'static> {
        let files = |source: &'static str, prefix: &'static str| SiglistFiles {
            source: source.into(),
            prefix: prefix.into(),
            ..SiglistFiles::default()
        };
        let mut lists = ListSet::from(files("base", "# Kites.\nkite\nkite_tail\n\n77\nkite\nwind"));
        if let Some([added, removed]) = extension {
            (lists.added, lists.removed) = (files("more", added), files("more", removed));
        }
        lists
    }

    fn places(entries: &[ListEntry]) -> Vec<(&str, usize, &str)> {
        entries.iter().map(|entry| (&*entry.line.source, entry.line.number, entry.line.text.as_str())).collect()
    }

    fn at_line(lists: &ListSet<'_>, number: usize) -> Result<(bool, String), String> {
        let entry = lists.at_line(LIST, number);
        entry.map(|entry| (entry.is_added, entry.line.text)).map_err(|error| error.message)
    }

    #[test]
    fn by_number_and_by_text() {
        assert_eq!(at_line(&lists(None), 2), Ok((false, "kite".to_owned())));
        let kites = lists(None).written(LIST, "kite").unwrap();
        assert_eq!(places(&kites), [("base", 2, "kite"), ("base", 6, "kite")]);
        assert_eq!(places(&lists(None).written(LIST, "77").unwrap()), [("base", 5, "77")]);
    }

    #[test]
    fn the_text_that_an_entry_is_in() {
        let extended = lists(Some(["\n\nkite\nrain", "wind"]));
        assert_eq!(at_line(&extended, 4), Ok((true, "rain".to_owned())));
        assert_eq!(at_line(&extended, 2), Ok((false, "kite".to_owned())));
        let both = at_line(&extended, 3).unwrap_err();
        assert!(both.starts_with("line 3 exists in base (`kite_tail`) and in more (`kite`); "), "{both}");
        assert_eq!(extended.written(LIST, "kite").unwrap().len(), 3);
        let removed = at_line(&extended, 7).unwrap_err();
        assert!(removed.ends_with("near it in base: 6 `kite`; near it in more: 4 `rain`"), "{removed}");
        assert!(extended.written(LIST, "wind").is_err());
    }

    #[test]
    fn what_is_near_an_entry_that_is_not_there() {
        let lists = lists(None);
        assert!(at_line(&lists, 4).unwrap_err().ends_with("; near it in base: 3 `kite_tail`, 5 `77`"));
        assert!(at_line(&lists, 0).unwrap_err().ends_with("; near it in base: 2 `kite`"));
        assert!(at_line(&lists, usize::MAX).unwrap_err().ends_with("; near it in base: 7 `wind`"));
        let missing = |text: &str| lists.written(LIST, text).unwrap_err().message;
        assert!(missing("kite_t").ends_with("; there is 3 `kite_tail`"), "{}", missing("kite_t"));
        assert!(missing("xyz").ends_with("exactly as in the list"), "{}", missing("xyz"));
    }
}
