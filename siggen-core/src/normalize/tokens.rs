//! What C++ and Rust names share: last token, bracketed parts, spaces.

/// How deep `IPC::ParamTraits<IPC::ParamTraits<…` is followed; the reference gives up there too.
const MAX_DEPTH: usize = 200;

/// Bytes of a name that some step of normalization looks at, one bit each.
pub(super) mod seen {
    /// `<`
    pub(in crate::normalize) const ANGLE: u8 = 1;
    /// `(`
    pub(in crate::normalize) const PAREN: u8 = 1 << 1;
    /// A space
    pub(in crate::normalize) const SPACE: u8 = 1 << 2;
    /// `,`
    pub(in crate::normalize) const COMMA: u8 = 1 << 3;
    /// A backquote
    pub(in crate::normalize) const BACKQUOTE: u8 = 1 << 4;
    /// `$`
    pub(in crate::normalize) const DOLLAR: u8 = 1 << 5;
}

/// Which of those bytes a name holds.
#[inline]
pub(super) fn bytes_seen(name: &str) -> u8 {
    const BITS: [u8; 256] = {
        let mut bits = [0; 256];
        bits[b'<' as usize] = seen::ANGLE;
        bits[b'(' as usize] = seen::PAREN;
        bits[b' ' as usize] = seen::SPACE;
        bits[b',' as usize] = seen::COMMA;
        bits[b'`' as usize] = seen::BACKQUOTE;
        bits[b'$' as usize] = seen::DOLLAR;
        bits
    };
    name.bytes().fold(0, |seen, byte| seen | BITS[usize::from(byte)])
}

