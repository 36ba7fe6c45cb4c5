//! What there is to know about a terminal: its colours, its width, and how JSON is shown on it.

mod palette;

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use siggen_core::is_hidden;

use crate::args::{
    Command, CoverageFormat, DiffFormat, ExplainFormat, Format, LintFormat, RulesFormat, SchemaFormat, When,
};

pub(crate) use palette::Palette;

/// The width if the terminal does not say.
const COLUMNS: usize = 100;

/// Whether a terminal shows what is written: to standard output, or to what an option names, such as `/dev/stdout`.
pub(crate) fn is_terminal(output: Option<&Path>) -> bool {
    match output {
        None => io::stdout().is_terminal(),
        Some(path) => is_named_terminal(path),
    }
}

#[cfg(unix)]
fn is_named_terminal(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    // A pipe isn't opened, which waits for somebody to read.
    std::fs::metadata(path).is_ok_and(|metadata| metadata.file_type().is_char_device())
        && std::fs::OpenOptions::new().write(true).open(path).is_ok_and(|file| file.is_terminal())
}

#[cfg(not(unix))]
fn is_named_terminal(_path: &Path) -> bool {
    false
}

/// Whether to use colours.
pub(crate) fn has_colours(when: When) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        // This also looks at NO_COLOR and the like.
        When::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    }
}

/// How many columns a text for people may take.
pub(crate) fn columns() -> usize {
    let terminal = terminal_size::terminal_size().filter(|_| io::stdout().is_terminal());
    terminal.map_or(COLUMNS, |(width, _)| usize::from(width.0).clamp(60, 140))
}

/// Whether a command prints JSON to a terminal.
pub(crate) fn shows_json(command: &Command) -> bool {
    let prints_json = match command {
        Command::Signature(args) => matches!(args.format, Format::Json | Format::Ndjson),
        Command::Explain(args) => args.format == ExplainFormat::Json && !args.debug_log,
        Command::Diff(args) => matches!(args.format, DiffFormat::Json | DiffFormat::Ndjson),
        Command::Lint(args) => matches!(args.format, LintFormat::Json | LintFormat::Gitlab | LintFormat::Sarif),
        Command::Coverage(args) => args.format == CoverageFormat::Json,
        Command::Rules { format } => *format == RulesFormat::Json,
        Command::Schema { format, .. } => *format == SchemaFormat::Json,
        Command::Completions { .. } | Command::Man { .. } => false,
    };
    prints_json && is_terminal(None)
}

/// Writes JSON with all hidden characters escaped, which leaves its meaning what it is: outside of strings JSON has
/// none but the line ends of its layout, which stay.
pub(crate) struct ShownJson<W> {
    out: W,
    /// The start of a character whose end is yet to come.
    started: Vec<u8>,
}

impl<W: Write> ShownJson<W> {
    /// Lets something be written: as it is, or as JSON that a terminal shows.
    pub(crate) fn wrap<T>(is_shown: bool, mut out: W, write: impl FnOnce(&mut dyn Write) -> T) -> T {
        if is_shown { write(&mut ShownJson::new(out)) } else { write(&mut out) }
    }

    pub(crate) fn new(out: W) -> Self {
        ShownJson { out, started: Vec::new() }
    }

    fn show(&mut self, text: &str) -> io::Result<()> {
        let mut units = [0; 2];
        for part in text.split_inclusive(|c| c != '\n' && is_hidden(c)) {
            match part.chars().next_back() {
                Some(last) if last != '\n' && is_hidden(last) => {
                    self.out.write_all(&part.as_bytes()[..part.len() - last.len_utf8()])?;
                    for unit in last.encode_utf16(&mut units) {
                        write!(self.out, "\\u{unit:04x}")?;
                    }
                }
                _ => self.out.write_all(part.as_bytes())?,
            }
        }
        Ok(())
    }
}

impl<W: Write> Write for ShownJson<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = std::mem::take(&mut self.started);
        all.extend_from_slice(bytes);
        for chunk in all.utf8_chunks() {
            self.show(chunk.valid())?;
            self.started.clear();
            self.started.extend_from_slice(chunk.invalid());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meaning_stays() {
        let text = "a\u{1b}\u{7f}\u{9b}\u{202e}é日\u{200b}\u{e0041}🪁\"\\";
        let json = serde_json::to_string_pretty(&[text, "\n"]).unwrap();
        // In pieces of any length, which tear characters apart.
        for length in 1..=json.len() {
            let mut shown = ShownJson::new(Vec::new());
            for piece in json.as_bytes().chunks(length) {
                shown.write_all(piece).unwrap();
            }
            let shown = String::from_utf8(shown.out).unwrap();
            assert!(shown.contains(r"\u007f\u009b\u202eé日\u200b\udb40\udc41🪁"), "{shown}");
            assert!(shown.chars().all(|c| c == '\n' || !is_hidden(c)), "{shown}");
            assert_eq!(serde_json::from_str::<[String; 2]>(&shown).unwrap(), [text, "\n"]);
        }
    }
}
