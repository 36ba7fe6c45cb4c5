//! What C++ and Rust names share: last token, bracketed parts, spaces.

use std::ops::Range;

use crate::wide::{NAME_CHUNK, name_marks};

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

/// What a byte is to [`last_token`].
#[derive(Clone, Copy)]
struct Role {
    /// The closing bracket that an opening one waits for; 0 for all other bytes.
    closer: u8,
    /// The byte's bit.
    seen: u8,
}

const ROLES: [Role; 256] = {
    let mut roles = [Role { closer: 0, seen: 0 }; 256];
    roles[b'(' as usize] = Role { closer: b')', seen: seen::PAREN };
    roles[b'<' as usize] = Role { closer: b'>', seen: seen::ANGLE };
    roles[b'`' as usize] = Role { closer: b'\'', seen: seen::BACKQUOTE };
    roles[b'[' as usize].closer = b']';
    roles[b'{' as usize].closer = b'}';
    roles[b' ' as usize].seen = seen::SPACE;
    roles[b',' as usize].seen = seen::COMMA;
    roles[b'$' as usize].seen = seen::DOLLAR;
    roles
};

/// Memory for [`last_token`], kept from name to name.
#[derive(Debug, Default)]
pub(crate) struct Brackets {
    /// The closing bracket that each open one waits for.
    closers: Vec<u8>,
    /// Where the tokens before the last one start.
    starts: Vec<usize>,
}

impl Brackets {
    /// How many bytes there is room for.
    pub(super) fn bytes(&self) -> usize {
        self.closers.capacity() + self.starts.capacity() * size_of::<usize>()
    }
}

/// The last token of a name, and the bits of the bytes in it; too many bits do no harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'n> {
    pub(crate) text: &'n str,
    pub(super) seen: u8,
}

/// The name without what stands before it: prefixes such as `static` and the return type.
///
/// That is the last of the tokens between spaces that are outside of all brackets. Arguments and
/// `[clone …]` after a space belong to the token before them. An unmatched closing bracket is
/// ordinary text.
pub(crate) fn last_token<'n>(name: &'n str, brackets: &mut Brackets) -> Token<'n> {
    let Brackets { closers, starts } = brackets;
    starts.clear();
    // What each open bracket waits for, on a bottom that no byte of UTF-8 matches.
    closers.clear();
    closers.push(0xff);
    // A final space ends the last token but begins none.
    let mut end = name.len();
    let mut start = 0;
    let mut seen = 0;
    let seen_elsewhere = for_each_bracket(name.as_bytes(), |at, byte| {
        let role = ROLES[usize::from(byte)];
        seen |= role.seen;
        if role.closer != 0 {
            closers.push(role.closer);
        } else if closers.last() == Some(&byte) {
            closers.pop();
        } else if byte == b' ' && closers.len() == 1 {
            if at + 1 == name.len() {
                end = at;
            } else {
                starts.push(start);
                start = at + 1;
                seen = 0;
            }
        }
    });
    seen |= seen_elsewhere;
    let is_tail = |token: &str| token.starts_with('(') || token.starts_with("[clone");
    while is_tail(&name[start..end]) {
        let Some(before) = starts.pop() else { break };
        start = before;
        seen = u8::MAX;
    }
    Token { text: &name[start..end], seen }
}

/// Calls `visit` for each space and bracket, and gives the bits of the bytes that are none.
#[inline]
fn for_each_bracket(bytes: &[u8], mut visit: impl FnMut(usize, u8)) -> u8 {
    let mut seen = 0;
    let mut at = 0;
    while let Some(chunk) = bytes[at..].first_chunk::<NAME_CHUNK>() {
        let mut marks = name_marks(chunk);
        seen |= if marks.commas != 0 { seen::COMMA } else { 0 };
        seen |= if marks.dollars != 0 { seen::DOLLAR } else { 0 };
        while marks.brackets != 0 {
            let index = marks.brackets.trailing_zeros() as usize;
            visit(at + index, chunk[index]);
            marks.brackets &= marks.brackets - 1;
        }
        at += NAME_CHUNK;
    }
    for (at, &byte) in bytes.iter().enumerate().skip(at) {
        visit(at, byte);
        seen |= ROLES[usize::from(byte)].seen & (seen::COMMA | seen::DOLLAR);
    }
    seen
}

