//! C++ function names, as every compiler writes them, brought to one form.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::crash::LineNumber;
use crate::pytext;

use super::Rewriter;
use super::tokens::{self, Bracketed, Token, bracketed, seen};

// Prepared once: to prepare a search costs more than to search a name.
static OPERATOR: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("::operator"));
static COLD_CLONE: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("clone .cold"));

/// Appends the normalized name of a C++ function to `out`.
///
/// `is_numbered` says of a name whether its line number matters.
pub(crate) fn normalize(
    function: &str,
    line: Option<&LineNumber<'_>>,
    is_numbered: &mut dyn FnMut(&str) -> bool,
    rewriter: &mut Rewriter,
    out: &mut String,
) {
    let name = without_qualifiers(function);
    let Token { text, mut seen } = tokens::last_token(name, &mut rewriter.brackets);
    // Operators have spaces of their own, and no return type in front.
    let name = if text.len() < name.len() && OPERATOR.find(name.as_bytes()).is_some() {
        seen = u8::MAX;
        name
    } else {
        text
    };
    if seen == 0 && !is_numbered(name) {
        out.push_str(name);
        return;
    }
    rewriter.start(name);
    if seen & seen::BACKQUOTE != 0 {
        // bug 1672847: compilers write the anonymous namespace in two ways.
        rewriter.rewrite(|name, out| replace(name, "`anonymous namespace'", "(anonymous namespace)", out));
        seen |= seen::PAREN | seen::SPACE;
    }
    if seen & seen::DOLLAR != 0 {
        // bug 1688249: a lambda's number changes with every edit of its file.
        rewriter.rewrite(drop_lambda_numbers);
    }
    if seen & seen::ANGLE != 0 {
        rewriter.rewrite(tokens::collapse_types);
    }
    if seen & seen::PAREN != 0 {
        rewriter.rewrite(tokens::drop_arguments);
    }
    if seen & seen::SPACE != 0 && COLD_CLONE.find(rewriter.name().as_bytes()).is_some() {
        // bug 1397926: a block that profiling moved out of its function belongs to it.
        rewriter.rewrite(|name, out| bracketed(name, b'[', b']', |Bracketed { before, .. }| out.push_str(before)));
    }
    if is_numbered(rewriter.name()) {
        rewriter.push_line(line);
        seen |= seen::SPACE | seen::COMMA;
    }
    if seen & (seen::SPACE | seen::COMMA) != 0 {
        tokens::fix_spaces(rewriter.name(), out);
    } else {
        out.push_str(rewriter.name());
    }
}

/// Whether a function's name is qualifiers and nothing else.
pub(crate) fn is_only_qualifiers(function: &str) -> bool {
    without_qualifiers(function).is_empty()
}

/// Drops a member function's qualifiers, each once, in this order.
fn without_qualifiers(name: &str) -> &str {
    if !name.ends_with(['t', '&']) {
        return name;
    }
    ["const", "const&", "const &", "&&", "&"]
        .iter()
        .fold(name, |name, qualifier| name.strip_suffix(qualifier).map_or(name, pytext::strip))
}

fn replace(name: &str, from: &str, to: &str, out: &mut String) {
    for (index, part) in name.split(from).enumerate() {
        if index > 0 {
            out.push_str(to);
        }
        out.push_str(part);
    }
}

/// `::$_12::` becomes `::$::`.
fn drop_lambda_numbers(name: &str, out: &mut String) {
    let mut rest = name;
    while let Some(at) = rest.find("::$_") {
        let after = &rest[at + "::$_".len()..];
        let tail = after.trim_start_matches(pytext::is_decimal);
        if tail.len() < after.len() && tail.starts_with("::") {
            out.push_str(&rest[..at]);
            out.push_str("::$::");
            rest = &tail["::".len()..];
        } else {
            out.push_str(&rest[..at + "::".len()]);
            rest = &rest[at + "::".len()..];
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lambda_numbers_go_and_nothing_else() {
        for (name, expected) in [
            ("::$_12::x::$_3", "::$::x::$_3"),
            ("$_1::x", "$_1::x"),
            ("a::$_1::$_2::b", "a::$::$_2::b"),
            ("a::$_x::b::$_7::c", "a::$_x::b::$::c"),
            ("::$_\u{663}::", "::$::"),
            ("::$_::", "::$_::"),
        ] {
            let mut out = String::new();
            drop_lambda_numbers(name, &mut out);
            assert_eq!(out, expected, "{name}");
        }
    }

    #[test]
    fn qualifiers_go_once_each_in_their_order() {
        for (name, expected) in [
            ("f() const", "f()"),
            ("f() const &", "f()"),
            ("f() &&", "f()"),
            ("f() const &&", "f() const"),
            ("const", ""),
            ("f()\u{a0}const", "f()"),
        ] {
            assert_eq!(without_qualifiers(name), expected, "{name}");
        }
    }
}
