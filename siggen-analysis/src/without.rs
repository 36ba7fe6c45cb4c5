//! Lists without some of their lines.

use rustc_hash::FxHashSet;
use siggen_core::{SiglistFiles, SiglistName};

/// There is no entry on the line: it is empty, a comment, or behind the list's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoEntry {
    /// The list.
    pub list: SiglistName,
    /// Number of the line in its file, from 1.
    pub line: usize,
}

impl std::fmt::Display for NoEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.txt, line {}: there is no entry to remove", self.list, self.line)
    }
}

impl std::error::Error for NoEntry {}

/// The lists without the entries at some places. Their lines stay, empty, so all other entries keep their numbers.
///
/// The same place may be named twice.
///
/// ```
/// use siggen_analysis::without;
/// use siggen_core::{SiglistFiles, SiglistName};
///
/// let lists = SiglistFiles { prefix: "# Memory.\nmalloc\nmemcpy\n".into(), ..Default::default() };
/// assert_eq!(without(&lists, &[(SiglistName::Prefix, 2)])?.prefix, "# Memory.\n\nmemcpy\n");
/// let error = without(&lists, &[(SiglistName::Prefix, 1)]).unwrap_err();
/// assert_eq!(error.to_string(), "prefix_signature_re.txt, line 1: there is no entry to remove");
/// # Ok::<(), siggen_analysis::NoEntry>(())
/// ```
///
/// # Errors
///
/// The first place that holds no entry.
pub fn without(files: &SiglistFiles<'_>, places: &[(SiglistName, usize)]) -> Result<SiglistFiles<'static>, NoEntry> {
    let mut left = SiglistFiles { source: files.source.to_string().into(), ..SiglistFiles::default() };
    for list in SiglistName::ALL {
        let taken: FxHashSet<usize> = places.iter().filter(|(of, _)| *of == list).map(|&(_, line)| line).collect();
        if taken.is_empty() {
            left.set(list, files.get(list).to_owned());
            continue;
        }
        let entries: FxHashSet<usize> = files.entries(list).iter().map(|entry| entry.number).collect();
        if let Some(&(list, line)) = places.iter().find(|(of, line)| *of == list && !entries.contains(line)) {
            return Err(NoEntry { list, line });
        }
        let lines = files.get(list).split('\n').enumerate();
        let lines: Vec<&str> =
            lines.map(|(index, line)| if taken.contains(&(index + 1)) { "" } else { line }).collect();
        left.set(list, lines.join("\n"));
    }
    Ok(left)
}

#[cfg(test)]
mod tests {
    use siggen_core::Siglists;

    use super::*;

    #[test]
    fn the_other_lines_keep_their_numbers() {
        let lists = SiglistFiles {
            source: "mine".into(),
            irrelevant: "\u{feff}a\r\n\r\n  b\r\n# c\r\nd".into(),
            sentinels: "s\nt".into(),
            ..SiglistFiles::default()
        };
        let places = [(SiglistName::Irrelevant, 3), (SiglistName::Sentinels, 1), (SiglistName::Irrelevant, 3)];
        let left = without(&lists, &places).unwrap();
        let siglists = Siglists::new(&left).unwrap();
        let lines = |list| -> Vec<(usize, String)> {
            siglists.lines(list).map(|line| (line.number, line.text.clone())).collect()
        };
        assert_eq!(lines(SiglistName::Irrelevant), [(1, "a".to_owned()), (5, "d".to_owned())]);
        assert_eq!(lines(SiglistName::Sentinels), [(2, "t".to_owned())]);
        assert_eq!(left.source, "mine");
    }

    #[test]
    fn the_first_line_goes_as_any_other() {
        let lists = SiglistFiles { irrelevant: "\u{feff}a\nb".into(), ..SiglistFiles::default() };
        assert_eq!(without(&lists, &[(SiglistName::Irrelevant, 1)]).unwrap().irrelevant, "\nb");
    }

    #[test]
    fn a_place_without_an_entry_is_named() {
        let lists = SiglistFiles { prefix: "a\n\n# b".into(), ..SiglistFiles::default() };
        for line in [0, 2, 3, 4, usize::MAX] {
            let error = without(&lists, &[(SiglistName::Prefix, 1), (SiglistName::Prefix, line)]);
            assert_eq!(error, Err(NoEntry { list: SiglistName::Prefix, line }));
        }
        assert_eq!(without(&lists, &[(SiglistName::LineNumbers, 1)]).unwrap_err().list, SiglistName::LineNumbers);
    }
}
