//! A block a crash, to paste into a bug tracker.

use std::fmt::Write;

use super::{Answer, Face};
use crate::run::Part;
use crate::text::printable;

pub(super) struct Markdown;

impl Face for Markdown {
    fn answer(&self, answer: &Answer<'_>, part: &mut Part) {
        part.separate(self.separator());
        part.text.push(&block(answer));
    }

    fn separator(&self) -> &'static str {
        "\n"
    }
}

fn block(answer: &Answer<'_>) -> String {
    let mut block = match answer.crash_id {
        Some(id) if is_report_id(id) => {
            format!("Crash id: [{id}](https://crash-stats.mozilla.org/report/index/{id})\n\n")
        }
        Some(id) => format!("Crash id: {}\n\n", code(id)),
        None => String::new(),
    };
    let mut line = |name: &str, text: &str| {
        // Memory takes all.
        let _ = writeln!(block, "- {name}: {text}");
    };
    if let Some(original) = answer.original_signature {
        line("original", &code(original));
    }
    line("new", &code(&answer.outcome.signature));
    if answer.is_same().is_some() {
        line("same?", answer.same());
    }
    for note in &answer.outcome.notes {
        line("note", &code(note));
    }
    block
}

/// A text as code: fenced by more backquotes than it has in a row.
pub(crate) fn code(text: &str) -> String {
    let text = printable(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // Without space, a backquote at an end would belong to the fence, and empty code is none.
    let pad = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Whether an id is one of crash-stats.mozilla.org: a UUID that ends in the date as six digits.
pub(crate) fn is_report_id(id: &str) -> bool {
    id.len() == 36
        && id.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            30.. => byte.is_ascii_digit(),
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_reports() {
        assert!(is_report_id("01234567-89ab-4cde-8f01-234567260801"));
        assert!(!is_report_id("01234567-89ab-4cde-8f01-23456726080a"));
        assert!(!is_report_id("01234567_89ab-4cde-8f01-234567260801"));
        assert!(!is_report_id("](http://x)"));
    }

    #[test]
    fn backquotes_stay_inside() {
        assert_eq!(code("f(int)"), "`f(int)`");
        assert_eq!(code("`anonymous namespace'::f"), "`` `anonymous namespace'::f ``");
        assert_eq!(code("a``b`c"), "```a``b`c```");
        assert_eq!(code(""), "`  `");
        assert_eq!(code("a\nb"), "`a␊b`");
    }
}
