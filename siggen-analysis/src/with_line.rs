//! Lists with a line more.

use siggen_core::{SiglistFiles, SiglistName};

/// The lists with a line added at the end of one of them; all other lines keep their numbers.
///
/// What is added is text of the file: an entry where it is one, a comment where it starts with `#`.
///
/// ```
/// use siggen_analysis::with_line;
/// use siggen_core::{SiglistFiles, SiglistName};
///
/// let lists = SiglistFiles { prefix: "# Memory.\nmalloc\n".into(), ..Default::default() };
/// let more = with_line(&lists, SiglistName::Prefix, "memcpy");
/// assert_eq!(more.prefix, "# Memory.\nmalloc\nmemcpy\n");
/// assert_eq!(more.entries(SiglistName::Prefix).last().unwrap().number, 3);
/// ```
pub fn with_line(files: &SiglistFiles<'_>, list: SiglistName, pattern: &str) -> SiglistFiles<'static> {
    let mut more = SiglistFiles { source: files.source.to_string().into(), ..SiglistFiles::default() };
    for of in SiglistName::ALL {
        let mut text = files.get(of).to_owned();
        if of == list {
            // The last line need not have an end. A byte order mark is none.
            if !matches!(text.strip_prefix('\u{feff}').unwrap_or(&text).chars().last(), None | Some('\n')) {
                text.push('\n');
            }
            text.extend([pattern, "\n"]);
        }
        more.set(of, text);
    }
    more
}

#[cfg(test)]
mod tests {
    use siggen_core::Siglists;

    use super::*;

    #[test]
    fn it_stands_behind_the_last_line() {
        for (before, number) in [
            ("", 1),
            ("\u{feff}", 1),
            ("\n", 2),
            ("a", 2),
            ("a\n", 2),
            ("\u{feff}a\r\n# b\r\n", 3),
            ("a\r\nb", 3),
            ("a\n\n\n", 4),
        ] {
            let lists = SiglistFiles { source: "mine".into(), irrelevant: before.into(), ..SiglistFiles::default() };
            let more = with_line(&lists, SiglistName::Irrelevant, "new(er)?");
            let siglists = Siglists::new(&more).unwrap();
            let found = siglists.find(SiglistName::Irrelevant, "newer").unwrap();
            assert_eq!((found.line.number, &*found.line.text, &*found.line.source), (number, "new(er)?", "mine"));
            let others = |files: &SiglistFiles<'_>| -> Vec<(usize, String)> {
                let entries = files.entries(SiglistName::Irrelevant).into_iter();
                entries.filter(|entry| entry.number < number).map(|entry| (entry.number, entry.text)).collect()
            };
            assert_eq!(others(&more), others(&lists), "{before:?}");
        }
    }

    #[test]
    fn the_other_lists_stay() {
        let lists = SiglistFiles {
            source: "mine".into(),
            irrelevant: "a".into(),
            prefix: "b".into(),
            line_numbers: "c\r\n".into(),
            sentinels: "\u{feff}d".into(),
        };
        let more = with_line(&lists, SiglistName::Prefix, "new");
        assert_eq!(more, SiglistFiles { prefix: "b\nnew\n".into(), ..lists });
    }

    #[test]
    fn one_after_the_other() {
        let lists = SiglistFiles { sentinels: "a".into(), ..SiglistFiles::default() };
        let more = with_line(&with_line(&lists, SiglistName::Sentinels, "b"), SiglistName::Sentinels, "c");
        assert_eq!(more.sentinels, "a\nb\nc\n");
    }
}
