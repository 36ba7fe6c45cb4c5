//! Bytes looked at many at a time, with the vector instructions that every machine of an architecture has.

use wide::u8x16;

/// How many bytes [`string_ends`] looks at.
pub(crate) const STRING_CHUNK: usize = 32;

/// A bit for each byte that ends a run of plain JSON string bytes: `"`, `\` or a control character.
#[inline]
pub(crate) fn string_ends(chunk: &[u8; STRING_CHUNK]) -> u32 {
    ends(load(chunk, 0)) | ends(load(chunk, SHORT_CHUNK)) << SHORT_CHUNK
}

/// How many bytes [`short_string_ends`] looks at.
pub(crate) const SHORT_CHUNK: usize = 16;

/// The same of fewer bytes.
#[inline]
pub(crate) fn short_string_ends(chunk: &[u8; SHORT_CHUNK]) -> u32 {
    ends(load(chunk, 0))
}

/// How many bytes [`name_marks`] looks at.
pub(crate) const NAME_CHUNK: usize = 16;

/// What [`name_marks`] sees in a part of a function's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameMarks {
    /// A bit for each space, bracket, backquote and apostrophe; also for `@`, where it makes the
    /// test cheaper.
    pub(crate) brackets: u32,
    /// A bit for each comma.
    pub(crate) commas: u32,
    /// A bit for each `$`.
    pub(crate) dollars: u32,
}

/// Finds what has a meaning in a function's name.
#[inline]
pub(crate) fn name_marks(chunk: &[u8; NAME_CHUNK]) -> NameMarks {
    let bytes = load(chunk, 0);
    let equals = |bytes: u8x16, wanted: u8| bytes.simd_eq(u8x16::splat(wanted));
    let without = |bits: u8| bytes & u8x16::splat(!bits);
    // One bit tells `(` from `)`, `<` from `>`, and `[`, `]` and `@` from `{`, `}` and a backquote.
    let upper = bytes | u8x16::splat(0x20);
    let round = equals(without(0x01), b'(');
    let angle = equals(without(0x02), b'<');
    let square = equals(upper, b'{') | equals(upper, b'}');
    let quote = equals(upper, b'`') | equals(bytes, b'\'');
    let brackets = (round | angle) | (square | quote) | equals(bytes, b' ');
    NameMarks {
        brackets: brackets.to_bitmask(),
        commas: equals(bytes, b',').to_bitmask(),
        dollars: equals(bytes, b'$').to_bitmask(),
    }
}

#[inline]
fn ends(bytes: u8x16) -> u32 {
    // With this bit turned around `"` stands behind the control characters, and `!` and the space don't.
    let turned = bytes ^ u8x16::splat(0x02);
    let quote_or_control = turned.min(u8x16::splat(b'"' ^ 0x02)).simd_eq(turned);
    (quote_or_control | bytes.simd_eq(u8x16::splat(b'\\'))).to_bitmask()
}

#[inline]
fn load<const N: usize>(chunk: &[u8; N], at: usize) -> u8x16 {
    chunk[at..].first_chunk().map_or(u8x16::ZERO, |bytes: &[u8; 16]| u8x16::from(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bit for each byte that is looked for.
    fn bits(chunk: &[u8], is_wanted: impl Fn(u8) -> bool) -> u32 {
        chunk.iter().enumerate().map(|(at, &byte)| u32::from(is_wanted(byte)) << at).sum()
    }

    fn is_end(byte: u8) -> bool {
        matches!(byte, b'"' | b'\\' | 0..0x20)
    }

    #[test]
    fn every_byte_in_every_place() {
        for byte in 0..=255_u8 {
            for at in 0..STRING_CHUNK {
                // Every end counts, not only the first: who looks at the last bytes of a text shifts the others out.
                for other in [0, at / 2, STRING_CHUNK - 1] {
                    let mut chunk = [b'a'; STRING_CHUNK];
                    chunk[other] = b'"';
                    chunk[at] = byte;
                    assert_eq!(string_ends(&chunk), bits(&chunk, is_end), "{byte} at {at}, other at {other}");
                }
            }
            for at in 0..SHORT_CHUNK {
                let mut chunk = [b'a'; SHORT_CHUNK];
                chunk[at] = byte;
                assert_eq!(short_string_ends(&chunk), bits(&chunk, is_end), "{byte} at {at}");
            }
            for at in 0..NAME_CHUNK {
                let mut chunk = [b'a'; NAME_CHUNK];
                chunk[at] = byte;
                let marks = NameMarks {
                    brackets: bits(&chunk, |byte| b" '()<>@[]`{}".contains(&byte)),
                    commas: bits(&chunk, |byte| byte == b','),
                    dollars: bits(&chunk, |byte| byte == b'$'),
                };
                assert_eq!(name_marks(&chunk), marks, "{byte} at {at}");
            }
        }
    }
}
