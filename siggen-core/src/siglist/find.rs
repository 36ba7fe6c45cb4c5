//! Finding the entries of a set of lists that people mean.

use super::{ListEntry, ListSet, MOST_SHOWN, SiglistError, SiglistLine, SiglistName};
use crate::order::order;
use crate::printable::shortened;

/// How many entries like the one that isn't there are named.
const MOST_ALIKE: usize = 3;

/// Which entry of a list somebody means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted<'w> {
    /// The one on a line, numbered from 1.
    Line(usize),
    /// All that are written so.
    Text(&'w str),
}

impl ListSet<'_> {
    /// The entries of a list that somebody means, in the order in which they are wanted, each once.
    ///
    /// Takes time with the list and with how many are wanted, not with their product.
    ///
    /// # Errors
    ///
    /// The first that isn't there, with those near it; also a line that two texts have an entry on.
    pub fn find(&self, list: SiglistName, wanted: &[Wanted<'_>]) -> Result<Vec<ListEntry>, SiglistError> {
        let entries = self.entries(list);
        let by_line = order(entries.len(), &|one, other| entries[one].line.number.cmp(&entries[other].line.number));
        let by_text = order(entries.len(), &|one, other| entries[one].line.text.cmp(&entries[other].line.text));
        let (mut is_found, mut is_done) = (vec![false; entries.len()], vec![false; entries.len()]);
        let mut found = Vec::new();
        for &wanted in wanted {
            let order = if matches!(wanted, Wanted::Line(_)) { &by_line } else { &by_text };
            let compare = |entry: &ListEntry| match wanted {
                Wanted::Line(number) => entry.line.number.cmp(&number),
                Wanted::Text(text) => entry.line.text.as_str().cmp(text),
            };
            let first = order.partition_point(|&at| compare(&entries[at]).is_lt());
            let mut same = order[first..].iter().copied().take_while(|&at| compare(&entries[at]).is_eq()).peekable();
            match (wanted, same.peek()) {
                (Wanted::Line(number), None) => return Err(SiglistError::whole(list, &no_line(&entries, number))),
                (Wanted::Text(text), None) => return Err(SiglistError::whole(list, &no_text(&entries, text))),
                // As many entries may be written so as times somebody wants them.
                (Wanted::Text(_), Some(_)) if std::mem::replace(&mut is_done[first], true) => continue,
                (Wanted::Line(_), Some(&one)) => {
                    if let Some(&other) = order.get(first + 1).filter(|&&at| compare(&entries[at]).is_eq()) {
                        let message = two_lines(&entries[one].line, &entries[other].line);
                        return Err(SiglistError::whole(list, &message));
                    }
                }
                (Wanted::Text(_), Some(_)) => {}
            }
            for at in same {
                if !std::mem::replace(&mut is_found[at], true) {
                    found.push(entries[at].clone());
                }
            }
        }
        Ok(found)
    }
}

fn two_lines(one: &SiglistLine, other: &SiglistLine) -> String {
    format!(
        "line {} exists in {} (`{}`) and in {} (`{}`); write the entry instead of its number",
        one.number, one.source, one.text, other.source, other.text
    )
}

fn no_line(entries: &[ListEntry], number: usize) -> String {
    let near = [false, true].map(|is_added| near(entries, is_added, number)).concat();
    format!("line {number} has no entry: it is empty or a comment, was removed, or lies behind the end{near}")
}

fn no_text(entries: &[ListEntry], text: &str) -> String {
    let near: Vec<String> = alike(text, entries).map(shown).collect();
    let near = if near.is_empty() { String::new() } else { format!("; there is {}", near.join(", ")) };
    format!("there is no entry `{}`; write it exactly as in the list{near}", shortened(text, MOST_SHOWN))
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
        let mut found = lists.find(LIST, &[Wanted::Line(number)]).map_err(|error| error.message)?;
        let entry = found.pop().unwrap();
        Ok((entry.is_added, entry.line.text))
    }

    fn written(lists: &ListSet<'_>, text: &str) -> Result<Vec<ListEntry>, SiglistError> {
        lists.find(LIST, &[Wanted::Text(text)])
    }

    #[test]
    fn many_at_once_stay_in_their_order() {
        let found = lists(None)
            .find(
                LIST,
                &[Wanted::Line(7), Wanted::Line(6), Wanted::Text("kite"), Wanted::Text("kite"), Wanted::Line(3)],
            )
            .unwrap();
        let numbers: Vec<usize> = found.iter().map(|entry| entry.line.number).collect();
        assert_eq!(numbers, [7, 6, 2, 3]);
        assert_eq!(lists(None).find(LIST, &[]), Ok(Vec::new()));
        let error = lists(None).find(LIST, &[Wanted::Line(2), Wanted::Line(9), Wanted::Text("x")]).unwrap_err();
        assert!(error.message.starts_with("line 9 has no entry: "), "{error}");
    }

    #[test]
    fn by_number_and_by_text() {
        assert_eq!(at_line(&lists(None), 2), Ok((false, "kite".to_owned())));
        let kites = written(&lists(None), "kite").unwrap();
        assert_eq!(places(&kites), [("base", 2, "kite"), ("base", 6, "kite")]);
        assert_eq!(places(&written(&lists(None), "77").unwrap()), [("base", 5, "77")]);
    }

    #[test]
    fn the_text_that_an_entry_is_in() {
        let extended = lists(Some(["\n\nkite\nrain", "wind"]));
        assert_eq!(at_line(&extended, 4), Ok((true, "rain".to_owned())));
        assert_eq!(at_line(&extended, 2), Ok((false, "kite".to_owned())));
        let both = at_line(&extended, 3).unwrap_err();
        assert!(both.starts_with("line 3 exists in base (`kite_tail`) and in more (`kite`); "), "{both}");
        assert_eq!(written(&extended, "kite").unwrap().len(), 3);
        let removed = at_line(&extended, 7).unwrap_err();
        assert!(removed.ends_with("near it in base: 6 `kite`; near it in more: 4 `rain`"), "{removed}");
        assert!(written(&extended, "wind").is_err());
    }

    #[test]
    fn what_is_near_an_entry_that_is_not_there() {
        let lists = lists(None);
        assert!(at_line(&lists, 4).unwrap_err().ends_with("; near it in base: 3 `kite_tail`, 5 `77`"));
        assert!(at_line(&lists, 0).unwrap_err().ends_with("; near it in base: 2 `kite`"));
        assert!(at_line(&lists, usize::MAX).unwrap_err().ends_with("; near it in base: 7 `wind`"));
        let missing = |text: &str| written(&lists, text).unwrap_err().message;
        assert!(missing("kite_t").ends_with("; there is 3 `kite_tail`"), "{}", missing("kite_t"));
        assert!(missing("xyz").ends_with("exactly as in the list"), "{}", missing("xyz"));
    }
}
