//! What can be told of a regex from how it is written.
//!
//! All answers are on the safe side: a start that is too short, an end that is called closed.

use std::iter::Peekable;
use std::str::Chars;

use siggen_core::SiglistPattern;

/// A token of a regex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    /// A character that stands for itself.
    Char(char),
    /// `.`
    Point,
    Open,
    Close,
    Bar,
    /// `+`, after which there is at least one of what stands before.
    Plus,
    /// Any other repetition.
    Repeat,
    /// What looks at what comes next: `$`, `\Z`, `\b`, `\B`.
    End,
    /// Anything else.
    Other,
}

/// The tokens of a valid regex; `None` for one with groups of special kinds.
fn tokens(pattern: &str) -> Option<Vec<Token>> {
    // Flags can make anything mean anything, and comments hold anything.
    if pattern.replace("(?:", "").contains("(?") {
        return None;
    }
    let mut tokens = Vec::with_capacity(pattern.len());
    let mut rest = pattern.chars().peekable();
    while let Some(c) = rest.next() {
        tokens.push(match c {
            '\\' => match rest.next()? {
                'b' | 'B' | 'Z' => Token::End,
                c if c.is_ascii_alphanumeric() => Token::Other,
                c => Token::Char(c),
            },
            '[' => {
                skip_class(&mut rest);
                Token::Other
            }
            '(' => {
                if rest.next_if_eq(&'?').is_some() {
                    rest.next();
                }
                Token::Open
            }
            ')' => Token::Close,
            '|' => Token::Bar,
            '.' => Token::Point,
            '$' => Token::End,
            '^' => Token::Other,
            '+' => Token::Plus,
            '*' | '?' => Token::Repeat,
            '{' if skip_repetition(&mut rest) => Token::Repeat,
            c => Token::Char(c),
        });
    }
    Some(tokens)
}

/// Steps behind a class that has been opened.
fn skip_class(rest: &mut Peekable<Chars<'_>>) {
    rest.next_if_eq(&'^');
    rest.next_if_eq(&']');
    while let Some(c) = rest.next() {
        match c {
            '\\' => drop(rest.next()),
            ']' => break,
            _ => {}
        }
    }
}

/// Steps behind `2}`, `2,}`, `,3}` or `2,3}`, where that is what comes.
fn skip_repetition(rest: &mut Peekable<Chars<'_>>) -> bool {
    let mut ahead = rest.clone();
    let mut has_anything = false;
    while ahead.next_if(char::is_ascii_digit).is_some() {
        has_anything = true;
    }
    if ahead.next_if_eq(&',').is_some() {
        has_anything = true;
        while ahead.next_if(char::is_ascii_digit).is_some() {}
    }
    let is_repetition = has_anything && ahead.next() == Some('}');
    if is_repetition {
        *rest = ahead;
    }
    is_repetition
}

/// The text of a line of the form `.*text`.
pub(super) fn text_inside(pattern: &str) -> Option<String> {
    let text = SiglistPattern::new(pattern.strip_prefix(".*")?).ok()?.text()?.to_owned();
    (!text.is_empty() && !text.contains('\n')).then_some(text)
}

/// Text that everything starts with that a regex matches.
pub(super) fn start(pattern: &str) -> String {
    let mut start = String::new();
    let Some(tokens) = tokens(pattern) else { return start };
    let mut depth = 0_usize;
    for token in &tokens {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            // Any of several can begin.
            Token::Bar if depth == 0 => return start,
            _ => {}
        }
    }
    for token in tokens {
        match token {
            Token::Char(c) => start.push(c),
            Token::Repeat => {
                start.pop();
                break;
            }
            _ => break,
        }
    }
    start
}

/// Whether a regex that matches a text also matches all that start with this text.
pub(super) fn is_open_ended(pattern: &str) -> bool {
    tokens(pattern).is_some_and(|tokens| !tokens.contains(&Token::End))
}

