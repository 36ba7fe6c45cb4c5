//! Markdown: text as code, and which crash ids are links.

use crate::text::printable;

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