/// Whether a text holds this word of two letters between two spaces.
pub(super) fn has_word(text: &str, word: [u8; 2]) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b' ', bytes).any(|at| bytes[at..].starts_with(&[b' ', word[0], word[1], b' ']))
}

/// Calls `part` for each outermost bracketed part, and once for what stands behind the last.
pub(super) fn bracketed(name: &str, open: u8, close: u8, mut part: impl FnMut(Bracketed<'_>)) {
    let bytes = name.as_bytes();
    let marks = memchr::memchr2_iter(open, close, bytes).map(|at| (at..at + 1, bytes[at] == open));
    let mut kept = 0;
    for_each_outermost(marks, name.len(), |Range { start, end }| {
        part(Bracketed { before: &name[kept..start], inside: &name[start..end] });
        kept = end;
    });
    part(Bracketed { before: &name[kept..], inside: "" });
}

/// Calls `visit` for each outermost bracketed part of a text. `marks` are its brackets in order,
/// and whether each is an opening one. An opening bracket that is never closed has its part run
/// to the end.
#[inline]
pub(crate) fn for_each_outermost(
    marks: impl Iterator<Item = (Range<usize>, bool)>,
    end_of_text: usize,
    mut visit: impl FnMut(Range<usize>),
) {
    let mut level = 0_usize;
    let mut start = 0;
    for (mark, is_open) in marks {
        if is_open {
            if level == 0 {
                start = mark.start;
            }
            level += 1;
        } else if level > 0 {
            level -= 1;
            if level == 0 {
                visit(start..mark.end);
            }
        }
    }
    if level > 0 {
        visit(start..end_of_text);
    }
}

/// A bracketed part with the text since the one before; the last has no inside.
pub(super) struct Bracketed<'n> {
    pub(super) before: &'n str,
    /// With its brackets.
    pub(super) inside: &'n str,
}

/// C++ types: `<…>` becomes `<T>`, with exceptions that keep names apart.
pub(crate) fn collapse_types(name: &str, out: &mut String) {
    collapse_types_at(name, out, 0);
}

fn collapse_types_at(name: &str, out: &mut String, depth: usize) {
    bracketed(name, b'<', b'>', |Bracketed { before, inside }| {
        out.push_str(before);
        if inside.is_empty() {
            return;
        }
        // bug 1685178: `<unknown in foobar.dll>`
        let is_kept = inside == "<name omitted>"
            || has_word(inside, *b"as")
            || has_word(inside, *b"in")
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
pub(crate) fn drop_arguments(name: &str, out: &mut String) {
    bracketed(name, b'(', b')', |Bracketed { before, inside }| {
        out.push_str(before);
        if inside == "(anonymous namespace)" || before.ends_with("operator") {
            out.push_str(inside);
        }
    });
}

/// Drops a space before `*`, `&` and `,`, and makes every comma be followed by a space.
pub(super) fn fix_spaces(name: &str, out: &mut String) {
    let bytes = name.as_bytes();
    let is_dropped = |at: usize| bytes.get(at) == Some(&b' ') && matches!(bytes.get(at + 1), Some(b'*' | b'&' | b','));
    let mut copied = 0;
    for at in memchr::memchr2_iter(b' ', b',', bytes) {
        if is_dropped(at) {
            out.push_str(&name[copied..at]);
            copied = at + 1;
        } else if bytes[at] == b',' && (bytes.get(at + 1) != Some(&b' ') || is_dropped(at + 1)) {
            out.push_str(&name[copied..=at]);
            out.push(' ');
            copied = at + 1;
        }
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
            ("\0 a", "a"),
            ("void `anonymous namespace'::f(int, int)", "`anonymous namespace'::f(int, int)"),
            ("a > b", "b"),
            ("f(a b", "f(a b"),
            ("\u{e9} \u{65e5}\u{672c}", "\u{65e5}\u{672c}"),
        ] {
            assert_eq!(last_token(name, &mut Brackets::default()).text, expected, "{name:?}");
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
