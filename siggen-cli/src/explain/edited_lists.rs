//! Signature lists with edits: without some of their entries, or with some more.

use schemars::JsonSchema;
use serde::Serialize;
use siggen_analysis::{with_line, without};
use siggen_batch::siglist_folder::compiled;
use siggen_core::{Generator, SiglistFiles, SiglistLine, SiglistName, SiglistPattern};

use crate::args::ListLine;

/// The lists as they are: what they are made of, and the lines that a folder adds and removes.
#[derive(Debug)]
pub(crate) struct BaseLists {
    pub(crate) base: SiglistFiles<'static>,
    pub(crate) extension: Option<[SiglistFiles<'static>; 2]>,
}

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

impl ListedLine {
    fn new(list: SiglistName, line: &SiglistLine) -> Self {
        ListedLine { list: list.name(), source: line.source.to_string(), line: line.number, pattern: line.text.clone() }
    }
}

/// An entry, and which of the files it is in.
struct Entry {
    is_added: bool,
    line: SiglistLine,
}

impl BaseLists {
    /// These lists without some lines and with others.
    ///
    /// # Errors
    ///
    /// Where a line to take out isn't there, or one to add is none: for people.
    pub(crate) fn edited(self, without_lines: &[ListLine], with_lines: &[ListLine]) -> Result<EditedLists, String> {
        let mut places: [Vec<(SiglistName, usize)>; 2] = Default::default();
        let mut taken: Vec<ListedLine> = Vec::new();
        for wanted in without_lines {
            for entry in self.find(wanted).map_err(|why| format!("--without {wanted}: {why}"))? {
                places[usize::from(entry.is_added)].push((wanted.list, entry.line.number));
                let line = ListedLine::new(wanted.list, &entry.line);
                if !taken.contains(&line) {
                    taken.push(line);
                }
            }
        }
        // Lines are added first: the last line keeps its number, even if it is taken out.
        let BaseLists { mut base, mut extension } = self;
        let mut new = Vec::new();
        for ListLine { list, line } in with_lines {
            check(*list, line).map_err(|why| format!("--with-line {list}:{line}: {why}"))?;
            let files = extension.as_mut().map_or(&mut base, |[added, _]| added);
            *files = with_line(files, *list, line);
            new.extend(files.entries(*list).last().map(|line| ListedLine::new(*list, line)));
        }
        base = without(&base, &places[0]).map_err(|error| error.to_string())?;
        if let Some([added, _]) = &mut extension {
            *added = without(added, &places[1]).map_err(|error| error.to_string())?;
        }
        let siglists = compiled(&base, extension.as_ref()).map_err(|error| error.to_string())?;
        Ok(EditedLists { generator: Generator::with_siglists(siglists), without: taken, with: new })
    }

    /// The entries that an argument means: one by its number, or all that are written so.
    fn find(&self, wanted: &ListLine) -> Result<Vec<Entry>, String> {
        let number: Option<usize> = wanted.line.parse().ok();
        let mut entries = self.entries(wanted.list);
        let at_number = |entry: &Entry| Some(entry.line.number) == number;
        if let [one, other, ..] = entries.iter().filter(|entry| at_number(entry)).collect::<Vec<_>>().as_slice() {
            let (one, other) = (&one.line, &other.line);
            return Err(format!(
                "line {} exists in {} (`{}`) and in {} (`{}`); write the entry instead of its number",
                one.number, one.source, one.text, other.source, other.text
            ));
        }
        let is_numbered = entries.iter().any(at_number);
        let is_meant = |entry: &Entry| if is_numbered { at_number(entry) } else { entry.line.text == wanted.line };
        if !entries.iter().any(is_meant) {
            return Err(self.missing(wanted, number, &entries));
        }
        entries.retain(is_meant);
        Ok(entries)
    }

    /// The entries of a list that count, those of the folder that extends it behind the others.
    fn entries(&self, list: SiglistName) -> Vec<Entry> {
        let entry = |is_added| move |line| Entry { is_added, line };
        let base = self.base.entries(list).into_iter().map(entry(false));
        match &self.extension {
            None => base.collect(),
            Some([added, removed]) => {
                let removed = removed.entries(list);
                let left = base.filter(|entry| !removed.iter().any(|line| line.text == entry.line.text));
                left.chain(added.entries(list).into_iter().map(entry(true))).collect()
            }
        }
    }

    /// Says that there is no such entry, and which there are near it.
    fn missing(&self, wanted: &ListLine, number: Option<usize>, entries: &[Entry]) -> String {
        let list = wanted.list;
        let shown = |entry: &Entry| format!("{} `{}`", entry.line.number, entry.line.text);
        let Some(number) = number else {
            let near = alike(&wanted.line, entries);
            let near = near.iter().map(|entry| shown(entry)).collect::<Vec<_>>().join(", ");
            let near = if near.is_empty() { near } else { format!("; there is {near}") };
            return format!("{list}.txt has no such entry; write it exactly as in the list{near}");
        };
        let sources = [Some(&self.base), self.extension.as_ref().map(|[added, _]| added)];
        let near = sources.into_iter().flatten().enumerate().filter_map(|(at, files)| {
            let mut of_file = entries.iter().filter(|entry| usize::from(entry.is_added) == at);
            let before = of_file.clone().rfind(|entry| entry.line.number < number);
            let after = of_file.find(|entry| entry.line.number > number);
            let near: Vec<String> = before.into_iter().chain(after).map(shown).collect();
            (!near.is_empty()).then(|| format!("; near it in {}: {}", files.source, near.join(", ")))
        });
        format!(
            "{list}.txt has no entry on that line, which is empty or a comment, was removed, or is past \
             the end{}",
            near.collect::<String>()
        )
    }
}

/// Entries that begin like a text.
fn alike<'e>(text: &str, entries: &'e [Entry]) -> Vec<&'e Entry> {
    let common =
        |entry: &Entry| text.chars().zip(entry.line.text.chars()).take_while(|(one, other)| one == other).count();
    let most = entries.iter().map(common).max().unwrap_or_default();
    let alike = entries.iter().filter(|entry| most > 0 && common(entry) == most);
    alike.take(3).collect()
}

