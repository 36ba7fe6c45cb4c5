//! Signature lists with edits: without some of their entries, or with some more.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Serialize;
use siggen_core::{Generator, ListEntry, ListSet, SiglistError, SiglistName, Wanted};

use crate::args::ListLine;

/// A generator with other lists, and what is other about them.
#[derive(Debug)]
pub(crate) struct EditedLists {
    pub(crate) generator: Generator,
    pub(crate) without: Vec<ListedLine>,
    pub(crate) with: Vec<ListedLine>,
}

/// An entry of a list, and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct ListedLine {
    /// The list's name.
    pub(crate) list: &'static str,
    /// Where the list's file comes from: a directory, or `built-in`.
    pub(crate) source: String,
    /// Number of the line in its file, from 1.
    pub(crate) line: usize,
    /// The entry: a regex in Python's dialect, or text for a sentinel.
    pub(crate) pattern: String,
}

impl From<ListEntry> for ListedLine {
    fn from(entry: ListEntry) -> Self {
        let ListEntry { list, line, .. } = entry;
        ListedLine { list: list.name(), source: line.source.to_string(), line: line.number, pattern: line.text }
    }
}

impl EditedLists {
    /// The lists without some entries and with others.
    ///
    /// # Errors
    ///
    /// Where an entry to leave out isn't there, or one to add is none: for people.
    pub(crate) fn of(lists: ListSet<'_>, without: &[ListLine], with: &[ListLine]) -> Result<Self, String> {
        let mut left_out: Vec<ListEntry> = Vec::new();
        // All that are wanted of one list at once, as long as they stand side by side.
        for wanted in without.chunk_by(|one, other| one.list == other.list) {
            let list = wanted[0].list;
            let meant = meant(&lists, list, wanted).map_err(|error| format!("--without {list}: {}", error.message))?;
            left_out.extend(meant);
        }
        // Entries are added first: the last line keeps its number, even if its entry is left out.
        let mut edited = lists;
        for ListLine { list, line } in with {
            let refused = |error: SiglistError| format!("--with-line {list}:{line}: {}", error.message);
            edited = edited.with_line(*list, line).map_err(refused)?;
        }
        let mut added = SiglistName::ALL.map(|list| {
            let count = with.iter().filter(|line| line.list == list).count();
            let mut entries = if count > 0 { edited.entries(list) } else { Vec::new() };
            (list, entries.split_off(entries.len() - count).into_iter())
        });
        let with = with.iter().filter_map(|line| {
            let (_, entries) = added.iter_mut().find(|(list, _)| *list == line.list)?;
            entries.next().map(ListedLine::from)
        });
        let with = with.collect();
        let edited = edited.without(&left_out);
        let generator = Generator::with_lists(&edited).map_err(|error| error.to_string())?;
        let mut without: Vec<ListedLine> = Vec::new();
        for entry in left_out.into_iter().map(ListedLine::from) {
            if !without.contains(&entry) {
                without.push(entry);
            }
        }
        Ok(EditedLists { generator, without, with })
    }
}

/// The entries that arguments mean: the one on a line of this number, or all that are written so.
fn meant(lists: &ListSet<'_>, list: SiglistName, lines: &[ListLine]) -> Result<Vec<ListEntry>, SiglistError> {
    let entries = lists.entries(list);
    let numbers: HashSet<usize> = entries.iter().map(|entry| entry.line.number).collect();
    let texts: HashSet<&str> = entries.iter().map(|entry| entry.line.text.as_str()).collect();
    let wanted = lines.iter().map(|ListLine { line, .. }| match line.parse() {
        // An entry can be a number, as long as there is no line of that number.
        Ok(number) if numbers.contains(&number) || !texts.contains(line.as_str()) => Wanted::Line(number),
        _ => Wanted::Text(line),
    });
    lists.find(list, &wanted.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use siggen_core::SiglistFiles;

    use super::*;

    fn lists(added: Option<&'static str>) -> ListSet<'static> {
        let files = |source: &'static str, prefix: &'static str| SiglistFiles {
            source: source.into(),
            prefix: prefix.into(),
            ..SiglistFiles::default()
        };
        let lists = ListSet::from(files("base", "kite\nkite_tail\n\n77\nkite"));
        ListSet { added: added.map(|added| files("more", added)).unwrap_or_default(), ..lists }
    }

    fn line(written: &str) -> ListLine {
        ListLine { list: SiglistName::Prefix, line: written.to_owned() }
    }

    fn places(lines: &[ListedLine]) -> Vec<(&str, usize, &str)> {
        lines.iter().map(|line| (line.source.as_str(), line.line, line.pattern.as_str())).collect()
    }

    #[test]
    fn a_number_or_the_entry_itself() {
        let left_out = |written: &str| EditedLists::of(lists(None), &[line(written), line(written)], &[]).unwrap();
        assert_eq!(places(&left_out("1").without), [("base", 1, "kite")]);
        assert_eq!(places(&left_out("kite").without), [("base", 1, "kite"), ("base", 5, "kite")]);
        // There is no line 77, but an entry that is written so.
        let edited = left_out("77");
        assert_eq!(places(&edited.without), [("base", 4, "77")]);
        assert!(!edited.generator.siglists().is_match(SiglistName::Prefix, "77"));
        let error = EditedLists::of(lists(None), &[line("3")], &[]).unwrap_err();
        assert!(error.starts_with("--without prefix_signature_re: line 3 has no entry: "), "{error}");
    }

    #[test]
    fn an_entry_more_stands_at_the_end() {
        let edited = EditedLists::of(lists(None), &[line("5")], &[line("rain"), line("snow")]).unwrap();
        assert_eq!(places(&edited.with), [("base", 6, "rain"), ("base", 7, "snow")]);
        let edited = EditedLists::of(lists(Some("a\nb")), &[], &[line("rain")]).unwrap();
        assert_eq!(places(&edited.with), [("more", 3, "rain")]);
        assert!(edited.generator.siglists().is_match(SiglistName::Prefix, "rain"));
        let error = EditedLists::of(lists(None), &[], &[line("a(")]).unwrap_err();
        assert!(error.starts_with("--with-line prefix_signature_re:a(: missing )"), "{error}");
    }
}