/// The name without what stands before it: prefixes such as `static` and the return type.
///
/// That is the last of the tokens between spaces that are outside of all brackets. Arguments and
/// `[clone …]` after a space belong to the token before them. An unmatched closing bracket is
/// ordinary text.
pub(super) fn last_token(name: &str) -> &str {
    // A final space ends the last token but begins none.
    let mut end = name.len();
    let mut start = 0;
    let mut token_starts = Vec::new();
    let mut closers = Vec::new();
    for (at, byte) in name.bytes().enumerate() {
        match byte {
            b'(' => closers.push(b')'),
            b'{' => closers.push(b'}'),
            b'[' => closers.push(b']'),
            b'<' => closers.push(b'>'),
            b'`' => closers.push(b'\''),
            b')' | b'}' | b']' | b'>' | b'\'' => {
                if closers.last() == Some(&byte) {
                    closers.pop();
                }
            }
            b' ' if closers.is_empty() => {
                if at + 1 == name.len() {
                    end = at;
                } else {
                    token_starts.push(start);
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    let is_tail = |token: &str| token.starts_with('(') || token.starts_with("[clone");
    while is_tail(&name[start..end]) {
        let Some(before) = token_starts.pop() else { break };
        start = before;
    }
    &name[start..end]
}

/// Calls `replace` for each outermost bracketed part and `keep` for the text between them.
/// An opening bracket that is never closed has its part run to the end.
pub(super) fn bracketed(name: &str, open: u8, close: u8, mut part: impl FnMut(Part<'_>)) {
    let mut level = 0_usize;
    let mut start = 0;
    let mut kept = 0;
    for (at, byte) in name.bytes().enumerate() {
        if byte == open {
            if level == 0 {
                start = at;
            }
            level += 1;
        } else if byte == close && level > 0 {
            level -= 1;
            if level == 0 {
                part(Part { before: &name[kept..start], inside: &name[start..=at] });
                kept = at + 1;
            }
        }
    }
    if level > 0 {
        part(Part { before: &name[kept..start], inside: &name[start..] });
        kept = name.len();
    }
    part(Part { before: &name[kept..], inside: "" });
}

/// A bracketed part with the text since the one before; the last has no inside.
pub(super) struct Part<'n> {
    pub(super) before: &'n str,
    /// With its brackets.
    pub(super) inside: &'n str,
}

/// C++ types: `<…>` becomes `<T>`, with exceptions that keep names apart.
pub(super) fn collapse_types(name: &str, out: &mut String) {
    collapse_types_at(name, out, 0);
}

fn collapse_types_at(name: &str, out: &mut String, depth: usize) {
    bracketed(name, b'<', b'>', |Part { before, inside }| {
        out.push_str(before);
        if inside.is_empty() {
            return;
        }
        // bug 1685178: `<unknown in foobar.dll>`
        let is_kept = inside == "<name omitted>"
            || inside.contains(" as ")
            || inside.contains(" in ")
            || before.ends_with("operator");
        if is_kept {
            out.push_str(inside);
        } else if before.ends_with("IPC::ParamTraits") && depth < MAX_DEPTH {
            out.push('<');
            collapse_types_at(without_ends(inside), out, depth + 1);
            out.push('>');
        } else {
            out.push_str("<T>");
        }
    });
}

/// The text without its first and last character, whatever they are.
fn without_ends(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.next_back();
    chars.as_str()
}

/// C++ arguments: `(…)` goes.
pub(super) fn drop_arguments(name: &str, out: &mut String) {
    bracketed(name, b'(', b')', |Part { before, inside }| {
        out.push_str(before);
        if inside == "(anonymous namespace)" || before.ends_with("operator") {
            out.push_str(inside);
        }
    });
}

/// Drops a space before `*`, `&` and `,`, and makes every comma be followed by a space.
pub(super) fn fix_spaces(name: &str, out: &mut String) {
    let mut rest = name.as_bytes();
    let mut copied = 0;
    let at = |rest: &[u8]| name.len() - rest.len();
    let is_dropped = |rest: &[u8]| matches!(rest, [b' ', b'*' | b'&' | b',', ..]);
    while let [byte, after @ ..] = rest {
        if is_dropped(rest) {
            out.push_str(&name[copied..at(rest)]);
            copied = at(after);
        } else if *byte == b',' && (after.first() != Some(&b' ') || is_dropped(after)) {
            out.push_str(&name[copied..at(after)]);
            out.push(' ');
            copied = at(after);
        }
        rest = after;
    }
    out.push_str(&name[copied..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_token_is_the_name() {
        for (name, expected) in [
            ("static void* Pool::grow(unsigned int)", "Pool::grow(unsigned int)"),
            ("grow", "grow"),
            ("grow ", "grow"),
            ("grow  ", ""),
            ("", ""),
            (" ", ""),
            ("grow (int) [clone .cold.1] [clone .cold.2]", "grow (int) [clone .cold.1] [clone .cold.2]"),
            ("[clone x] [clone y]", "[clone x] [clone y]"),
            ("a  (b)", " (b)"),
            ("void `anonymous namespace'::f(int, int)", "`anonymous namespace'::f(int, int)"),
            ("a > b", "b"),
            ("f(a b", "f(a b"),
            ("\u{e9} \u{65e5}\u{672c}", "\u{65e5}\u{672c}"),
        ] {
            assert_eq!(last_token(name), expected, "{name:?}");
        }
    }

    #[test]
    fn spaces_go_before_and_come_after() {
        for (name, expected) in [
            ("a *b &c ,d", "a*b&c, d"),
            ("a,b", "a, b"),
            ("a, b", "a, b"),
            ("a,", "a, "),
            ("a, *b", "a, *b"),
            ("a  *b", "a *b"),
            (",,", ", , "),
        ] {
            let mut out = String::new();
            fix_spaces(name, &mut out);
            assert_eq!(out, expected, "{name:?}");
        }
    }

    #[test]
    fn nesting_without_end_is_survived() {
        let mut out = String::new();
        collapse_types(&"IPC::ParamTraits<".repeat(100_000), &mut out);
        assert!(out.starts_with("IPC::ParamTraits<IPC::ParamTraits<"));
    }
}
