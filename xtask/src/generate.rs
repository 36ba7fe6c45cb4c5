//! `cargo xtask gen`: the files that are written from the code, and whether they still say what it does.

use std::fs;
use std::path::Path;

use siggen_cli::commands::{rules_markdown, schema_markdown};

use crate::failure::Failure;
use crate::say::say;
use crate::surface;
use crate::workspace::root;

/// A file, and what writes it.
type Page = (&'static str, fn() -> Result<String, Failure>);

const PAGES: [Page; 7] = [
    ("docs/rules.md", || Ok(rules_markdown())),
    ("docs/schema.md", || Ok(schema_markdown())),
    ("siggen-core/public-api.txt", || surface::of("siggen-core")),
    ("siggen-analysis/public-api.txt", || surface::of("siggen-analysis")),
    ("siggen-batch/public-api.txt", || surface::of("siggen-batch")),
    ("siggen-symbols/public-api.txt", || surface::of("siggen-symbols")),
    ("siggen-sources/public-api.txt", || surface::of("siggen-sources")),
];

/// Writes the pages that have changed.
pub(crate) fn write() -> Result<(), Failure> {
    for (name, render) in PAGES {
        let path = root().join(name);
        let text = render()?;
        if difference(&read(&path)?, &text).is_none() {
            say!("{name}: unchanged");
            continue;
        }
        fs::create_dir_all(path.parent().unwrap_or(root()))?;
        fs::write(&path, text).map_err(|error| format!("{name}: {error}"))?;
        say!("{name}: written");
    }
    Ok(())
}

/// Fails where a page differs from what the code says.
pub(crate) fn check() -> Result<(), Failure> {
    for (name, render) in PAGES {
        if let Some(difference) = difference(&read(&root().join(name))?, &render()?) {
            return Err(format!("{name} is not what the code says, run `cargo xtask gen`: {difference}").into());
        }
    }
    Ok(())
}

/// A page as it stands, empty where there is none. Line ends are the checkout's business.
fn read(path: &Path) -> Result<String, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text.replace("\r\n", "\n")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(format!("{}: {error}", path.display()).into()),
    }
}

/// The first line that differs.
fn difference(on_disk: &str, from_code: &str) -> Option<String> {
    if on_disk == from_code {
        return None;
    }
    let (mut old, mut new) = (on_disk.split('\n'), from_code.split('\n'));
    let mut line = 1;
    loop {
        match (old.next(), new.next()) {
            (old, new) if old == new => line += 1,
            (old, new) => {
                let shown = |line: Option<&str>| line.map_or("nothing".to_owned(), |line| format!("`{line}`"));
                return Some(format!("line {line} has {}, and should have {}", shown(old), shown(new)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_what_the_code_says() {
        if let Err(failure) = check() {
            panic!("{failure}");
        }
    }

    #[test]
    fn a_changed_line_is_found() {
        assert_eq!(difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(difference("a\nb\n", "a\nc\n").as_deref(), Some("line 2 has `b`, and should have `c`"));
        assert_eq!(difference("a", "a\nb").as_deref(), Some("line 2 has nothing, and should have `b`"));
    }
}