/// Whether a text can be an entry.
fn check(list: SiglistName, line: &str) -> Result<(), String> {
    if line.starts_with('#') || line.contains('\n') {
        return Err("an entry is a single line that doesn't start with `#`".to_owned());
    }
    if list == SiglistName::Sentinels { Ok(()) } else { SiglistPattern::new(line).map(drop) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(extension: Option<[&str; 2]>) -> BaseLists {
        let files = |source: &'static str, prefix: &str| SiglistFiles {
            source: source.into(),
            prefix: prefix.to_owned().into(),
            ..SiglistFiles::default()
        };
        BaseLists {
            base: files("base", "# Kites.\nkite\nkite_tail\n\n77\nkite\nwind"),
            extension: extension.map(|[added, removed]| [files("more", added), files("more", removed)]),
        }
    }

    fn line(written: &str) -> ListLine {
        ListLine { list: SiglistName::Prefix, line: written.to_owned() }
    }

    /// Source, number and text of the lines that are taken out.
    fn taken(lists: BaseLists, written: &str) -> Result<Vec<(String, usize, String)>, String> {
        let edited = lists.edited(&[line(written)], &[])?;
        let siglists = edited.generator.siglists();
        for taken in &edited.without {
            let stays = siglists
                .lines(SiglistName::Prefix)
                .any(|line| *line.source == *taken.source && line.number == taken.line);
            assert!(!stays, "{taken:?}");
        }
        Ok(edited.without.into_iter().map(|line| (line.source, line.line, line.pattern)).collect())
    }

    fn of(source: &str, number: usize, text: &str) -> (String, usize, String) {
        (source.to_owned(), number, text.to_owned())
    }

    #[test]
    fn a_number_or_the_line_itself() {
        assert_eq!(taken(lists(None), "2").unwrap(), [of("base", 2, "kite")]);
        assert_eq!(taken(lists(None), "kite").unwrap(), [of("base", 2, "kite"), of("base", 6, "kite")]);
        // There is no line 77, but one that is written so.
        assert_eq!(taken(lists(None), "77").unwrap(), [of("base", 5, "77")]);
    }

    #[test]
    fn the_file_that_a_line_is_in() {
        let extended = || lists(Some(["\n\nkite\nrain", "wind"]));
        assert_eq!(taken(extended(), "4").unwrap(), [of("more", 4, "rain")]);
        assert_eq!(taken(extended(), "2").unwrap(), [of("base", 2, "kite")]);
        let both = taken(extended(), "3").unwrap_err();
        assert!(both.contains("line 3 exists in base (`kite_tail`) and in more (`kite`)"), "{both}");
        assert_eq!(taken(extended(), "kite").unwrap().len(), 3);
        // The folder has removed it already.
        let removed = taken(extended(), "7").unwrap_err();
        assert!(removed.ends_with("near it in base: 6 `kite`; near it in more: 4 `rain`"), "{removed}");
        assert!(taken(extended(), "wind").is_err());
    }

    #[test]
    fn what_is_near_a_line_that_is_not_there() {
        let error = taken(lists(None), "4").unwrap_err();
        assert!(error.starts_with("--without prefix_signature_re:4: "), "{error}");
        assert!(error.ends_with("near it in base: 3 `kite_tail`, 5 `77`"), "{error}");
        let error = taken(lists(None), "0").unwrap_err();
        assert!(error.ends_with("near it in base: 2 `kite`"), "{error}");
        let error = taken(lists(None), "kite_t").unwrap_err();
        assert!(error.ends_with("there is 3 `kite_tail`"), "{error}");
        assert!(taken(lists(None), "xyz").unwrap_err().ends_with("exactly as in the list"));
    }

    #[test]
    fn a_line_more_stands_at_the_end() {
        let edited = lists(None).edited(&[line("wind")], &[line("rain"), line("snow")]).unwrap();
        let new: Vec<_> = edited.with.iter().map(|line| (&*line.source, line.line, &*line.pattern)).collect();
        assert_eq!(new, [("base", 8, "rain"), ("base", 9, "snow")]);
        let extended = lists(Some(["a\nb", ""])).edited(&[], &[line("rain")]).unwrap();
        assert_eq!((&*extended.with[0].source, extended.with[0].line), ("more", 3));
        assert!(extended.generator.siglists().is_match(SiglistName::Prefix, "rain"));
    }

    #[test]
    fn what_can_be_no_line() {
        for (written, reason) in
            [("a(", "missing )"), ("# a", "an entry is"), ("a\nb", "an entry is"), ("(?=a)", "look-around")]
        {
            let error = lists(None).edited(&[], &[line(written)]).unwrap_err();
            assert!(error.starts_with("--with-line prefix_signature_re:"), "{error}");
            assert!(error.to_lowercase().contains(reason), "{error}");
        }
        let sentinel = ListLine { list: SiglistName::Sentinels, line: "a(".to_owned() };
        assert!(lists(None).edited(&[], &[sentinel]).is_ok());
    }
}