/// A regex without the `.*` at its end, which any end matches.
pub(super) fn without_tail(pattern: &str) -> Option<&str> {
    let tokens = tokens(pattern)?;
    let (mut left, mut tokens) = (pattern, tokens.as_slice());
    while let (Some(text), [before @ .., Token::Point, Token::Repeat]) = (left.strip_suffix(".*"), tokens) {
        (left, tokens) = (text, before);
    }
    (left.len() < pattern.len() && SiglistPattern::new(left).is_ok()).then_some(left)
}

/// Whether a point stands between letters of what is text besides, such as in `kite.dll`.
pub(super) fn has_point_in_name(pattern: &str) -> bool {
    let Some(tokens) = tokens(pattern) else { return false };
    let is_letter = |token: Option<&Token>| matches!(token, Some(Token::Char(c)) if c.is_alphanumeric());
    let mut points = 0;
    for (index, token) in tokens.iter().enumerate() {
        if *token != Token::Point {
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        // What is repeated before or behind the point is no name.
        if !is_letter(before) || !is_letter(tokens.get(index + 1)) {
            return false;
        }
        points += 1;
    }
    points > 0
}

/// A text as a regex of Python's dialect that matches it.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '\\' | '.' | '$' | '(' | ')' | '[' | ']' | '*' | '+' | '?' | '|' | '^') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Whether a text is a word of lower-case letters that is so short that others begin with it.
pub(super) fn is_short_word(text: &str) -> bool {
    (1..=SHORT).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// How long a short text is.
pub(super) const SHORT: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_is_what_must_be_there() {
        for (pattern, expected) in [
            (r"libc-\d+\.so", "libc-"),
            ("lstrcat(A|W)", "lstrcat"),
            (r"stdext::_?(h|H)ash", "stdext::"),
            ("ab*", "a"),
            ("ab+c", "ab"),
            ("ab{0,1}", "a"),
            ("ab{x}*", "ab{x"),
            (r"a\.b[|]c", "a.b"),
            ("abc|abd", ""),
            ("a(b|c", "a"),
            ("a[(]b|c", ""),
            ("a[](]b|c", ""),
            (r"a[\](]b|c", ""),
            ("(?i)abc", ""),
            ("a(?#()b|c", ""),
            (r"\x41b", ""),
            ("^ab", ""),
            ("handle_error$", "handle_error"),
        ] {
            assert_eq!(start(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn what_looks_ahead_has_a_closed_end() {
        for pattern in ["a$", r"a\b", r"a\B", r"a\Z", "(a|b$)", "(?m)a$", "(?i)a"] {
            assert!(!is_open_ended(pattern), "{pattern}");
        }
        for pattern in ["a.*", r"a\$b", r"a\\b.", "(a|b)c", "[a-c]", r"\d+", "^a."] {
            assert!(is_open_ended(pattern), "{pattern}");
        }
    }

    #[test]
    fn a_tail_goes_where_it_is_one() {
        for (pattern, expected) in [
            ("wl_(a|b)_.*", Some("wl_(a|b)_")),
            ("memcpy.*", Some("memcpy")),
            ("a.*.*", Some("a")),
            ("a|b.*", Some("a|b")),
            (r"a\\.*", Some(r"a\\")),
            (r"a\..*", Some(r"a\.")),
            (r"a\.*", None),
            ("a.*b", None),
            ("a.+", None),
            ("(a.*)", None),
            ("a.*$", None),
            ("(?s)a.*", None),
        ] {
            assert_eq!(without_tail(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn a_point_between_letters_is_told_from_others() {
        for pattern in ["kite.dll", "lib7.so.6", "(a|b)kite.dll"] {
            assert!(has_point_in_name(pattern), "{pattern}");
        }
        for pattern in [r"kite\.dll", "kite.*dll", "kite.+", "a.", ".b", "[a.b]c", r"libc\.so.x|a.*b", "(?x)a.b"] {
            assert!(!has_point_in_name(pattern), "{pattern}");
        }
    }

    #[test]
    fn what_is_escaped_matches_itself_alone() {
        for text in [r"a.b$c(d)[e]*f+g?|h^\i", "{{closure}}", "a{2}", "operator()"] {
            let pattern = SiglistPattern::new(&escaped(text)).unwrap();
            if text != "a{2}" {
                assert_eq!(pattern.text(), Some(text));
            }
        }
    }
}
