//! Rust function names.

use crate::crash::LineNumber;

use super::Rewriter;
use super::tokens::{self, Bracketed, Token, bracketed, seen};

/// Appends the normalized name of a Rust function to `out`.
///
/// `is_numbered` says of a name whether its line number matters.
pub(crate) fn normalize(
    function: &str,
    line: Option<&LineNumber<'_>>,
    is_numbered: &mut dyn FnMut(&str) -> bool,
    rewriter: &mut Rewriter,
    out: &mut String,
) {
    let Token { text, mut seen } = tokens::last_token(function, &mut rewriter.brackets);
    if seen == 0 && !is_numbered(text) {
        push_without_hash(text, out);
        return;
    }
    rewriter.start(text);
    if seen & seen::ANGLE != 0 {
        rewriter.rewrite(collapse_types);
    }
    if seen & seen::PAREN != 0 {
        rewriter.rewrite(|name, out| bracketed(name, b'(', b')', |Bracketed { before, .. }| out.push_str(before)));
    }
    if is_numbered(rewriter.name()) {
        rewriter.push_line(line);
        seen |= seen::SPACE | seen::COMMA;
    }
    if seen & (seen::SPACE | seen::COMMA) != 0 {
        rewriter.rewrite(tokens::fix_spaces);
    }
    push_without_hash(rewriter.name(), out);
}

/// `<…>` becomes `<T>`, except for `<X as Y>`, which says whose trait it is.
fn collapse_types(name: &str, out: &mut String) {
    bracketed(name, b'<', b'>', |Bracketed { before, inside }| {
        out.push_str(before);
        if tokens::has_word(inside, *b"as") {
            out.push_str(inside);
        } else if !inside.is_empty() {
            out.push_str("<T>");
        }
    });
}

/// Drops the compiler's hash, `::h` and hexadecimal digits at the end.
///
/// Any number of digits is a hash, so `http::head` ends as `http`; signatures depend on it.
fn push_without_hash(name: &str, out: &mut String) {
    // A final newline stays, and doesn't hide the hash before it.
    let (body, newline) = name.strip_suffix('\n').map_or((name, ""), |body| (body, "\n"));
    let digits = body.trim_end_matches(|c: char| c.is_ascii_hexdigit());
    let hashless = digits.strip_suffix("::h").filter(|_| digits.len() < body.len());
    match hashless {
        Some(hashless) => {
            out.push_str(hashless);
            out.push_str(newline);
        }
        None => out.push_str(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_go() {
        for (name, expected) in [
            ("a::b::h0123456789abcdef", "a::b"),
            ("http::head", "http"),
            ("a::h", "a::h"),
            ("a::hx1", "a::hx1"),
            ("a::h12\n", "a\n"),
            ("a::h12::h34", "a::h12"),
            ("h12", "h12"),
        ] {
            let mut out = String::new();
            push_without_hash(name, &mut out);
            assert_eq!(out, expected, "{name:?}");
        }
    }
}
