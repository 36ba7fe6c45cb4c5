//! Cells of comma-separated values: as they are, or such that neither a spreadsheet nor a terminal does what they say.

use std::borrow::Cow;
use std::io::Write;
use std::path::Path;

use siggen_core::is_hidden;

use crate::args::When;
use crate::terminal::is_terminal;
use crate::text::printable;

/// What is done with each cell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells {
    /// Whether a spreadsheet may read them.
    is_safe: bool,
    /// Whether a terminal shows them.
    is_shown: bool,
}

impl Cells {
    /// What `--csv-safe` asks for, which by itself is what a terminal needs. Where there is no output, it is standard output.
    pub(crate) fn new(csv_safe: When, output: Option<&Path>) -> Self {
        let is_shown = is_terminal(output);
        let is_safe = match csv_safe {
            When::Auto => is_shown,
            When::Always => true,
            When::Never => false,
        };
        Cells { is_safe, is_shown }
    }

    pub(crate) fn is_safe(self) -> bool {
        self.is_safe
    }

    /// A text as it goes into a cell.
    fn cell(self, text: &str) -> Cow<'_, str> {
        // What begins with a character that is shown in another form may begin a formula still.
        let text = if self.is_safe { without_formulas(text) } else { Cow::Borrowed(text) };
        match text {
            Cow::Borrowed(text) if self.is_shown => printable(text),
            Cow::Owned(text) if self.is_shown => Cow::Owned(printable(&text).into_owned()),
            text => text,
        }
    }

    /// Writes a row.
    pub(crate) fn write(self, writer: &mut csv::Writer<impl Write>, row: &[&str]) -> csv::Result<()> {
        for text in row {
            writer.write_field(self.cell(text).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)
    }
}

/// What makes a spreadsheet take a cell for a formula where it stands first; the wide forms do so with some languages.
const TRIGGERS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell with an apostrophe in front of each part that a spreadsheet would take for a formula. A spreadsheet shows such
/// a part as the text that it is. There are more parts than the cell itself: in many languages a semicolon is what
/// separates cells, and then quotes behind a comma don't keep a line end from ending the row.
fn without_formulas(text: &str) -> Cow<'_, str> {
    let parts = || text.split_inclusive([';', '\n', '\r']).enumerate();
    let is_unsafe = |(at, part): (usize, &str)| is_formula(part) || (at == 0 && part.starts_with(['\t', '\r', '\n']));
    if !parts().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(parts().flat_map(|part| [if is_unsafe(part) { "'" } else { "" }, part.1]).collect())
}

/// Whether a spreadsheet may take a text for a formula: by its first character, or by the first behind quotes, space and
/// what is hidden. Where a cell starts with what separates cells or rows, that is enough.
fn is_formula(text: &str) -> bool {
    let is_before = |c: char| c.is_whitespace() || is_hidden(c) || c == '"' || c == '\'';
    text.trim_start_matches(is_before).starts_with(TRIGGERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Most are of OWASP's page on CSV injection.
    #[test]
    fn formulas_become_texts() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("@SUM(1+1)*cmd|' /C calc'!A0", "'@SUM(1+1)*cmd|' /C calc'!A0"),
            ("\t=1+1", "'\t=1+1"),
            ("\rplain", "'\rplain"),
            ("\nplain", "'\nplain"),
            ("\"=1+1", "'\"=1+1"),
            ("''=1+1", "'''=1+1"),
            (" \u{a0}=1+1", "' \u{a0}=1+1"),
            ("＝1+1", "'＝1+1"),
            ("a;=1+1", "a;'=1+1"),
            ("a; \"=1+1\";b", "a;' \"=1+1\";b"),
            ("a\n=1+1\r\n-b\r@c", "a\n'=1+1\r\n'-b\r'@c"),
            ("a;\n=1+1", "a;\n'=1+1"),
            // These do nothing.
            ("", ""),
            ("f(a, -1)", "f(a, -1)"),
            ("operator-=", "operator-="),
            ("a = b", "a = b"),
            ("a; b", "a; b"),
            ("a\r\n\tb\n", "a\r\n\tb\n"),
            ("'quoted'", "'quoted'"),
        ] {
            assert_eq!(without_formulas(text), safe, "{text:?}");
        }
    }

    #[test]
    fn each_place_asks_for_its_own() {
        let text = "=a\u{1b}\u{202e}";
        let cell = |is_safe, is_shown| Cells { is_safe, is_shown }.cell(text).into_owned();
        assert_eq!(cell(false, false), text);
        assert_eq!(cell(true, false), format!("'{text}"));
        assert_eq!(cell(true, true), r"'=a␛\u{202e}");
        assert_eq!(cell(false, true), r"=a␛\u{202e}");
    }
}
